/**
 * Days as people read them off the wall. China has kept one zone without summer time since 1991-09-15 and nothing here is
 * earlier, so that days are plain arithmetic.
 */
export const DAY = 86_400_000;
const OFFSET = 8 * 3_600_000;

/** The wall clock of an instant as if it were UTC, for writers that know no zones. */
export const wallInstant = (at: number): Date => new Date(at + OFFSET);

/** The day of an instant, 2026-11-20. */
export const dayAt = (at: number): string => wallInstant(at).toISOString().slice(0, 10);

/** The instant at which a day begins. */
export const startOfDay = (day: string): number => dayNumber(day) * DAY - OFFSET;

/** Days as whole numbers since 1970-01-01, so that differences are days. */
export const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);
export const dayText = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

/** Days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: string, until: string): number => dayNumber(until) - dayNumber(from);

/** The day so many days later. */
export const plusDays = (day: string, days: number): string => dayText(dayNumber(day) + days);
