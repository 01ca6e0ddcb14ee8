import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  addWorkingMinutes,
  formatInstant,
  isWorkingDay,
  parseInstant,
  workingBlocks,
  workingDaysBetween,
  workingMillisBetween,
} from '../src/index.ts';
import { at, CHINA, CHINA_DATA, calendarOf, granted, instant } from './material.ts';
import { oracleOf } from './oracle.ts';

const oracle = oracleOf(CHINA_DATA);
const local = (instantAt: number): string => formatInstant(instantAt, 480);
const minuteOf2526 = fc
  .integer({ min: at('2025-01-01T00:00') / 60_000, max: at('2026-12-01T00:00') / 60_000 })
  .map((minute) => minute * 60_000);

describe('published working days', () => {
  test.each([
    ['2025-12-31', 1, '2026-01-04'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-12', 3, '2026-02-24'],
    ['2026-04-30', 1, '2026-05-06'],
    ['2026-09-24', 5, '2026-10-09'],
    ['2025-01-24', 2, '2025-01-27'],
    ['2025-09-26', 3, '2025-09-30'],
  ])('%s and %i working days is %s, at the end of the day', (start, days, end) => {
    for (const time of ['00:00', '10:00', '12:30', '17:30', '23:59']) {
      const answer = granted(addWorkingDays(at(`${start}T${time}`), days, CHINA));
      expect(local(answer.at)).toBe(`${end}T17:30:00+08:00`);
      expect(answer.calendarIncomplete).toBe(false);
    }
  });

  test.each([
    [2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23], 248],
    [2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23], 248],
  ])('months of %i', (year, months, total) => {
    const lastNoonBefore = (month: number): number => Date.UTC(year, month, 0, 4);
    const counted = months.map((_, month) =>
      granted(workingDaysBetween(lastNoonBefore(month), lastNoonBefore(month + 1), CHINA)),
    );
    expect(counted.map(({ count }) => count)).toEqual(months);
    expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  });
});

