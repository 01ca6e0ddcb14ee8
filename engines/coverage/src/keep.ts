/** What a later plan owes to an earlier one: groups that still hold stay, and keep their name. */
import type { Grouping } from './grouping.ts';
import type { Budget } from './mend.ts';
import { isGroup } from './pool.ts';
import { refill } from './refill.ts';
import { MOST_SETTLED, type Stay, settle } from './settle.ts';

/** The current group of each unit of the pool, as a number; -1 without one. */
export interface Labels {
  readonly names: readonly string[];
  readonly of: Int32Array;
  /** Units of the pool with each label. */
  readonly units: readonly (readonly number[])[];
}

/** Numbers the names of groups in order of appearance; names of one unit only still count, they may be filled up again. */
export function labelsOf(groupNames: readonly (string | null)[]): Labels {
  const numbers = new Map<string, number>();
  const units: number[][] = [];
  const of = new Int32Array(groupNames.length).fill(-1);
  for (const [unit, name] of groupNames.entries()) {
    if (name === null) continue;
    const label = numbers.get(name) ?? numbers.size;
    numbers.set(name, label);
    of[unit] = label;
    units[label] = [...(units[label] ?? []), unit];
  }
  return { names: [...numbers.keys()], of, units };
}

/** How many units of a group carry each label. */
function overlaps({ of }: Labels, group: readonly number[]): ReadonlyMap<number, number> {
  const count = new Map<number, number>();
  for (const unit of group) {
    const label = of[unit] ?? -1;
    if (label >= 0) count.set(label, (count.get(label) ?? 0) + 1);
  }
  return count;
}

/**
 * Units that would stay in their group. Only a majority counts: of two halves of a group one at most may keep its name, and
 * counting both would make tearing look free.
 */
export const stayOf =
  (labels: Labels): Stay =>
  (group) => {
    let stayed = 0;
    for (const [label, count] of overlaps(labels, group))
      if (2 * count > (labels.units[label]?.length ?? 0) && count > stayed) stayed = count;
    return stayed;
  };

/** Forms the groups of the current plan that the rules still allow, and what can be saved of the others. */
export function keepGroups(grouping: Grouping, labels: Labels, budget: Budget): void {
  const { pool } = grouping;
  const broken = labels.units.filter((units) => !isGroup(pool, units));
  for (const units of labels.units) if (isGroup(pool, units)) grouping.form(units);
  if (broken.length === 0) return;
  const newcomers = [...labels.of.keys()].filter((unit) => labels.of[unit] === -1);
  for (const units of refill(grouping, broken, newcomers, budget))
    if (units.length <= MOST_SETTLED)
      for (const group of settle(pool, units, stayOf(labels)).groups) grouping.form(group);
}

/** Names for groups: the label of which a group holds most, each label once, and numbers that no label has. */
export function namesFor(groups: readonly (readonly number[])[], labels: Labels): readonly string[] {
  const claims = groups.flatMap((group, index) =>
    [...overlaps(labels, group)].map(([label, count]) => ({ index, label, count })),
  );
  claims.sort((a, b) => b.count - a.count || a.index - b.index || a.label - b.label);
  const names = new Map<number, string>();
  const given = new Set<string>();
  for (const { index, label } of claims) {
    const name = labels.names[label] ?? '';
    if (names.has(index) || given.has(name)) continue;
    names.set(index, name);
    given.add(name);
  }
  const known = new Set(labels.names);
  let number = 0;
  return groups.map((_, index) => {
    const kept = names.get(index);
    if (kept !== undefined) return kept;
    do number += 1;
    while (known.has(`J${number}`));
    return `J${number}`;
  });
}
