/**
 * The order of payment for one simulated path: the same rules as the exact run, on doubles that hold whole fen. Tests
 * compare the two to the fen; a bench compares this file with a C program.
 */
import type { FastDeal } from './fast-deal.ts';
import { largestRemainder } from './rounding.ts';

/** amount × num / den, half up, on whole numbers below 2^52. */
function shareOf(amount: number, num: number, den: number): number {
  const top = 2 * amount * num + den;
  const bottom = 2 * den;
  const quotient = Math.floor(top / bottom);
  // The quotient may have been rounded up to the next whole number; the product tells, because it is exact.
  return quotient * bottom > top ? quotient - 1 : quotient;
}

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
  /** By class: senior, mezzanine, subordinated. */
  readonly interestUnpaid: Float64Array;
}

/** Pays principal to the tranches from `from` to `until`: in order, or in proportion after a default. */
function payPrincipal(balances: Float64Array, part: readonly [number, number], amount: number, alike: boolean): void {
  const [from, until] = part;
  if (alike && until - from > 1) {
    // Rare, and products of two balances need more than a double holds.
    const owed = Array.from(balances.subarray(from, until), BigInt);
    for (const [index, each] of largestRemainder(BigInt(amount), owed).entries())
      balances[from + index] = (balances[from + index] ?? 0) - Number(each);
    return;
  }
  let left = amount;
  for (let index = from; index < until && left > 0; index += 1) {
    const balance = balances[index] ?? 0;
    const paid = Math.min(left, balance);
    balances[index] = balance - paid;
    left -= paid;
  }
}

function feesDue(fast: FastDeal, period: number, pool: number, cash: number): number {
  let due = fast.fixedFees;
  for (const { nums, dens } of fast.poolFees) due += shareOf(pool, nums[period] ?? 0, dens[period] ?? 1);
  const { nums, dens } = fast.collectionFees;
  for (let index = 0; index < nums.length; index += 1) due += shareOf(cash, nums[index] ?? 0, dens[index] ?? 1);
  return due;
}

function reserveTarget(fast: FastDeal, senior: number): number {
  if (senior === 0) return 0;
  const top = senior * fast.reserveNum;
  const quotient = Math.floor(top / fast.reserveDen);
  const byShare = quotient * fast.reserveDen > top ? quotient - 1 : quotient;
  return Math.max(fast.reserveFixed, byShare);
}

/** Interest of the tranches from `from` to `until`. */
function interestOf(fast: FastDeal, balances: Float64Array, part: readonly [number, number], period: number): number {
  const { nums, dens } = fast.interest;
  let sum = 0;
  for (let index = part[0]; index < part[1]; index += 1) {
    const at = index * fast.periods + period;
    sum += shareOf(balances[index] ?? 0, nums[at] ?? 0, dens[at] ?? 1);
  }
  return sum;
}

const sumOf = (balances: Float64Array, [from, until]: readonly [number, number]): number => {
  let sum = 0;
  for (let index = from; index < until; index += 1) sum += balances[index] ?? 0;
  return sum;
};

/** Prepares the order of payment of a deal; the answer runs one path and leaves what is unpaid in `result`. */
export function orderOf(fast: FastDeal): (flows: PathFlows, result: PathResult) => void {
  const count = (of: number): number => fast.classes.filter((each) => each === of).length;
  const seniors: readonly [number, number] = [0, count(0)];
  const mezzanines: readonly [number, number] = [count(0), count(0) + count(1)];
  const juniors: readonly [number, number] = [count(0) + count(1), fast.classes.length];
  const { periods, accelerateAt, defaultAt, retains } = fast;

  return ({ cash, balances: pools, defaulted }, { balances, interestUnpaid }) => {
    balances.set(fast.principals);
    let [senior, mezzanine, junior] = [sumOf(balances, seniors), sumOf(balances, mezzanines), sumOf(balances, juniors)];
    let [account, reserve, pool] = [fast.openingCash, fast.openingReserve, fast.pool];
    let [feesUnpaid, seniorUnpaid, mezzanineUnpaid, juniorUnpaid, owed, lost] = [0, 0, 0, 0, 0, 0];
    // 0 normal, 1 accelerated, 2 default.
    let mode = 0;
    for (let period = 0; period < periods; period += 1) {
      const [collected, closing] = [cash[period] ?? 0, pools[period] ?? 0];
      const isLast = period === periods - 1;
      lost += defaulted[period] ?? 0;
      owed += pool - closing;
      let left = account + reserve + collected;
      feesUnpaid += feesDue(fast, period, pool, collected);
      seniorUnpaid += interestOf(fast, balances, seniors, period);
      mezzanineUnpaid += interestOf(fast, balances, mezzanines, period);
      juniorUnpaid += interestOf(fast, balances, juniors, period);
      if (lost >= defaultAt) mode = 2;
      else if (mode === 0 && lost >= accelerateAt) mode = 1;
      let retain = retains && mode === 0 && !isLast && senior + mezzanine > 0;
      if (mode === 0 && feesUnpaid + seniorUnpaid + (isLast ? senior : 0) > left) {
        mode = 2;
        retain = false;
      }
      const isFull = mode > 0 || isLast;
      // Taxes and fees, then senior interest and principal.
      let paid = Math.min(left, feesUnpaid);
      feesUnpaid -= paid;
      left -= paid;
      paid = Math.min(left, seniorUnpaid);
      seniorUnpaid -= paid;
      left -= paid;
      const seniorDue = isFull || owed > senior ? senior : owed;
      paid = Math.min(left, seniorDue);
      payPrincipal(balances, seniors, paid, mode === 2);
      const seniorLeft = senior - seniorDue;
      senior -= paid;
      left -= paid;
      let principal = paid;
      const target = isFull ? 0 : reserveTarget(fast, seniorLeft);
      reserve = Math.min(left, target);
      left -= reserve;
      // Mezzanine, and cash that must stay because pool and accounts would fall under what is owed before juniors.
      paid = Math.min(left, mezzanineUnpaid);
      mezzanineUnpaid -= paid;
      left -= paid;
      const mezzanineDue = isFull || owed - seniorDue > mezzanine ? mezzanine : owed - seniorDue;
      paid = Math.min(left, mezzanineDue);
      payPrincipal(balances, mezzanines, paid, mode === 2);
      const hold = seniorLeft + mezzanine - mezzanineDue - closing - target;
      mezzanine -= paid;
      left -= paid;
      principal += paid;
      account = hold <= 0 ? 0 : Math.min(left, hold);
      left -= account;
      if (retain) account += left;
      else {
        paid = Math.min(left, juniorUnpaid);
        juniorUnpaid -= paid;
        left -= paid;
        const rest = owed - seniorDue - mezzanineDue;
        const juniorDue = isFull || rest > junior ? junior : rest;
        // Once nobody ranks before them, juniors get principal out of everything that remains.
        const most = senior + mezzanine === 0 ? junior : juniorDue;
        paid = Math.min(left, most);
        payPrincipal(balances, juniors, paid, false);
        junior -= paid;
        principal += paid;
      }
      owed = owed > principal ? owed - principal : 0;
      pool = closing;
    }
    interestUnpaid[0] = seniorUnpaid;
    interestUnpaid[1] = mezzanineUnpaid;
    interestUnpaid[2] = juniorUnpaid;
  };
}
