/** A division of the pool into groups that can be changed, with who is where. */
import { isWithinSpan, membersOf, type Pool } from './pool.ts';

export const FREE = -1;

/** Groups under construction. Numbers of groups are never used twice. */
export class Grouping {
  readonly pool: Pool;
  /** Group of each unit, or {@link FREE}. */
  readonly groupOf: Int32Array;
  readonly #groups = new Map<number, readonly number[]>();
  #next = 0;

  constructor(pool: Pool) {
    this.pool = pool;
    this.groupOf = new Int32Array(pool.count).fill(FREE);
  }

  groups(): IterableIterator<readonly [number, readonly number[]]> {
    return this.#groups.entries();
  }

  unitsOf(group: number): readonly number[] {
    return this.#groups.get(group) ?? [];
  }

  isFree(unit: number): boolean {
    return this.groupOf[unit] === FREE;
  }

  form(units: readonly number[]): void {
    for (const unit of units) this.groupOf[unit] = this.#next;
    this.#groups.set(this.#next, units);
    this.#next += 1;
  }

  dissolve(group: number): void {
    for (const unit of this.unitsOf(group)) this.groupOf[unit] = FREE;
    this.#groups.delete(group);
  }

  /** Groups next to some units, in the order in which neighbors are near. */
  groupsBeside(units: readonly number[]): readonly number[] {
    const beside = new Set<number>();
    for (const unit of units)
      for (const other of this.pool.neighbors[unit] ?? []) beside.add(this.groupOf[other] ?? FREE);
    beside.delete(FREE);
    for (const unit of units) beside.delete(this.groupOf[unit] ?? FREE);
    return [...beside];
  }
}

/** Free neighbors of each unit, kept while groups are formed; the loneliest free unit comes first. */
class Lonely {
  readonly #grouping: Grouping;
  readonly #free: Int32Array;
  readonly #buckets: number[][] = [];

  constructor(grouping: Grouping) {
    this.#grouping = grouping;
    const { pool } = grouping;
    this.#free = new Int32Array(pool.count);
    for (let unit = pool.count - 1; unit >= 0; unit -= 1) {
      const around = pool.neighbors[unit] ?? [];
      this.#free[unit] = around.filter((other) => grouping.isFree(other)).length;
      if (grouping.isFree(unit)) this.#push(unit);
    }
  }

  freeAround(unit: number): number {
    return this.#free[unit] ?? 0;
  }

  #push(unit: number): void {
    const bucket = this.freeAround(unit);
    while (this.#buckets.length <= bucket) this.#buckets.push([]);
    this.#buckets[bucket]?.push(unit);
  }

  /** Tells the neighbors of units that these are no longer free. */
  taken(units: readonly number[]): void {
    for (const unit of units)
      for (const other of this.#grouping.pool.neighbors[unit] ?? []) {
        this.#free[other] = this.freeAround(other) - 1;
        if (this.#grouping.isFree(other)) this.#push(other);
      }
  }

  /** The free unit with the fewest free neighbors; entries of the past are passed over. */
  next(): number | null {
    for (const [count, bucket] of this.#buckets.entries()) {
      for (let unit = bucket.pop(); unit !== undefined; unit = bucket.pop())
        if (this.#grouping.isFree(unit) && this.freeAround(unit) === count) return unit;
    }
    return null;
  }
}

/** Free units next to a group that may still join it. */
function* joiners(grouping: Grouping, group: readonly number[]): Generator<{ unit: number; effort: number }> {
  const { pool } = grouping;
  const seen = new Set(group);
  for (const from of group)
    for (const unit of pool.neighbors[from] ?? []) {
      if (seen.has(unit) || !grouping.isFree(unit)) continue;
      seen.add(unit);
      if (isWithinSpan(pool, group, unit)) yield { unit, effort: pool.effort(from, unit) };
    }
}

/** Grows a group around a unit until it has members enough; null when it cannot. */
function grow(grouping: Grouping, lonely: Lonely, start: number): readonly number[] | null {
  const { pool } = grouping;
  const { jointMembersLeast, jointUnitsMost, linkMetres } = pool.rules.limits;
  const group = [start];
  while (membersOf(pool, group) < jointMembersLeast) {
    if (group.length === jointUnitsMost) return null;
    let [best, least] = [FREE, Number.POSITIVE_INFINITY];
    for (const { unit, effort } of joiners(grouping, group)) {
      // Near, akin, and rather one that has few others to go to.
      const price = effort + (linkMetres / 2) * Math.min(4, lonely.freeAround(unit));
      if (price < least) [best, least] = [unit, price];
    }
    if (best === FREE) return null;
    group.push(best);
  }
  // Whoever would be left without a free neighbor is taken along.
  for (const { unit } of joiners(grouping, [...group])) {
    if (group.length === jointUnitsMost) break;
    const around = pool.neighbors[unit] ?? [];
    const hasOthers = around.some((other) => grouping.isFree(other) && !group.includes(other));
    if (!hasOthers && isWithinSpan(pool, group, unit)) group.push(unit);
  }
  return group;
}

/** Forms groups out of free units, the loneliest first: they have the least choice. */
export function formGroups(grouping: Grouping): void {
  const lonely = new Lonely(grouping);
  for (let unit = lonely.next(); unit !== null; unit = lonely.next()) {
    const group = grow(grouping, lonely, unit);
    if (group === null) continue;
    grouping.form(group);
    lonely.taken(group);
  }
}
