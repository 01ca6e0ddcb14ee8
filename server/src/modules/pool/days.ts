import { addMonths, formatDay, parseDay } from '@banfei/waterfall';
import { dayNumber } from '../../platform/days.ts';
import { Refusal } from '../../platform/errors.ts';

/** A day of the wire; the form alone lets years pass that no calendar here knows. */
export function givenDay(field: string, text: string): string {
  if (parseDay(text) === null) throw new Refusal('INPUT_INVALID', { field, problem: 'not a day from 1990 to 2100' });
  return text;
}

/** The day so many months later, or the last day of a shorter month. */
export const plusMonths = (day: string, months: number): string => formatDay(addMonths(dayNumber(day), months));
