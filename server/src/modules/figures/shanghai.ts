import { DAY, dayAt, dayNumber, dayText, plusDays, startOfDay, wallInstant } from '../../platform/days.ts';

export const WEEK = 7 * DAY;
/** 1970-01-01 was a Thursday: its week began three days earlier. */
const THURSDAY = 3;

/** First instant of the day after the one that contains `now`. */
export const endOfDay = (now: number): number => startOfDay(plusDays(dayAt(now), 1));

/** First instant of the Monday of the week that contains `now`. */
export const startOfWeek = (now: number): number =>
  startOfDay(dayText(Math.floor((dayNumber(dayAt(now)) + THURSDAY) / 7) * 7 - THURSDAY));

/** 2026-11-20 17:30 */
export const wallMinute = (at: number): string => wallInstant(at).toISOString().slice(0, 16).replace('T', ' ');

/** Weeks that the rate on time looks back on: the current one, still running, and the eleven before it. */
export const WEEKS = 12;

export const startOfPeriod = (now: number): number => startOfWeek(now) - (WEEKS - 1) * WEEK;
