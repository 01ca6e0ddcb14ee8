/** Chances of every loan to leave in every month, counted over many paths against what the layout says. */
import { type FastDeal, type Method, simulation } from '@banfei/waterfall';

/** A limit of signed words as a probability. */
const chance = (limit: number | undefined): number => ((limit ?? 0) + 2 ** 31) / 2 ** 32;

/**
 * Replays a thousand paths of each seed and counts exits by loan, kind and month.
 *
 * @returns how many cells were counted, and how far chi-square is from its mean, in its standard deviations
 */
export function chancesOfExits(
  fast: FastDeal,
  { method, seeds, from }: { readonly method: Method; readonly seeds: number; readonly from: number },
): { readonly cells: number; readonly z: number } {
  const counts = new Map<string, number>();
  for (let seed = from; seed < from + seeds; seed += 1) {
    const { replay } = simulation(fast, { paths: 1000, seed, method });
    for (let path = 0; path < 1000; path += 1)
      for (const { asset, kind, day } of replay(path).exits) {
        const key = `${asset} ${kind} ${day}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  }
  const paths = 1000 * seeds;
  let [sum, cells] = [0, 0];
  const add = (mean: number, found: number): void => {
    sum += (found - mean) ** 2 / mean;
    cells += 1;
  };
  for (const [loan, id] of fast.ids.entries()) {
    let [staying, left] = [1, 0];
    for (let period = 0; period < fast.periods; period += 1) {
      const cell = loan * fast.periods + period;
      const fails = chance(fast.defaultLimits[cell]);
      const leaves = chance(fast.exitLimits[cell]);
      const defaults = counts.get(`${id} default ${fast.firstDays[cell]}`) ?? 0;
      const prepays = counts.get(`${id} prepay ${fast.lastDays[cell]}`) ?? 0;
      add(paths * staying * fails, defaults);
      add(paths * staying * (leaves - fails), prepays);
      left += defaults + prepays;
      staying *= 1 - leaves;
    }
    add(paths * staying, paths - left);
  }
  // The outcomes of a loan are one distribution, and take one degree of freedom.
  const freedom = cells - fast.loans;
  return { cells, z: (sum - freedom) / Math.sqrt(2 * freedom) };
}
