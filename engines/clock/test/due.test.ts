import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { due, formatInstant, type Limit, type Pause, type Reading, workingMillisBetween } from '../src/index.ts';
import { at, CHINA, CHINA_DATA, clock, granted, input, instant, limit, pausesFrom } from './material.ts';
import { oracleOf } from './oracle.ts';

const HOUR = 3_600_000;
const oracle = oracleOf(CHINA_DATA);
const local = (given: number | null): string | null => (given === null ? null : formatInstant(given, 480).slice(0, 16));
const pause = (from: string, until: string | null): Pause => ({
  from: at(from),
  until: until === null ? null : at(until),
});

describe('a promise', () => {
  test('without pauses is due like plain arithmetic', () => {
    expect(local(clock(at('2026-02-12T10:00'), { workingDays: 3 }).dueAt)).toBe('2026-02-24T17:30');
    expect(local(clock(at('2026-02-12T10:00'), { workingMinutes: 120 }).dueAt)).toBe('2026-02-12T12:00');
    expect(local(clock(at('2026-02-12T23:00'), { elapsedMinutes: 120 }).dueAt)).toBe('2026-02-13T01:00');
  });

  test('in working days moves by exactly the working time of its pauses', () => {
    const start = at('2026-03-02T10:00');
    const dueWith = (...pauses: Pause[]): string | null => local(clock(start, { workingDays: 1 }, pauses).dueAt);
    expect(dueWith()).toBe('2026-03-03T17:30');
    expect(dueWith(pause('2026-03-02T14:00', '2026-03-02T16:00'))).toBe('2026-03-04T11:00');
    expect(dueWith(pause('2026-03-02T17:30', '2026-03-03T09:00'))).toBe('2026-03-03T17:30');
    expect(dueWith(pause('2026-03-02T11:00', '2026-03-03T11:00'))).toBe('2026-03-04T17:30');
    expect(dueWith(pause('2026-03-03T17:30', '2026-03-05T09:00'))).toBe('2026-03-03T17:30');
    expect(dueWith(pause('2026-03-03T17:29', '2026-03-05T09:00'))).toBe('2026-03-05T09:01');
  });

  test('stands still while a pause lasts and keeps what is left', () => {
    const waiting = clock(at('2026-03-02T09:00'), { workingMinutes: 240 }, [pause('2026-03-02T11:00', null)]);
    expect(waiting).toMatchObject({ dueAt: null, amberAt: null, budgetMillis: 4 * HOUR, calendarIncomplete: false });
    expect(waiting.read(at('2026-03-10T11:00'))).toMatchObject({
      status: 'green',
      paused: true,
      usedMillis: 2 * HOUR,
      leftMillis: 2 * HOUR,
    });
    expect(waiting.segments()).toEqual([{ kind: 'used', from: at('2026-03-02T09:00'), until: at('2026-03-02T11:00') }]);
    const resumed = clock(at('2026-03-02T09:00'), { workingMinutes: 240 }, [
      pause('2026-03-02T11:00', '2026-03-10T11:00'),
    ]);
    expect(local(resumed.dueAt)).toBe('2026-03-10T14:00');
    expect(resumed.read(at('2026-03-02T11:00')).paused).toBe(true);
    expect(resumed.read(at('2026-03-10T11:00') - 1).paused).toBe(true);
    expect(resumed.read(at('2026-03-10T11:00')).paused).toBe(false);
  });

  test('an open pause from before the start leaves the whole budget', () => {
    const never = clock(at('2026-03-02T09:00'), { workingDays: 2 }, [pause('2026-03-01T09:00', null)]);
    expect(never.dueAt).toBeNull();
    expect(never.read(at('2026-03-31T09:00'))).toMatchObject({ usedMillis: 0, leftMillis: never.budgetMillis });
    expect(never.segments()).toEqual([]);
  });

  test('an open pause that begins too late changes nothing', () => {
    const late = clock(at('2026-03-02T09:00'), { workingMinutes: 60 }, [pause('2026-03-02T10:00', null)]);
    expect(local(late.dueAt)).toBe('2026-03-02T10:00');
    expect(late.read(at('2026-03-02T10:00')).status).toBe('amber');
    expect(late.read(at('2026-03-02T10:00') + 1)).toMatchObject({ status: 'red', paused: true, leftMillis: 0 });
  });

  test('turns amber at three quarters and red after the due time', () => {
    const promise = clock(at('2026-03-02T09:00'), { workingMinutes: 240 });
    expect(local(promise.amberAt)).toBe('2026-03-02T12:00');
    const status = (text: string): string => promise.read(at(text)).status;
    expect(status('2026-03-01T00:00')).toBe('green');
    expect(status('2026-03-02T11:59')).toBe('green');
    expect(status('2026-03-02T12:00')).toBe('amber');
    expect(status('2026-03-02T14:00')).toBe('amber');
    expect(status('2026-03-02T14:01')).toBe('red');
    expect(promise.read(at('2026-03-03T10:00')).leftMillis).toBe(-(3.5 + 1) * HOUR);
  });

  test('is overdue during the night after its last hour, with nothing left', () => {
    const promise = clock(at('2026-03-02T10:00'), { workingDays: 1 });
    expect(promise.read(at('2026-03-03T17:30'))).toMatchObject({ status: 'amber', leftMillis: 0 });
    expect(promise.read(at('2026-03-03T20:00'))).toMatchObject({ status: 'red', leftMillis: 0 });
  });

  test('changing the limit replays from the same start', () => {
    const pauses = [pause('2026-03-03T09:00', '2026-03-03T12:00')];
    const [three, five] = [3, 5].map((workingDays) => clock(at('2026-03-02T10:00'), { workingDays }, pauses));
    expect(local(three?.dueAt ?? null)).toBe('2026-03-06T12:00');
    expect(local(five?.dueAt ?? null)).toBe('2026-03-10T12:00');
  });

  test('flags a calendar that ends before the promise does', () => {
    expect(clock(at('2026-12-30T10:00'), { workingDays: 1 }).calendarIncomplete).toBe(false);
    expect(clock(at('2026-12-31T10:00'), { workingDays: 1 }).calendarIncomplete).toBe(true);
    expect(
      clock(at('2026-12-30T10:00'), { workingDays: 1 }, [pause('2026-12-30T11:00', '2027-01-04T11:00')])
        .calendarIncomplete,
    ).toBe(true);
    expect(
      clock(at('2026-12-30T10:00'), { workingDays: 1 }, [pause('2026-12-30T11:00', null)]).calendarIncomplete,
    ).toBe(false);
    expect(clock(at('2026-12-31T23:00'), { elapsedMinutes: 120 }).calendarIncomplete).toBe(false);
    const covered = clock(at('2026-12-30T10:00'), { workingDays: 1 });
    expect(covered.read(at('2026-12-31T10:00')).calendarIncomplete).toBe(false);
    expect(covered.read(at('2027-01-05T10:00')).calendarIncomplete).toBe(true);
    expect(covered.calendarVersion).toBe('cn-2026-08-07');
  });
});

