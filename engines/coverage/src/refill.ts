/**
 * Fills up the broken groups of a plan in force: a group that lost members stays together when units without a group of
 * their own join it. Who joins whom is a matching, so one group gives way where another of its choices serves as well.
 */
import type { Grouping } from './grouping.ts';
import { Grid, nearestPole } from './ground.ts';
import type { Budget } from './mend.ts';
import { costOf, isGroup, isWithinSpan, type Pool } from './pool.ts';

/** Newcomers of a group in pairs are tried among so many of the nearest: beyond them the pairs are too many to list. */
const MOST_PAIRED = 16;

/** Newcomers that would make a broken group whole, and what the group would then cost. */
interface Offer {
  readonly units: readonly number[];
  readonly cost: number;
}

/** Units without a group now and before: nobody minds where they go. */
export class Newcomers {
  readonly #grid: Grid;
  readonly #pool: Pool;

  constructor(pool: Pool, units: readonly number[]) {
    this.#pool = pool;
    const places = units.map((unit) => pool.places[unit] ?? { lon: 0, lat: 0 });
    this.#units = units;
    this.#grid = new Grid(places, pool.rules.limits.linkMetres, nearestPole(pool.places));
  }
  readonly #units: readonly number[];

  /** Those whom no unit of a group finds too far, in order. */
  around(group: readonly number[]): readonly number[] {
    const place = this.#pool.places[group[0] ?? 0];
    if (place === undefined) return [];
    const found: number[] = [];
    this.#grid.rings(
      place,
      this.#pool.rules.limits.spanMetres,
      (cell) => {
        for (const index of cell) {
          const unit = this.#units[index] ?? 0;
          if (isWithinSpan(this.#pool, group, unit)) found.push(unit);
        }
      },
      () => false,
    );
    return found.sort((a, b) => a - b);
  }
}

/** Every single newcomer that makes a group whole; pairs where one does not do. Cheapest first. */
function offersFor(pool: Pool, group: readonly number[], around: readonly number[]): readonly Offer[] {
  const offer = (units: readonly number[]): readonly Offer[] => {
    const whole = [...group, ...units];
    return isGroup(pool, whole) ? [{ units, cost: costOf(pool, whole) }] : [];
  };
  const byCost = (a: Offer, b: Offer): number => a.cost - b.cost;
  const single = around.flatMap((unit) => offer([unit])).sort(byCost);
  const alone = new Set(single.flatMap(({ units }) => units));
  const way = (unit: number): number => Math.min(...group.map((each) => pool.effort(each, unit)));
  const others = around.filter((unit) => !alone.has(unit)).sort((a, b) => way(a) - way(b) || a - b);
  const near = others.slice(0, MOST_PAIRED);
  const pairs = near.flatMap((a, index) => near.slice(index + 1).flatMap((b) => offer([a, b])));
  return [...single, ...pairs.sort(byCost)];
}

/** Newcomers matched to broken groups, as many groups as can be. */
class Matching {
  readonly #offers: readonly (readonly Offer[])[];
  readonly #budget: Budget;
  readonly #takenBy = new Map<number, number>();
  readonly joined = new Map<number, readonly number[]>();

  constructor(offers: readonly (readonly Offer[])[], budget: Budget) {
    this.#offers = offers;
    this.#budget = budget;
  }

  #give(group: number, units: readonly number[]): void {
    this.joined.set(group, units);
    for (const unit of units) this.#takenBy.set(unit, group);
  }

  #takeBack(group: number): void {
    for (const unit of this.joined.get(group) ?? []) this.#takenBy.delete(unit);
    this.joined.delete(group);
  }

  /** Fills one group; others that give way are filled anew, or nothing changes. `asked` are those that must not be asked again. */
  fill(group: number, asked: Set<number>): boolean {
    asked.add(group);
    const offers = this.#offers[group] ?? [];
    this.#budget.left -= offers.length;
    const free = offers.find(({ units }) => units.every((unit) => !this.#takenBy.has(unit)));
    if (free !== undefined) {
      this.#give(group, free.units);
      return true;
    }
    for (const { units } of offers) {
      const holders = [...new Set(units.flatMap((unit) => this.#takenBy.get(unit) ?? []))];
      // One holder only: to ask two at once is another problem, and rarely needed.
      const [holder] = holders;
      if (this.#budget.isSpent || holders.length !== 1 || holder === undefined || asked.has(holder)) continue;
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
 * Forms those broken groups whole again that newcomers can fill, as many as can be.
 *
 * @param broken groups of the plan in force that the rules no longer allow as they are
 * @param newcomers free units that were in no group
 * @returns the broken groups that nobody could fill
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
  const matching = new Matching(offers, budget);
  // Who has the fewest offers chooses first.
  const order = broken.map((_, index) => index);
  order.sort((a, b) => (offers[a]?.length ?? 0) - (offers[b]?.length ?? 0) || a - b);
  for (const index of order) matching.fill(index, new Set());
  for (const [index, units] of matching.joined) grouping.form([...(broken[index] ?? []), ...units]);
  return broken.filter((_, index) => !matching.joined.has(index));
}
