import { type Calendar, isWorkingDay } from '@banfei/clock';
import type { OpenHours } from '@banfei/contracts';
import type { Resource } from './resource.ts';

export interface Slot {
  readonly from: number;
  readonly until: number;
}

type Timetable = Pick<Resource, 'hours' | 'slotMinutes' | 'onHolidays'>;

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How far ahead slots are offered: long enough to plan, short enough that the calendar is known. */
export const HORIZON_DAYS = 14;

/** Hours that hold at least one slot each and do not overlap; the first that breaks this, else null. */
export function faultyHours({ hours, slotMinutes }: Pick<Timetable, 'hours' | 'slotMinutes'>): OpenHours | null {
  const ordered = [...hours].sort((a, b) => a.weekday - b.weekday || a.from - b.from);
  return (
    ordered.find((each, index) => {
      const before = ordered[index - 1];
      const overlaps = before !== undefined && before.weekday === each.weekday && before.until > each.from;
      return each.until - each.from < slotMinutes || overlaps;
    }) ?? null
  );
}

// A weekday that the calendar takes off is a holiday; a weekend day is what the owner says it is.
function isHoliday(noon: number, weekday: number, calendar: Calendar): boolean {
  const day = isWorkingDay(noon, calendar);
  return weekday <= 5 && day.ok && !day.working;
}

/** Slots that end after `from` and begin before `until`, in order of time, whether or not somebody has them. */
export function slotsOf(timetable: Timetable, { from, until }: Slot, calendar: Calendar): readonly Slot[] {
  const offset = calendar.utcOffsetMinutes * MINUTE;
  const slots: Slot[] = [];
  for (let day = Math.floor((from + offset) / DAY); day * DAY - offset < until; day += 1) {
    const midnight = day * DAY - offset;
    // 1970-01-01 was a Thursday.
    const weekday = ((day + 3) % 7) + 1;
    if (!timetable.onHolidays && isHoliday(midnight + DAY / 2, weekday, calendar)) continue;
    const today = timetable.hours.filter((each) => each.weekday === weekday).sort((a, b) => a.from - b.from);
    for (const { from: opens, until: closes } of today)
      for (let at = opens; at + timetable.slotMinutes <= closes; at += timetable.slotMinutes) {
        const slot = { from: midnight + at * MINUTE, until: midnight + (at + timetable.slotMinutes) * MINUTE };
        if (slot.until > from && slot.from < until) slots.push(slot);
      }
  }
  return slots;
}

export const overlaps = (a: Slot, b: Slot): boolean => a.from < b.until && b.from < a.until;

/** Slots that nobody has. */
export const freeSlots = (slots: readonly Slot[], taken: readonly Slot[]): readonly Slot[] =>
  slots.filter((slot) => !taken.some((booking) => overlaps(slot, booking)));

/** True when the wish is one slot, or several of one opening without a gap. */
export function coversSlots(wish: Slot, slots: readonly Slot[]): boolean {
  let reached = wish.from;
  for (const slot of slots) if (slot.from === reached && slot.until <= wish.until) reached = slot.until;
  return wish.until > wish.from && reached === wish.until;
}

/** The free slots nearest to the one that was wanted, in order of time. */
export const nearestFree = (free: readonly Slot[], wanted: Slot, count = 3): readonly Slot[] =>
  [...free]
    .sort((a, b) => Math.abs(a.from - wanted.from) - Math.abs(b.from - wanted.from) || a.from - b.from)
    .slice(0, count)
    .sort((a, b) => a.from - b.from);
