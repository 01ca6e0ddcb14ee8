/** What a claim pays if it pays as agreed. */
import { addMonths, type DayCount, yearFraction } from './days.ts';
import type { Asset } from './deal.ts';
import { add, least, multiply, ONE, power, type Ratio, ratio, rest, times } from './exact.ts';

/** One due day of a claim. */
export interface Instalment {
  readonly day: number;
  /** Outstanding before it. */
  readonly opening: bigint;
  readonly principal: bigint;
  /** Part of the opening balance that is due as interest; kept exact, because a scenario changes the balance. */
  readonly interestShare: Ratio;
}

/**
 * The level instalment: principal × r / (1 − (1 + r)^−n), to the nearest fen. With r = a/b it is the exact quotient of
 * integers principal · a · (a+b)^n over b · ((a+b)^n − b^n).
 */
export function levelPayment(principal: bigint, perPeriod: Ratio, terms: number): bigint {
  if (perPeriod.num === 0n) return times(principal, ratio(1n, BigInt(terms)));
  const grown = power(add(ONE, perPeriod), terms);
  return times(principal, multiply(perPeriod, { num: grown.num, den: grown.num - grown.den }));
}

/** Principal of each level instalment: what is left of the payment after interest; the last one clears. */
export function levelPlan(principal: bigint, payment: bigint, interestShares: readonly Ratio[]): readonly bigint[] {
  let balance = principal;
  return interestShares.map((share, index) => {
    const interest = times(balance, share);
    // A short first period may leave no room; a long one must not overdraw the balance.
    const room = payment > interest ? payment - interest : 0n;
    const paid = index === interestShares.length - 1 ? balance : least(balance, room);
    balance -= paid;
    return paid;
  });
}

/** Interest shares of the periods between consecutive days. */
export const sharesBetween = (days: readonly number[], rate: Ratio, dayCount: DayCount): readonly Ratio[] =>
  days.slice(1).map((day, index) => multiply(rate, yearFraction(dayCount, days[index] ?? day, day)));

/** Principal of each due day by the kind of the claim. */
function principals(asset: Asset, shares: readonly Ratio[]): readonly bigint[] {
  if (asset.kind === 'schedule') return asset.instalments;
  if (asset.kind === 'bullet') return shares.map((_, index) => (index === asset.terms - 1 ? asset.principal : 0n));
  const perPeriod = multiply(asset.rate, ratio(BigInt(asset.everyMonths), 12n));
  return levelPlan(asset.principal, levelPayment(asset.principal, perPeriod, asset.terms), shares);
}

/** Every instalment from the cut-off to the last; their principal adds up to the claim's. */
export function instalmentsOf(asset: Asset, cutOff: number): readonly Instalment[] {
  const dues = Array.from({ length: asset.terms }, (_, k) => addMonths(asset.firstDue, k * asset.everyMonths));
  // Interest before the cut-off stays with the seller, whatever the first period's length.
  const shares = sharesBetween([cutOff, ...dues], asset.rate, asset.dayCount);
  let opening = asset.principal;
  return principals(asset, shares).map((principal, index) => {
    const instalment = { day: dues[index] ?? 0, opening, principal, interestShare: shares[index] ?? ONE };
    opening -= principal;
    return instalment;
  });
}

/** The share that leaves in a number of months at monthly shares: 1 − Π (1 − share), exactly. */
export function leaving(perMonth: readonly Ratio[], from: number, until: number): Ratio {
  let staying = ONE;
  for (let month = from; month < until; month += 1) {
    const share = perMonth[Math.min(month, perMonth.length - 1)];
    if (share === undefined) return rest(ONE);
    if (share.num > 0n) staying = multiply(staying, rest(share));
  }
  return rest(staying);
}
