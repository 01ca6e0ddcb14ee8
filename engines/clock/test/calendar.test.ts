import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateOfDay,
  dayOfDate,
  formatDay,
  isWeekday,
  parseDay,
  weekdaysBefore,
  weekdayWithBefore,
} from '../src/days.ts';
import {
  addWorkingDays,
  CLOCK_SENTENCES,
  due,
  isWorkingDay,
  parseCalendar,
  parseHours,
  parseInstant,
} from '../src/index.ts';
import { at, CHINA, CHINA_DATA, calendarOf, granted } from './material.ts';

const base = { ...CHINA_DATA, coveredYears: [2026], daysOff: ['2026-01-01'], workingDays: ['2026-01-04'] };

describe('days', () => {
  test('agree with the Date of the platform over six hundred years', () => {
    for (let day = -150_000; day <= 150_000; day += 1) {
      const date = new Date(day * 86_400_000);
      const expected = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
      const found = dateOfDay(day);
      if (found.year !== expected.year || found.month !== expected.month || found.dayOfMonth !== expected.dayOfMonth) {
        expect({ day, ...found }).toEqual({ day, ...expected });
      }
      if (dayOfDate(found.year, found.month, found.dayOfMonth) !== day) expect(found).toBe(day);
      if (isWeekday(day) !== (date.getUTCDay() % 6 !== 0)) expect(formatDay(day)).toBe('a weekday or not');
      if (isWeekday(day) && weekdayWithBefore(weekdaysBefore(day)) !== day) expect(formatDay(day)).toBe('found again');
    }
  });

  test('a date that does not exist is no day', () => {
    expect(parseDay('2026-02-29')).toBeNull();
    expect(parseDay('2026-13-01')).toBeNull();
    expect(parseDay('2026-1-1')).toBeNull();
    expect(parseDay('2028-02-29')).toBe(Date.UTC(2028, 1, 29) / 86_400_000);
  });
});

describe('a calendar', () => {
  test('the shipped one is read and covers 2025 and 2026', () => {
    expect(CHINA).toMatchObject({ version: 'cn-2026-08-07', utcOffsetMinutes: 480, coveredYears: [2025, 2026] });
    expect(CHINA.dayMillis).toBe(7.5 * 3_600_000);
  });

  test('order of entries does not matter', () => {
    const reversed = { ...CHINA_DATA, daysOff: CHINA_DATA.daysOff.toReversed(), coveredYears: [2026, 2025] };
    expect(calendarOf({ ...reversed, workingDays: CHINA_DATA.workingDays.toReversed() })).toEqual(CHINA);
  });

  test.each([
    ['not an object', [], 'CALENDAR_NOT_OBJECT', { found: '[]' }],
    ['null', null, 'CALENDAR_NOT_OBJECT', { found: 'null' }],
    ['misspelt attribute', { ...base, workingdays: [] }, 'CALENDAR_ATTRIBUTE_UNKNOWN', { attribute: 'workingdays' }],
    ['missing attribute', { version: 'x' }, 'CALENDAR_ATTRIBUTE_MISSING', { attribute: 'utcOffsetMinutes' }],
    ['blank version', { ...base, version: ' ' }, 'CALENDAR_VALUE', { attribute: 'version', found: '" "' }],
    ['fractional offset', { ...base, utcOffsetMinutes: 480.5 }, 'CALENDAR_VALUE', { attribute: 'utcOffsetMinutes' }],
    ['zone name', { ...base, utcOffsetMinutes: 'Asia/Shanghai' }, 'CALENDAR_VALUE', { found: '"Asia/Shanghai"' }],
    ['source not text', { ...base, source: 1 }, 'CALENDAR_VALUE', { attribute: 'source', found: '1' }],
    ['license not text', { ...base, license: {} }, 'CALENDAR_VALUE', { attribute: 'license' }],
    ['notices not texts', { ...base, notices: [1] }, 'CALENDAR_VALUE', { attribute: 'notices' }],
    ['years not a list', { ...base, coveredYears: 2026 }, 'CALENDAR_VALUE', { attribute: 'coveredYears' }],
    ['year twice', { ...base, coveredYears: [2026, 2026] }, 'CALENDAR_VALUE', { attribute: 'coveredYears[1]' }],
    ['year out of range', { ...base, coveredYears: [1899] }, 'CALENDAR_VALUE', { attribute: 'coveredYears[0]' }],
    ['dates not a list', { ...base, daysOff: '2026-01-01' }, 'CALENDAR_VALUE', { attribute: 'daysOff' }],
    [
      'no such date',
      { ...base, daysOff: ['2026-02-30'] },
      'CALENDAR_VALUE',
      { attribute: 'daysOff[0]', found: '"2026-02-30"' },
    ],
    ['date as number', { ...base, workingDays: [20260104] }, 'CALENDAR_VALUE', { attribute: 'workingDays[0]' }],
    ['range reversed', { ...base, daysOff: ['2026-01-03/2026-01-01'] }, 'CALENDAR_VALUE', { attribute: 'daysOff[0]' }],
    ['range of months', { ...base, daysOff: ['2026-01-01/2026-10-01'] }, 'CALENDAR_VALUE', { attribute: 'daysOff[0]' }],
    ['range of three', { ...base, daysOff: ['2026-01-01/2026-01-02/2026-01-03'] }, 'CALENDAR_VALUE', {}],
    [
      'off and worked',
      { ...base, workingDays: ['2026-01-01'] },
      'CALENDAR_DATE_TWICE',
      { date: '2026-01-01', first: 'daysOff[0]', second: 'workingDays[0]' },
    ],
    [
      'twice off',
      { ...base, daysOff: ['2026-01-01', '2026-01-01/2026-01-03'] },
      'CALENDAR_DATE_TWICE',
      { second: 'daysOff[1]' },
    ],
    [
      'year not covered',
      { ...base, daysOff: ['2062-01-01'] },
      'CALENDAR_DATE_NOT_COVERED',
      { date: '2062-01-01', coveredYears: '2026' },
    ],
    ['no hours', { ...base, hours: [] }, 'CALENDAR_VALUE', { attribute: 'hours' }],
    ['hours not objects', { ...base, hours: ['09:00-12:00'] }, 'CALENDAR_VALUE', { attribute: 'hours[0]' }],
    [
      'hours with a stranger',
      { ...base, hours: [{ from: '09:00', to: '12:00', on: 'Mon' }] },
      'CALENDAR_ATTRIBUTE_UNKNOWN',
      { attribute: 'hours[0].on' },
    ],
    ['hours open', { ...base, hours: [{ from: '09:00' }] }, 'CALENDAR_VALUE', { attribute: 'hours[0]' }],
    [
      'hours over midnight',
      { ...base, hours: [{ from: '22:00', to: '06:00' }] },
      'CALENDAR_VALUE',
      { attribute: 'hours[0]' },
    ],
    [
      'hours of no length',
      { ...base, hours: [{ from: '09:00', to: '09:00' }] },
      'CALENDAR_VALUE',
      { attribute: 'hours[0]' },
    ],
    ['no such time', { ...base, hours: [{ from: '09:60', to: '12:00' }] }, 'CALENDAR_VALUE', { attribute: 'hours[0]' }],
    [
      'hours overlapping',
      {
        ...base,
        hours: [
          { from: '09:00', to: '12:00' },
          { from: '11:59', to: '17:00' },
        ],
      },
      'CALENDAR_HOURS_ORDER',
      {},
    ],
  ])('is refused: %s', (_, data, code, facts) => {
    expect(parseCalendar(data)).toMatchObject({ ok: false, code, facts });
  });

  test('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(parseCalendar(data).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(CHINA_DATA)), fc.jsonValue(), (attribute, value) => {
        expect(typeof parseCalendar({ ...CHINA_DATA, [attribute]: value }).ok).toBe('boolean');
      }),
    );
  });

  test('a calendar that covers nothing knows weekends and flags everything', () => {
    const empty = calendarOf({ ...base, coveredYears: [], daysOff: [], workingDays: [] });
    expect(isWorkingDay(at('2026-01-01T10:00'), empty)).toEqual({ ok: true, working: true, calendarIncomplete: true });
  });
});

