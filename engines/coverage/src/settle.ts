/**
 * Divides a handful of units anew, and best of all: every group that they could form is listed, and the most worthy choice of
 * groups without overlap is found over all subsets. This is what mends and polishes a plan, a neighborhood at a time.
 */
import { costOf, isGroup, type Pool } from './pool.ts';

/** What a division is worth, in metres: a covered unit more than any distance, a unit that stays less than a covered one. */
export const COVERED_WORTH = 10_000_000;
export const STAYED_WORTH = 4_000_000;

/** So much dearer a stay outweighs all that {@link MOST_SETTLED} units are worth if covered. */
export const DEARER = 40;

/** Units at most: 2^13 subsets are still done in a few milliseconds. */
export const MOST_SETTLED = 13;

/** Units that keep their group of the current plan if these are one group; 0 without a current plan. */
export type Stay = (group: readonly number[]) => number;

/** A division of some units and what it is worth. */
export interface Division {
  readonly groups: readonly (readonly number[])[];
  readonly worth: number;
  /** Steps of the search, so that a planner can keep to a budget without a clock. */
  readonly steps: number;
}

export const worthOf = (pool: Pool, group: readonly number[], stay: Stay): number =>
  group.length * COVERED_WORTH + stay(group) * STAYED_WORTH - costOf(pool, group);

/** A possible group as a set of bits. */
interface Choice {
  readonly bits: number;
  readonly units: readonly number[];
  readonly worth: number;
}

/** All groups that some of `units` can form, by the lowest bit of each. Subsets grow by neighbors only. */
function choicesOf(pool: Pool, units: readonly number[], stay: Stay): readonly (readonly Choice[])[] {
  const { linkMetres, spanMetres, jointUnitsMost } = pool.rules.limits;
  const links = units.map((a) =>
    units.reduce((bits, b, k) => (a !== b && pool.metres(a, b) <= linkMetres ? bits | (1 << k) : bits), 0),
  );
  const near = units.map((a) =>
    units.reduce((bits, b, k) => (pool.metres(a, b) <= spanMetres ? bits | (1 << k) : bits), 0),
  );
  const byLowest: Choice[][] = units.map(() => []);
  const seen = new Set<number>();
  // Each entry: a linked set, those linked to it, and those within its span.
  const open = units.map((_, k) => ({ bits: 1 << k, border: links[k] ?? 0, within: near[k] ?? 0, size: 1 }));
  for (const { bits, border, within, size } of open) {
    const chosen = units.filter((_, k) => (bits >> k) & 1);
    if (isGroup(pool, chosen))
      byLowest[31 - Math.clz32(bits & -bits)]?.push({ bits, units: chosen, worth: worthOf(pool, chosen, stay) });
    if (size === jointUnitsMost) continue;
    for (let k = 0; k < units.length; k += 1) {
      const one = 1 << k;
      if ((border & within & ~bits & one) === 0 || seen.has(bits | one)) continue;
      seen.add(bits | one);
      open.push({
        bits: bits | one,
        border: border | (links[k] ?? 0),
        within: within & (near[k] ?? 0),
        size: size + 1,
      });
    }
  }
  return byLowest;
}

/** The best division of `units`, at most {@link MOST_SETTLED} of them. */
export function settle(pool: Pool, units: readonly number[], stay: Stay): Division {
  const byLowest = choicesOf(pool, units, stay);
  const size = 1 << units.length;
  const best = new Float64Array(size);
  const taken: (Choice | null)[] = new Array<Choice | null>(size).fill(null);
  let steps = size;
  // A set is decided by its lowest unit: left out, or in one of the groups that fit into the set.
  for (let set = 1; set < size; set += 1) {
    const lowest = set & -set;
    best[set] = best[set ^ lowest] ?? 0;
    const choices = byLowest[31 - Math.clz32(lowest)] ?? [];
    steps += choices.length;
    for (const choice of choices) {
      if ((choice.bits & set) !== choice.bits) continue;
      const worth = choice.worth + (best[set ^ choice.bits] ?? 0);
      if (worth <= (best[set] ?? 0)) continue;
      best[set] = worth;
      taken[set] = choice;
    }
  }
  const groups: (readonly number[])[] = [];
  for (let set = size - 1; set > 0; ) {
    const choice = taken[set] ?? null;
    if (choice !== null) groups.push(choice.units);
    set ^= choice === null ? set & -set : choice.bits;
  }
  return { groups, worth: best[size - 1] ?? 0, steps };
}
