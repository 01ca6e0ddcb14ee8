/**
 * The exact optimum, to measure the planner against: every group that the rules allow is listed by plain search, and an
 * integer program (HiGHS) picks those that cover the most units. Shares no code with the planner.
 */
import { createRequire } from 'node:module';
import type { Highs } from 'highs';
import type { CoveragePlan, CurrentPlan, Place, SetupRules, Unit } from '../src/index.ts';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance by the spherical law of cosines in its stable form (haversine). */
export function metresBetween(a: Place, b: Place): number {
  const north = Math.sin(radians(b.lat - a.lat) / 2) ** 2;
  const east = Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(north + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * east));
}

type Group = readonly number[];

/** Every set of units that may be one joint branch. Sets grow by neighbors, so that each linked set is met once. */
export function groupsAllowed(units: readonly Unit[], { limits }: SetupRules): readonly Group[] {
  const far = units.map((a) => units.map((b) => metresBetween(a.place, b.place)));
  const seen = new Set<string>();
  const allowed: Group[] = [];
  const open: Group[] = units.map((_, index) => [index]);
  for (const group of open) {
    const sum = group.reduce((total, unit) => total + (units[unit]?.fullMembers ?? 0), 0);
    if (group.length >= 2 && sum >= limits.jointMembersLeast) allowed.push(group);
    if (group.length === limits.jointUnitsMost) continue;
    for (let next = 0; next < units.length; next += 1) {
      const ways = group.map((unit) => far[unit]?.[next] ?? 0);
      if (group.includes(next) || Math.min(...ways) > limits.linkMetres || Math.max(...ways) > limits.spanMetres)
        continue;
      const grown = [...group, next].sort((a, b) => a - b);
      if (seen.has(grown.join())) continue;
      seen.add(grown.join());
      open.push(grown);
    }
  }
  return allowed;
}

/** Groups that are not two or more allowed groups side by side; the others cover nothing that these do not. */
function indivisible(allowed: readonly Group[]): readonly Group[] {
  const known = new Set(allowed.map((group) => group.join()));
  return allowed.filter((group) => {
    for (let bits = 1; bits < (1 << group.length) - 1; bits += 1) {
      const part = group.filter((_, k) => (bits >> k) & 1);
      const rest = group.filter((_, k) => !((bits >> k) & 1));
      if (known.has(part.join()) && known.has(rest.join())) return false;
    }
    return true;
  });
}

// The package's types describe its module form as the other one.
const loadSolver: () => Promise<Highs> = createRequire(import.meta.url)('highs');
const highs = loadSolver();

/** Rows of the map so high that nobody reaches beyond the next one. */
export const rowOf = ({ lat }: Place, reachMetres: number): number => Math.floor((lat * 110_000) / reachMetres);

/** Units that hang together by links; no group reaches over the border of such a piece. */
export function pieces(units: readonly Unit[], { limits }: SetupRules): readonly (readonly Unit[])[] {
  const rows = new Map<number, Set<Unit>>();
  const row = ({ place }: Unit): number => rowOf(place, limits.linkMetres);
  for (const unit of units) rows.set(row(unit), (rows.get(row(unit)) ?? new Set()).add(unit));
  const found: Unit[][] = [];
  for (const first of units) {
    if (!rows.get(row(first))?.delete(first)) continue;
    const piece = [first];
    for (const from of piece)
      for (const left of [row(from) - 1, row(from), row(from) + 1].flatMap((each) => rows.get(each) ?? []))
        for (const to of left)
          if (metresBetween(from.place, to.place) <= limits.linkMetres) {
            piece.push(to);
            left.delete(to);
          }
    found.push(piece);
  }
  return found;
}

/** The least value of a goal under some rows, in the notation of the solver: names are at least 0, those of `binary` 0 or 1. */
export async function minimum(
  goal: readonly string[],
  rows: readonly string[],
  binary: readonly string[],
): Promise<number> {
  const named = rows.map((row, index) => `r${index}: ${row}`).join('\n');
  const solved = (await highs).solve(
    `Minimize\nobj: ${goal.join(' + ')}\nSubject To\n${named}\nBinary\n${binary.join('\n')}\nEnd`,
    { mip_rel_gap: 0, mip_abs_gap: 0 },
  );
  if (solved.Status !== 'Optimal') throw new Error(`no proof: ${solved.Status}`);
  return solved.ObjectiveValue;
}

async function mostOfPiece(few: readonly Unit[], rules: SetupRules): Promise<number> {
  const groups = indivisible(groupsAllowed(few, rules));
  if (groups.length === 0) return 0;
  const sum = (terms: readonly string[]): string => terms.join(' + ');
  const rows = few.flatMap((_, unit) => {
    const terms = groups.flatMap((group, index) => (group.includes(unit) ? [`g${index}`] : []));
    return terms.length === 0 ? [] : [`u${unit}: ${sum(terms)} <= 1`];
  });
  const goal = sum(groups.map((group, index) => `${group.length} g${index}`));
  const names = groups.map((_, index) => `g${index}`).join('\n');
  const solved = (await highs).solve(`Maximize\nobj: ${goal}\nSubject To\n${rows.join('\n')}\nBinary\n${names}\nEnd`, {
    mip_rel_gap: 0,
    mip_abs_gap: 0.5,
  });
  if (solved.Status !== 'Optimal') throw new Error(`no proof: ${solved.Status}`);
  return Math.round(solved.ObjectiveValue);
}

