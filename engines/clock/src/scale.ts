/**
 * The scale of working time. Every instant has a coordinate, the working milliseconds before it since a fixed Monday.
 * Working time between two instants is a difference of coordinates, and adding working time is a step on the scale and
 * back. Additivity, monotony and exactness all follow from that; nothing is ever walked day by day.
 */
import type { Calendar } from './calendar.ts';
import { DAY_MILLIS, dateOfDay, isWeekday, MINUTE_MILLIS, weekdaysBefore, weekdayWithBefore } from './days.ts';

/** A measure of time that never runs backwards: how much of it lies before an instant, and when it is reached. */
export interface Scale {
  /** Coordinate of an instant. */
  readonly measure: (at: number) => number;
  /** The earliest instant with that coordinate: the end of an afternoon, not the next morning. */
  readonly reach: (coordinate: number) => number;
}

/** Wall-clock time, for limits that run day and night. */
export const ELAPSED: Scale = { measure: (at) => at, reach: (coordinate) => coordinate };

/** Index of the first item that is at least `value` in an ascending list. */
function lowerBound(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    // The list is dense and `middle` inside it; the fallback only satisfies the type.
    if ((list[middle] ?? value) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Local day number of an instant. */
export const localDay = (at: number, calendar: Calendar): number =>
  Math.floor((at + calendar.utcOffsetMinutes * MINUTE_MILLIS) / DAY_MILLIS);

/** Working days before a day, counted from a fixed Monday. */
export function workingDaysBefore(day: number, calendar: Calendar): number {
  return weekdaysBefore(day) + (calendar.shifts[lowerBound(calendar.exceptions, day)] ?? 0);
}

/** Whether a local day is worked. */
export function isWorked(day: number, calendar: Calendar): boolean {
  return isWeekday(day) !== (calendar.exceptions[lowerBound(calendar.exceptions, day)] === day);
}

/** The working day that has exactly `count` working days before it. */
export function workingDayWithBefore(count: number, calendar: Calendar): number {
  // The first exception with more than `count` working days up to its end bounds the answer from above; between it and
  // the exception before it the plain weekday rule holds, shifted by all earlier exceptions.
  const next = lowerBound(calendar.ranks, count + 1);
  const plain = weekdayWithBefore(count - (calendar.shifts[next] ?? 0));
  return Math.min(plain, calendar.exceptions[next] ?? plain);
}

/** Coordinate of an instant on the scale of working time. */
export function workingCoordinate(at: number, calendar: Calendar): number {
  const day = localDay(at, calendar);
  const whole = workingDaysBefore(day, calendar) * calendar.dayMillis;
  if (!isWorked(day, calendar)) return whole;
  const ofDay = at + calendar.utcOffsetMinutes * MINUTE_MILLIS - day * DAY_MILLIS;
  let part = 0;
  for (const block of calendar.blocks) {
    if (ofDay <= block.from) break;
    part = block.before + Math.min(ofDay, block.until) - block.from;
  }
  return whole + part;
}

/** The earliest instant at which the coordinate is reached. */
export function instantAt(coordinate: number, calendar: Calendar): number {
  // Rounding up puts a whole number of days at the end of the last of them instead of the start of the next.
  const before = Math.ceil(coordinate / calendar.dayMillis) - 1;
  const rest = coordinate - before * calendar.dayMillis;
  const midnight = workingDayWithBefore(before, calendar) * DAY_MILLIS - calendar.utcOffsetMinutes * MINUTE_MILLIS;
  let ofDay = 0;
  for (const block of calendar.blocks) {
    if (rest <= block.before) break;
    ofDay = block.from + rest - block.before;
  }
  return midnight + ofDay;
}

/** The scale of a calendar's working time. */
export function workingScale(calendar: Calendar): Scale {
  return {
    measure: (at) => workingCoordinate(at, calendar),
    reach: (coordinate) => instantAt(coordinate, calendar),
  };
}

/** Whether a local day from `from` to `until` lies in a year that the calendar does not cover. */
export function isIncomplete(from: number, until: number, calendar: Calendar): boolean {
  const last = dateOfDay(localDay(until, calendar)).year;
  for (let { year } = dateOfDay(localDay(from, calendar)); year <= last; year += 1) {
    if (!calendar.coveredYears.includes(year)) return true;
  }
  return false;
}
