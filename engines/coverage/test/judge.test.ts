import { describe, expect, it } from 'vitest';
import {
  type CoverageFaultCode,
  type CoveragePlan,
  checkCoverage,
  type JointGroup,
  type Organization,
  type PlannedUnit,
  planCoverage,
} from '../src/index.ts';
import { at, rulesInForce, unit } from './material.ts';

const rules = rulesInForce();
const units = [
  unit('A', 5, at(0, 0), { organization: 'B1' }),
  unit('J1', 2, at(100, 0)),
  unit('J2', 1, at(200, 0)),
  unit('J3', 2, at(0, 3000)),
  unit('J4', 1, at(0, 3100)),
  unit('I', 1, at(0, 1200)),
  unit('N', 0, at(50, 50)),
  unit('X', 0, at(0, 20_000)),
];
const organizations: readonly Organization[] = [
  { code: 'B2', name: 'B2', kind: 'branch', place: at(0, 1300), industry: '', host: null },
];
const question = { units, organizations, rules };
const good = planCoverage(question);

const judge = (plan: CoveragePlan, more: Partial<typeof question> = {}) =>
  checkCoverage({ ...question, ...more, plan });
const seen = (plan: CoveragePlan, more: Partial<typeof question> = {}): readonly CoverageFaultCode[] => [
  ...new Set(judge(plan, more).map(({ code }) => code)),
];

/** The good plan with one unit changed. */
const withUnit = (code: string, more: Partial<PlannedUnit>): CoveragePlan => ({
  ...good,
  units: good.units.map((each) => (each.code === code ? { ...each, ...more } : each)),
});
const withGroup = (more: Partial<JointGroup>): CoveragePlan => ({
  ...good,
  groups: good.groups.map((group, index) => (index === 0 ? { ...group, ...more } : group)),
});

/** A plan in which all these units are one group, truthfully told or not. */
const grouped = (codes: readonly string[], more: Partial<JointGroup> = {}): CoveragePlan => ({
  ...good,
  units: good.units.map((each) =>
    codes.includes(each.code)
      ? { ...each, mode: 'joint', group: 'G', host: null }
      : each.mode === 'joint'
        ? { ...each, mode: 'none', group: null }
        : each,
  ),
  groups: [{ id: 'G', units: codes, members: 0, spanMetres: 0, kinship: 1, ...more }],
});

