/** Days are whole numbers since 1970-01-01: civil dates without hours, zones or a clock. */

const DAY_MILLIS = 86_400_000;

/** `Date.UTC` is arithmetic, not a clock. */
const dayOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY_MILLIS;

/** Days of a month: from its first to the first of the next. */
const monthLength = (year: number, month: number): number => dayOf(year, month + 1, 1) - dayOf(year, month, 1);

/** The day of `YYYY-MM-DD`, or null when there is no such day from 1921 to 2200. */
export function parseDay(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (year < 1921 || year > 2200 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  return dayOf(year, month, day);
}

/** The same day of a later month, or the last one of a month that is too short: 31 January and one is 28 February. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const toDay = Math.min(day, monthLength(toYear, toMonth));
  return `${toYear}-${String(toMonth).padStart(2, '0')}-${String(toDay).padStart(2, '0')}`;
}

/** Days from one date to another, both `YYYY-MM-DD`; negative backwards. Dates are checked where they come in. */
export const daysBetween = (from: string, until: string): number => (parseDay(until) ?? 0) - (parseDay(from) ?? 0);
