/** Stress: a grid of scenarios, and the default rate that a tranche just bears. */
import type { Deal, Scenario } from './deal.ts';
import { isLess, multiply, ONE, type Ratio, ratio } from './exact.ts';
import { measuresOf, type TrancheMeasures } from './measures.ts';
import { runDeal } from './run.ts';

/** Axes of a grid. Multiples are of the base scenario's monthly shares; recoveries replace its own. */
export interface StressAxes {
  readonly defaultMultiples: readonly Ratio[];
  readonly prepaymentMultiples: readonly Ratio[];
  /** Share that comes back, all at once after `recoveryLag` months. */
  readonly recoveries: readonly Ratio[];
  readonly recoveryLag: number;
}

/** One point of the grid. */
export interface StressCell {
  readonly defaultMultiple: Ratio;
  readonly prepaymentMultiple: Ratio;
  readonly recovery: Ratio;
  readonly tranches: readonly TrancheMeasures[];
  /** Lowest coverage of any date; null when no date had one. */
  readonly lowestCoverage: Ratio | null;
}

/** A share cannot leave more than everything. */
const capped = (share: Ratio): Ratio => (isLess(ONE, share) ? ONE : share);
const scale = (curve: readonly Ratio[], by: Ratio): readonly Ratio[] =>
  curve.map((share) => capped(multiply(share, by)));

/** One run of the deal, reduced to what a grid shows. */
function cell(deal: Deal, scenario: Scenario): Pick<StressCell, 'tranches' | 'lowestCoverage'> {
  const run = runDeal(deal, scenario);
  let lowest: Ratio | null = null;
  for (const { ratios } of run.periods)
    if (ratios.coverage !== null && (lowest === null || isLess(ratios.coverage, lowest))) lowest = ratios.coverage;
  return { tranches: measuresOf(run), lowestCoverage: lowest };
}

/** Runs the deal at every point of the grid, in the order of the axes. */
export function stressGrid(deal: Deal, base: Scenario, axes: StressAxes): readonly StressCell[] {
  return axes.defaultMultiples.flatMap((defaultMultiple) =>
    axes.prepaymentMultiples.flatMap((prepaymentMultiple) =>
      axes.recoveries.map((recovery) => ({
        defaultMultiple,
        prepaymentMultiple,
        recovery,
        ...cell(deal, {
          ...base,
          defaults: scale(base.defaults, defaultMultiple),
          prepayments: scale(base.prepayments, prepaymentMultiple),
          recoveries: [{ lagMonths: axes.recoveryLag, share: recovery }],
        }),
      })),
    ),
  );
}

/** Millionths of a month's balance. */
const STEPS = 1_000_000;

/** Two neighbouring rates: one that the tranche bears and one that it does not. */
export interface BreakEven {
  /** Highest constant monthly default share under which the tranche loses neither principal nor interest. */
  readonly bears: Ratio;
  /** One millionth more, under which it loses; null when it bears even the loss of everything. */
  readonly loses: Ratio | null;
}

/**
 * The break-even default rate of a tranche, to one millionth a month, found by halving. Both ends are run, so that the
 * answer shows by itself: `bears` does not lose, `loses` does.
 *
 * @returns null when the tranche loses without any default
 */
export function breakEven(deal: Deal, base: Scenario, tranche: string): BreakEven | null {
  const share = (step: number): Ratio => ratio(BigInt(step), BigInt(STEPS));
  const holds = (step: number): boolean => {
    const run = runDeal(deal, { ...base, defaults: [share(step)] });
    return measuresOf(run).every(
      ({ id, loss, interestLoss }) => id !== tranche || (loss === 0n && interestLoss === 0n),
    );
  };
  if (!holds(0)) return null;
  if (holds(STEPS)) return { bears: ONE, loses: null };
  let [low, high] = [0, STEPS];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return { bears: share(low), loses: share(high) };
}
