/**
 * The units that need a joint branch: one or two full members each (fewer than stand alone). What a group of them must be,
 * and what it costs. Everything after this file speaks of units by their number in the pool.
 */
import { Grid, Ground, nearestPole } from './ground.ts';
import { type IndustryKey, industryKey, industrySteps, STRANGERS } from './industry.ts';
import type { SetupRules } from './rules.ts';
import type { Place, Unit } from './unit.ts';

/** Neighbors that are kept for each unit; a branch has five, so more would not be used. */
const MOST_NEIGHBORS = 20;
/** Points of one cell that a search looks at, nearest in industry: keeps ten thousand units of one tower affordable. */
const MOST_OF_CELL = 40;

/** Units without an organization of their own, with who is next to whom. */
export interface Pool {
  readonly count: number;
  readonly places: readonly Place[];
  readonly members: Int32Array;
  /** Up to {@link MOST_NEIGHBORS} and those who chose them, nearest first in place and industry; linked all of them. */
  readonly neighbors: readonly (readonly number[])[];
  /** Metres between two units. */
  readonly metres: (a: number, b: number) => number;
  /** Metres and kinship in one: what it takes two units to work together. */
  readonly effort: (a: number, b: number) => number;
  /** Steps of industry between two units, 0 to 4. */
  readonly steps: (a: number, b: number) => number;
  readonly rules: SetupRules;
}

/** A window of the cell around the industry of a unit; cells are in order of industry. */
function windowOf(cell: readonly number[], rank: Int32Array, unit: number): readonly number[] {
  if (cell.length <= MOST_OF_CELL) return cell;
  let [low, high] = [0, cell.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rank[cell[middle] ?? 0] ?? 0) < (rank[unit] ?? 0)) low = middle + 1;
    else high = middle;
  }
  const from = Math.max(0, Math.min(low - MOST_OF_CELL / 2, cell.length - MOST_OF_CELL));
  return cell.slice(from, from + MOST_OF_CELL);
}

/** Rank of each unit by industry, then by its order in the question. */
function industryRanks(keys: readonly IndustryKey[]): Int32Array {
  const depth = ({ section, division, group, full }: IndustryKey): number =>
    ((section + 1) * 100 + division + 1) * 100_000_000 + (group + 1) * 10_000 + full + 1;
  const value = keys.map(depth);
  const order = keys.map((_, index) => index).sort((a, b) => (value[a] ?? 0) - (value[b] ?? 0) || a - b);
  const rank = new Int32Array(keys.length);
  for (const [place, unit] of order.entries()) rank[unit] = place;
  return rank;
}

/** For each unit its nearest linked ones, and whoever counts it among his nearest. */
function neighborsOf(pool: Omit<Pool, 'neighbors'>, places: readonly Place[], rank: Int32Array): number[][] {
  const { linkMetres } = pool.rules.limits;
  const grid = new Grid(places, Math.max(linkMetres / 4, 10), nearestPole(places));
  for (const cell of grid.cells()) cell.sort((a, b) => (rank[a] ?? 0) - (rank[b] ?? 0));
  const lists: number[][] = places.map(() => []);
  const effort = new Float64Array(places.length);
  for (const [unit, place] of places.entries()) {
    const found: number[] = [];
    grid.rings(
      place,
      linkMetres,
      (cell) => {
        for (const other of windowOf(cell, rank, unit))
          if (other !== unit && pool.metres(unit, other) <= linkMetres) {
            effort[other] = pool.effort(unit, other);
            found.push(other);
          }
      },
      // A stranger next door and a kinsman two streets away are both worth knowing: look somewhat beyond enough.
      (seenMetres) => found.length >= 2 * MOST_NEIGHBORS && seenMetres > 0,
    );
    found.sort((a, b) => (effort[a] ?? 0) - (effort[b] ?? 0) || a - b);
    lists[unit] = found.slice(0, MOST_NEIGHBORS);
  }
  return bothWays(lists, pool);
}

/** Makes neighborhood mutual. */
function bothWays(lists: readonly (readonly number[])[], { effort }: Pick<Pool, 'effort'>): number[][] {
  const mutual = lists.map((list) => new Set(list));
  for (const [unit, list] of lists.entries()) for (const other of list) mutual[other]?.add(unit);
  return mutual.map((set, unit) => [...set].sort((a, b) => effort(unit, a) - effort(unit, b) || a - b));
}

/** Puts the units that need a joint branch side by side. */
export function poolOf(units: readonly Unit[], rules: SetupRules): Pool {
  const places = units.map(({ place }) => place);
  const ground = new Ground(places);
  const keys = units.map(({ industry }) => industryKey(industry));
  const unknown = industryKey('');
  const steps = (a: number, b: number): number => industrySteps(keys[a] ?? unknown, keys[b] ?? unknown);
  const metres = (a: number, b: number): number => ground.metres(a, b);
  const { strangerMetres } = rules.limits;
  const pool = {
    count: units.length,
    places,
    members: Int32Array.from(units, ({ fullMembers }) => fullMembers),
    metres,
    steps,
    effort: (a: number, b: number): number => metres(a, b) + (strangerMetres * steps(a, b)) / STRANGERS,
    rules,
  };
  return { ...pool, neighbors: neighborsOf(pool, places, industryRanks(keys)) };
}

/** Full members of a group. */
export const membersOf = ({ members }: Pool, group: readonly number[]): number =>
  group.reduce((sum, unit) => sum + (members[unit] ?? 0), 0);

/** True when nobody of a group lies farther from a newcomer than the rules allow. */
export const isWithinSpan = (pool: Pool, group: readonly number[], unit: number): boolean =>
  group.every((other) => pool.metres(other, unit) <= pool.rules.limits.spanMetres);

/** True when every unit of a group is reached from the first by steps between neighbors. */
function isLinked(pool: Pool, group: readonly number[]): boolean {
  const { linkMetres } = pool.rules.limits;
  const [first, ...rest] = group;
  if (first === undefined) return false;
  const reached = [first];
  let left = rest;
  for (const from of reached) {
    reached.push(...left.filter((unit) => pool.metres(from, unit) <= linkMetres));
    left = left.filter((unit) => !reached.includes(unit));
  }
  return left.length === 0;
}

/**
 * True when a group may be a joint branch: at most five units and at least three full members in sum (PO-3 with PO-1), linked
 * step by step, and nowhere wider than the span. "At most" and "at least" include the number (民法典 art. 1259).
 */
export function isGroup(pool: Pool, group: readonly number[]): boolean {
  const { jointUnitsMost, jointMembersLeast } = pool.rules.limits;
  if (group.length < 2 || group.length > jointUnitsMost || membersOf(pool, group) < jointMembersLeast) return false;
  const within = group.every((unit, index) => isWithinSpan(pool, group.slice(0, index), unit));
  return within && isLinked(pool, group);
}

/**
 * What a group costs: the way of all its units to the one that lies best, kinship counted as distance, and a fixed amount
 * for one more organization to run (规模适当, 便于管理).
 */
export function costOf(pool: Pool, group: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const seat of group) {
    let sum = 0;
    for (const unit of group) sum += unit === seat ? 0 : pool.effort(seat, unit);
    if (sum < least) least = sum;
  }
  return least + pool.rules.limits.groupMetres;
}
