import { addWorkingMinutes, isWorkingDay, workingMillisBetween } from '@banfei/clock';
import { currentCalendar, wallClockMinutes } from '../../../modules/matters/index.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const settled = <Answer extends { readonly ok: boolean }>(answer: Answer): Extract<Answer, { ok: true }> => {
  if (!answer.ok) throw new RangeError(`the clock refused a demo instant: ${JSON.stringify(answer)}`);
  return answer as Extract<Answer, { ok: true }>; // narrowed by the line above, which generics do not see
};

/** The instant at which so many minutes of working time have passed. */
export const later = (at: number, workingMinutes: number): number =>
  settled(addWorkingMinutes(at, Math.max(1, Math.round(workingMinutes)), currentCalendar)).at;

export const workingMinutesBetween = (from: number, until: number): number =>
  settled(workingMillisBetween(from, until, currentCalendar)).count / MINUTE;

export const isWorked = (at: number): boolean => settled(isWorkingDay(at, currentCalendar)).working;

/** Start of the local day of an instant. */
export function dayStart(at: number): number {
  const local = at + wallClockMinutes * MINUTE;
  return local - (((local % DAY) + DAY) % DAY) - wallClockMinutes * MINUTE;
}

/** Last millisecond of the local day that lies so many days ahead. */
export const endOfDayAfter = (at: number, days: number): number => dayStart(at) + (days + 1) * DAY - 1;

/** YYMM on the district's wall clock. */
export function monthOf(at: number): string {
  const local = new Date(at + wallClockMinutes * MINUTE).toISOString();
  return local.slice(2, 4) + local.slice(5, 7);
}

/** The latest instant from which so many minutes of working time lead up to `at`. */
export function earlier(at: number, workingMinutes: number): number {
  let low = at - 120 * DAY;
  let high = at;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2);
    if (workingMinutesBetween(middle, at) >= workingMinutes) low = middle;
    else high = middle;
  }
  return low;
}