describe('the edges', () => {
  test('a year that is not covered is computed by weekends and flagged', () => {
    expect(addWorkingDays(at('2026-12-31T10:00'), 1, CHINA)).toEqual({
      ok: true,
      at: at('2027-01-01T17:30'),
      calendarIncomplete: true,
    });
    expect(granted(addWorkingDays(at('2026-12-30T10:00'), 1, CHINA)).calendarIncomplete).toBe(false);
    expect(
      granted(workingMillisBetween(at('2024-12-31T23:59'), at('2025-01-02T10:00'), CHINA)).calendarIncomplete,
    ).toBe(true);
    expect(granted(isWorkingDay(at('2027-06-01T10:00'), CHINA)).calendarIncomplete).toBe(true);
  });

  test('the year is that of local time', () => {
    expect(granted(isWorkingDay(Date.UTC(2024, 11, 31, 16), CHINA)).calendarIncomplete).toBe(false);
    expect(granted(isWorkingDay(Date.UTC(2024, 11, 31, 15, 59), CHINA)).calendarIncomplete).toBe(true);
  });

  test('no working days is the same day while it has time left, else the next one', () => {
    const same = (text: string): string => local(granted(addWorkingDays(at(text), 0, CHINA)).at);
    expect(same('2026-02-12T10:00')).toBe('2026-02-12T17:30:00+08:00');
    expect(same('2026-02-12T17:29')).toBe('2026-02-12T17:30:00+08:00');
    expect(same('2026-02-12T17:30')).toBe('2026-02-13T17:30:00+08:00');
    expect(same('2026-02-14T20:00')).toBe('2026-02-24T17:30:00+08:00');
  });

  test('minutes end with a block, not with the start of the next', () => {
    const after = (text: string, minutes: number): string =>
      local(granted(addWorkingMinutes(at(text), minutes, CHINA)).at);
    expect(after('2026-02-12T11:00', 60)).toBe('2026-02-12T12:00:00+08:00');
    expect(after('2026-02-12T11:00', 61)).toBe('2026-02-12T13:01:00+08:00');
    expect(after('2026-02-14T17:30', 1)).toBe('2026-02-24T09:01:00+08:00');
    expect(after('2026-02-20T03:00', 0)).toBe('2026-02-20T03:00:00+08:00');
    expect(after('2026-02-13T17:00', 30 + 450 + 30)).toBe('2026-02-24T09:30:00+08:00');
  });

  test.each([Number.NaN, 0.5, Number.POSITIVE_INFINITY, 7_258_118_400_001, -2_208_988_800_001])(
    '%d is not an instant',
    (wrong) => {
      const refused = { ok: false, code: 'CLOCK_INSTANT', facts: { found: String(wrong) } };
      expect(addWorkingDays(wrong, 1, CHINA)).toMatchObject(refused);
      expect(addWorkingMinutes(wrong, 1, CHINA)).toMatchObject(refused);
      expect(workingMillisBetween(wrong, 0, CHINA)).toMatchObject(refused);
      expect(workingMillisBetween(0, wrong, CHINA)).toMatchObject({ ...refused, facts: { name: 'until' } });
      expect(workingDaysBetween(wrong, 0, CHINA)).toMatchObject(refused);
      expect(workingBlocks(0, wrong, CHINA)).toMatchObject(refused);
      expect(isWorkingDay(wrong, CHINA)).toMatchObject(refused);
    },
  );

  test.each([-1, 0.5, Number.NaN, 36_501])('%d is not a number of working days', (wrong) => {
    expect(addWorkingDays(0, wrong, CHINA)).toMatchObject({
      ok: false,
      code: 'CLOCK_AMOUNT',
      facts: { name: 'workingDays' },
    });
  });

  test.each([-1, 0.5, 52_560_001])('%d is not a number of minutes', (wrong) => {
    expect(addWorkingMinutes(0, wrong, CHINA)).toMatchObject({
      ok: false,
      code: 'CLOCK_AMOUNT',
      facts: { name: 'minutes' },
    });
  });

  test('blocks that touch are one, and round-the-clock days join over midnight', () => {
    const hours = [
      { from: '00:00', to: '12:00' },
      { from: '12:00', to: '24:00' },
    ];
    const always = calendarOf({ ...CHINA_DATA, hours });
    const week = granted(workingBlocks(at('2026-03-02T08:00'), at('2026-03-09T08:00'), always)).blocks;
    expect(week.map(({ from, until }) => [local(from), local(until)])).toEqual([
      ['2026-03-02T08:00:00+08:00', '2026-03-07T00:00:00+08:00'],
      ['2026-03-09T00:00:00+08:00', '2026-03-09T08:00:00+08:00'],
    ]);
  });
});