describe('text', () => {
  test('hours are read from a command line', () => {
    expect(parseHours('09:00-12:00, 13:00-17:30')).toEqual({ ok: true, hours: CHINA_DATA.hours });
    expect(parseHours('9-12')).toMatchObject({ ok: false, code: 'CALENDAR_VALUE', facts: { found: '"9-12"' } });
  });

  test.each([
    ['2026-02-12T10:00+08:00', '2026-02-12T02:00:00.000Z'],
    ['2026-02-12T10:00', '2026-02-12T02:00:00.000Z'],
    ['2026-02-12 10:00:01.5', '2026-02-12T02:00:01.500Z'],
    ['2026-02-12T10:00Z', '2026-02-12T10:00:00.000Z'],
    ['2026-02-12T10:00:59.007-03:30', '2026-02-12T13:30:59.007Z'],
  ])('%s is read as %s', (text, iso) => {
    expect(parseInstant(text, 480)).toEqual({ ok: true, at: Date.parse(iso) });
  });

  test.each([
    '',
    'now',
    '2026-02-30T10:00',
    '2026-02-12',
    '2026-02-12T24:00',
    '2026-02-12T10:00+15:00',
    '12/02/2026 10:00',
  ])('%j is not a time', (text) => {
    expect(parseInstant(text, 480)).toMatchObject({ ok: false, code: 'CLOCK_INSTANT_TEXT' });
  });
});

test('every refusal has a sentence in both languages that names only facts it carries', () => {
  const input = { startedAt: 0, limit: { workingDays: 1 }, pauses: [], calendar: CHINA };
  const refusals = [
    ...[null, { a: 1 }, {}, { ...base, version: 1 }, { ...base, workingDays: ['2026-01-01'] }].map(parseCalendar),
    parseCalendar({ ...base, daysOff: ['2062-01-01'] }),
    parseCalendar({ ...base, hours: [...base.hours, ...base.hours] }),
    parseInstant('', 0),
    addWorkingDays(0.5, 1, CHINA),
    addWorkingDays(0, -1, CHINA),
    due({ ...input, limit: { workingDays: 1, workingMinutes: 1 } }),
    due({ ...input, pauses: [{ from: 2, until: 1 }] }),
    due({
      ...input,
      pauses: [
        { from: 2, until: null },
        { from: 3, until: 4 },
      ],
    }),
  ];
  const told = new Map(refusals.flatMap((answer) => (answer.ok ? [] : [[answer.code, Object.keys(answer.facts)]])));
  expect([...told.keys()].sort()).toEqual(Object.keys(CLOCK_SENTENCES).sort());
  for (const [code, { zh, en }] of Object.entries(CLOCK_SENTENCES)) {
    for (const [, name] of `${zh}${en}`.matchAll(/\{(\w+)\}/g)) {
      expect([...told].find(([one]) => one === code)?.[1], code).toContain(name);
    }
  }
  expect(granted(parseInstant('1970-01-01T00:00Z', 0)).at).toBe(0);
});
