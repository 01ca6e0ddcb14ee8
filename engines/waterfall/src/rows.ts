/** The rows that a run leaves, one for each payment date: what screens show and the proof reads. */
import type { Collected } from './collections.ts';
import type { Payment } from './order.ts';
import type { Mode } from './state.ts';
import type { Ratios, TriggerRow } from './triggers.ts';

/** What a date's row proves. */
export interface Proof {
  readonly incoming: bigint;
  readonly outgoing: bigint;
  readonly holds: boolean;
  /** What does not hold, in words for whoever repairs the engine. */
  readonly fault: string | null;
}

/**
 * A tranche on one payment date: what was due, what came, what is left.
 * Interest due includes what earlier dates left unpaid; unpaid interest bears none itself.
 */
export interface TrancheRow {
  readonly id: string;
  readonly opening: bigint;
  readonly interestDue: bigint;
  readonly interestPaid: bigint;
  readonly principalDue: bigint;
  readonly principalPaid: bigint;
  /** What a subordinated holder gets beyond interest and principal. */
  readonly surplus: bigint;
  readonly interestUnpaid: bigint;
  readonly closing: bigint;
}

/** 收款账户 and 储备金分账户. */
export interface Accounts {
  readonly cash: bigint;
  readonly reserve: bigint;
}

/** What support paid on a date, in the order in which it is called. */
export interface Draws {
  readonly liquidity: bigint;
  readonly shortfall: bigint;
  readonly guarantee: bigint;
}

/** One payment date (兑付日) with everything that led to it. */
export interface PeriodRow {
  readonly number: number;
  readonly plannedDay: number;
  readonly day: number;
  readonly collectionEnd: number;
  readonly mode: Mode;
  readonly collected: Collected;
  readonly callPrice: bigint;
  readonly opening: Accounts;
  readonly draws: Draws;
  readonly payments: readonly Payment[];
  readonly closing: Accounts;
  readonly tranches: readonly TrancheRow[];
  readonly ratios: Ratios;
  readonly triggers: readonly TriggerRow[];
  readonly events: readonly Event[];
  readonly proof: Proof;
}

/** 加速清偿, 违约, 差额支付启动, 担保启动, 流动性支持, 清仓回购. */
export type Event =
  | 'acceleration'
  | 'default'
  | 'shortfallPayment'
  | 'guaranteePayment'
  | 'liquidityDraw'
  | 'cleanUpCall';
