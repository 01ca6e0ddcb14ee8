/**
 * Judges a plan, whoever made it: this file shares no code with the planner, measures distance by another formula, and
 * counts everything again. It holds for a plan made by hand or by another program as well.
 */
import type { SetupRules } from './rules.ts';
import type { CoveragePlan, JointGroup, Mode, Organization, Place, PlannedUnit, Unit } from './unit.ts';

/** What may be wrong with a plan. */
export type CoverageFaultCode =
  /** A unit of the question is not in the plan, is in it twice, or is in the plan alone. */
  | 'UNIT_MISSING'
  | 'UNIT_TWICE'
  | 'UNIT_UNKNOWN'
  /** The mode does not fit the count of full members. */
  | 'MODE_MEMBERS'
  /** The rule that is named is not in the pack. */
  | 'RULE_UNKNOWN'
  /** The group of a unit and the units of a group disagree, or an id stands twice. */
  | 'GROUP_LIST'
  | 'GROUP_UNITS'
  | 'GROUP_MEMBERS'
  | 'GROUP_SPAN'
  | 'GROUP_LINK'
  /** The group says another sum or another span than it has. */
  | 'GROUP_STATED'
  /** Mentor or host: none where one is due, one where none is, unknown, too far, with too many. */
  | 'GUIDE_MISSING'
  | 'GUIDE_NEEDLESS'
  | 'GUIDE_UNKNOWN'
  | 'GUIDE_REACH'
  | 'GUIDE_LOAD'
  /** Left uncovered although a mentor or a host in reach has room, or although two such neighbors could join. */
  | 'NONE_NEEDLESS'
  | 'TOTALS';

/** One thing wrong with a plan. */
export interface CoverageFault {
  readonly code: CoverageFaultCode;
  /** Code of the unit, id of the group, or name of the total. */
  readonly subject: string;
  readonly found: string;
  readonly expected: string;
}

/** What a plan is judged by. */
export interface CoverageCheck {
  readonly units: readonly Unit[];
  readonly organizations: readonly Organization[];
  readonly rules: SetupRules;
  readonly plan: CoveragePlan;
  /** True when only organizations that exist may guide others. */
  readonly onlyFounded?: boolean;
}

/** Distances within this many metres of a limit count as on it: two formulas round differently. */
const TOLERANCE = 0.5;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance by the haversine formula, mean radius of the Earth (IUGG). */
function haversine(a: Place, b: Place): number {
  const north = Math.sin(radians(b.lat - a.lat) / 2) ** 2;
  const east = Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(north + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * east));
}

/** Collects faults. */
type Say = (code: CoverageFaultCode, subject: string, found: string | number, expected: string | number) => void;

/** Pairs each unit of the question with its one place in the plan. */
function pairUp({ units, plan }: CoverageCheck, say: Say): ReadonlyMap<string, readonly [Unit, PlannedUnit]> {
  const asked = new Map(units.map((unit) => [unit.code, unit]));
  const pairs = new Map<string, readonly [Unit, PlannedUnit]>();
  for (const planned of plan.units) {
    const unit = asked.get(planned.code);
    if (unit === undefined) say('UNIT_UNKNOWN', planned.code, 'planned', 'a unit of the question');
    else if (pairs.has(planned.code)) say('UNIT_TWICE', planned.code, 'twice', 'once');
    else pairs.set(planned.code, [unit, planned]);
  }
  for (const { code } of units) if (!pairs.has(code)) say('UNIT_MISSING', code, 'nothing', 'a mode');
  return pairs;
}

/** Modes that a count of full members allows (PO-1, PO-3; a unit with members never counts as a nursery). */
function modesFor(fullMembers: number, { limits }: SetupRules): readonly Mode[] {
  if (fullMembers >= limits.standaloneMembers) return ['standalone'];
  return fullMembers > 0 ? ['joint', 'incubation', 'none'] : ['nursery', 'none'];
}

function checkModes(
  pairs: ReadonlyMap<string, readonly [Unit, PlannedUnit]>,
  { rules }: CoverageCheck,
  say: Say,
): void {
  const known = new Set(Object.values(rules.rules).map(({ id }) => id));
  for (const [code, [{ fullMembers }, { mode, rule, group, host, mentor }]] of pairs) {
    const allowed = modesFor(fullMembers, rules);
    if (!allowed.includes(mode)) say('MODE_MEMBERS', code, mode, allowed.join(' | '));
    if (!known.has(rule)) say('RULE_UNKNOWN', code, rule, 'a rule of the pack');
    if ((group !== null) !== (mode === 'joint')) say('GROUP_LIST', code, group ?? 'no group', mode);
    if (mode === 'incubation' && host === null) say('GUIDE_MISSING', code, 'no host', mode);
    if (mode === 'nursery' && mentor === null) say('GUIDE_MISSING', code, 'no mentor', mode);
    if (mode !== 'incubation' && host !== null) say('GUIDE_NEEDLESS', code, host, mode);
    if (mode !== 'nursery' && mentor !== null) say('GUIDE_NEEDLESS', code, mentor, mode);
  }
}

