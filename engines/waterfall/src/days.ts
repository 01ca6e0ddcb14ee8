/** Days are whole numbers since 1970-01-01: civil dates without hours, zones or a clock. */
import { add, type Ratio, ratio } from './exact.ts';

/** A date as people write it. */
export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** Gregorian leap years. */
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** The number of a civil date; `Date.UTC` is arithmetic, not a clock. */
export const dayOf = ({ year, month, day }: CivilDate): number => Date.UTC(year, month - 1, day) / 86_400_000;

/** Gregorian date of a day, by counting in eras of 400 years that begin in March. */
export function dateOf(day: number): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const inEra = shifted - era * 146_097;
  const year = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const march = Math.floor((5 * inYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return {
    year: year + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: inYear - Math.floor((153 * march + 2) / 5) + 1,
  };
}

/** The day of `YYYY-MM-DD`, or null when there is no such day from 1990 to 2100. */
export function parseDay(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  return dayOf({ year, month, day });
}

/** A day as `YYYY-MM-DD`. */
export function formatDay(day: number): string {
  const date = dateOf(day);
  return `${date.year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
}

/** The same day of a later month; the last of the month where it has no such day (31 January + 1 = 28 February). */
export function addMonths(day: number, months: number): number {
  const date = dateOf(day);
  const index = date.year * 12 + date.month - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return dayOf({ year, month, day: Math.min(date.day, monthLength(year, month)) });
}

/** Whole months from one day to a later one, for curves that count by month. */
export function monthsBetween(from: number, until: number): number {
  const [a, b] = [dateOf(from), dateOf(until)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return Math.max(0, addMonths(from, months) > until ? months - 1 : months);
}

/**
 * How a span of days becomes a part of a year.
 * Chinese plans mostly count ACT/365; leases and loans bring the other three.
 */
export type DayCount = 'ACT/365' | 'ACT/360' | '30/360' | 'ACT/ACT';

export const DAY_COUNTS: readonly DayCount[] = ['ACT/365', 'ACT/360', '30/360', 'ACT/ACT'];

/** 30/360, bond basis: every month has thirty days; the 31st counts as the 30th (ISDA 2006 §4.16(f)). */
function thirty360(from: number, until: number): number {
  const [a, b] = [dateOf(from), dateOf(until)];
  const first = Math.min(a.day, 30);
  const last = b.day === 31 && first === 30 ? 30 : b.day;
  return (b.year - a.year) * 360 + (b.month - a.month) * 30 + last - first;
}

/** ACT/ACT: days of leap years over 366 and all others over 365, added (ISDA 2006 §4.16(b)). */
function actualActual(from: number, until: number): Ratio {
  let fraction = ratio(0n, 1n);
  for (let start = from; start < until; ) {
    const { year } = dateOf(start);
    const end = Math.min(until, dayOf({ year: year + 1, month: 1, day: 1 }));
    fraction = add(fraction, ratio(BigInt(end - start), isLeap(year) ? 366n : 365n));
    start = end;
  }
  return fraction;
}

/** The part of a year from one day to a later one, exactly. */
export function yearFraction(kind: DayCount, from: number, until: number): Ratio {
  if (kind === 'ACT/ACT') return actualActual(from, until);
  if (kind === '30/360') return ratio(BigInt(thirty360(from, until)), 360n);
  return ratio(BigInt(until - from), kind === 'ACT/365' ? 365n : 360n);
}