describe('refusals', () => {
  const base = { startedAt: at('2026-03-02T09:00'), limit: { workingDays: 1 }, pauses: [], calendar: CHINA };
  const limits: readonly [unknown, string][] = [
    [{}, 'CLOCK_LIMIT'],
    [{ days: 1 }, 'CLOCK_LIMIT'],
    [{ workingDays: 1, workingMinutes: 1 }, 'CLOCK_LIMIT'],
    [{ workingDays: -1 }, 'CLOCK_AMOUNT'],
    [{ workingDays: 1.5 }, 'CLOCK_AMOUNT'],
    [{ workingDays: '3' }, 'CLOCK_AMOUNT'],
    [{ workingMinutes: 0 }, 'CLOCK_AMOUNT'],
    [{ elapsedMinutes: 0 }, 'CLOCK_AMOUNT'],
    [{ elapsedMinutes: 52_560_001 }, 'CLOCK_AMOUNT'],
  ];
  test.each(limits)('limit %j: %s', (wrong, code) => {
    expect(due({ ...base, limit: wrong as Limit })).toMatchObject({ ok: false, code }); // wrong on purpose
  });

  test.each([
    ['reversed', [{ from: 10, until: 9 }], 'CLOCK_PAUSE_REVERSED', { index: 0, from: 10, until: 9 }],
    [
      'overlapping',
      [
        { from: 1, until: 5 },
        { from: 4, until: 6 },
      ],
      'CLOCK_PAUSE_OVERLAP',
      { index: 1, previousUntil: 5 },
    ],
    [
      'out of order',
      [
        { from: 5, until: 6 },
        { from: 1, until: 2 },
      ],
      'CLOCK_PAUSE_OVERLAP',
      { index: 1 },
    ],
    [
      'after an open one',
      [
        { from: 1, until: null },
        { from: 5, until: 6 },
      ],
      'CLOCK_PAUSE_OVERLAP',
      { previousUntil: null },
    ],
    ['not at an instant', [{ from: 0.5, until: 1 }], 'CLOCK_INSTANT', { name: 'pauses[0].from', found: '0.5' }],
    ['not to an instant', [{ from: 0, until: Number.NaN }], 'CLOCK_INSTANT', { name: 'pauses[0].until' }],
  ])('pauses %s', (_, pauses, code, facts) => {
    expect(due({ ...base, pauses })).toMatchObject({ ok: false, code, facts });
  });

  test('a start that is no instant, and reading at none', () => {
    expect(due({ ...base, startedAt: 0.1 })).toMatchObject({ code: 'CLOCK_INSTANT', facts: { name: 'startedAt' } });
    expect(() => granted(due(base)).read(0.5)).toThrow(RangeError);
    expect(() => granted(due(base)).segments(Number.NaN)).toThrow(RangeError);
  });
});