/** How many of the units are reached from the first by steps no longer than a link. */
function reachedByLinks(units: readonly Unit[], linkMetres: number): number {
  const [first] = units;
  if (first === undefined) return 0;
  const reached = new Set([first]);
  for (const from of reached)
    for (const to of units) if (haversine(from.place, to.place) <= linkMetres + TOLERANCE) reached.add(to);
  return reached.size;
}

function checkGroup(group: JointGroup, units: readonly Unit[], { limits }: SetupRules, say: Say): void {
  const { id } = group;
  if (units.length > limits.jointUnitsMost || units.length < 2)
    say('GROUP_UNITS', id, units.length, `2..${limits.jointUnitsMost}`);
  const members = units.reduce((sum, { fullMembers }) => sum + fullMembers, 0);
  if (members < limits.jointMembersLeast) say('GROUP_MEMBERS', id, members, `>= ${limits.jointMembersLeast}`);
  const span = Math.max(0, ...units.flatMap((a) => units.map((b) => haversine(a.place, b.place))));
  if (span > limits.spanMetres + TOLERANCE) say('GROUP_SPAN', id, Math.ceil(span), `<= ${limits.spanMetres}`);
  const reached = reachedByLinks(units, limits.linkMetres);
  if (reached < units.length) say('GROUP_LINK', id, `${reached} linked`, units.length);
  if (members !== group.members) say('GROUP_STATED', id, group.members, members);
  if (Math.abs(span - group.spanMetres) > 1 + TOLERANCE) say('GROUP_STATED', id, group.spanMetres, Math.ceil(span));
}

function checkGroups(
  pairs: ReadonlyMap<string, readonly [Unit, PlannedUnit]>,
  { plan, rules }: CoverageCheck,
  say: Say,
): void {
  const listed = new Map<string, string>();
  const ids = new Set<string>();
  for (const group of plan.groups) {
    if (ids.has(group.id)) say('GROUP_LIST', group.id, 'twice', 'once');
    ids.add(group.id);
    const units: Unit[] = [];
    for (const code of group.units) {
      const pair = pairs.get(code);
      if (pair === undefined || pair[1].group !== group.id || listed.has(code))
        say('GROUP_LIST', code, group.id, pair?.[1].group ?? 'no group');
      else units.push(pair[0]);
      listed.set(code, group.id);
    }
    checkGroup(group, units, rules, say);
  }
  for (const [code, [, { group }]] of pairs)
    if (group !== null && listed.get(code) !== group) say('GROUP_LIST', code, group, listed.get(code) ?? 'unlisted');
}

/** Organizations that may guide, with their places: those that exist and those that units will found. */
function placesOfGuides({ units, organizations, rules, onlyFounded }: CoverageCheck): ReadonlyMap<string, Place> {
  const registered = new Map(organizations.map((each) => [each.code, each]));
  const count = new Map<string, number>();
  for (const { organization } of units)
    if (organization !== null) count.set(organization, (count.get(organization) ?? 0) + 1);
  const isJoint = (code: string): boolean => {
    const kind = registered.get(code)?.kind;
    return kind === undefined ? (count.get(code) ?? 0) > 1 : kind === 'jointBranch';
  };
  const places = new Map<string, Place>();
  for (const { code, organization, fullMembers, place } of units) {
    if (onlyFounded === true || fullMembers < rules.limits.standaloneMembers) continue;
    const own = organization === null || isJoint(organization) ? code : organization;
    if (!places.has(own)) places.set(own, place);
  }
  for (const { code, place, kind } of organizations) if (kind !== 'jointBranch') places.set(code, place);
  return places;
}

