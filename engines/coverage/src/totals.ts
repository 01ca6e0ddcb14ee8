/** What a plan adds up to. */
import type { SetupRules } from './rules.ts';
import type { CurrentPlan, Mode, PlannedUnit, PlanTotals, Unit } from './unit.ts';

/** What is counted beside the plan itself. */
export interface CountingGround {
  readonly units: readonly Unit[];
  readonly rules: SetupRules;
  readonly before: ReadonlyMap<string, CurrentPlan['units'][number]> | null;
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** Counts modes, coverage, and who changed the group. */
export function modeTotals(
  { units, rules, before }: CountingGround,
  planned: readonly PlannedUnit[],
  groups: number,
): PlanTotals {
  const count: Record<Mode, number> = { standalone: 0, joint: 0, nursery: 0, incubation: 0, none: 0 };
  let [withMembers, inScope, reached, moved] = [0, 0, 0, 0];
  for (const [index, { mode, code, group }] of planned.entries()) {
    const { fullMembers = 0, staff = 0 } = units[index] ?? {};
    count[mode] += 1;
    if (fullMembers > 0) withMembers += 1;
    if (fullMembers > 0 || staff >= rules.limits.scopeStaff) {
      inScope += 1;
      if (mode !== 'none') reached += 1;
    }
    const was = before?.get(code)?.group ?? null;
    if (was !== null && was !== group) moved += 1;
  }
  return {
    units: planned.length,
    ...count,
    groups,
    withMembers,
    organizationCoverage: shareOf(count.standalone + count.joint, withMembers),
    inScope,
    workCoverage: shareOf(reached, inScope),
    moved: before === null ? null : moved,
  };
}
