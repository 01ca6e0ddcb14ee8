import { addMonths, formatDay, parseDay } from '@banfei/waterfall';
import { Refusal } from '../../platform/errors.ts';

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;

/** The day on the wall of the district. */
export const dayAt = (now: number): string => formatDay(Math.floor((now + SHANGHAI) / DAY));

/** Days as numbers; a day that was stored or checked is always one. */
function numbered(day: string): number {
  const number = parseDay(day);
  if (number === null) throw new Error(`${day} is no day`);
  return number;
}

/** A day of the wire; the form alone lets years pass that no calendar here knows. */
export function givenDay(field: string, text: string): string {
  if (parseDay(text) === null) throw new Refusal('INPUT_INVALID', { field, problem: 'not a day from 1990 to 2100' });
  return text;
}

/** Days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: string, until: string): number => numbered(until) - numbered(from);
/** The day so many days later. */
export const plusDays = (day: string, days: number): string => formatDay(numbered(day) + days);
/** The day so many months later, or the last day of a shorter month. */
export const plusMonths = (day: string, months: number): string => formatDay(addMonths(numbered(day), months));
