import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfSerial, readDay } from './days.ts';

const DAY = 86_400_000;
const anyDay = fc
  .integer({ min: Date.UTC(1900, 2, 1) / DAY, max: Date.UTC(2150, 0, 1) / DAY })
  .map((days) => new Date(days * DAY));

describe('a day of a list', () => {
  it('is the same in every way of writing it', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const day = date.toISOString().slice(0, 10);
        const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        const [mm, dd] = [`${m}`.padStart(2, '0'), `${d}`.padStart(2, '0')];
        for (const text of [
          `${y}-${m}-${d}`,
          `${y}/${mm}/${dd}`,
          `${y}.${m}.${d}`,
          `${y}年${m}月${d}日`,
          `${y}${mm}${dd}`,
          `${day} 10:20:30`,
          `${day}T10:20:30.000Z`,
          ` ${day}　`,
        ])
          expect(readDay(text, 1900), text).toEqual({ ok: true, day });
      }),
    );
  });

  it('counts as spreadsheets count, from 1900 with its leap day that never was, and from 1904', () => {
    fc.assert(
      fc.property(anyDay, fc.double({ min: 0, max: 0.99, noNaN: true }), (date, time) => {
        const day = date.toISOString().slice(0, 10);
        expect(dayOfSerial((date.getTime() - Date.UTC(1899, 11, 30)) / DAY + time, 1900)).toEqual({ ok: true, day });
        if (date.getTime() >= Date.UTC(1904, 0, 1))
          expect(dayOfSerial((date.getTime() - Date.UTC(1904, 0, 1)) / DAY + time, 1904)).toEqual({ ok: true, day });
      }),
    );
    // Published anchors: day 1, the day before and after the false leap day, and 2008-01-01 in both systems.
    expect([1, 59, 61, 39448].map((serial) => dayOfSerial(serial, 1900))).toEqual(
      ['1900-01-01', '1900-02-28', '1900-03-01', '2008-01-01'].map((day) => ({ ok: true, day })),
    );
    expect(dayOfSerial(37986, 1904)).toEqual({ ok: true, day: '2008-01-01' });
    expect(dayOfSerial(60, 1900)).toEqual({ ok: false, why: 'impossible' });
    expect([0, -5, 200_000].map((serial) => dayOfSerial(serial, 1900).ok)).toEqual([false, false, false]);
  });

  it.each([
    ['2026-02-30', 'impossible'],
    ['2025-02-29', 'impossible'],
    ['2026-13-01', 'impossible'],
    ['20261301', 'impossible'],
    ['0001-01-01', 'impossible'],
    ['03/04/2026', 'unreadable'],
    ['昨天', 'unreadable'],
    ['2026-1', 'unreadable'],
    ['2026', 'unreadable'],
    ['2026-01-02 and more', 'unreadable'],
  ])('%s is %s', (text, why) => {
    expect(readDay(text, 1900)).toEqual({ ok: false, why });
  });
});
