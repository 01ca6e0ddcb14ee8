/** Mends and polishes a division: neighborhoods are settled anew while that is worth something. */
import { FREE, type Grouping } from './grouping.ts';
import { MOST_SETTLED, type Stay, settle, worthOf } from './settle.ts';

/** Steps of search that a plan may take, in place of a clock: a plan must not depend on the speed of a machine. */
export class Budget {
  left: number;

  constructor(steps: number) {
    this.left = steps;
  }

  get isSpent(): boolean {
    return this.left <= 0;
  }
}

/** How a neighborhood is settled. */
export interface Mending {
  readonly grouping: Grouping;
  readonly stay: Stay;
  /** Groups that are dissolved at once, at most; 1 to 3. */
  readonly depth: number;
  readonly budget: Budget;
}

/** A gain below this is rounding. */
const LEAST_GAIN = 1e-6;

/** Settles some groups and free units anew; true when that was worth it and has been done. */
function resettle({ grouping, stay, budget }: Mending, groups: readonly number[], free: readonly number[]): boolean {
  const { pool } = grouping;
  const units = [...free, ...groups.flatMap((group) => grouping.unitsOf(group))];
  if (units.length > MOST_SETTLED) return false;
  const before = groups.reduce((sum, group) => sum + worthOf(pool, grouping.unitsOf(group), stay), 0);
  const division = settle(pool, units, stay);
  budget.left -= division.steps;
  if (division.worth <= before + LEAST_GAIN) return false;
  for (const group of groups) grouping.dissolve(group);
  for (const group of division.groups) grouping.form(group);
  return true;
}

/** Groups to try around a free unit: one beside it, then pairs and triples that hang together with it. */
function* aroundFree({ grouping }: Mending, unit: number, depth: number): Generator<readonly number[]> {
  const beside = grouping.groupsBeside([unit]);
  for (const first of beside) yield [first];
  if (depth < 2) return;
  for (const first of beside)
    for (const second of grouping.groupsBeside([unit, ...grouping.unitsOf(first)])) {
      if (second === first) continue;
      yield [first, second];
      if (depth < 3) continue;
      for (const third of grouping.groupsBeside([...grouping.unitsOf(first), ...grouping.unitsOf(second)]))
        if (third !== first && third !== second) yield [first, second, third];
    }
}

/** Free units that may be settled together with a free one. */
const companions = (grouping: Grouping, unit: number, most: number): readonly number[] =>
  [unit, ...(grouping.pool.neighbors[unit] ?? []).filter((other) => grouping.isFree(other))].slice(0, most);

function coverOne(mending: Mending, unit: number, depth: number): boolean {
  const { grouping, budget } = mending;
  const together = companions(grouping, unit, 4);
  if (together.length > 1 && resettle(mending, [], companions(grouping, unit, 8))) return !grouping.isFree(unit);
  for (const groups of aroundFree(mending, unit, depth)) {
    if (budget.isSpent) return false;
    if (resettle(mending, groups, together)) return true;
  }
  return false;
}

/** Tries to find a group for every unit that is still free, looking farther round after round. */
export function coverFree(mending: Mending, candidates?: readonly number[]): void {
  const { grouping, budget } = mending;
  const all = candidates ?? Array.from({ length: grouping.pool.count }, (_, unit) => unit);
  for (let depth = 1; depth <= mending.depth; depth += 1) {
    let open = all.filter((unit) => grouping.isFree(unit) && (grouping.pool.neighbors[unit] ?? []).length > 0);
    // A success frees or moves others, so those who are still free get another look.
    for (let changed = true; changed && open.length > 0 && !budget.isSpent; ) {
      changed = false;
      for (const unit of open) if (grouping.isFree(unit) && coverOne(mending, unit, depth)) changed = true;
      open = open.filter((unit) => grouping.isFree(unit));
    }
  }
}

/** Settles pairs of adjacent groups anew: shorter ways and more kinship with the same units. */
export function polish(mending: Mending): void {
  const { grouping, budget } = mending;
  const queue = [...grouping.groups()].map(([group]) => group);
  for (const group of queue) {
    if (budget.isSpent) return;
    const units = grouping.unitsOf(group);
    for (const other of grouping.groupsBeside(units).slice(0, 3)) {
      if (grouping.unitsOf(group).length === 0) break;
      if (!resettle(mending, [group, other], [])) continue;
      // What the settlement formed is looked at again later.
      for (const unit of units) {
        const now = grouping.groupOf[unit] ?? FREE;
        if (now !== FREE && now > group && !queue.includes(now, queue.length - 8)) queue.push(now);
      }
      break;
    }
  }
}