describe('against counting every minute', () => {
  test('due times with pauses', () => {
    const minute = fc.integer({ min: at('2026-01-01T00:00') / 60_000, max: at('2026-10-01T00:00') / 60_000 });
    const gaps = fc.array(fc.tuple(fc.nat(3000), fc.nat(3000)), { maxLength: 4 });
    const short = fc.oneof(
      fc.record({ workingDays: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ workingMinutes: fc.integer({ min: 1, max: 2000 }) }),
      fc.record({ elapsedMinutes: fc.integer({ min: 1, max: 9000 }) }),
    );
    fc.assert(
      fc.property(minute, short, gaps, fc.boolean(), (start, given, steps, open) => {
        let cursor = start;
        const pauses: Pause[] = steps.map(([gap, length], index) => {
          const from = cursor + gap;
          cursor = from + length;
          return { from: from * 60_000, until: open && index === steps.length - 1 ? null : cursor * 60_000 };
        });
        expect(clock(start * 60_000, given, pauses).dueAt).toBe(oracle.dueAt(start * 60_000, given, pauses));
      }),
      { numRuns: 120 },
    );
  });
});

describe('properties', () => {
  const moment = fc.tuple(input, fc.integer({ min: -86_400_000, max: 60 * 86_400_000 }));
  const known = (pauses: readonly Pause[], now: number): Pause[] =>
    pauses
      .filter(({ from }) => from <= now)
      .map(({ from, until }) => ({ from, until: until !== null && until <= now ? until : null }));

  test('used, paused and off hours are the elapsed time, to the millisecond', () => {
    fc.assert(
      fc.property(moment, ([given, after]) => {
        const reading = clock(given.startedAt, given.limit, given.pauses).read(given.startedAt + after);
        expect(reading.usedMillis + reading.pausedMillis + reading.offHoursMillis).toBe(reading.elapsedMillis);
        expect(reading.elapsedMillis).toBe(Math.max(0, after));
        for (const part of [reading.usedMillis, reading.pausedMillis, reading.offHoursMillis])
          expect(part).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  test('a reading depends only on what had happened by then', () => {
    fc.assert(
      fc.property(moment, ([given, after]) => {
        const now = given.startedAt + after;
        const full = clock(given.startedAt, given.limit, given.pauses).read(now);
        expect(clock(given.startedAt, given.limit, known(given.pauses, now)).read(now)).toEqual(full);
      }),
      { numRuns: 500 },
    );
  });

  test('the same input gives the same clock, byte for byte, also after a trip through JSON', () => {
    fc.assert(
      fc.property(input, (given) => {
        const first = clock(given.startedAt, given.limit, given.pauses);
        const again = clock(
          given.startedAt,
          given.limit,
          JSON.parse(JSON.stringify(given.pauses)),
          JSON.parse(JSON.stringify(CHINA)),
        );
        expect(JSON.stringify(again)).toBe(JSON.stringify(first));
        expect(again.segments()).toEqual(first.segments());
      }),
    );
  });

  test('the due time is when the budget is used up, and amber when three quarters are', () => {
    fc.assert(
      fc.property(input, (given) => {
        const promise = clock(given.startedAt, given.limit, given.pauses);
        if (promise.amberAt !== null) {
          expect(promise.read(promise.amberAt).status).not.toBe('green');
          expect(promise.read(promise.amberAt).usedMillis * 4).toBeGreaterThanOrEqual(promise.budgetMillis * 3);
          expect(promise.read(promise.amberAt - 1).usedMillis * 4).toBeLessThan(promise.budgetMillis * 3);
          expect(promise.read(promise.amberAt - 1).status).toBe('green');
        }
        if (promise.dueAt === null) {
          expect(given.pauses.at(-1)?.until).toBeNull();
          return;
        }
        expect(promise.read(promise.dueAt)).toMatchObject({ usedMillis: promise.budgetMillis, leftMillis: 0 });
        expect(promise.read(promise.dueAt).status).not.toBe('red');
        expect(promise.read(promise.dueAt - 1).leftMillis).toBe(1);
        expect(promise.read(promise.dueAt + 1).status).toBe('red');
      }),
      { numRuns: 500 },
    );
  });

  test('time only moves a clock forward: used never shrinks and the color never goes back', () => {
    const rank = { green: 0, amber: 1, red: 2 };
    fc.assert(
      fc.property(input, fc.array(fc.nat(40 * 86_400_000), { minLength: 2, maxLength: 8 }), (given, steps) => {
        const promise = clock(given.startedAt, given.limit, given.pauses);
        let previous: Reading | null = null;
        for (const step of steps.toSorted((a, b) => a - b)) {
          const reading: Reading = promise.read(given.startedAt + step);
          if (previous !== null) {
            expect(reading.usedMillis).toBeGreaterThanOrEqual(previous.usedMillis);
            expect(rank[reading.status]).toBeGreaterThanOrEqual(rank[previous.status]);
          }
          previous = reading;
        }
      }),
    );
  });

  test('a longer limit or a later start is never due earlier', () => {
    const longer = (given: Limit): Limit =>
      'workingDays' in given
        ? { workingDays: given.workingDays + 1 }
        : 'workingMinutes' in given
          ? { workingMinutes: given.workingMinutes + 1 }
          : { elapsedMinutes: given.elapsedMinutes + 1 };
    fc.assert(
      fc.property(input, fc.nat(3 * 86_400_000), (given, later) => {
        const dueAt = (startedAt: number, asked: Limit): number =>
          clock(startedAt, asked, given.pauses).dueAt ?? Number.POSITIVE_INFINITY;
        expect(dueAt(given.startedAt, longer(given.limit))).toBeGreaterThanOrEqual(dueAt(given.startedAt, given.limit));
        // A day limit leaves the rest of the start day free, and a pause that began before a later start counts only from
        // there: with pauses the later start can then be due a little earlier, so the claim is made without them.
        const pauses = 'workingDays' in given.limit ? [] : given.pauses;
        const from = (startedAt: number): number =>
          clock(startedAt, given.limit, pauses).dueAt ?? Number.POSITIVE_INFINITY;
        expect(from(given.startedAt + later)).toBeGreaterThanOrEqual(from(given.startedAt));
      }),
    );
  });

  test('cutting a pause in two that touch, or adding one of no length, changes nothing', () => {
    fc.assert(
      fc.property(input, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const cut = given.pauses.flatMap((one): Pause[] => {
          const middle = one.until === null ? one.from + 60_000 : one.from + Math.floor((one.until - one.from) * share);
          return [
            { from: one.from, until: middle },
            { from: middle, until: middle },
            { from: middle, until: one.until },
          ];
        });
        const [whole, pieces] = [given.pauses, cut].map((pauses) => clock(given.startedAt, given.limit, pauses));
        expect(pieces?.dueAt).toBe(whole?.dueAt);
        const end = given.startedAt + 40 * 86_400_000;
        expect(pieces?.segments(end)).toEqual(whole?.segments(end));
        expect(pieces?.read(end)).toEqual(whole?.read(end));
      }),
    );
  });

  test('a pause moves the due time by the working time it took', () => {
    fc.assert(
      fc.property(instant, limit, fc.nat(5 * 86_400_000), fc.nat(5 * 86_400_000), (startedAt, given, gap, length) => {
        fc.pre(!('elapsedMinutes' in given));
        const from = startedAt + gap;
        const plain = clock(startedAt, given).dueAt ?? 0;
        const moved = clock(startedAt, given, [{ from, until: from + length }]).dueAt ?? 0;
        const took = from >= plain ? 0 : granted(workingMillisBetween(from, from + length, CHINA)).count;
        expect(granted(workingMillisBetween(plain, moved, CHINA)).count).toBe(took);
      }),
    );
  });

  test('segments follow one another without gap or seam and add up to the reading', () => {
    fc.assert(
      fc.property(moment, ([given, after]) => {
        const promise = clock(given.startedAt, given.limit, given.pauses);
        const end = given.startedAt + Math.max(0, after);
        const sums = { used: 0, paused: 0, off: 0 };
        let cursor = given.startedAt;
        let kind: string | null = null;
        for (const segment of promise.segments(end)) {
          expect(segment.from).toBe(cursor);
          expect(segment.until).toBeGreaterThan(segment.from);
          expect(segment.kind).not.toBe(kind);
          sums[segment.kind] += segment.until - segment.from;
          ({ until: cursor, kind } = segment);
        }
        expect(cursor).toBe(end);
        const reading = promise.read(end);
        expect(sums).toEqual({ used: reading.usedMillis, paused: reading.pausedMillis, off: reading.offHoursMillis });
      }),
      { numRuns: 300 },
    );
  });

  test('pauses before the start have no effect', () => {
    fc.assert(
      fc.property(instant, limit, fc.nat(10 * 86_400_000), fc.nat(86_400_000), (startedAt, given, before, length) => {
        const early = { from: startedAt - before - length, until: startedAt - before };
        expect(JSON.stringify(clock(startedAt, given, [early]))).toBe(JSON.stringify(clock(startedAt, given)));
      }),
    );
  });

  test('pauses of the generator reach all cases that matter', () => {
    const sample = fc
      .sample(
        instant.chain((startedAt) => pausesFrom(startedAt)),
        { numRuns: 500, seed: 7 },
      )
      .flat();
    expect(sample.some(({ until }) => until === null)).toBe(true);
    expect(sample.some(({ from, until }) => from === until)).toBe(true);
  });
});
