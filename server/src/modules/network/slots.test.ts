import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentCalendar } from '../matters/index.ts';
import { coversSlots, faultyHours, freeSlots, nearestFree, overlaps, type Slot, slotsOf } from './slots.ts';

const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const WEEK = { from: at('2026-11-23T00:00'), until: at('2026-11-30T00:00') };
const weekdays = (from: number, until: number) =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: from * 60, until: until * 60 }));

const anyHours = fc
  .array(
    fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      from: fc.integer({ min: 0, max: 1440 }),
      until: fc.integer({ min: 0, max: 1440 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) =>
    list.map(({ weekday, from, until }) => ({ weekday, from: Math.min(from, until), until: Math.max(from, until) })),
  );
const anySlotMinutes = fc.integer({ min: 15, max: 480 });

describe('slots', () => {
  it('follow the hours of each weekday and leave out what does not fill a slot', () => {
    const slots = slotsOf(
      { hours: [{ weekday: 3, from: 14 * 60, until: 17 * 60 + 20 }], slotMinutes: 60, onHolidays: false },
      WEEK,
      currentCalendar,
    );
    expect(slots.map(({ from }) => from)).toEqual([
      at('2026-11-25T14:00'),
      at('2026-11-25T15:00'),
      at('2026-11-25T16:00'),
    ]);
  });

  it('are closed on a weekday that the calendar takes off, unless the owner opens', () => {
    const holiday = { from: at('2026-10-01T00:00'), until: at('2026-10-02T00:00') };
    const timetable = { hours: weekdays(9, 12), slotMinutes: 60 };
    expect(slotsOf({ ...timetable, onHolidays: false }, holiday, currentCalendar)).toEqual([]);
    expect(slotsOf({ ...timetable, onHolidays: true }, holiday, currentCalendar)).toHaveLength(3);
  });

  it('include the one that is running', () => {
    const slots = slotsOf(
      { hours: weekdays(9, 12), slotMinutes: 60, onHolidays: false },
      { ...WEEK, from: at('2026-11-23T10:30') },
      currentCalendar,
    );
    expect(slots[0]?.from).toBe(at('2026-11-23T10:00'));
  });

  it('never overlap, all have the length, and lie in order, for whatever hours are not refused', () => {
    fc.assert(
      fc.property(anyHours, anySlotMinutes, fc.boolean(), (hours, slotMinutes, onHolidays) => {
        fc.pre(faultyHours({ hours, slotMinutes }) === null);
        const slots = slotsOf({ hours, slotMinutes, onHolidays }, WEEK, currentCalendar);
        for (const [index, slot] of slots.entries()) {
          expect(slot.until - slot.from).toBe(slotMinutes * 60_000);
          const next = slots[index + 1];
          if (next !== undefined) expect(next.from).toBeGreaterThanOrEqual(slot.until);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('refuse hours that overlap or hold no slot', () => {
    expect(faultyHours({ hours: [{ weekday: 1, from: 540, until: 570 }], slotMinutes: 60 })).toMatchObject({
      from: 540,
    });
    expect(
      faultyHours({
        hours: [
          { weekday: 1, from: 540, until: 660 },
          { weekday: 1, from: 600, until: 720 },
        ],
        slotMinutes: 60,
      }),
    ).toMatchObject({ from: 600 });
    expect(faultyHours({ hours: weekdays(9, 12), slotMinutes: 60 })).toBeNull();
  });
});

const anyTaken = fc
  .array(fc.record({ from: fc.integer({ min: 0, max: 100 }), length: fc.integer({ min: 1, max: 20 }) }), {
    maxLength: 8,
  })
  .map((list) => list.map(({ from, length }) => ({ from, until: from + length })));
const grid: readonly Slot[] = Array.from({ length: 25 }, (_, index) => ({ from: index * 4, until: index * 4 + 4 }));

describe('what is free', () => {
  it('meets no booking, and every slot that meets none is free', () => {
    fc.assert(
      fc.property(anyTaken, (taken) => {
        const free = new Set(freeSlots(grid, taken));
        for (const slot of grid) expect(free.has(slot)).toBe(!taken.some((booking) => overlaps(slot, booking)));
      }),
    );
  });

  it('near a wish is nearer than anything that was left out', () => {
    fc.assert(
      fc.property(anyTaken, fc.integer({ min: 0, max: 100 }), (taken, from) => {
        const free = freeSlots(grid, taken);
        const near = nearestFree(free, { from, until: from + 4 });
        const distance = (slot: Slot) => Math.abs(slot.from - from);
        const worst = Math.max(...near.map(distance));
        expect(near).toHaveLength(Math.min(3, free.length));
        for (const slot of free.filter((each) => !near.includes(each)))
          expect(distance(slot)).toBeGreaterThanOrEqual(worst);
        expect([...near].sort((a, b) => a.from - b.from)).toEqual(near);
      }),
    );
  });

  it('is a wish only when it is made of whole slots without a gap', () => {
    const slots = [
      { from: 0, until: 10 },
      { from: 10, until: 20 },
      { from: 30, until: 40 },
    ];
    expect(coversSlots({ from: 0, until: 20 }, slots)).toBe(true);
    expect(coversSlots({ from: 10, until: 20 }, slots)).toBe(true);
    for (const wish of [
      { from: 0, until: 15 },
      { from: 5, until: 20 },
      { from: 10, until: 40 },
      { from: 0, until: 0 },
      { from: 20, until: 10 },
    ])
      expect(coversSlots(wish, slots)).toBe(false);
  });
});
