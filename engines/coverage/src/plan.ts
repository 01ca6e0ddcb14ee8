/**
 * Plans the modes of a whole district. The same question has the same answer, whatever the machine: ties go to the order of
 * the units, and the search is bounded by steps and not by time.
 */
import { formGroups, Grouping } from './grouping.ts';
import { STRANGERS } from './industry.ts';
import { keepGroups, type Labels, labelsOf, namesFor, stayOf } from './keep.ts';
import { guidesOf, type Matched, Matching } from './match.ts';
import { Budget, coverFree, type Mending, polish } from './mend.ts';
import { membersOf, type Pool, poolOf } from './pool.ts';
import type { SetupRules } from './rules.ts';
import { DEARER } from './settle.ts';
import { modeTotals } from './totals.ts';
import type {
  CoveragePlan,
  CurrentPlan,
  JointGroup,
  Organization,
  OrganizationForm,
  PlannedUnit,
  StandaloneFacts,
  Unit,
} from './unit.ts';

/** What is asked. Codes of units and of organizations are unique; the readers of this engine see to it. */
export interface CoverageQuestion {
  readonly units: readonly Unit[];
  readonly organizations: readonly Organization[];
  readonly rules: SetupRules;
  /** The plan in force, if there is one. */
  readonly current?: CurrentPlan;
  /** True when only organizations that exist guide others, and none that a unit has yet to found. */
  readonly onlyFounded?: boolean;
}

/** Steps for mending and for polishing; the second is only beauty. */
const MENDING_STEPS = 60_000_000;
const POLISHING_STEPS = 20_000_000;

type Current = ReadonlyMap<string, CurrentPlan['units'][number]>;

/** What an organization of so many members is called (PO-2, PO-11: 50 is still a branch, 100 is a committee). */
export function formOf(members: number, { limits }: SetupRules): OrganizationForm {
  if (members >= limits.committeeMembers) return 'committee';
  return members > limits.branchMembersMost ? 'generalBranch' : 'branch';
}

/** Organizations that more than one unit belongs to: the joint branches of today. */
function sharedOrganizations(units: readonly Unit[]): ReadonlySet<string> {
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for (const { organization } of units) {
    if (organization === null) continue;
    if (seen.has(organization)) shared.add(organization);
    seen.add(organization);
  }
  return shared;
}

/** A unit with members enough stands alone, whatever it belongs to today (PO-1). */
function standalone(unit: Unit, rules: SetupRules, shared: ReadonlySet<string>): PlannedUnit {
  const facts: StandaloneFacts = {
    members: unit.fullMembers,
    least: rules.limits.standaloneMembers,
    form: formOf(unit.fullMembers, rules),
  };
  const { organization } = unit;
  const base = { code: unit.code, mode: 'standalone', group: null, host: null, mentor: null } as const;
  const rule = rules.rules.standaloneMembers.id;
  if (organization === null) return { ...base, rule, reason: { code: 'MUST_STAND_ALONE', facts } };
  const code = shared.has(organization) ? 'LEAVES_JOINT' : 'STANDS_ALONE';
  return { ...base, rule, reason: { code, facts: { ...facts, organization } } };
}

/** The division of the pool into joint groups, each with its name. */
interface Joint {
  readonly pool: Pool;
  readonly groups: readonly JointGroup[];
  /** Group of each unit of the pool; null for those that found none. */
  readonly groupOf: readonly (JointGroup | null)[];
}

function describe(pool: Pool, units: readonly Unit[], group: readonly number[], id: string): JointGroup {
  let [span, steps, pairs] = [0, 0, 0];
  for (const [index, a] of group.entries())
    for (const b of group.slice(index + 1)) {
      span = Math.max(span, pool.metres(a, b));
      steps += pool.steps(a, b);
      pairs += 1;
    }
  return {
    id,
    units: group.map((unit) => units[unit]?.code ?? '').sort(),
    members: membersOf(pool, group),
    spanMetres: Math.ceil(span),
    kinship: 1 - steps / (pairs * STRANGERS),
  };
}

/** The same, but no way is taken that costs a stay: those whom it leaves without a group are mended without this restraint. */
const unmoved = (mending: Mending): Mending => ({
  ...mending,
  stay: (group) => DEARER * mending.stay(group),
  depth: 2,
});

/** Takes over what holds of the plan in force, and mends what is left of broken groups while free units are still there. */
function keepPlan(mending: Mending, labels: Labels): void {
  const { grouping, budget } = mending;
  keepGroups(grouping, labels, budget);
  const left = labels.units.flat().filter((unit) => grouping.isFree(unit));
  coverFree(unmoved(mending), left);
  coverFree(mending, left);
}

/** Groups the units with too few members. Without a current plan, the joint branches of today are what is kept. */
function joinUp(
  units: readonly Unit[],
  rules: SetupRules,
  current: Current | null,
  shared: ReadonlySet<string>,
): Joint {
  const pool = poolOf(units, rules);
  const labels = labelsOf(
    units.map(({ code, organization }) =>
      current === null
        ? organization !== null && shared.has(organization)
          ? organization
          : null
        : (current.get(code)?.group ?? null),
    ),
  );
  const grouping = new Grouping(pool);
  const mending = { grouping, stay: stayOf(labels), depth: 3, budget: new Budget(MENDING_STEPS) };
  if (labels.names.length > 0) keepPlan(mending, labels);
  formGroups(grouping);
  if (labels.names.length > 0) coverFree(unmoved(mending));
  coverFree(mending);
  // A plan in force is not touched for beauty.
  if (labels.names.length === 0) polish({ ...mending, budget: new Budget(POLISHING_STEPS) });

  const formed = [...grouping.groups()].map(([, group]) => group);
  formed.sort((a, b) => Math.min(...a) - Math.min(...b));
  const names = namesFor(formed, labels);
  const groups = formed.map((group, index) => describe(pool, units, group, names[index] ?? ''));
  const groupOf: (JointGroup | null)[] = units.map(() => null);
  for (const [index, group] of formed.entries()) for (const unit of group) groupOf[unit] = groups[index] ?? null;
  return { pool, groups, groupOf };
}

