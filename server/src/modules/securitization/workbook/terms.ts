/** Inputs of the workbook: every amount, rate and date of the deal in a cell of its own, and what the scenario assumes. */
import {
  type DayCount,
  type Deal,
  formatDay,
  type Ratio,
  type Scenario,
  spoken,
  yearFraction,
} from '@banfei/waterfall';
import { type Fraction, type Num, product, whole } from './arithmetic.ts';
import { Page, serial } from './grid.ts';

/** References to the inputs, in the shape of the deal. */
export interface Terms {
  readonly tranches: readonly { readonly principal: Num; readonly rate: Fraction }[];
  readonly fees: readonly { readonly amount: Num; readonly rate: Fraction }[];
  readonly reserve: { readonly opening: Num; readonly fixed: Num; readonly share: Fraction };
  readonly liquidity: { readonly limit: Num; readonly rate: Fraction };
  readonly promise: Num;
  readonly guarantee: Num;
  readonly triggers: readonly { readonly level: Fraction; readonly day: Num }[];
  readonly cleanUp: Fraction;
  readonly closingCosts: Num;
}

/** Rows of inputs: a name, a value, and for rates the two whole numbers that are computed with. */
export class Inputs {
  readonly page: Page;
  #row = 3;

  constructor(name: string, title: string) {
    this.page = new Page(name);
    this.page.text(1, 1, title, 'head');
    for (const [index, head] of ['项目 / Item', '值 / Value', '分子 / Numerator', '分母 / Denominator'].entries())
      this.page.text(2, index + 1, head, 'head');
  }

