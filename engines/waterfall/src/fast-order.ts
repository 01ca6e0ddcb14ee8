/**
 * The order of payment for one simulated path: the same rules as the exact run, on doubles that hold whole fen. Tests
 * compare the two to the fen; a bench compares this file with a C program.
 */
import { payAllDue, type Standing } from './all-due.ts';
import type { FastDeal } from './fast-deal.ts';
import type { PathFlows, PathResult } from './path.ts';
import { shareOf, wholeShareOf } from './shares.ts';

/**
 * While ranks are paid one after the other, the sum of a class says all: those before the one being repaid have nothing
 * left, those after it everything.
 */
interface Order {
  /** For each period and tranche: principal of its class behind it, the same in every period. */
  readonly behind: Float64Array;
  /** Interest of the period on that principal. */
  readonly interestBehind: Float64Array;
}

function orderOf(fast: FastDeal): Order {
  const { periods, principals, classes } = fast;
  const count = principals.length;
  const order: Order = {
    behind: new Float64Array(count * periods),
    interestBehind: new Float64Array(count * periods),
  };
  const { behind, interestBehind } = order;
  for (let at = count * periods - 2; at >= 0; at -= 1) {
    const index = at % count;
    if (index === count - 1 || classes[index] !== classes[index + 1]) continue;
    const next = principals[index + 1] ?? 0;
    behind[at] = next + (behind[at + 1] ?? 0);
    interestBehind[at] = shareOf(fast.interest, next, at + 1) + (interestBehind[at + 1] ?? 0);
  }
  return order;
}

/** Writes down the balances of tranches that were repaid in order, from the sums of their classes. */
function spread(
  { principals, classes }: FastDeal,
  { behind }: Order,
  { sums }: Standing,
  balances: Float64Array,
): void {
  for (let index = 0; index < balances.length; index += 1) {
    const left = Math.max(0, (sums[classes[index] ?? 0] ?? 0) - (behind[index] ?? 0));
    balances[index] = Math.min(principals[index] ?? 0, left);
  }
}

// biome-ignore lint/complexity/useMathMinMax: neither zero has a sign and nothing is NaN, which Math.min must heed.
const least = (a: number, b: number): number => (a < b ? a : b);

/** Fees of every period: fixed, of the pool, and of what was collected, each rounded by itself. */
function layFees(fast: FastDeal, { cash, balances, fees }: PathFlows): void {
  const { periods, fees: shares, fixedFees, poolFees, collectionFees } = fast;
  for (let period = 0; period < periods; period += 1) fees[period] = fixedFees;
  for (let fee = 0; fee < poolFees + collectionFees; fee += 1) {
    let pool = fast.pool;
    for (let period = 0; period < periods; period += 1) {
      const amount = fee < poolFees ? pool : (cash[period] ?? 0);
      fees[period] = (fees[period] ?? 0) + shareOf(shares, amount, fee * periods + period);
      pool = balances[period] ?? 0;
    }
  }
}

/** What the reserve should hold behind the senior principal that is left. */
function reserveTarget({ reserve, reserveFixed }: FastDeal, senior: number): number {
  if (senior === 0) return 0;
  const byShare = wholeShareOf(reserve, senior, 0);
  return byShare < reserveFixed ? reserveFixed : byShare;
}

/** Tranche of a class that is being repaid, no earlier than the one before. */
function rankOf({ behind }: Order, sum: number, from: number): number {
  let rank = from;
  if (sum > 0) while (sum <= (behind[rank] ?? 0)) rank += 1;
  return rank;
}

/** Interest of a period on a class: on what is left of the tranche being repaid, and on those behind it. */
function classInterest({ interest }: FastDeal, { behind, interestBehind }: Order, sum: number, at: number): number {
  if (sum === 0) return 0;
  return shareOf(interest, sum - (behind[at] ?? 0), at) + (interestBehind[at] ?? 0);
}

/**
 * Pays the dates on which not everything is due, and leaves in `standing` where the path then stands. Support is none, so
 * that a date which fees and senior interest do not survive ends this: on all before they are paid in full.
 */