describe('the judge of coverage', () => {
  it('passes a good plan that has every mode in it', () => {
    expect(good.units.map(({ mode }) => mode)).toEqual([
      'standalone',
      'joint',
      'joint',
      'joint',
      'joint',
      'incubation',
      'nursery',
      'none',
    ]);
    expect(judge(good)).toEqual([]);
  });

  it('sees units that are missing, twice there, and of nobody', () => {
    expect(seen({ ...good, units: good.units.slice(0, -1) })).toContain('UNIT_MISSING');
    expect(seen({ ...good, units: [...good.units, ...good.units.slice(-1)] })).toEqual(['UNIT_TWICE']);
    expect(seen(good, { units: units.slice(0, -1) })).toContain('UNIT_UNKNOWN');
  });

  it('sees a mode that the members do not allow, and a rule that is none', () => {
    expect(seen(withUnit('N', { mode: 'standalone', mentor: null }))).toContain('MODE_MEMBERS');
    expect(seen(withUnit('A', { mode: 'none' }))).toContain('MODE_MEMBERS');
    expect(seen(withUnit('N', { rule: 'PO-99' }))).toEqual(['RULE_UNKNOWN']);
  });

  it('sees groups and units that disagree', () => {
    expect(seen(withUnit('J1', { group: null }))).toContain('GROUP_LIST');
    expect(seen(withUnit('J1', { group: 'elsewhere' }))).toContain('GROUP_LIST');
    expect(seen({ ...good, groups: [...good.groups, ...good.groups.slice(0, 1)] })).toContain('GROUP_LIST');
    expect(seen(withGroup({ units: ['J1', 'J2', 'nobody'] }))).toContain('GROUP_LIST');
  });

  it('sees groups that are too large, too small, too wide, torn', () => {
    const six = Array.from({ length: 6 }, (_, index) => unit(`S${index}`, 1, at(index * 10, 9000)));
    const host = { ...question, units: [...units, ...six] };
    const planned = planCoverage(host);
    const group = { id: 'G', units: six.map(({ code }) => code), members: 6, spanMetres: 50, kinship: 1 };
    const tooMany = {
      ...planned,
      units: planned.units.map((each) =>
        each.code.startsWith('S') ? { ...each, mode: 'joint' as const, group: 'G' } : each,
      ),
      groups: [...planned.groups.filter(({ units: [first] }) => !first?.startsWith('S')), group],
    };
    expect(checkCoverage({ ...host, plan: tooMany }).map(({ code, found }) => [code, found])).toContainEqual([
      'GROUP_UNITS',
      '6',
    ]);
    expect(seen(grouped(['J1']))).toContain('GROUP_UNITS');
    expect(seen(grouped(['J2', 'I']))).toContain('GROUP_MEMBERS');
    expect(seen(grouped(['J1', 'J3']))).toContain('GROUP_SPAN');
    expect(seen(grouped(['J1', 'I']))).toContain('GROUP_LINK');
    expect(seen(grouped(['J1', 'I']))).not.toContain('GROUP_SPAN');
  });

  it('sees sums that are not what the group has', () => {
    expect(seen(withGroup({ members: 4 }))).toEqual(['GROUP_STATED']);
    expect(seen(withGroup({ spanMetres: 300 }))).toEqual(['GROUP_STATED']);
  });

  it('sees a guide that is missing, needless, unknown, too far, or overloaded', () => {
    expect(seen(withUnit('N', { mentor: null }))).toContain('GUIDE_MISSING');
    expect(seen(withUnit('I', { host: null }))).toContain('GUIDE_MISSING');
    expect(seen(withUnit('A', { mentor: 'B2' }))).toContain('GUIDE_NEEDLESS');
    expect(seen(withUnit('J1', { host: 'B2' }))).toContain('GUIDE_NEEDLESS');
    expect(seen(withUnit('N', { mentor: 'nobody' }))).toContain('GUIDE_UNKNOWN');
    expect(seen(withUnit('X', { mode: 'nursery', mentor: 'B2' }))).toContain('GUIDE_REACH');
    const many = Array.from({ length: rules.limits.mentorUnitsMost + 1 }, (_, index) => unit(`M${index}`, 0, at(0, 0)));
    const crowded = planCoverage({ ...question, units: [...units, ...many] });
    const load = crowded.units.map((each) => (each.mode === 'nursery' ? { ...each, mentor: 'B1' } : each));
    expect(seen({ ...crowded, units: load }, { units: [...units, ...many] })).toEqual(['GUIDE_LOAD']);
  });

  it('sees who was left out although there was room', () => {
    expect(judge(withUnit('N', { mode: 'none', mentor: null })).map(({ code }) => code)).toContain('NONE_NEEDLESS');
    const torn = grouped(['J3', 'J4'], { members: 3, spanMetres: 100 });
    expect(judge(torn).map(({ code, subject }) => `${code} ${subject}`)).toContain('NONE_NEEDLESS J1');
  });

  it('sees totals that were not counted', () => {
    for (const name of [
      'units',
      'standalone',
      'joint',
      'nursery',
      'incubation',
      'none',
      'groups',
      'withMembers',
      'organizationCoverage',
      'inScope',
      'workCoverage',
    ] as const)
      expect(
        judge({ ...good, totals: { ...good.totals, [name]: 77 } }).map(({ code, subject }) => [code, subject]),
        name,
      ).toEqual([['TOTALS', name]]);
  });
});
