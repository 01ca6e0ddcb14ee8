/**
 * The order of payment for one simulated path: the same rules as the exact run, on doubles that hold whole fen. Tests
 * compare the two to the fen; a bench compares this file with a C program.
 */
import type { FastDeal } from './fast-deal.ts';
import { largestRemainder } from './rounding.ts';

/** What a path brings: cash and balance of the pool, and what defaulted, for each period. */
export interface PathFlows {
  readonly cash: Float64Array;
  readonly balances: Float64Array;
  readonly defaulted: Float64Array;
  /** For each loan: period in which it defaults, that plus all periods if it repays early, twice all if it stays. */
  readonly exits: Int32Array;
}

/** What is unpaid after the last date, for each tranche. */
export interface PathResult {
  readonly balances: Float64Array;
  seniorInterestUnpaid: number;
}

/**
 * Interest of a period on a tranche: balance × num / den, half up. A product with the reciprocal guesses the quotient; the
 * remainder, exact below 2^53, corrects a guess that is one off.
 */
function interestOn(fast: FastDeal, balance: number, at: number): number {
  const num = fast.interestNums[at] ?? 0;
  if (balance === 0 || num === 0) return 0;
  const den = fast.interestDens[at] ?? 1;
  const top = balance * num + den / 2;
  const guess = Math.floor(top * (fast.interestInverses[at] ?? 0));
  const remainder = top - guess * den;
  return remainder < 0 ? guess - 1 : remainder >= den ? guess + 1 : guess;
}

/** Interest of a period on all tranches of a class. */
function classInterest(fast: FastDeal, balances: Float64Array, of: 0 | 1 | 2, period: number): number {
  const until = of === 0 ? fast.seniors : of === 1 ? fast.mezzanines : balances.length;
  let sum = 0;
  for (let index = of === 0 ? 0 : of === 1 ? fast.seniors : fast.mezzanines; index < until; index += 1)
    sum += interestOn(fast, balances[index] ?? 0, period * balances.length + index);
  return sum;
}

/** What the losses so far lead to: 0 nothing, 1 acceleration, 2 default. */
const modeFor = ({ accelerateAt, defaultAt }: FastDeal, lost: number): number =>
  lost >= defaultAt ? 2 : lost >= accelerateAt ? 1 : 0;

/** Pays principal to the tranches from `from` to `until`: in order, or in proportion after a default. */
function payPrincipal(balances: Float64Array, from: number, until: number, paid: number): void {
  let left = paid;
  for (let index = from; index < until && left > 0; index += 1) {
    const balance = balances[index] ?? 0;
    const part = Math.min(left, balance);
    balances[index] = balance - part;
    left -= part;
  }
}

/** After a default the ranks of a class share alike. Rare, and products of two balances need more than a double holds. */
function payAlike(balances: Float64Array, from: number, until: number, paid: number): void {
  const owed = Array.from(balances.subarray(from, until), BigInt);
  for (const [index, part] of largestRemainder(BigInt(paid), owed).entries())
    balances[from + index] = (balances[from + index] ?? 0) - Number(part);
}

/** Fees of a period: fixed, of the pool, and of what was collected, each rounded by itself. */
function feesDue(fast: FastDeal, period: number, pool: number, cash: number): number {
  const { feeNums, feeDens, poolFees, collectionFees } = fast;
  let due = fast.fixedFees;
  for (let index = 0; index < poolFees + collectionFees; index += 1) {
    const at = index * fast.periods + period;
    const den = feeDens[at] ?? 1;
    const top = (index < poolFees ? pool : cash) * (feeNums[at] ?? 0) + den / 2;
    const quotient = Math.floor(top / den);
    due += quotient * den > top ? quotient - 1 : quotient;
  }
  return due;
}

/** What the reserve should hold behind the senior principal that is left. */
function reserveTarget(fast: FastDeal, senior: number): number {
  if (senior === 0) return 0;
  const top = senior * fast.reserveNum;
  const quotient = Math.floor(top / fast.reserveDen);
  const byShare = quotient * fast.reserveDen > top ? quotient - 1 : quotient;
  return Math.max(fast.reserveFixed, byShare);
}

