/** A deal as the engine computes it; {@link readDeal} makes it from a file and nothing else does. */
import type { PaymentCalendar } from './calendar.ts';
import type { DayCount } from './days.ts';
import type { Ratio } from './exact.ts';

/**
 * The four structures in use for rights in China, by what the plan buys: fees of a second licence 二次许可, loans on
 * pledged rights 质押贷款, rents of a sale and lease-back 售后回租, trade receivables 应收账款.
 */
export type Structure = 'second_license' | 'pledge_loan' | 'sale_leaseback' | 'receivable';

/** How a claim is repaid: level instalments 等额本息, all at the end 到期还本, a written schedule 固定计划. */
export type AssetKind = 'levelPay' | 'bullet' | 'schedule';

/** What a structure may hold: a licence or a lease pays in instalments; a receivable carries no interest. */
export const STRUCTURES: Readonly<
  Record<Structure, { readonly kinds: readonly AssetKind[]; readonly interest: boolean }>
> = {
  second_license: { kinds: ['levelPay', 'schedule'], interest: true },
  pledge_loan: { kinds: ['levelPay', 'bullet', 'schedule'], interest: true },
  sale_leaseback: { kinds: ['levelPay', 'schedule'], interest: true },
  receivable: { kinds: ['bullet', 'schedule'], interest: false },
};

/** A claim of the pool (底层资产). */
export interface Asset {
  readonly id: string;
  readonly firm: string;
  readonly kind: AssetKind;
  /** Outstanding at the cut-off. */
  readonly principal: bigint;
  /** What the plan pays for it. */
  readonly price: bigint;
  readonly rate: Ratio;
  readonly dayCount: DayCount;
  readonly firstDue: number;
  readonly everyMonths: number;
  /** Number of instalments. */
  readonly terms: number;
  /** Principal of each instalment; of a `schedule` only. */
  readonly instalments: readonly bigint[];
  /** Appraised value of the rights behind it, if there are any. */
  readonly appraised: bigint | null;
}

/** 优先级, 夹层, 次级. Classes rank strictly; ranks inside a class come from what tranches say they follow. */
export type TrancheClass = 'senior' | 'mezzanine' | 'subordinated';
export const CLASSES: readonly TrancheClass[] = ['senior', 'mezzanine', 'subordinated'];

/** 过手, 固定摊还, 到期一次, 等额. Planned principal is owed on its date; pass-through is owed as the pool pays. */
export type PrincipalRule = 'passThrough' | 'schedule' | 'bullet' | 'levelPay';

/** One class of holders. */
export interface Tranche {
  readonly id: string;
  readonly class: TrancheClass;
  readonly principal: bigint;
  readonly rate: Ratio;
  readonly dayCount: DayCount;
  readonly rule: PrincipalRule;
  /** Principal planned for each payment date; of `schedule` and `levelPay`. */
  readonly plan: readonly bigint[];
  /** Place in the order of principal: lower is paid first, equal shares. */
  readonly rank: number;
}

/** What taxes and service providers get. Unpaid fees wait for the next date, without interest. */
export interface Fee {
  readonly id: string;
  readonly kind: 'tax' | 'fee';
  /** A fixed amount a date, a yearly share of the pool, or a share of the income or of all that is collected. */
  readonly basis: 'fixed' | 'pool' | 'income' | 'collections';
  readonly amount: bigint;
  readonly rate: Ratio;
}

/** What a trigger looks at. */
export type Measure = 'coverage' | 'overcollateralization' | 'cumulativeDefault' | 'date';
/** What a trigger does: only warn, stop sharing principal pro rata, keep cash in the plan, accelerate, or declare default. */
export type Effect = 'watch' | 'sequential' | 'retain' | 'accelerate' | 'default';

/** A condition with a level, and what follows when it is hit. */
export interface Trigger {
  readonly id: string;
  readonly measure: Measure;
  /** Hit below the level (coverage, overcollateralization) or at and above it (cumulative default). */
  readonly level: Ratio;
  /** Of the measure `date`: hit from this day on. */
  readonly day: number | null;
  readonly effect: Effect;
  /** May be undone by a later date at which it is not hit; acceleration and default never are. */
  readonly curable: boolean;
}

/**
 * One product, checked and ready to run. Plain data: the same deal always runs the same way.
 * Names after the objects of Chinese prospectuses stand beside each field.
 */
export interface Deal {
  readonly id: string;
  readonly structure: Structure;
  /** 封包日: from here the pool's cash belongs to the plan. */
  readonly cutOff: number;
  /** 设立日: from here tranches bear interest. */
  readonly closing: number;
  readonly calendar: PaymentCalendar;
  /** Interest runs to the planned or to the moved payment day. */
  readonly accrual: 'unadjusted' | 'adjusted';
  /** 兑付日, before they are moved by the calendar. */
  readonly paymentDays: readonly number[];
  /** Days from the end of a collection period (计算日) to its payment day. */
  readonly collectionLag: number;
  readonly assets: readonly Asset[];
  readonly tranches: readonly Tranche[];
  /** Of pass-through principal: one after the other, or in proportion to balances. */
  readonly principalMode: 'sequential' | 'proRata';
  /** What remains on a date goes out, or stays until senior and mezzanine are repaid. */
  readonly residual: 'distribute' | 'retain';
  readonly fees: readonly Fee[];
  readonly reserve: { readonly opening: bigint; readonly fixed: bigint; readonly shareOfSenior: Ratio };
  readonly liquidity: { readonly limit: bigint; readonly rate: Ratio };
  /** 差额支付承诺. */
  readonly shortfallPromise: bigint;
  /** 担保. */
  readonly guarantee: bigint;
  readonly triggers: readonly Trigger[];
  /** Share of the pool at or under which it is called (清仓回购); zero for never. */
  readonly cleanUp: Ratio;
  readonly closingCosts: bigint;
}

/** What is assumed of the pool. Shares by month count from the cut-off; the last one goes on. */
export interface Scenario {
  readonly id: string;
  readonly defaults: readonly Ratio[];
  readonly prepayments: readonly Ratio[];
  /** Parts of a defaulted balance that come back, and when; the rest is lost with the last of them. */
  readonly recoveries: readonly { readonly lagMonths: number; readonly share: Ratio }[];
  /** A part of what is due comes later. */
  readonly delay: { readonly share: Ratio; readonly months: number };
  /** Single claims that end on their first due day on or after the day named. */
  readonly exits: readonly { readonly asset: string; readonly kind: 'default' | 'prepay'; readonly day: number }[];
}

/** Everything pays as agreed. */
export const AS_AGREED: Scenario = {
  id: 'asAgreed',
  defaults: [],
  prepayments: [],
  recoveries: [],
  delay: { share: { num: 0n, den: 1n }, months: 0 },
  exits: [],
};
