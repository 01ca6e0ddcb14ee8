import { type CoverageFault, type CoveragePlan, checkCoverage, type SetupRules } from '@banfei/coverage';
import type { Ground } from './ground.ts';

/** What of the way the district stands today breaks a rule of place: a group that was torn apart, a guide out of reach. */
const OF_PLACE: ReadonlySet<CoverageFault['code']> = new Set(['GROUP_SPAN', 'GROUP_LINK', 'GUIDE_REACH']);

/**
 * Judges how units stand as if it were a plan, by the judge that shares no code with the planner: companies move, and what was near is
 * no longer. Subjects are ids of groups, or of units for guides.
 */
export function standingPlan({ units, organizations, current }: Ground, rules: SetupRules): readonly CoverageFault[] {
  const placed = new Map(units.map((unit) => [unit.code, unit]));
  const standing = current.units.filter(({ code }) => placed.has(code));
  const groups = new Map<string, string[]>();
  for (const { code, group } of standing) if (group !== null) groups.set(group, [...(groups.get(group) ?? []), code]);
  const modeOf = ({ group, host, mentor }: (typeof standing)[number]) =>
    group !== null ? 'joint' : host !== null ? 'incubation' : mentor !== null ? 'nursery' : 'none';
  const plan: CoveragePlan = {
    units: standing.map((unit) => ({
      ...unit,
      mode: modeOf(unit),
      rule: rules.rules.linkMetres.id,
      reason: { code: 'NO_MENTOR', facts: { reachMetres: 0 } },
    })),
    groups: [...groups].map(([id, codes]) => ({
      id,
      units: codes.sort(),
      members: codes.reduce((sum, code) => sum + (placed.get(code)?.fullMembers ?? 0), 0),
      spanMetres: 0,
      kinship: 0,
    })),
    // Totals are not asked about: only what has to do with place is taken from the answer.
    totals: {
      units: 0,
      standalone: 0,
      joint: 0,
      nursery: 0,
      incubation: 0,
      none: 0,
      groups: 0,
      withMembers: 0,
      organizationCoverage: 0,
      inScope: 0,
      workCoverage: 0,
      moved: null,
    },
  };
  return checkCoverage({ units, organizations, rules, plan, onlyFounded: true }).filter(({ code }) =>
    OF_PLACE.has(code),
  );
}
