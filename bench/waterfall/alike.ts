/** Whether two ways to draw give one distribution: many samples side by side, with one chance of error for them all. */

/** Two samples of one quantity. */
export interface Pair {
  readonly name: string;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** Chance that samples of one distribution are so far apart or farther (two-sample Kolmogorov–Smirnov; ties only lower it). */
function distanceChance(a: Float64Array, b: Float64Array): number {
  const [x, y] = [a.toSorted(), b.toSorted()];
  let [i, j, distance] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i] ?? 0, y[j] ?? 0);
    while (i < x.length && x[i] === at) i += 1;
    while (j < y.length && y[j] === at) j += 1;
    distance = Math.max(distance, Math.abs(i / x.length - j / y.length));
  }
  return 2 * Math.exp((-2 * distance * distance * x.length * y.length) / (x.length + y.length));
}

const meanOf = (all: Float64Array): number => all.reduce((sum, each) => sum + each, 0) / all.length;

/** Chance, or a little more, that means of one distribution differ so much or more. */
function meanChance(a: Float64Array, b: Float64Array): number {
  const [x, y] = [meanOf(a), meanOf(b)];
  const spread = (all: Float64Array, mean: number): number =>
    meanOf(all.map((each) => (each - mean) ** 2)) / all.length;
  const error = Math.sqrt(spread(a, x) + spread(b, y));
  // Below one the bound of the normal tail says nothing, and nothing needs to be said.
  const z = error > 0 ? Math.abs(x - y) / error : 0;
  return z < 1 ? 1 : (Math.sqrt(2 / Math.PI) * Math.exp((-z * z) / 2)) / z;
}

/**
 * Compares distributions, means and mean squares of all pairs.
 *
 * @param error the chance that one distribution is called two, for all comparisons together (Bonferroni)
 * @returns how many comparisons there were, which are beyond what chance allows, and the least chance times their number
 */
export function compare(pairs: readonly Pair[], error: number) {
  const all = pairs.flatMap(({ name, a, b }) => [
    { name: `${name}, distribution`, chance: distanceChance(a, b) },
    { name: `${name}, mean`, chance: meanChance(a, b) },
    {
      name: `${name}, mean square`,
      chance: meanChance(
        a.map((each) => each * each),
        b.map((each) => each * each),
      ),
    },
  ]);
  return {
    comparisons: all.length,
    beyond: all.filter(({ chance }) => chance * all.length < error).map(({ name }) => name),
    least: Math.min(1, ...all.map(({ chance }) => chance * all.length)),
  };
}
