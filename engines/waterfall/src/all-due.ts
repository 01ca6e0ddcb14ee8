/**
 * Dates on which everything is due, for one simulated path: all from acceleration or default on. Few paths come here, and
 * products of two balances need more than a double holds, so that this stays out of the kernel and is plain.
 */
import type { FastDeal } from './fast-deal.ts';
import type { LaidKernel } from './kernel-layout.ts';
import { largestRemainder } from './rounding.ts';

/** What is unpaid after the last date. */
export interface PathResult {
  /** For each tranche. */
  readonly balances: Float64Array;
  seniorInterestUnpaid: number;
}

/** The date at which a path stands: senior interest and fees were paid in full before. */
interface Stop {
  readonly period: number;
  /** What defaults on the whole path. */
  readonly lost: number;
}

/** Pays ranks one after the other; answers what is left. */
function payInRank(balances: Float64Array, from: number, until: number, paid: number): number {
  let left = paid;
  for (let index = from; index < until; index += 1) {
    const part = Math.min(left, balances[index] ?? 0);
    balances[index] = (balances[index] ?? 0) - part;
    left -= part;
  }
  return left;
}

/** After a default the ranks of a class share alike. Products of two balances need more than a double holds. */
function payAlike(balances: Float64Array, from: number, until: number, left: number): number {
  let sum = 0;
  for (let index = from; index < until; index += 1) sum += balances[index] ?? 0;
  // All of it or nothing is what a rank alone would get.
  if (left === 0 || left >= sum) return payInRank(balances, from, until, left);
  const owed = Array.from(balances.subarray(from, until), BigInt);
  for (const [index, part] of largestRemainder(BigInt(left), owed).entries())
    balances[from + index] = (balances[from + index] ?? 0) - Number(part);
  return 0;
}

/** Adds a date's interest to what is unpaid. */
function accrue({ steps, unpaid }: LaidKernel, { classes }: FastDeal, period: number, balances: Float64Array): void {
  for (let index = 0; index < balances.length; index += 1) {
    const of = classes[index] ?? 0;
    unpaid[of] = (unpaid[of] ?? 0) + steps.interestOf(balances[index] ?? 0, period * balances.length + index);
  }
}

/**
 * Pays the date at which a path stands in the kernel, and all that follow. `result` holds the balances before, and what is
 * unpaid after the last date.
 */
export function payAllDue(
  fast: FastDeal,
  kernel: LaidKernel,
  { period: first, lost: whole }: Stop,
  result: PathResult,
) {
  const { periods, seniors, mezzanines, accelerateAt, defaultAt } = fast;
  const { flows, cash, sums, unpaid } = kernel;
  const { balances } = result;
  const isHit = whole >= Math.min(defaultAt, accelerateAt);
  let lost = whole;
  if (isHit) for (let period = first; period < periods; period += 1) lost -= flows[4 * period + 3] ?? 0;
  let owed = 0;
  let left = cash[0] ?? 0;
  let mode = 0;
  for (let period = first; period < periods; period += 1) {
    left += flows[4 * period] ?? 0;
    if (isHit) lost += flows[4 * period + 3] ?? 0;
    owed += flows[4 * period + 2] ?? 0;
    accrue(kernel, fast, period, balances);
    mode = Math.max(mode, lost >= defaultAt ? 2 : lost >= accelerateAt ? 1 : 0);
    const principal = period === periods - 1 ? (sums[0] ?? 0) : 0;
    if (mode === 0 && owed + (unpaid[0] ?? 0) + principal > left) mode = 2;
    const pay = mode === 2 ? payAlike : payInRank;
    const paid = Math.min(left, owed);
    owed -= paid;
    left -= paid;
    for (let of = 0; of < 3; of += 1) {
      const interest = Math.min(left, unpaid[of] ?? 0);
      unpaid[of] = (unpaid[of] ?? 0) - interest;
      left = pay(
        balances,
        of === 0 ? 0 : of === 1 ? seniors : mezzanines,
        of === 0 ? seniors : of === 1 ? mezzanines : balances.length,
        left - interest,
      );
    }
    // What remains is the residual: it goes out.
    left = 0;
  }
  result.seniorInterestUnpaid = unpaid[0] ?? 0;
}