/**
 * The most units that joint branches can cover, proven: piece by piece. Nothing covers more than all of a piece, so a piece
 * of which a judged plan covers all is proven by that; the others are solved.
 */
export async function mostCovered(units: readonly Unit[], rules: SetupRules, plan: CoveragePlan): Promise<number> {
  const few = units.filter(({ fullMembers }) => fullMembers > 0 && fullMembers < rules.limits.standaloneMembers);
  const joint = new Set(plan.groups.flatMap((group) => group.units));
  let most = 0;
  for (const piece of pieces(few, rules))
    most += piece.every(({ code }) => joint.has(code)) ? piece.length : await mostOfPiece(piece, rules);
  return most;
}

/** Units of the pool, and the group that each was in. */
export function poolBefore(units: readonly Unit[], { limits }: SetupRules, current: CurrentPlan) {
  const was = new Map(current.units.map(({ code, group }) => [code, group]));
  const few = units.filter(({ fullMembers }) => fullMembers > 0 && fullMembers < limits.standaloneMembers);
  const inPool = new Set(few);
  return {
    few,
    labels: few.map(({ code }) => was.get(code) ?? null),
    /** They had a group and can have none now: too many members, or none left. */
    gone: units.filter((unit) => !inPool.has(unit) && (was.get(unit.code) ?? null) !== null).length,
  };
}

/** The fewest moves of one piece in which `covered` units are covered at least, proven. */
export async function leastOfPiece(
  few: readonly Unit[],
  rules: SetupRules,
  labels: readonly (string | null)[],
  covered: number,
): Promise<number> {
  const had = labels.filter((label) => label !== null).length;
  const groups = groupsAllowed(few, rules);
  if (groups.length === 0 || had === 0) return had;
  // One variable for a group and the name that it takes; a group of strangers takes none.
  const choices = groups.flatMap((group) => {
    const names = new Set(group.flatMap((unit) => labels[unit] ?? []));
    const stays = (name: string) => group.filter((unit) => labels[unit] === name).length;
    return [{ group, name: '', stays: 0 }, ...[...names].map((name) => ({ group, name, stays: stays(name) }))];
  });
  const most = (test: (choice: (typeof choices)[number]) => boolean): readonly string[] => {
    const found = choices.flatMap((choice, index) => (test(choice) ? [`g${index}`] : []));
    return found.length === 0 ? [] : [`${found.join(' + ')} <= 1`];
  };
  const rows = [
    ...few.flatMap((_, unit) => most(({ group }) => group.includes(unit))),
    ...[...new Set(labels)].flatMap((label) => (label === null ? [] : most(({ name }) => name === label))),
    `${choices.map(({ group }, index) => `${group.length} g${index}`).join(' + ')} >= ${covered}`,
  ].map((row, index) => `r${index}: ${row}`);
  const goal = choices.map(({ stays }, index) => `${stays} g${index}`).join(' + ');
  const names = choices.map((_, index) => `g${index}`).join('\n');
  const solved = (await highs).solve(`Maximize\nobj: ${goal}\nSubject To\n${rows.join('\n')}\nBinary\n${names}\nEnd`, {
    mip_rel_gap: 0,
    mip_abs_gap: 0.5,
  });
  if (solved.Status !== 'Optimal') throw new Error(`no proof: ${solved.Status}`);
  return had - Math.round(solved.ObjectiveValue);
}

/**
 * The fewest units that change their group in any plan that covers as many units of each piece as `plan` does. Within a
 * piece a name goes to one group at most; that two pieces might want the same one is overlooked, which only lowers the bound.
 */
export async function leastMoves(
  units: readonly Unit[],
  rules: SetupRules,
  current: CurrentPlan,
  plan: CoveragePlan,
): Promise<number> {
  const { few, labels, gone } = poolBefore(units, rules, current);
  const labelOf = new Map(few.map((unit, index) => [unit, labels[index] ?? null]));
  const joint = new Set(plan.groups.flatMap((group) => group.units));
  let least = gone;
  const placed = new Map(plan.units.map(({ code, group }) => [code, group]));
  for (const piece of pieces(few, rules)) {
    // Where nobody moved there is nothing to prove: fewer than none is not possible.
    const isStill = piece.every((unit) => {
      const label = labelOf.get(unit) ?? null;
      return label === null || placed.get(unit.code) === label;
    });
    if (isStill) continue;
    const covered = piece.filter(({ code }) => joint.has(code)).length;
    const own = piece.map((unit) => labelOf.get(unit) ?? null);
    least += await leastOfPiece(piece, rules, own, covered);
  }
  return least;
}