/** Runs one path and leaves in `result` what is unpaid after the last date. */
export function payPath(fast: FastDeal, { cash, balances: pools, defaulted }: PathFlows, result: PathResult): void {
  const { periods, seniors, mezzanines } = fast;
  const { balances } = result;
  balances.set(fast.principals);
  let { seniorSum: senior, mezzanineSum: mezzanine, juniorSum: junior } = fast;
  let { openingCash: account, openingReserve: reserve, pool } = fast;
  let [seniorUnpaid, mezzanineUnpaid, juniorUnpaid, fees, owed, lost] = [0, 0, 0, 0, 0, 0];
  // 0 normal, 1 accelerated, 2 default.
  let mode = 0;
  for (let period = 0; period < periods; period += 1) {
    const closing = pools[period] ?? 0;
    const isLast = period === periods - 1;
    let left = account + reserve + (cash[period] ?? 0);
    lost += defaulted[period] ?? 0;
    owed += pool - closing;
    fees += feesDue(fast, period, pool, cash[period] ?? 0);
    if (senior > 0) seniorUnpaid += classInterest(fast, balances, 0, period);
    if (mezzanine > 0) mezzanineUnpaid += classInterest(fast, balances, 1, period);
    if (junior > 0) juniorUnpaid += classInterest(fast, balances, 2, period);
    mode = Math.max(mode, modeFor(fast, lost));
    const unmet = mode === 0 && fees + seniorUnpaid + (isLast ? senior : 0) > left;
    const retain = fast.retains && mode === 0 && !unmet && !isLast && senior + mezzanine > 0;
    if (unmet) mode = 2;
    const isFull = mode > 0 || isLast;
    const pay = mode === 2 ? payAlike : payPrincipal;
    // Taxes and fees, then senior interest and principal, then the reserve.
    let paid = Math.min(left, fees);
    fees -= paid;
    left -= paid;
    paid = Math.min(left, seniorUnpaid);
    seniorUnpaid -= paid;
    left -= paid;
    const seniorDue = isFull ? senior : Math.min(owed, senior);
    const seniorPaid = Math.min(left, seniorDue);
    if (seniorPaid > 0) pay(balances, 0, seniors, seniorPaid);
    const seniorLeft = senior - seniorDue;
    senior -= seniorPaid;
    left -= seniorPaid;
    const target = isFull ? 0 : reserveTarget(fast, seniorLeft);
    reserve = Math.min(left, target);
    left -= reserve;
    // Mezzanine, and cash that must stay because pool and accounts would fall under what is owed before juniors.
    paid = Math.min(left, mezzanineUnpaid);
    mezzanineUnpaid -= paid;
    left -= paid;
    const mezzanineDue = isFull ? mezzanine : Math.min(owed - seniorDue, mezzanine);
    const mezzaninePaid = Math.min(left, mezzanineDue);
    if (mezzaninePaid > 0) pay(balances, seniors, mezzanines, mezzaninePaid);
    const hold = seniorLeft + mezzanine - mezzanineDue - closing - target;
    mezzanine -= mezzaninePaid;
    left -= mezzaninePaid;
    account = hold > 0 ? Math.min(left, hold) : 0;
    left -= account;
    paid = 0;
    if (retain) account += left;
    else {
      paid = Math.min(left, juniorUnpaid);
      juniorUnpaid -= paid;
      left -= paid;
      // Once nobody ranks before them, juniors get principal out of everything that remains.
      const isAll = isFull || senior + mezzanine === 0;
      paid = Math.min(left, isAll ? junior : Math.min(owed - seniorDue - mezzanineDue, junior));
      junior -= paid;
    }
    owed = Math.max(0, owed - seniorPaid - mezzaninePaid - paid);
    if (paid > 0) balances[mezzanines] = junior;
    pool = closing;
  }
  result.seniorInterestUnpaid = seniorUnpaid;
}
