/** The district's wall clock, wherever the browser stands. China has one zone and no summer time. */
export const DAY = 86_400_000;
export const OFFSET = 8 * 3_600_000;

/** The calendar day of an instant, or one so many days later: 2026-11-25. */
export const wallDay = (at: number, days = 0): string => new Date(at + OFFSET + days * DAY).toISOString().slice(0, 10);

export const today = (): string => wallDay(Date.now());

/** Value of a date and time field, read by this clock; empty when it says nothing. */
export const instantOf = (field: string): string => {
  const at = Date.parse(`${field}${field.length === 16 ? ':00' : ''}+08:00`);
  return Number.isNaN(at) ? '' : new Date(at).toISOString();
};

/** An instant as a date and time field takes it. */
export const wallMinute = (instant: string): string =>
  new Date(Date.parse(instant) + OFFSET).toISOString().slice(0, 16);

/** Eight in the morning of the next day, as a date and time field takes it. */
export const tomorrowAtEight = (now: number): string => `${wallDay(now, 1)}T08:00`;
