/**
 * The exact optimum, to measure the planner against: every group that the rules allow is listed by plain search, and an
 * integer program (HiGHS) picks those that cover the most units. Shares no code with the planner.
 */
import highsLoader from 'highs';
import type { Place, SetupRules, Unit } from '../src/index.ts';

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
      if (group.includes(next) || Math.min(...ways) > limits.linkMetres || Math.max(...ways) > limits.spanMetres) continue;
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

const highs = highsLoader();

/** The most units that joint branches can cover, proven. */
export async function mostCovered(units: readonly Unit[], rules: SetupRules): Promise<number> {
  const few = units.filter(({ fullMembers }) => fullMembers > 0 && fullMembers < rules.limits.standaloneMembers);
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