describe('against counting every minute', () => {
  test('each day of 2025 and 2026 is worked or not', () => {
    for (let noon = at('2025-01-01T12:00'); noon < at('2027-01-01T00:00'); noon += 86_400_000) {
      expect([local(noon), granted(isWorkingDay(noon, CHINA)).working]).toEqual([local(noon), oracle.works(noon)]);
    }
  });

  test('working days', () => {
    fc.assert(
      fc.property(minuteOf2526, fc.integer({ min: 1, max: 250 }), (start, days) => {
        expect(granted(addWorkingDays(start, days, CHINA)).at).toBe(oracle.addDays(start, days));
      }),
    );
  });

  test('working minutes, both ways', () => {
    fc.assert(
      fc.property(minuteOf2526, fc.nat(20 * 1440), (from, length) => {
        const until = from + length * 60_000;
        expect(granted(workingMillisBetween(from, until, CHINA)).count).toBe(
          oracle.minutesBetween(from, until) * 60_000,
        );
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(minuteOf2526, fc.integer({ min: 1, max: 3000 }), (start, minutes) => {
        expect(granted(addWorkingMinutes(start, minutes, CHINA)).at).toBe(
          oracle.dueAt(start, { workingMinutes: minutes }, []),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('any calendar: dense exceptions, odd hours, other offsets', () => {
    const dates = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 60 });
    const hours = fc.constantFrom(
      [{ from: '00:00', to: '24:00' }],
      [
        { from: '08:15', to: '08:16' },
        { from: '23:59', to: '24:00' },
      ],
      [
        { from: '09:00', to: '10:00' },
        { from: '10:00', to: '11:00' },
        { from: '13:30', to: '20:00' },
      ],
    );
    const offsets = fc.constantFrom(480, 0, -210, 840, -720);
    fc.assert(
      fc.property(
        fc.tuple(dates, fc.nat(60), hours, offsets, fc.nat(30 * 1440), fc.integer({ min: 1, max: 1500 })),
        ([days, split, blocks, utcOffsetMinutes, startMinute, minutes]) => {
          const text = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
          const data = { ...CHINA_DATA, coveredYears: [2026], hours: blocks, utcOffsetMinutes };
          const all = { ...data, daysOff: days.slice(0, split).map(text), workingDays: days.slice(split).map(text) };
          const calendar = calendarOf(all);
          const slow = oracleOf(all);
          const start = Date.UTC(2026, 0, 5) + startMinute * 60_000;
          // One minute a day makes 1,500 minutes four years: ask for a few.
          const asked = calendar.dayMillis < 3_600_000 ? (minutes % 20) + 1 : minutes;
          expect(granted(addWorkingMinutes(start, asked, calendar)).at).toBe(
            slow.dueAt(start, { workingMinutes: asked }, []),
          );
          expect(granted(addWorkingDays(start, (minutes % 30) + 1, calendar)).at).toBe(
            slow.addDays(start, (minutes % 30) + 1),
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('properties', () => {
  test('later starts and larger amounts never end earlier', () => {
    const steps = fc.tuple(instant, fc.nat(10 * 86_400_000), fc.integer({ min: 0, max: 400 }), fc.nat(40));
    fc.assert(
      fc.property(steps, ([start, later, amount, more]) => {
        for (const add of [addWorkingDays, addWorkingMinutes]) {
          const end = granted(add(start, amount, CHINA)).at;
          expect(end).toBeGreaterThanOrEqual(start);
          expect(granted(add(start + later, amount, CHINA)).at).toBeGreaterThanOrEqual(end);
          expect(granted(add(start, amount + more, CHINA)).at).toBeGreaterThanOrEqual(end);
        }
      }),
    );
  });

  test('working time adds up, and backwards is the same with the other sign', () => {
    const millis = (from: number, until: number): number => granted(workingMillisBetween(from, until, CHINA)).count;
    const days = (from: number, until: number): number => granted(workingDaysBetween(from, until, CHINA)).count;
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        expect(millis(a, b) + millis(b, c)).toBe(millis(a, c));
        expect(days(a, b) + days(b, c)).toBe(days(a, c));
        expect(millis(a, b) + millis(b, a)).toBe(0);
      }),
    );
  });

  test('what was added is what lies between, and no earlier instant would do', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 20_000 }), (start, minutes) => {
        const end = granted(addWorkingMinutes(start, minutes, CHINA)).at;
        expect(granted(workingMillisBetween(start, end, CHINA)).count).toBe(minutes * 60_000);
        expect(granted(workingMillisBetween(start, end - 1, CHINA)).count).toBe(minutes * 60_000 - 1);
      }),
    );
  });

  test('the n-th working day is n working days away', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 1000 }), (start, days) => {
        const end = granted(addWorkingDays(start, days, CHINA)).at;
        expect(granted(workingDaysBetween(start, end, CHINA)).count).toBe(days);
      }),
    );
  });

  test('blocks are ascending, inside the range, and hold all the working time', () => {
    fc.assert(
      fc.property(instant, fc.nat(40 * 86_400_000), (from, length) => {
        const { blocks } = granted(workingBlocks(from, from + length, CHINA));
        let previous = from - 1;
        let sum = 0;
        for (const block of blocks) {
          expect(block.from).toBeGreaterThan(previous);
          expect(block.until).toBeGreaterThan(block.from);
          previous = block.until;
          sum += block.until - block.from;
        }
        expect(previous).toBeLessThanOrEqual(from + length);
        expect(sum).toBe(granted(workingMillisBetween(from, from + length, CHINA)).count);
      }),
    );
  });

  test('text and instant turn into each other in any offset', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_208_988_800_000, max: 7_258_118_400_000 }),
        fc.integer({ min: -720, max: 840 }),
        (given, offset) => {
          const text = formatInstant(given, offset);
          expect(parseInstant(text, 0)).toEqual({ ok: true, at: given });
          expect(Date.parse(text)).toBe(given);
        },
      ),
    );
  });
});
