/**
 * Monte Carlo: many paths of the pool, each paid in order. `direct` throws a word for every loan in every period, as the
 * model says; `alias` goes from one loan that leaves to the next, and draws when and how out of a table. Both follow the
 * same distribution: no word's chances are off by 2⁻³².
 */
import { type PathResult, payAllDue } from './all-due.ts';
import { AS_AGREED, type Scenario } from './deal.ts';
import type { FastDeal } from './fast-deal.ts';
import { kernelOf, type LaidKernel } from './kernel-layout.ts';

/** Two ways to draw the same paths' distribution. */
export type Method = 'direct' | 'alias';

/**
 * What every path lost.
 * One array for each tranche: a mean is not enough where tails decide.
 */
export interface Losses {
  /** For each tranche, in the order of principal: fen of principal unpaid, for each path. */
  readonly tranches: readonly { readonly id: string; readonly losses: Float64Array }[];
  /** Fen of senior interest unpaid, for each path. */
  readonly seniorInterest: Float64Array;
  /** Fen of the pool that defaulted, for each path. */
  readonly defaulted: Float64Array;
}

/** Loans that left on a path, the first `count` cells, as a scenario for the exact run. */
function exitScenario(
  { ids, periods, firstDays, lastDays, scenario }: FastDeal,
  { cells, bits }: LaidKernel,
  { path, count }: { readonly path: number; readonly count: number },
): Scenario {
  const exits = Array.from(cells.subarray(0, count), (cell): Scenario['exits'][number] => {
    const loan = cell >> bits;
    const at = loan * periods + ((cell & (2 ** bits - 1)) >> 1);
    const fails = (cell & 1) === 0;
    const day = (fails ? firstDays[at] : lastDays[at]) ?? 0;
    return { asset: ids[loan] ?? '', kind: fails ? 'default' : 'prepay', day };
  });
  return { ...AS_AGREED, id: `path ${path}`, recoveries: scenario.recoveries, exits };
}

/** Balances of tranches that were repaid in order, from the sums of their classes: of a class the last is repaid last. */
function spread({ principals, classes }: FastDeal, { sums }: LaidKernel, balances: Float64Array): void {
  let [of, left] = [-1, 0];
  for (let index = balances.length - 1; index >= 0; index -= 1) {
    if (classes[index] !== of) {
      of = classes[index] ?? 0;
      left = sums[of] ?? 0;
    }
    const own = Math.min(left, principals[index] ?? 0);
    balances[index] = own;
    left -= own;
  }
}

/**
 * A prepared simulation.
 * Paths depend on seed and number only, so pieces may run anywhere and in any order.
 */
export interface Simulation {
  /** Runs the paths from `from` up to, not including, `until`. Pieces put together are the whole, in any order. */
  readonly run: (from: number, until: number) => void;
  readonly losses: Losses;
  /** The scenario of one path, for the exact run: which claims leave, when and how. It shows why a path loses. */
  readonly replay: (path: number) => Scenario;
}

/**
 * Prepares a simulation. The caller runs it in pieces: between two of them it may show progress, or stop.
 *
 * @param seed the same seed gives the same paths, on every machine
 */
export function simulation(
  fast: FastDeal,
  { paths, seed, method }: { readonly paths: number; readonly seed: number; readonly method: Method },
): Simulation {
  const kernel = kernelOf(fast);
  const { drawByPeriod, drawByAlias, lay, pay } = kernel.steps;
  const draw = method === 'direct' ? drawByPeriod : drawByAlias;
  const result: PathResult = { balances: new Float64Array(fast.tranches.length), seniorInterestUnpaid: 0 };
  const tranches = fast.tranches.map(({ id }) => ({ id, losses: new Float64Array(paths) }));
  const unpaid = tranches.map((tranche) => tranche.losses);
  const losses: Losses = { tranches, seniorInterest: new Float64Array(paths), defaulted: new Float64Array(paths) };
  const run = (from: number, until: number): void => {
    for (let path = from; path < until; path += 1) {
      const lost = lay(draw(seed, path));
      const period = pay(lost);
      spread(fast, kernel, result.balances);
      result.seniorInterestUnpaid = 0;
      if (period < fast.periods) payAllDue(fast, kernel, { period, lost }, result);
      losses.defaulted[path] = lost;
      for (let index = 0; index < unpaid.length; index += 1) {
        const row = unpaid[index];
        if (row !== undefined) row[path] = result.balances[index] ?? 0;
      }
      losses.seniorInterest[path] = result.seniorInterestUnpaid;
    }
  };
  const replay = (path: number): Scenario => exitScenario(fast, kernel, { path, count: draw(seed, path) });
  return { run, losses, replay };
}
