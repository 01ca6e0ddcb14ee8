/** Civil days as integers, day 0 is 1970-01-01 in the proleptic Gregorian calendar; nothing here reads a clock. */

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

/** Years are taken to begin in March, so that the leap day comes last and five months always have 153 days. */
function dayOfDate({ year, month, dayOfMonth }: CivilDate): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leaps + dayOfYear - 719_468;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const monthLength = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 31);

/** The parts of `YYYY-MM-DD`, or null when there is no such date (2026-02-30). */
export function parseDate(text: string): CivilDate | null {
  const [, years, months, days] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const [year, month, dayOfMonth] = [Number(years), Number(months), Number(days)];
  if (!(month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= monthLength(year, month))) return null;
  return { year, month, dayOfMonth };
}

/** The number of the day that `YYYY-MM-DD` names, or null when there is no such date. */
export function parseDay(text: string): number | null {
  const date = parseDate(text);
  return date === null ? null : dayOfDate(date);
}

/** The civil date of a day, found from an estimate that is at most one year too early. */
export function dateOfDay(day: number): CivilDate {
  // The mean year is never longer than a year and a day, so two steps are the most.
  let year = Math.floor((day + 719_468) / 365.2425) - 1;
  while (dayOfDate({ year: year + 1, month: 1, dayOfMonth: 1 }) <= day) year += 1;
  let month = 1;
  while (month < 12 && dayOfDate({ year, month: month + 1, dayOfMonth: 1 }) <= day) month += 1;
  return { year, month, dayOfMonth: day - dayOfDate({ year, month, dayOfMonth: 1 }) + 1 };
}

/** Units in which a time that has passed is counted. */
export type ElapsedUnit = 'days' | 'months' | 'years';

/**
 * Whole units from one day to another. A month is full on the same day of a later month, or on its last day when that
 * month is too short (民法典 art. 202: 到期月的对应日，没有对应日的为月末日). Negative when the day is still to come.
 */
export function elapsed(from: number, until: number, unit: ElapsedUnit): number {
  if (unit === 'days') return until - from;
  const [first, last] = [dateOfDay(from), dateOfDay(until)];
  // The last month counts once its day has come.
  const reached = last.dayOfMonth >= Math.min(first.dayOfMonth, monthLength(last.year, last.month));
  const months = (last.year - first.year) * 12 + last.month - first.month - (reached ? 0 : 1);
  return unit === 'months' ? months : Math.floor(months / 12);
}
