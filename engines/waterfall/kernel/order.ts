import {
  dueAt,
  flows,
  interest,
  juniorSum,
  mezzanineSum,
  mezzanines,
  openingCash,
  periods,
  pool,
  ranks,
  reserve,
  reserveFixed,
  retains,
  seniorSum,
  seniors,
  standing,
  tranches,
} from './layout.ts';
import { SHARE, shareOf, wholeShareOf } from './shares.ts';

/** The lesser of two by a pair's instruction: a choice becomes a branch, and one that nobody can foresee costs more. */
function least(one: f64, other: f64): f64 {
  return f64x2.extract_lane(f64x2.pmin(f64x2.splat(one), f64x2.splat(other)), 0);
}

/** The first period in which everything is due because loans have defaulted; all periods if none is. */
function allDueFrom(lost: f64): i32 {
  let first = periods;
  // From the end, so that most paths are done at once.
  for (let before = lost; before >= dueAt && first > 0; before -= load<f64>(flows + (first << 5), 24)) first -= 1;
  return first;
}

/** Tranche of a class that is being repaid, no earlier than the one before. */
function rankOf(sum: f64, from: i32): i32 {
  let rank = from;
  if (sum > 0) while (sum <= load<f64>(ranks + (rank << 4))) rank += 1;
  return rank;
}

/**
 * Interest of a period on a class. While ranks are paid one after the other its sum says all: those before the one being
 * repaid have nothing left, those behind it everything.
 */
function classInterest(sum: f64, at: i32): f64 {
  if (sum === 0) return 0;
  const rank = ranks + (at << 4);
  return shareOf(sum - load<f64>(rank), interest + at * SHARE) + load<f64>(rank, 8);
}

/** What the reserve should hold behind the senior principal that is left. */
function reserveTarget(senior: f64): f64 {
  if (senior === 0) return 0;
  return max<f64>(wholeShareOf(senior, reserve), reserveFixed);
}

/** Writes down cash and principal of the classes; seniors are owed no interest. */
function stand(cash: f64, senior: f64, mezzanine: f64, junior: f64): void {
  store<f64>(standing, cash);
  store<f64>(standing, senior, 8);
  store<f64>(standing, mezzanine, 16);
  store<f64>(standing, junior, 24);
  store<f64>(standing, 0, 32);
}

/**
 * Pays dates as planned. Support is none, so that a date which does not reach for fees and what is due to seniors by plan
 * ends this: on all before they were paid in full. Where the path then stands is written down.
 *
 * A date that pays what is due leaves seniors what they had less that, whatever else it brought. A processor foresees that
 * way, and then dates need not wait for each other.
 *
 * @param lost the fen that default on the path
 * @returns the period that was not paid: behind the last one if all goes well
 */
export function pay(lost: f64): i32 {
  const until = allDueFrom(lost);
  const last = periods - 1;
  let senior = seniorSum;
  let mezzanine = mezzanineSum;
  let junior = juniorSum;
  let mezzanineUnpaid: f64 = 0;
  let juniorUnpaid: f64 = 0;
  let kept = openingCash;
  let owed: f64 = 0;
  let before = pool;
  // The rank of each class that is being repaid.
  let seniorAt = 0;
  let mezzanineAt = seniors;
  let period = 0;
  for (; period < until; period += 1) {
    const flow = flows + (period << 5);
    const row = period * tranches;
    const isLast = period === last;
    seniorAt = rankOf(senior, seniorAt);
    // Taxes, fees and senior interest come first.
    let left = kept + load<f64>(flow) - (load<f64>(flow, 16) + classInterest(senior, row + seniorAt));
    if (left < select<f64>(senior, 0, isLast)) break;
    mezzanineAt = rankOf(mezzanine, mezzanineAt);
    mezzanineUnpaid += classInterest(mezzanine, row + mezzanineAt);
    juniorUnpaid += classInterest(junior, row + mezzanines);
    const closing = load<f64>(flow, 8);
    owed = isLast ? senior + mezzanine + junior : owed + (before - closing);
    before = closing;
    const isRetained = retains !== 0 && !isLast && senior + mezzanine > 0;
    const seniorDue = least(owed, senior);
    if (left <= seniorDue) {
      senior -= left;
      owed -= left;
      kept = 0;
      continue;
    }
    senior -= seniorDue;
    owed -= seniorDue;
    left -= seniorDue;
    const target = reserveTarget(senior);
    kept = least(left, target);
    left -= kept;
    // Mezzanine, and cash that must stay because pool and accounts would fall under what is owed before juniors.
    const mezzanineDue = least(owed, mezzanine);
    const juniorDue = least(owed - mezzanineDue, junior);
    const hold = senior + mezzanine - mezzanineDue - closing - target;
    let paid = least(left, mezzanineUnpaid);
    mezzanineUnpaid -= paid;
    left -= paid;
    paid = least(left, mezzanineDue);
    mezzanine -= paid;
    owed -= paid;
    left -= paid;
    const held: f64 = hold > 0 ? least(left, hold) : 0;
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
  stand(kept, senior, mezzanine, junior);
  store<f64>(standing, mezzanineUnpaid, 40);
  store<f64>(standing, juniorUnpaid, 48);
  return period;
}
