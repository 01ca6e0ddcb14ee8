import { type Organization as Guide, incubationDue, type PlannedUnit, planCoverage, type Unit } from '@banfei/coverage';
import {
  type CoverageGroup,
  type CoverageUnitRow,
  insertCoverageGroups,
  insertCoverageUnits,
  insertStandings,
  insertSuggestions,
  rulesOn,
  type StandingRow,
  suggestionsOf,
} from '../../modules/coverage/index.ts';
import type { Facility } from '../../modules/facilities/index.ts';
import type { NewFirm } from '../../modules/firms/index.ts';
import type { Organization } from '../../modules/organizations/index.ts';
import { chronicleAll } from '../../platform/chronicle.ts';
import { DAY, dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';

import { chance, demoId } from './random.ts';
import { REGISTER_BEGAN } from './staff.ts';

export interface CoverageGround {
  readonly seed: number;
  readonly now: number;
  readonly firms: readonly NewFirm[];
  readonly organizations: readonly Organization[];
  readonly facilities: readonly Facility[];
  readonly staff: ReadonlyMap<string, number>;
}

/** Units of a district of 70,000 companies; how many there are, and their counts, are invented. */
const UNITS_OF_70000 = 1400;
/** Of a hundred units: so many counts changed since they were covered, so many have just come. */
const CHANGED = 0.03;
const FRESH = 0.01;

export interface CoverageOfDemo {
  readonly units: readonly CoverageUnitRow[];
  readonly groups: readonly CoverageGroup[];
  readonly standings: readonly StandingRow[];
  readonly suggestions: readonly PlannedUnit[];
}

/** Full members of a unit: some stand alone, most are small, some have none. */
function membersOf(seed: number, index: number): number {
  const luck = chance(seed, 'coverage', 'members', index);
  if (luck.yes(0.44)) return 3 + luck.below(luck.yes(0.1) ? 60 : 14);
  return luck.yes(0.72) ? 1 + luck.below(2) : 0;
}

/** The companies of the register that are units, where they lie, and their counts. */
function unitsOf({ seed, firms, staff }: CoverageGround): readonly Unit[] {
  const living = firms.filter(
    ({ status, sites: [head] }) => (status === '存续' || status === '在业') && head?.lon != null && head.lat != null,
  );
  const wanted = Math.max(40, Math.round((firms.length * UNITS_OF_70000) / 70_000));
  const step = Math.max(1, Math.floor(living.length / wanted));
  return living
    .filter((_, index) => index % step === 0)
    .slice(0, wanted)
    .map((firm, index) => {
      const [head] = firm.sites;
      return {
        code: firm.id,
        name: firm.name,
        fullMembers: membersOf(seed, index),
        staff: staff.get(firm.id) ?? 0,
        place: { lon: head?.lon ?? 0, lat: head?.lat ?? 0 },
        industry: firm.industryCode ?? '',
        organization: null,
        host: head?.facilityId ?? null,
      };
    });
}

function guidesOf({ firms, organizations, facilities }: CoverageGround): readonly Guide[] {
  const firmOf = new Map(firms.map((firm) => [firm.id, firm]));
  const facilityOf = new Map(facilities.map((facility) => [facility.id, facility]));
  return organizations.flatMap(({ id, name, form, firmId, facilityId }): Guide[] => {
    const firm = firmOf.get(firmId ?? '');
    const head = firm?.sites[0];
    const place =
      head?.lon != null && head.lat != null ? { lon: head.lon, lat: head.lat } : facilityOf.get(facilityId ?? '');
    if (place === undefined) return [];
    const { lon, lat } = place;
    const host = facilityId ?? head?.facilityId ?? null;
    return [{ code: id, name: name.zh, kind: form, place: { lon, lat }, industry: firm?.industryCode ?? '', host }];
  });
}

interface Covering {
  readonly seed: number;
  readonly now: number;
  readonly groupOf: ReadonlyMap<string, string>;
  /** Units that have just come onto the register, in the smallest demo too. */
  readonly newcomers: ReadonlySet<string>;
}

/** How a unit stands since it was covered; a unit that has just come is not covered yet. */
function standingOf(planned: PlannedUnit, index: number, { seed, now, groupOf, newcomers }: Covering): StandingRow {
  const luck = chance(seed, 'coverage', 'standing', index);
  const rules = rulesOn(dayAt(now));
  const since = dayAt(now - (200 + luck.below(120)) * DAY);
  const { code: firmId, rule, reason } = planned;
  const id = demoId(REGISTER_BEGAN, luck);
  const open = { groupId: null, guideId: null, dueOn: null, approvedOn: null, reviewedOn: null };
  if (planned.mode === 'none' || newcomers.has(firmId) || luck.yes(FRESH)) {
    const members = 'members' in reason.facts ? reason.facts.members : 0;
    const entered = { cause: 'entered', document: '演示统计', reason: { code: 'NEW', facts: { members } } } as const;
    return { ...open, id, firmId, mode: 'none', rule, since, ...entered };
  }
  const { mode } = planned;
  return {
    id,
    firmId,
    mode,
    rule,
    reason,
    groupId: planned.group === null ? null : (groupOf.get(planned.group) ?? null),
    guideId: planned.host ?? planned.mentor,
    since,
    dueOn: mode === 'incubation' ? incubationDue(since, rules) : null,
    approvedOn: mode === 'standalone' ? since : null,
    // Reviews come due one after the other, not all in one morning.
    reviewedOn: mode === 'standalone' ? null : dayAt(now - luck.below(170) * DAY),
    cause: 'loaded',
    document: `演示批复〔2026〕${index + 1} 号`,
  };
}

/** Units as they were covered, counts as they are today, and what the rules make of the difference. */
export function coverageUnitsOf(ground: CoverageGround): CoverageOfDemo {
  const { seed, now } = ground;
  const today = dayAt(now);
  const rules = rulesOn(today);
  const [units, organizations] = [unitsOf(ground), guidesOf(ground)];
  const plan = planCoverage({ units, organizations, rules, onlyFounded: true });
  const groups = plan.groups.map(({ id }, index) => ({
    key: id,
    id: demoId(REGISTER_BEGAN, chance(seed, 'coverage', 'group', index)),
    code: `LH-演示-${index + 1}`,
    foundedOn: dayAt(now - 330 * DAY),
    document: `演示批复〔2025〕${index + 1} 号`,
  }));
  const alone = plan.units.filter(({ mode }) => mode === 'standalone').map(({ code }) => code);
  const newcomers = new Set(alone.slice(0, 2));
  const covering = { seed, now, newcomers, groupOf: new Map(groups.map(({ key, id }) => [key, id])) };
  const standings = plan.units.map((planned, index) => standingOf(planned, index, covering));
  const counted = units.map((unit, index) => {
    const luck = chance(seed, 'coverage', 'count', index);
    return luck.yes(CHANGED)
      ? { ...unit, fullMembers: Math.max(0, unit.fullMembers + luck.pick([-1, 1, 2] as const)) }
      : unit;
  });
  const current = standings.map(({ firmId, mode, groupId, guideId }) => ({
    code: firmId,
    group: groupId,
    host: mode === 'incubation' ? guideId : null,
    mentor: mode === 'nursery' ? guideId : null,
  }));
  const next = planCoverage({ units: counted, organizations, rules, current: { units: current }, onlyFounded: true });
  return {
    units: counted.map(({ code, fullMembers }, index) => ({
      id: demoId(REGISTER_BEGAN, chance(seed, 'coverage', 'unit', index)),
      firmId: code,
      fullMembers,
      enoughSince: fullMembers >= rules.limits.standaloneMembers ? dayAt(now - (5 + (index % 300)) * DAY) : null,
      countedOn: today,
      source: '演示统计',
    })),
    groups: groups.map(({ key, ...group }) => group),
    standings,
    suggestions: suggestionsOf(next, standings),
  };
}

/** Stores coverage with its lines in the ledger. */
export async function insertCoverageOfDemo(tx: Tx, coverage: CoverageOfDemo, now: number): Promise<void> {
  const { units, groups, standings, suggestions } = coverage;
  await insertCoverageUnits(tx, units);
  await insertCoverageGroups(tx, groups);
  await insertStandings(tx, standings);
  await insertSuggestions(tx, suggestions, dayAt(now));
  await chronicleAll(
    tx,
    units.map(({ id, ...payload }) => ({
      ...{
        subject: 'coverageUnit',
        subjectId: id,
        seq: 1,
        at: REGISTER_BEGAN,
        type: 'loaded',
        by: null,
        payload: { ...payload },
      },
    })),
  );
}
