const ZONE_MILLIS = 8 * 3_600_000;

/** The district's day at an instant; China has one zone. */
export const dayAt = (now: number): string => new Date(now + ZONE_MILLIS).toISOString().slice(0, 10);

export const yearOf = (day: string): number => Number(day.slice(0, 4));

/** The day so many days after another. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
