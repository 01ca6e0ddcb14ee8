/** Where the present comes from: epoch milliseconds. Rules never read a clock; they receive this value as data. */
export type Now = () => number;

export const systemNow: Now = () => Date.now();

/** Instant on the wire and in texts of the register: ISO 8601, UTC, milliseconds. */
export const isoInstant = (at: number): string => new Date(at).toISOString();

export const isoOrNull = (at: number | null): string | null => (at === null ? null : isoInstant(at));

const LAST_INSTANT = Date.UTC(9999, 11, 31);

/** True for instants from 1970 to 9999, which JavaScript and the database both can hold. */
export const isInstant = (at: number): boolean => at >= 0 && at <= LAST_INSTANT;
