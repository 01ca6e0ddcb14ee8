import { describe, expect, it } from 'vitest';
import { type AlarmCode, alarmsOf, enterMode, incubationDue, type Mode, type Standing, termEnd } from '../src/index.ts';
import { reviewDue } from '../src/modes.ts';
import { rulesInForce } from './material.ts';

const rules = rulesInForce();
const TODAY = '2026-11-22';

/** A unit of which everything is known and nothing is due; each test changes what it is about. */
const standing = (more: Partial<Standing> = {}): Standing => ({
  mode: 'none',
  since: '2026-10-01',
  fullMembers: 0,
  enoughSince: null,
  joint: null,
  guide: null,
  dueOn: null,
  appliedOn: null,
  approvedOn: null,
  termEndsOn: null,
  reviewedOn: null,
  ...more,
});

const enter = (from: Standing, to: Mode) => enterMode(from, to, { on: TODAY, rules });
const stateOf = (from: Standing, to: Mode): string => {
  const moved = enter(from, to);
  if (moved.ok) return moved.standing.mode;
  return moved.code === 'COVERAGE_MODE_MOVE' ? 'MOVE' : moved.facts.condition;
};

/** What a unit brings that fulfils all that a mode asks for. */
const READY: Readonly<Record<Mode, Partial<Standing>>> = {
  none: {},
  nursery: { fullMembers: 0, guide: 'B1' },
  incubation: { fullMembers: 2, guide: 'B1', dueOn: '2027-11-22' },
  joint: { fullMembers: 1, joint: { units: 5, members: 3 } },
  standalone: { fullMembers: 3, approvedOn: '2026-11-20' },
};
const ORDER: readonly Mode[] = ['none', 'nursery', 'incubation', 'joint', 'standalone'];

describe('entering a mode', () => {
  it('goes forward from every mode to every later one when the later one is ready', () => {
    for (const [index, from] of ORDER.entries())
      for (const to of ORDER.slice(index + 1))
        expect(stateOf(standing({ mode: from, ...READY[to] }), to), `${from} ${to}`).toBe(to);
  });

  it('goes back to every earlier mode only when the present one no longer holds', () => {
    const broken: Readonly<Record<Mode, Partial<Standing>>> = {
      none: {},
      nursery: { guide: null },
      incubation: { guide: null, dueOn: null },
      joint: { joint: { units: 2, members: 2 } },
      standalone: { fullMembers: 2 },
    };
    for (const [index, from] of ORDER.entries())
      for (const to of ORDER.slice(0, index)) {
        expect(stateOf(standing({ mode: from, ...READY[to], ...READY[from] }), to), `${from} ${to}`).toBe('MOVE');
        // A unit of nobody's fits each of the earlier modes as soon as it has what that one asks for.
        const left = standing({ mode: from, ...READY[to], ...broken[from], ...(to === 'none' ? {} : READY[to]) });
        expect(stateOf(left, to), `${from} ${to}`).toBe(to);
      }
  });

  it('never stays where it is', () => {
    for (const mode of ORDER) expect(stateOf(standing({ mode, ...READY[mode] }), mode)).toBe('MOVE');
  });

  it('asks for each condition, both sides of its limit', () => {
    const nursery = standing(READY.nursery);
    expect([stateOf(nursery, 'nursery'), stateOf({ ...nursery, fullMembers: 1 }, 'nursery')]).toEqual([
      'nursery',
      'fullMembers',
    ]);
    expect(stateOf({ ...nursery, guide: null }, 'nursery')).toBe('guide');
    const incubation = standing(READY.incubation);
    expect(stateOf({ ...incubation, fullMembers: 3 }, 'incubation')).toBe('fullMembers');
    expect(stateOf({ ...incubation, guide: null }, 'incubation')).toBe('guide');
    expect(stateOf({ ...incubation, dueOn: null }, 'incubation')).toBe('dueOn');
    const joint = standing(READY.joint);
    expect(stateOf({ ...joint, fullMembers: 0 }, 'joint')).toBe('fullMembers');
    expect(stateOf({ ...joint, joint: null }, 'joint')).toBe('joint');
    expect(stateOf({ ...joint, joint: { units: 6, members: 3 } }, 'joint')).toBe('units');
    expect(stateOf({ ...joint, joint: { units: 5, members: 2 } }, 'joint')).toBe('members');
    const alone = standing(READY.standalone);
    expect(stateOf({ ...alone, fullMembers: 2 }, 'standalone')).toBe('fullMembers');
    expect(stateOf({ ...alone, approvedOn: null }, 'standalone')).toBe('approvedOn');
  });

  it('takes along what the new mode needs and leaves the rest', () => {
    const all = { ...READY.incubation, joint: { units: 2, members: 3 }, reviewedOn: '2026-10-10' };
    expect(enter(standing(all), 'incubation')).toMatchObject({
      ok: true,
      standing: { since: TODAY, guide: 'B1', dueOn: '2027-11-22', joint: null, reviewedOn: null },
    });
    expect(enter(standing(all), 'joint')).toMatchObject({ standing: { guide: null, dueOn: null, joint: all.joint } });
  });
});

