const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
/** Asia/Shanghai is UTC+8 without summer time (since 1991), so its days and weeks are plain arithmetic. */
const OFFSET = 8 * HOUR;
/** 1970-01-01 was a Thursday: its week began three days earlier. */
const THURSDAY = 3 * DAY;

/** First instant of the day after the one that contains `now`. */
export const endOfDay = (now: number): number => (Math.floor((now + OFFSET) / DAY) + 1) * DAY - OFFSET;

/** First instant of the Monday of the week that contains `now`. */
export const startOfWeek = (now: number): number =>
  Math.floor((now + OFFSET + THURSDAY) / WEEK) * WEEK - THURSDAY - OFFSET;

/** The wall clock of an instant as if it were UTC, for writers that know no zones. */
export const wallInstant = (at: number): Date => new Date(at + OFFSET);

/** 2026-11-20 */
export const wallDay = (at: number): string => wallInstant(at).toISOString().slice(0, 10);

/** 2026-11-20 17:30 */
export const wallMinute = (at: number): string => wallInstant(at).toISOString().slice(0, 16).replace('T', ' ');

/** Weeks that the rate on time looks back on: the current one, still running, and the eleven before it. */
export const WEEKS = 12;

export const startOfPeriod = (now: number): number => startOfWeek(now) - (WEEKS - 1) * WEEK;