function payWhilePlanned(fast: FastDeal, order: Order, flows: PathFlows, standing: Standing): void {
  const { cash, balances: pools, defaulted, fees } = flows;
  const { seniors, mezzanines, retains, interest } = fast;
  const count = fast.principals.length;
  const dueAt = Math.min(fast.accelerateAt, fast.defaultAt);
  const last = fast.periods - 1;
  let { seniorSum: senior, mezzanineSum: mezzanine, juniorSum: junior } = fast;
  let { openingCash: account, openingReserve: reserve, pool } = fast;
  let [mezzanineUnpaid, juniorUnpaid, owed, lost, period] = [0, 0, 0, 0, 0];
  // The rank of each class that is being repaid.
  let [seniorAt, mezzanineAt] = [0, seniors];
  for (; period < last; period += 1) {
    const row = period * count;
    seniorAt = rankOf(order, senior, seniorAt);
    // Taxes, fees and senior interest come first.
    let left = account + reserve + (cash[period] ?? 0);
    left -= (fees[period] ?? 0) + classInterest(fast, order, senior, row + seniorAt);
    const failed = defaulted[period] ?? 0;
    if (left < 0 || lost + failed >= dueAt) break;
    lost += failed;
    mezzanineAt = rankOf(order, mezzanine, mezzanineAt);
    mezzanineUnpaid += classInterest(fast, order, mezzanine, row + mezzanineAt);
    if (junior > 0) juniorUnpaid += shareOf(interest, junior, row + mezzanines);
    const closing = pools[period] ?? 0;
    owed += pool - closing;
    pool = closing;
    const seniorDue = least(owed, senior);
    const seniorPaid = least(left, seniorDue);
    const seniorLeft = senior - seniorDue;
    const isRetained = retains && senior + mezzanine > 0;
    senior -= seniorPaid;
    left -= seniorPaid;
    const target = reserveTarget(fast, seniorLeft);
    reserve = least(left, target);
    left -= reserve;
    // Mezzanine, and cash that must stay because pool and accounts would fall under what is owed before juniors.
    let paid = least(left, mezzanineUnpaid);
    mezzanineUnpaid -= paid;
    left -= paid;
    const mezzanineDue = least(owed - seniorDue, mezzanine);
    const mezzaninePaid = least(left, mezzanineDue);
    const juniorDue = least(owed - seniorDue - mezzanineDue, junior);
    const hold = seniorLeft + mezzanine - mezzanineDue - closing - target;
    mezzanine -= mezzaninePaid;
    left -= mezzaninePaid;
    account = hold > 0 ? least(left, hold) : 0;
    left -= account;
    owed -= seniorPaid + mezzaninePaid;
    if (isRetained) {
      account += left;
      continue;
    }
    paid = least(left, juniorUnpaid);
    juniorUnpaid -= paid;
    // Once nobody ranks before them, juniors get principal out of everything that remains.
    paid = least(left - paid, senior + mezzanine === 0 ? junior : juniorDue);
    junior -= paid;
    owed = owed > paid ? owed - paid : 0;
  }
  standing.period = period;
  standing.cash = account + reserve;
  standing.lost = lost;
  standing.sums[0] = senior;
  standing.sums[1] = mezzanine;
  standing.sums[2] = junior;
  standing.unpaid[0] = 0;
  standing.unpaid[1] = mezzanineUnpaid;
  standing.unpaid[2] = juniorUnpaid;
}

/** Lays the order of a deal out, once, for any number of paths; what it answers leaves in `result` what is unpaid. */
export function payer(fast: FastDeal): (flows: PathFlows, result: PathResult) => void {
  const order = orderOf(fast);
  const standing: Standing = { period: 0, cash: 0, lost: 0, sums: new Float64Array(3), unpaid: new Float64Array(3) };
  return (flows, result) => {
    layFees(fast, flows);
    payWhilePlanned(fast, order, flows, standing);
    spread(fast, order, standing, result.balances);
    payAllDue(fast, flows, standing, result);
  };
}
