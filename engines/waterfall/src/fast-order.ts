/**
 * The order of payment for one simulated path: the same rules as the exact run, on doubles that hold whole fen. Tests
 * compare the two to the fen; a bench compares this file with a C program.
 */
import { payAllDue, type Standing } from './all-due.ts';
import type { FastDeal } from './fast-deal.ts';
import type { PathFlows, PathResult } from './path.ts';
import { shareOf, wholeShareOf } from './shares.ts';

/** Numbers of a period in flows, and in terms. */
const FLOWS = 4;
const TERMS = 4;

/**
 * While ranks are paid one after the other, the sum of a class says all: those before the one being repaid have nothing
 * left, those after it everything.
 */
interface Order {
  /** For each period and tranche: principal of its class behind it, the same in every period. */
  readonly behind: Float64Array;
  /** Interest of the period on that principal. */
  readonly interestBehind: Float64Array;
  /**
   * For each senior tranche and period four numbers side by side: its share, interest on what is behind it, and interest
   * of mezzanine and juniors while nothing of them is repaid.
   */
  readonly terms: Float64Array;
}

function orderOf(fast: FastDeal): Order {
  const { periods, principals, classes, seniors, mezzanines, interest } = fast;
  const count = principals.length;
  const order: Order = {
    behind: new Float64Array(count * periods),
    interestBehind: new Float64Array(count * periods),
    terms: new Float64Array(TERMS * seniors * periods),
  };
  const { behind, interestBehind, terms } = order;
  for (let at = count * periods - 2; at >= 0; at -= 1) {
    const index = at % count;
    if (index === count - 1 || classes[index] !== classes[index + 1]) continue;
    const next = principals[index + 1] ?? 0;
    behind[at] = next + (behind[at + 1] ?? 0);
    interestBehind[at] = shareOf(interest, next, at + 1) + (interestBehind[at + 1] ?? 0);
  }
  for (let at = 0; at < seniors * periods; at += 1) {
    const row = count * (at % periods);
    const tranche = row + Math.floor(at / periods);
    terms[TERMS * at] = interest.ratios[tranche] ?? 0;
    terms[TERMS * at + 1] = interestBehind[tranche] ?? 0;
    terms[TERMS * at + 2] = classInterest(fast, order, fast.mezzanineSum, row + seniors);
    terms[TERMS * at + 3] = classInterest(fast, order, fast.juniorSum, row + mezzanines);
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

/** The first period in which everything is due because loans have defaulted; all periods if none is. */
function allDueFrom({ periods, accelerateAt, defaultAt }: FastDeal, flows: PathFlows, lost: number): number {
  const dueAt = Math.min(accelerateAt, defaultAt);
  let first = periods;
  // From the end, so that most paths are done at once.
  for (let before = lost; before >= dueAt && first > 0; before -= flows[FLOWS * first + 3] ?? 0) first -= 1;
  return first;
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
 * Pays the dates that leave seniors something to wait for, which are most. Principal of the others is then untouched and
 * their interest known beforehand; and a date that pays what is due leaves seniors the pool less what ranks behind them,
 * whatever came before, so that dates do not wait for each other.
 */
function payWhileSeniorsStand(fast: FastDeal, { behind, terms }: Order, flows: PathFlows, standing: Standing): void {
  const { periods, reserve, reserveFixed, mezzanineSum: mezzanine } = fast;
  const until = standing.until < periods ? standing.until : periods - 1;
  const tranches = fast.principals.length;
  const retains = fast.retains ? 1 : 0;
  const reserveRatio = reserve.ratios[0] ?? 0;
  let senior = fast.seniorSum;
  let { pool } = fast;
  let kept = fast.openingCash + fast.openingReserve;
  // One by one: taking them out of an array would make numbers into objects, at every step of the loop.
  let mezzanineUnpaid = 0;
  let juniorUnpaid = 0;
  let owed = 0;
  let period = 0;
  let term = 0;
  let rank = 0;
  let after = behind[0] ?? 0;
  for (; period < until; period += 1) {
    const at = (period << 2) & 0x1fffffff;
    const closing = flows[at + 1] ?? 0;
    const due = owed + (pool - closing);
    if (due >= senior) break;
    while (senior <= after) {
      rank += 1;
      term += 4 * periods;
      after = behind[rank] ?? 0;
    }
    const row = (term + at) & 0x1fffffff;
    const guess = (senior - after) * (terms[row] ?? 0) + 0.5001;
    let accrued = Math.floor(guess);
    if (guess - accrued <= 0.0002) accrued = +shareOf(fast.interest, senior - after, period * tranches + rank);
    let left = kept + ((flows[at] ?? 0) - (flows[at + 2] ?? 0)) - ((terms[row + 1] ?? 0) + accrued);
    if (left < 0) break;
    pool = closing;
    mezzanineUnpaid += terms[row + 2] ?? 0;
    juniorUnpaid += terms[row + 3] ?? 0;
    if (left <= due) {
      senior -= left;
      owed = due - left;
      kept = 0;
      continue;
    }
    left -= due;
    senior -= due;
    owed = 0;
    kept = left;
    const share = senior * reserveRatio + 0.0001;
    let target = Math.floor(share);
    if (share - target <= 0.0002) target = +wholeShareOf(reserve, senior, 0);
    if (target < reserveFixed) target = reserveFixed;
    if (left <= target) continue;
    left -= target;
    const paid = least(left, mezzanineUnpaid);
    mezzanineUnpaid -= paid;
    left -= paid;
    // Cash that must stay because pool and accounts would fall under what is owed before juniors.
    const hold = senior + mezzanine - closing - target;
    const held = hold > 0 ? least(left, hold) : 0;
    kept = target + (retains > 0 ? left : held);
    if (retains === 0) juniorUnpaid -= least(left - held, juniorUnpaid);
  }
  standing.period = period;
  standing.cash = kept;
  standing.owed = owed;
  standing.sums[0] = senior;
  standing.unpaid[1] = mezzanineUnpaid;
  standing.unpaid[2] = juniorUnpaid;
}

/**
 * Pays dates as planned, from where a path stands, and leaves in `standing` where it then stands: behind the last date,
 * where everything is due, if all goes well. Support is none, so that a date which does not reach for fees and what is due
 * to seniors by plan ends this: on all before they are paid in full.
 */
function payWhilePlanned(fast: FastDeal, order: Order, flows: PathFlows, standing: Standing): void {
  const { seniors, mezzanines, interest, retains } = fast;
  const count = fast.principals.length;
  const last = fast.periods - 1;
  const { sums, unpaid, until } = standing;
  let { period, cash: kept, owed } = standing;
  let senior = sums[0] ?? 0;
  let mezzanine = fast.mezzanineSum;
  let junior = fast.juniorSum;
  let mezzanineUnpaid = unpaid[1] ?? 0;
  let juniorUnpaid = unpaid[2] ?? 0;
  let pool = period === 0 ? fast.pool : (flows[4 * period - 3] ?? 0);
  // The rank of each class that is being repaid.
  let seniorAt = 0;
  let mezzanineAt = seniors;
  for (; period < until; period += 1) {
    const at = (period << 2) & 0x1fffffff;
    const isLast = period === last;
    const row = period * count;
    seniorAt = rankOf(order, senior, seniorAt);
    // Taxes, fees and senior interest come first.
    let left = kept + (flows[at] ?? 0);
    left -= (flows[at + 2] ?? 0) + classInterest(fast, order, senior, row + seniorAt);
    if (left < (isLast ? senior : 0)) break;
    mezzanineAt = rankOf(order, mezzanine, mezzanineAt);
    mezzanineUnpaid += classInterest(fast, order, mezzanine, row + mezzanineAt);
    if (junior > 0) juniorUnpaid += shareOf(interest, junior, row + mezzanines);
    const closing = flows[at + 1] ?? 0;
    owed = isLast ? senior + mezzanine + junior : owed + (pool - closing);
    pool = closing;
    const seniorDue = least(owed, senior);
    const seniorPaid = least(left, seniorDue);
    const seniorLeft = senior - seniorDue;
    const isRetained = retains && !isLast && senior + mezzanine > 0;
    senior -= seniorPaid;
    left -= seniorPaid;
    const target = reserveTarget(fast, seniorLeft);
    kept = least(left, target);
    left -= kept;
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
    owed -= seniorPaid + mezzaninePaid;
    const held = hold > 0 ? least(left, hold) : 0;
    kept += isRetained ? left : held;
    if (isRetained) continue;
    left -= held;
    paid = least(left, juniorUnpaid);
    juniorUnpaid -= paid;
    // Once nobody ranks before them, juniors get principal out of everything that remains.
    paid = least(left - paid, senior + mezzanine === 0 ? junior : juniorDue);
    junior -= paid;
    owed = owed > paid ? owed - paid : 0;
  }
  standing.period = period;
  standing.cash = kept;
  sums[0] = senior;
  sums[1] = mezzanine;
  sums[2] = junior;
  unpaid[0] = 0;
  unpaid[1] = mezzanineUnpaid;
  unpaid[2] = juniorUnpaid;
}

/**
 * Lays the order of a deal out, once, for any number of paths. What it answers takes the flows of a path and the fen that
 * default on it, and leaves in `result` what is unpaid.
 */
export function payer(fast: FastDeal): (flows: PathFlows, lost: number, result: PathResult) => void {
  const order = orderOf(fast);
  const standing: Standing = {
    period: 0,
    until: 0,
    cash: 0,
    lost: 0,
    owed: 0,
    sums: new Float64Array(3),
    unpaid: new Float64Array(3),
  };
  return (flows, lost, result) => {
    standing.lost = lost;
    standing.until = allDueFrom(fast, flows, lost);
    payWhileSeniorsStand(fast, order, flows, standing);
    payWhilePlanned(fast, order, flows, standing);
    spread(fast, order, standing, result.balances);
    result.seniorInterestUnpaid = 0;
    if (standing.period < fast.periods) payAllDue(fast, flows, standing, result);
  };
}
