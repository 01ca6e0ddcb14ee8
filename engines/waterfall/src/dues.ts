/** What is due on a payment day, before anybody asks whether there is cash for it. */

import type { Collected } from './collections.ts';
import { yearFraction } from './days.ts';
import { CLASSES, type Deal, type Tranche } from './deal.ts';
import { beyond, least, multiply, times, total } from './exact.ts';
import { largestRemainder } from './rounding.ts';
import type { Standing, State } from './state.ts';

/** A payment date with the span of interest that it pays. */
export interface PaymentDate {
  readonly index: number;
  /** Day on which it is paid. */
  readonly day: number;
  readonly accrualFrom: number;
  readonly accrualUntil: number;
  readonly isLast: boolean;
}

/** Amounts due on one date, by fee and by tranche in the order of the deal. */
export interface Dues {
  /** For each fee of the deal, what was unpaid included. */
  readonly fees: readonly bigint[];
  readonly liquidityInterest: bigint;
  /** For each tranche, what was unpaid included. */
  readonly interest: readonly bigint[];
  readonly principal: readonly bigint[];
  /**
   * The part of principal for which support answers: by plan, or on the last date. Pass-through principal is due as far
   * as the pool pays, and the whole balance after acceleration is due once, on the last date.
   */
  readonly called: readonly bigint[];
  /** Principal of the pool that tranches have not had yet. */
  readonly passThrough: bigint;
  /** What the pool still is after the period. */
  readonly pool: bigint;
}

/** Cash of the period that came from debtors. */
export const cashOf = ({ income, principal, prepaid, recovered }: Collected): bigint =>
  income + principal + prepaid + recovered;

function feesDue(deal: Deal, state: State, collected: Collected, date: PaymentDate): readonly bigint[] {
  const year = yearFraction('ACT/365', date.accrualFrom, date.accrualUntil);
  return deal.fees.map(({ basis, amount, rate }, index) => {
    const unpaid = state.feesUnpaid[index] ?? 0n;
    if (basis === 'fixed') return unpaid + amount;
    if (basis === 'pool') return unpaid + times(state.poolBalance, multiply(rate, year));
    return unpaid + times(basis === 'income' ? collected.income : cashOf(collected), rate);
  });
}

/** Order of principal: senior before mezzanine before subordinated, within a class by rank. */
const place = ({ class: each, rank }: Tranche): number => CLASSES.indexOf(each) * 1000 + rank;

/** Standings in groups that share, in the order in which they are paid. */
export function inOrder(standings: readonly Standing[]): readonly (readonly number[])[] {
  const places = [...new Set(standings.map(({ tranche }) => place(tranche)))].sort((a, b) => a - b);
  return places.map((at) => standings.flatMap(({ tranche }, index) => (place(tranche) === at ? [index] : [])));
}

/** Principal due by a plan: what should be outstanding after this date is not, so arrears are caught up. */
function plannedDue({ tranche, balance }: Standing, date: PaymentDate): bigint {
  if (tranche.rule === 'bullet' || tranche.rule === 'passThrough') return 0n;
  const planned = total(tranche.plan.slice(0, date.index + 1));
  return beyond(balance, beyond(tranche.principal, planned));
}

/**
 * Balances that take part in pass-through principal. A tranche waits while one before it that is repaid by plan or at
 * the end still stands: otherwise a junior would be repaid out of the pool on which that one relies.
 */
function passing(state: State, planned: readonly bigint[]): readonly bigint[] {
  const standing = state.standings.map(({ tranche, balance }, index) => ({
    at: place(tranche),
    passes: tranche.rule === 'passThrough',
    left: balance - (planned[index] ?? 0n),
  }));
  const first = Math.min(...standing.filter(({ passes, left }) => !passes && left > 0n).map(({ at }) => at));
  return standing.map(({ at, passes, left }) => (passes && at <= first ? left : 0n));
}

/** Splits principal of the pool among pass-through tranches: in order, or by balances. */
function passThroughDue(
  state: State,
  amount: bigint,
  balances: readonly bigint[],
  proRata: boolean,
): readonly bigint[] {
  if (proRata) return largestRemainder(least(amount, total(balances)), balances);
  const due = balances.map(() => 0n);
  let left = amount;
  for (const group of inOrder(state.standings)) {
    const weights = balances.map((each, index) => (group.includes(index) ? each : 0n));
    const part = least(left, total(weights));
    for (const [index, each] of largestRemainder(part, weights).entries()) due[index] = (due[index] ?? 0n) + each;
    left -= part;
  }
  return due;
}

interface PrincipalDue {
  readonly principal: readonly bigint[];
  readonly called: readonly bigint[];
}

function principalDue(
  state: State,
  date: PaymentDate,
  pass: { readonly amount: bigint; readonly proRata: boolean },
): PrincipalDue {
  const balances = state.standings.map(({ balance }) => balance);
  if (date.isLast) return { principal: balances, called: balances };
  if (state.mode !== 'normal') return { principal: balances, called: balances.map(() => 0n) };
  const planned = state.standings.map((standing) => plannedDue(standing, date));
  const passed = passThroughDue(state, beyond(pass.amount, total(planned)), passing(state, planned), pass.proRata);
  return { principal: planned.map((due, index) => due + (passed[index] ?? 0n)), called: planned };
}

/** Everything due on a date under the mode of the state. */
export function duesOf(
  deal: Deal,
  state: State,
  collected: Collected,
  { date, sequential }: { readonly date: PaymentDate; readonly sequential: boolean },
): Dues {
  const { accrualFrom, accrualUntil } = date;
  // The pool's decline, losses included: excess interest makes up for losses before it leaves.
  const decline = beyond(state.poolBalance, collected.closing);
  const amount = state.passThroughOwed + decline;
  return {
    fees: feesDue(deal, state, collected, date),
    liquidityInterest: times(
      state.liquidityDrawn,
      multiply(deal.liquidity.rate, yearFraction('ACT/365', accrualFrom, accrualUntil)),
    ),
    interest: state.standings.map(
      ({ tranche, balance, interestUnpaid }) =>
        interestUnpaid +
        times(balance, multiply(tranche.rate, yearFraction(tranche.dayCount, accrualFrom, accrualUntil))),
    ),
    ...principalDue(state, date, { amount, proRata: deal.principalMode === 'proRata' && !sequential }),
    passThrough: amount,
    pool: collected.closing,
  };
}