/** Checks mentors or hosts, then whether somebody was left out although a guide had room. */
function checkGuides(
  pairs: readonly (readonly [Unit, PlannedUnit])[],
  guides: ReadonlyMap<string, Place>,
  { metres, most }: { readonly metres: number; readonly most: number },
  say: Say,
): void {
  const load = new Map<string, number>();
  for (const [unit, { host, mentor }] of pairs) {
    const guide = host ?? mentor;
    if (guide === null) continue;
    load.set(guide, (load.get(guide) ?? 0) + 1);
    const place = guides.get(guide);
    // A unit may stay under the organization that it belongs to, wherever that has its seat.
    if (place === undefined) {
      if (guide !== unit.organization) say('GUIDE_UNKNOWN', unit.code, guide, 'an organization');
    } else if (haversine(unit.place, place) > metres + TOLERANCE)
      say('GUIDE_REACH', unit.code, Math.ceil(haversine(unit.place, place)), `<= ${metres}`);
  }
  for (const [guide, count] of load) if (count > most) say('GUIDE_LOAD', guide, count, `<= ${most}`);
  for (const [{ code, place }, { mode }] of pairs) {
    if (mode !== 'none') continue;
    for (const [guide, there] of guides)
      if ((load.get(guide) ?? 0) < most && haversine(place, there) < metres - TOLERANCE) {
        say('NONE_NEEDLESS', code, 'none', guide);
        break;
      }
  }
}

/** Two neighbors without a group whose members suffice were overlooked. */
function checkOverlooked(pairs: readonly (readonly [Unit, PlannedUnit])[], { limits }: SetupRules, say: Say): void {
  const open = pairs.filter(([, { mode }]) => mode === 'incubation' || mode === 'none').map(([unit]) => unit);
  open.sort((a, b) => a.place.lat - b.place.lat);
  // Nobody farther north than a link can be a neighbor; a degree has 111.2 km.
  const band = limits.linkMetres / 111_000;
  for (const [index, unit] of open.entries())
    for (let next = index + 1; next < open.length; next += 1) {
      const other = open[next];
      if (other === undefined || other.place.lat - unit.place.lat > band) break;
      const members = unit.fullMembers + other.fullMembers;
      if (members >= limits.jointMembersLeast && haversine(unit.place, other.place) < limits.linkMetres - TOLERANCE)
        say('NONE_NEEDLESS', unit.code, 'no group', other.code);
    }
}

function checkTotals(
  pairs: ReadonlyMap<string, readonly [Unit, PlannedUnit]>,
  { plan, rules }: CoverageCheck,
  say: Say,
): void {
  const { totals } = plan;
  const of = (mode: Mode): number => [...pairs.values()].filter(([, planned]) => planned.mode === mode).length;
  const withMembers = [...pairs.values()].filter(([{ fullMembers }]) => fullMembers > 0).length;
  // A campaign counts a unit that has members, or the staff from which it has to be looked at (SC-1).
  const inScope = [...pairs.values()].filter(
    ([{ fullMembers, staff }]) => fullMembers > 0 || staff >= rules.limits.scopeStaff,
  );
  const worked = inScope.filter(([, { mode }]) => mode !== 'none').length;
  const organized = of('standalone') + of('joint');
  const counted: readonly (readonly [string, number, number])[] = [
    ['units', totals.units, pairs.size],
    ['standalone', totals.standalone, of('standalone')],
    ['joint', totals.joint, of('joint')],
    ['nursery', totals.nursery, of('nursery')],
    ['incubation', totals.incubation, of('incubation')],
    ['none', totals.none, of('none')],
    ['groups', totals.groups, plan.groups.length],
    ['withMembers', totals.withMembers, withMembers],
    ['organizationCoverage', totals.organizationCoverage, withMembers === 0 ? 1 : organized / withMembers],
    ['inScope', totals.inScope, inScope.length],
    ['workCoverage', totals.workCoverage, inScope.length === 0 ? 1 : worked / inScope.length],
  ];
  for (const [name, stated, found] of counted) if (stated !== found) say('TOTALS', name, stated, found);
}

/**
 * Judges a plan by the rules.
 *
 * @param check the question as it was asked, and the plan
 * @returns every fault found; none means that the plan keeps the rules and says what it does
 */
export function checkCoverage(check: CoverageCheck): readonly CoverageFault[] {
  const faults: CoverageFault[] = [];
  const say: Say = (code, subject, found, expected) =>
    void faults.push({ code, subject, found: String(found), expected: String(expected) });
  const { limits } = check.rules;
  const pairs = pairUp(check, say);
  checkModes(pairs, check, say);
  checkGroups(pairs, check, say);
  const guides = placesOfGuides(check);
  const withMembers = [...pairs.values()].filter(([{ fullMembers }]) => fullMembers > 0);
  const without = [...pairs.values()].filter(([{ fullMembers }]) => fullMembers === 0);
  checkGuides(withMembers, guides, { metres: limits.hostMetres, most: limits.hostUnitsMost }, say);
  checkGuides(without, guides, { metres: limits.mentorMetres, most: limits.mentorUnitsMost }, say);
  checkOverlooked(withMembers, check.rules, say);
  checkTotals(pairs, check, say);
  return faults;
}
