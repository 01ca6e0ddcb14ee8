/**
 * Days as integers: day 0 is 1970-01-01, in whatever local time the caller means. The arithmetic is the proleptic
 * Gregorian calendar in whole numbers; nothing here knows a time zone.
 */

export const DAY_MILLIS = 86_400_000;
export const MINUTE_MILLIS = 60_000;

/** Day 0 was a Thursday, so the Monday before it is day -3; weeks are counted from there. */
const MONDAY_OFFSET = 3;

/** Remainder that is never negative, for days before 1970. */
const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;

/**
 * Number of a civil date. Years are taken to begin in March, so that the leap day comes last and the months before it
 * follow one rule: 153 days for every five months.
 */
export function dayOfDate(year: number, month: number, dayOfMonth: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * modulo(month - 3, 12) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Civil date of a day; the inverse of {@link dayOfDate}. */
export function dateOfDay(day: number): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  // Take out the leap days of the era (every 4 years, not every 100, the last one of 400) before dividing by 365.
  const leaps = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth };
}

/** A day as `YYYY-MM-DD`. */
export function formatDay(day: number): string {
  const { year, month, dayOfMonth } = dateOfDay(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** The day that `YYYY-MM-DD` names, or null when there is no such date (2026-02-30). */
export function parseDay(text: string): number | null {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return null;
  const day = dayOfDate(Number(year), Number(month), Number(dayOfMonth));
  // Writing the day again exposes dates that ran over into another month.
  return formatDay(day) === text ? day : null;
}

/** True from Monday to Friday. */
export const isWeekday = (day: number): boolean => modulo(day + MONDAY_OFFSET, 7) < 5;

/** How many weekdays lie before `day`, counted from a fixed Monday; negative before it. */
export function weekdaysBefore(day: number): number {
  const shifted = day + MONDAY_OFFSET;
  return Math.floor(shifted / 7) * 5 + Math.min(modulo(shifted, 7), 5);
}

/** The weekday that has exactly `count` weekdays before it; the inverse of {@link weekdaysBefore} on weekdays. */
export const weekdayWithBefore = (count: number): number =>
  Math.floor(count / 5) * 7 + modulo(count, 5) - MONDAY_OFFSET;
