import type { Now } from '../../platform/clock.ts';

/** How old a remembered value may get before it is read again. Registers of posts and areas change a few times a year. */
const FRESH_MILLIS = 10_000;

/** One remembered value per district, for small registers that many requests read and few change. */
export interface PerDistrict<Value> {
  /** The value, at most ten seconds old. Callers that come together wait for one and the same reading. */
  get(districtId: number): Promise<Value>;
  /** Reads again now and waits for it: after a change of one's own. */
  reload(districtId: number): Promise<Value>;
}

interface Held<Value> {
  readonly readAt: number;
  readonly value: Promise<Value>;
}

/** Remembers one value for each district for ten seconds, so that small registers cost a request nothing. */
export function perDistrict<Value>(load: (districtId: number) => Promise<Value>, now: Now): PerDistrict<Value> {
  const held = new Map<number, Held<Value>>();
  const reload = (districtId: number): Promise<Value> => {
    const entry: Held<Value> = { readAt: now(), value: load(districtId) };
    held.set(districtId, entry);
    // A reading that failed is not an answer: the next caller tries again.
    entry.value.catch(() => {
      if (held.get(districtId) === entry) held.delete(districtId);
    });
    return entry.value;
  };
  return {
    get(districtId) {
      const entry = held.get(districtId);
      // The clock may be set back in tests and by administrators; an entry from the future is read again as well.
      return entry !== undefined && Math.abs(now() - entry.readAt) < FRESH_MILLIS ? entry.value : reload(districtId);
    },
    reload,
  };
}