  words(label: string, words: string): void {
    this.page.text(this.#row, 1, label);
    this.page.text(this.#row, 2, words);
    this.#row += 1;
  }

  amount(label: string, amount: bigint): Num {
    this.page.text(this.#row, 1, label);
    this.#row += 1;
    return this.page.put(this.#row - 1, 2, whole(amount), 'fen');
  }

  day(label: string, day: number): Num {
    this.page.text(this.#row, 1, label);
    this.#row += 1;
    return this.page.put(this.#row - 1, 2, whole(serial(day)), 'day');
  }

  rate(label: string, ratio: Ratio): Fraction {
    const row = this.#row;
    this.#row += 1;
    this.page.text(row, 1, label);
    const n = this.page.put(row, 3, whole(ratio.num), 'count');
    const d = this.page.put(row, 4, whole(ratio.den), 'count');
    const shown = `${n.text}/${d.text}`.replaceAll(`'${this.page.name}'!`, '');
    this.page.set(row, 2, { kind: 'decimal', formula: shown, value: spoken(ratio) });
    return { n, d };
  }
}

const STRUCTURES: Readonly<Record<Deal['structure'], string>> = {
  second_license: '二次许可 / second licence',
  pledge_loan: '质押贷款 / pledged loans',
  sale_leaseback: '售后回租 / sale and lease-back',
  receivable: '应收账款 / receivables',
};

function general(inputs: Inputs, deal: Deal): void {
  inputs.words('编号 / Id', deal.id);
  inputs.words('结构 / Structure', STRUCTURES[deal.structure]);
  inputs.words('封包日 / Cut-off', formatDay(deal.cutOff));
  inputs.words('设立日 / Closing', formatDay(deal.closing));
  inputs.words('工作日规则 / Working-day rule', deal.calendar.rule);
  inputs.words('本金分配 / Principal', deal.principalMode === 'proRata' ? '按比例 / pro rata' : '依次 / sequential');
  inputs.words('余款 / Residual', deal.residual === 'retain' ? '留存 / retained' : '分配 / distributed');
}

/** Writes the sheet of terms and answers with references to it. */
export function writeTerms(deal: Deal): { readonly page: Page; readonly terms: Terms } {
  const inputs = new Inputs(
    '条款 · Terms',
    '条款：金额为分，利率为两个整数之比 / Terms: amounts in fen, rates as two whole numbers',
  );
  general(inputs, deal);
  const tranches = deal.tranches.map(({ id, class: tier, principal, rate, dayCount, rule }) => {
    inputs.words(`${id} · 档次与还本 / class and principal`, `${tier}, ${rule}, ${dayCount}`);
    return {
      principal: inputs.amount(`${id} · 本金 / principal`, principal),
      rate: inputs.rate(`${id} · 票面利率 / coupon`, rate),
    };
  });
  const fees = deal.fees.map(({ id, kind, basis, amount, rate }) => {
    inputs.words(`${id} · 费用种类 / kind of fee`, `${kind}, ${basis}`);
    return {
      amount: inputs.amount(`${id} · 每次金额 / amount a date`, amount),
      rate: inputs.rate(`${id} · 费率 / rate`, rate),
    };
  });
  const terms: Terms = {
    tranches,
    fees,
    reserve: {
      opening: inputs.amount('储备金初始额 / Opening reserve', deal.reserve.opening),
      fixed: inputs.amount('储备金下限 / Least reserve', deal.reserve.fixed),
      share: inputs.rate('储备金占优先级比例 / Reserve over senior', deal.reserve.shareOfSenior),
    },
    liquidity: {
      limit: inputs.amount('流动性支持上限 / Liquidity limit', deal.liquidity.limit),
      rate: inputs.rate('流动性支持利率 / Liquidity rate', deal.liquidity.rate),
    },
    promise: inputs.amount('差额支付承诺上限 / Shortfall promise', deal.shortfallPromise),
    guarantee: inputs.amount('担保上限 / Guarantee', deal.guarantee),
    triggers: deal.triggers.map(({ id, measure, effect, curable, level, day }) => {
      inputs.words(`${id} · 触发 / trigger`, `${measure}, ${effect}${curable ? ', curable' : ''}`);
      return {
        level: inputs.rate(`${id} · 触发值 / level`, level),
        day: day === null ? whole(0n) : inputs.day(`${id} · 触发日 / date`, day),
      };
    }),
    cleanUp: inputs.rate('清仓回购比例 / Clean-up share', deal.cleanUp),
    closingCosts: inputs.amount('设立费用 / Costs of closing', deal.closingCosts),
  };
  return { page: inputs.page, terms };
}

/** A monthly share by months since the cut-off: the last of a curve goes on. */
export type Curve = (month: number) => Fraction | null;

/** The assumptions of a scenario in cells. */
export interface Assumed {
  readonly defaults: Curve;
  readonly prepayments: Curve;
  readonly recoveries: readonly Fraction[];
  readonly delay: Fraction;
}

/** Writes the sheet of assumptions and answers with references to it. */
export function writeAssumptions(scenario: Scenario): { readonly page: Page; readonly assumed: Assumed } {
  const inputs = new Inputs('假设 · Assumptions', '情景假设：每月占比 / Assumptions of the scenario: monthly shares');
  inputs.words('情景 / Scenario', scenario.id);
  const curve = (label: string, shares: readonly Ratio[]): Curve => {
    const refs = shares.map((share, month) => inputs.rate(`${label} ${month + 1}`, share));
    return (month) => refs[Math.min(month, refs.length - 1)] ?? null;
  };
  const defaults = curve('违约，第几个月起 / Default from month', scenario.defaults);
  const prepayments = curve('早偿，第几个月起 / Prepayment from month', scenario.prepayments);
  const recoveries = scenario.recoveries.map(({ lagMonths, share }) =>
    inputs.rate(`违约后第 ${lagMonths} 个月回收 / Recovered ${lagMonths} months after default`, share),
  );
  const delay = inputs.rate(
    `延迟 ${scenario.delay.months} 个月到账的部分 / Part that is ${scenario.delay.months} months late`,
    scenario.delay.share,
  );
  for (const { asset, kind, day } of scenario.exits)
    inputs.words(`${asset} · 个别 / single claim`, `${kind}, ${formatDay(day)}`);
  return { page: inputs.page, assumed: { defaults, prepayments, recoveries, delay } };
}

/** A span in both forms: cells that formulas read, and days that the engine counts. */
export interface Span {
  readonly from: Num;
  readonly until: Num;
  readonly days: readonly [number, number];
}

/** A part of a year as two whole numbers. ACT/ACT crosses years day by day, so its two numbers are given. */
export function yearPart(dayCount: DayCount, { from, until, days }: Span): Fraction {
  const exact = yearFraction(dayCount, ...days);
  if (dayCount === 'ACT/ACT') return { n: whole(exact.num), d: whole(exact.den) };
  const basis = dayCount === 'ACT/365' ? 365n : 360n;
  const value = (exact.num * basis) / exact.den;
  if (dayCount !== '30/360') return { n: { text: `(${until.text}-${from.text})`, value }, d: whole(basis) };
  // Bond basis: the 31st counts as the 30th when the span begins on the 30th or 31st (ISDA 2006 §4.16(f)).
  const [f, u] = [from.text, until.text];
  const last = `IF(AND(DAY(${u})=31,DAY(${f})>=30),30,DAY(${u}))`;
  const text = `((YEAR(${u})-YEAR(${f}))*360+(MONTH(${u})-MONTH(${f}))*30+${last}-MIN(DAY(${f}),30))`;
  return { n: { text, value }, d: whole(360n) };
}

/** The product of two ratios, not reduced: rounding sees the same number. */
export const ofBoth = (a: Fraction, b: Fraction): Fraction => ({ n: product(a.n, b.n), d: product(a.d, b.d) });
