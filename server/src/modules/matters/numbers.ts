import { randomInt } from 'node:crypto';
import type { Db } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';

const BLOCK = 64;

// Multiplying by a number without a common factor is a permutation: each count gets its own digits, and neighbors lie
// far apart, so a number on a receipt does not tell how many matters came before it.
const STRIDE = 61_813;
const OFFSET = 27_449;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Digits for the n-th number of a month: five for the first hundred thousand, then six, each number once. */
export function scatter(count: number): string {
  for (let digits = 5, first = 0; ; digits += 1) {
    const size = 10 ** digits - (digits === 5 ? 0 : 10 ** (digits - 1));
    if (count < first + size) {
      const low = digits === 5 ? 0 : 10 ** (digits - 1);
      let stride = STRIDE;
      while (gcd(stride, size) !== 1) stride += 1;
      return String(low + (((count - first) * stride + OFFSET) % size)).padStart(digits, '0');
    }
    first += size;
  }
}

/** YYMM of an instant on the district's wall clock. */
export function monthOf(at: number, utcOffsetMinutes: number): string {
  const local = new Date(at + utcOffsetMinutes * 60_000).toISOString();
  return `${local.slice(2, 4)}${local.slice(5, 7)}`;
}

async function reserve(db: Db, districtId: number, series: string): Promise<number> {
  return db.inDistrict(districtId, async (tx) => {
    await tx.run(
      sql`insert into number_blocks (district_id, series, next) values (${districtId}, ${series}, 0) on conflict do nothing`,
    );
    const row = await tx.row<{ first: number }>(sql`
      update number_blocks set next = next + ${BLOCK} where district_id = ${districtId} and series = ${series}
      returning next - ${BLOCK} as first`);
    if (row === undefined) throw new Error(`number series ${series} vanished`);
    return row.first;
  });
}

export interface Numbers {
  /** A number never given before, like QY-2611-04187. */
  next(districtId: number, at: number): Promise<string>;
}

/**
 * Hands out numbers from blocks that this process has reserved, so that no request waits for a counter row. A restart
 * leaves a gap; numbers promise to be unique, not to be without gaps.
 */
export function createNumbers(db: Db, utcOffsetMinutes: number): Numbers {
  const blocks = new Map<string, { next: number; end: number }>();
  const pending = new Map<string, Promise<void>>();

  const refill = (districtId: number, series: string, key: string): Promise<void> => {
    const known = pending.get(key);
    if (known !== undefined) return known;
    const work = reserve(db, districtId, series)
      .then((first) => void blocks.set(key, { next: first, end: first + BLOCK }))
      .finally(() => pending.delete(key));
    pending.set(key, work);
    return work;
  };
  return {
    async next(districtId, at) {
      const month = monthOf(at, utcOffsetMinutes);
      const series = `QY-${month}`;
      const key = `${districtId} ${series}`;
      for (;;) {
        const block = blocks.get(key);
        if (block !== undefined && block.next < block.end) {
          const count = block.next;
          block.next += 1;
          return `${series}-${scatter(count)}`;
        }
        await refill(districtId, series, key);
      }
    },
  };
}

/** Six digits that open the receipt page together with the number; attempts are limited per number. */
export const newQueryCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