/** Those of the current plan come first, so that a full house sends nobody away who was in it; then those in scope. */
function matchAll(
  matching: Matching,
  scopeStaff: number,
  currentGuide: (unit: Unit) => string | null,
): ReadonlyMap<string, Matched> {
  const found = new Map<string, Matched>();
  const settle = (index: number, match: Matched | null): void => {
    const code = matching.units[index]?.code;
    if (match !== null && code !== undefined) found.set(code, match);
  };
  for (const [index, unit] of matching.units.entries()) {
    const guide = currentGuide(unit);
    if (guide !== null) settle(index, matching.keep(index, guide));
  }
  for (const inScope of [true, false])
    for (const [index, { staff, code }] of matching.units.entries())
      if (staff >= scopeStaff === inScope && !found.has(code)) settle(index, matching.find(index));
  return found;
}

const bare = { group: null, host: null, mentor: null } as const;

function jointUnit({ code, fullMembers }: Unit, group: JointGroup, { limits, rules }: SetupRules): PlannedUnit {
  const facts = {
    members: fullMembers,
    group: group.id,
    groupUnits: group.units.length,
    groupMembers: group.members,
    spanMetres: group.spanMetres,
    most: limits.jointUnitsMost,
  };
  return {
    ...bare,
    code,
    mode: 'joint',
    group: group.id,
    rule: rules.jointUnitsMost.id,
    reason: { code: 'JOINT', facts },
  };
}

/** A unit with members but without a group: under a host, or uncovered with the reason. */
function waitingUnit(unit: Unit, linked: number, host: Matched | null, { limits, rules }: SetupRules): PlannedUnit {
  const { code, fullMembers: members } = unit;
  if (host === null) {
    const facts = { members, linked, reachMetres: limits.hostMetres };
    return { ...bare, code, mode: 'none', rule: rules.jointUnitsMost.id, reason: { code: 'NO_HOST', facts } };
  }
  const facts = { members, host: host.guide, metres: host.metres, linked };
  return {
    ...bare,
    code,
    mode: 'incubation',
    host: host.guide,
    rule: rules.hostMetres.id,
    reason: { code: 'INCUBATED', facts },
  };
}

/** A unit without members: with an instructor, or uncovered. */
function nurseryUnit({ code }: Unit, mentor: Matched | null, { limits, rules }: SetupRules): PlannedUnit {
  const rule = rules.mentorMetres.id;
  if (mentor === null)
    return {
      ...bare,
      code,
      mode: 'none',
      rule,
      reason: { code: 'NO_MENTOR', facts: { reachMetres: limits.mentorMetres } },
    };
  const facts = { mentor: mentor.guide, metres: mentor.metres };
  return { ...bare, code, mode: 'nursery', mentor: mentor.guide, rule, reason: { code: 'NURSED', facts } };
}

/**
 * Plans a district: a mode for every unit with the rule and the reason that produced it, joint groups that cover as many
 * units as can be found with little distance and much kinship, mentors and hosts by place and chain.
 *
 * @param question units, organizations, rules, and the plan in force: what of it still holds is kept
 */
export function planCoverage({ units, organizations, rules, current, onlyFounded }: CoverageQuestion): CoveragePlan {
  const { limits } = rules;
  const before: Current | null = current === undefined ? null : new Map(current.units.map((each) => [each.code, each]));
  const shared = sharedOrganizations(units);
  const standing = units.filter(({ fullMembers }) => fullMembers >= limits.standaloneMembers);
  const few = units.filter(({ fullMembers }) => fullMembers > 0 && fullMembers < limits.standaloneMembers);
  const without = units.filter(({ fullMembers }) => fullMembers === 0);

  const joint = joinUp(few, rules, before, shared);
  const guides = guidesOf(onlyFounded === true ? [] : standing, organizations, shared);
  const waiting = few.filter((_, index) => joint.groupOf[index] === null);
  const hosts = matchAll(
    new Matching(guides, waiting, rules, { metres: limits.hostMetres, most: limits.hostUnitsMost }),
    limits.scopeStaff,
    // Without a plan, the organization that a unit belongs to today is its natural host.
    ({ code, organization }) => (before === null ? organization : (before.get(code)?.host ?? organization)),
  );
  const mentors = matchAll(
    new Matching(guides, without, rules, { metres: limits.mentorMetres, most: limits.mentorUnitsMost }),
    limits.scopeStaff,
    ({ code }) => before?.get(code)?.mentor ?? null,
  );

  let next = 0;
  const planned = units.map((unit): PlannedUnit => {
    if (unit.fullMembers >= limits.standaloneMembers) return standalone(unit, rules, shared);
    if (unit.fullMembers === 0) return nurseryUnit(unit, mentors.get(unit.code) ?? null, rules);
    const index = next;
    next += 1;
    const group = joint.groupOf[index] ?? null;
    if (group !== null) return jointUnit(unit, group, rules);
    return waitingUnit(unit, joint.pool.neighbors[index]?.length ?? 0, hosts.get(unit.code) ?? null, rules);
  });
  return {
    units: planned,
    groups: joint.groups,
    totals: modeTotals({ units, rules, before }, planned, joint.groups.length),
  };
}
