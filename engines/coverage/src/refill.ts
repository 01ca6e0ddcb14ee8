/**
 * Fills up the broken groups of a plan in force: a group that lost members stays together when units that were in no group join
 * it. Who joins whom is a matching: a group gives its newcomer away where another one serves it as well.
 */
import { Grid, nearestPole } from './ground.ts';
import type { Grouping } from './grouping.ts';
import type { Budget } from './mend.ts';
import { costOf, isGroup, isWithinSpan, type Pool } from './pool.ts';

/** Newcomers of one cell that a group looks at: keeps ten thousand units of one tower affordable. */
const MOST_OF_CELL = 64;
/** Nearest newcomers that may join a group alone, and in pairs, of which there are too many to list them all. */
const MOST_SINGLE = 64;
const MOST_PAIRED = 16;

/** Newcomers who make a broken group whole. */
type Offer = readonly number[];

/** Units that are in no group and were in none: nobody minds where they go. */
class Newcomers {
  readonly #pool: Pool;
  readonly #grid: Grid;

  constructor(pool: Pool, units: readonly number[]) {
    this.#pool = pool;
    const reach = pool.rules.limits.linkMetres;
    this.#grid = new Grid(pool.places, reach, nearestPole(pool.places), units);
  }

  /** The nearest of those whom no unit of a group finds too far. */
  around(group: readonly number[]): readonly number[] {
    const { places, effort, rules } = this.#pool;
    const [first] = group;
    const place = first === undefined ? undefined : places[first];
    if (first === undefined || place === undefined) return [];
    const found: number[] = [];
    const visit = (cell: readonly number[]): void => {
      // Of a crowded cell everybody sees another part, or all groups would want the same few.
      const after = cell.findIndex((unit) => unit > first);
      const from = Math.max(0, Math.min(after < 0 ? cell.length : after, cell.length - MOST_OF_CELL));
      for (const unit of cell.slice(from, from + MOST_OF_CELL))
        if (isWithinSpan(this.#pool, group, unit)) found.push(unit);
    };
    this.#grid.rings(place, rules.limits.spanMetres, visit, () => false);
    const way = new Map(found.map((unit) => [unit, Math.min(...group.map((each) => effort(each, unit)))]));
    found.sort((a, b) => (way.get(a) ?? 0) - (way.get(b) ?? 0) || a - b);
    return found.slice(0, MOST_SINGLE);
  }
}

/** Every newcomer who makes a group whole, and pairs of the others who do; cheapest first, and rather one than two. */
function offersFor(pool: Pool, group: readonly number[], around: readonly number[]): readonly Offer[] {
  const fitting = (offers: readonly Offer[]): readonly Offer[] =>
    offers
      .filter((units) => isGroup(pool, [...group, ...units]))
      .map((units) => ({ units, cost: costOf(pool, [...group, ...units]) }))
      .sort((a, b) => a.cost - b.cost)
      .map(({ units }) => units);
  const single = fitting(around.map((unit) => [unit]));
  const alone = new Set(single.flat());
  const others = around.filter((unit) => !alone.has(unit)).slice(0, MOST_PAIRED);
  return [...single, ...fitting(others.flatMap((a, index) => others.slice(index + 1).map((b) => [a, b])))];
}

/** Newcomers matched to broken groups. Groups are named by their place in the list. */
class Filling {
  readonly joined = new Map<number, Offer>();
  readonly #offers: readonly (readonly Offer[])[];
  readonly #budget: Budget;
  readonly #holders = new Map<number, number>();

  constructor(offers: readonly (readonly Offer[])[], budget: Budget) {
    this.#offers = offers;
    this.#budget = budget;
  }

  #give(group: number, units: Offer): void {
    this.joined.set(group, units);
    for (const unit of units) this.#holders.set(unit, group);
  }

  #takeBack(group: number): void {
    for (const unit of this.joined.get(group) ?? []) this.#holders.delete(unit);
    this.joined.delete(group);
  }

  /** Fills a group, for which others may be filled otherwise, or changes nothing. `asked` are not to be asked again. */
  fill(group: number, asked: Set<number> = new Set()): boolean {
    asked.add(group);
    const offers = this.#offers[group] ?? [];
    this.#budget.left -= offers.length;
    const free = offers.find((units) => units.every((unit) => !this.#holders.has(unit)));
    if (free !== undefined) {
      this.#give(group, free);
      return true;
    }
    for (const units of offers) {
      const [holder, another] = new Set(units.flatMap((unit) => this.#holders.get(unit) ?? []));
      // A pair that two groups hold is left to them: both would have to find another.
      if (this.#budget.isSpent || holder === undefined || another !== undefined || asked.has(holder)) continue;
      const held = this.joined.get(holder) ?? [];
      this.#takeBack(holder);
      this.#give(group, units);
      if (this.fill(holder, asked)) return true;
      this.#takeBack(group);
      this.#give(holder, held);
    }
    return false;
  }
}

/**
 * Forms the broken groups that newcomers make whole: of those that one newcomer suffices for as many as can be.
 *
 * @param broken groups of the plan in force that the rules do not allow as they are now
 * @param newcomers free units that were in no group, in order
 * @returns the broken groups that nobody fills
 */
export function refill(
  grouping: Grouping,
  broken: readonly (readonly number[])[],
  newcomers: readonly number[],
  budget: Budget,
): readonly (readonly number[])[] {
  const { pool } = grouping;
  const arrived = new Newcomers(pool, newcomers);
  const offers = broken.map((group) => offersFor(pool, group, arrived.around(group)));
  const filling = new Filling(offers, budget);
  // Who has the fewest offers chooses first.
  const order = [...broken.keys()].sort((a, b) => (offers[a]?.length ?? 0) - (offers[b]?.length ?? 0) || a - b);
  for (const group of order) filling.fill(group);
  for (const [group, units] of filling.joined) grouping.form([...(broken[group] ?? []), ...units]);
  return broken.filter((_, group) => !filling.joined.has(group));
}