describe('dates of a mode', () => {
  it('come from the pack, and end with a month that is too short', () => {
    expect(incubationDue('2024-02-29', rules)).toBe('2025-02-28');
    expect([termEnd('2026-11-22', 'branch', rules), termEnd('2026-11-22', 'committee', rules)]).toEqual([
      '2029-11-22',
      '2031-11-22',
    ]);
    expect(reviewDue(standing({ mode: 'nursery', since: '2026-08-31' }), rules)).toBe('2027-02-28');
    expect(reviewDue(standing({ mode: 'standalone' }), rules)).toBeNull();
  });
});

/** The alarms of a standing that two values of one day or count lie on both sides of. */
const codes = (more: Partial<Standing>, on = TODAY): readonly AlarmCode[] =>
  alarmsOf(standing(more), rules, on).map(({ code }) => code);

describe('alarms', () => {
  it('are none for a unit of which nothing is due', () => {
    for (const mode of ORDER) expect(codes({ mode, ...READY[mode] }), mode).toEqual([]);
  });

  it('sound on their side of each limit and not on the other', () => {
    const joint = { mode: 'joint', fullMembers: 1 } as const;
    const cases: readonly (readonly [AlarmCode, Partial<Standing>, Partial<Standing>])[] = [
      [
        'SHOULD_STAND_ALONE',
        { ...READY.joint, mode: 'joint', fullMembers: 3, enoughSince: '2026-10-22' },
        { ...READY.joint, mode: 'joint', fullMembers: 3, enoughSince: '2026-10-23' },
      ],
      ['STANDS_BELOW_THREE', { mode: 'standalone', fullMembers: 2 }, { mode: 'standalone', fullMembers: 3 }],
      [
        'JOINT_BELOW_THREE',
        { ...joint, joint: { units: 2, members: 2 } },
        { ...joint, joint: { units: 2, members: 3 } },
      ],
      ['JOINT_TOO_MANY', { ...joint, joint: { units: 6, members: 6 } }, { ...joint, joint: { units: 5, members: 6 } }],
      [
        'PLAN_OVERDUE',
        { ...READY.incubation, mode: 'incubation', dueOn: '2026-11-21' },
        { ...READY.incubation, mode: 'incubation', dueOn: '2026-11-22' },
      ],
      ['APPROVAL_OVERDUE', { appliedOn: '2026-10-21' }, { appliedOn: '2026-10-22' }],
      [
        'TERM_ENDS',
        { mode: 'standalone', fullMembers: 3, termEndsOn: '2027-02-20' },
        { mode: 'standalone', fullMembers: 3, termEndsOn: '2027-02-21' },
      ],
      ['REVIEW_DUE', { mode: 'nursery', since: '2026-05-22' }, { mode: 'nursery', since: '2026-05-23' }],
      ['UNCOVERED', { fullMembers: 1 }, { fullMembers: 0 }],
    ];
    for (const [code, due, notDue] of cases) {
      expect(codes(due), code).toContain(code);
      expect(codes(notDue), code).not.toContain(code);
    }
  });

  it('are silenced by what settles them', () => {
    expect(codes({ mode: 'standalone', fullMembers: 3, enoughSince: '2020-01-01', dueOn: '2020-01-01' })).toEqual([]);
    expect(codes({ appliedOn: '2026-01-01', approvedOn: '2026-11-01' })).toEqual([]);
    expect(codes({ mode: 'nursery', since: '2020-01-01', reviewedOn: '2026-11-01' })).toEqual([]);
  });

  it('name the rule and the day, and the same standing gives the same ones', () => {
    const late = standing({ ...READY.incubation, mode: 'incubation', dueOn: '2026-01-05' });
    const once = alarmsOf(late, rules, TODAY);
    expect(once).toEqual([{ code: 'PLAN_OVERDUE', dueOn: '2026-01-05', rule: 'BF-8' }]);
    expect(alarmsOf(late, rules, TODAY)).toEqual(once);
  });
});
