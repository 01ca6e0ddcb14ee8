/**
 * The inner loops: one comparison for each company, its answer as one bit. Floating point decides whenever it can be sure;
 * where rounding could matter the integers themselves decide. So every answer is that of exact arithmetic.
 */
import type { Fill, Plane } from './plan.ts';

/** A plane as it is (`flip` 0) or turned over (-1). */
export interface Turned {
  readonly plane: Plane;
  readonly flip: 0 | -1;
}

/** Where any of the planes has its bit. */
export const eitherOf =
  (parts: readonly Turned[]): Fill =>
  (plane) =>
  (first, end) => {
    plane.fill(0, first, end);
    for (const { plane: part, flip } of parts) {
      for (let word = first; word < end; word += 1) plane[word] = (plane[word] ?? 0) | ((part[word] ?? 0) ^ flip);
    }
  };

/** Where one plane has its bit and the other has not. */
export const without =
  (left: Plane, right: Plane): Fill =>
  (plane) =>
  (first, end) => {
    for (let word = first; word < end; word += 1) plane[word] = (left[word] ?? 0) & ~(right[word] ?? 0);
  };

/** Thirty-two companies from `base` on: value ≥ limit. What is not a number is not. */
function atLeast(column: Float64Array, limit: number, base: number): number {
  let bits = 0;
  for (let bit = 0; bit < 32; bit += 4) {
    // Four bits at a time keep the additions of one word from waiting for each other.
    const four =
      Number((column[base + bit] ?? 0) >= limit) |
      (Number((column[base + bit + 1] ?? 0) >= limit) << 1) |
      (Number((column[base + bit + 2] ?? 0) >= limit) << 2) |
      (Number((column[base + bit + 3] ?? 0) >= limit) << 3);
    bits |= four << bit;
  }
  return bits;
}

/** The same for value ≤ limit. */
function atMost(column: Float64Array, limit: number, base: number): number {
  let bits = 0;
  for (let bit = 0; bit < 32; bit += 2) {
    const even = Number((column[base + bit] ?? 0) <= limit);
    bits |= (even | (Number((column[base + bit + 1] ?? 0) <= limit) << 1)) << bit;
  }
  return bits;
}

/** value ≥ limit, or value ≤ limit. Limits between integers stand for the strict comparisons. */
export const bound =
  (column: Float64Array, limit: number, side: 'least' | 'most'): Fill =>
  (plane, lanes) => {
    if (lanes === 1)
      return (first, end) => {
        for (let row = first; row < end; row += 1) {
          const value = column[row] ?? 0;
          plane[row] = Number(side === 'least' ? value >= limit : value <= limit);
        }
      };
    return side === 'least'
      ? (first, end) => {
          for (let word = first; word < end; word += 1) plane[word] = atLeast(column, limit, word * 32);
        }
      : (first, end) => {
          for (let word = first; word < end; word += 1) plane[word] = atMost(column, limit, word * 32);
        };
  };

/** Relative error of a product of two exact numbers and one factor, with room to spare. */
const UNSURE = 2 ** -50;

/** left × leftBy compared with right × rightBy; the factors are integers and may exceed 2⁵³. */
export interface Products {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly leftBy: bigint;
  readonly rightBy: bigint;
  /** How the sign of left − right decides. */
  readonly holds: (sign: number) => boolean;
}

/** Exact sign of the difference, from the integers. */
function exactSign(left: number, leftBy: bigint, right: number, rightBy: bigint): number {
  const difference = BigInt(left) * leftBy - BigInt(right) * rightBy;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Up to here sums of two products of integers are exact as they are. */
const EXACT = 2 ** 53;

/** Settles the companies whose bit is set in `unsure`, one after another. */
function settle(unsure: number, holdsAt: (bit: number) => boolean): number {
  let [left, bits] = [unsure, 0];
  while (left !== 0) {
    const bit = 31 - Math.clz32(left);
    left &= ~(1 << bit);
    if (holdsAt(bit)) bits |= 1 << bit;
  }
  return bits;
}

/**
 * How a comparison runs in floating point: turned over where "at most" is asked, so that one loop serves both directions;
 * and with an edge of half a part where equality does not count, since parts are whole.
 */
function direction(holds: (sign: number) => boolean): { readonly turn: 1 | -1; readonly edge: number } {
  return { turn: holds(1) ? 1 : -1, edge: holds(0) ? 0 : 0.5 };
}

/** Compares two products for every company. A column that is not known leaves the bit clear. */
export const products =
  ({ left, right, leftBy, rightBy, holds }: Products): Fill =>
  (plane, lanes) => {
    const { turn, edge } = direction(holds);
    const [a, b] = [Number(leftBy) * turn, Number(rightBy) * turn];
    // Taken for the few companies whose products exceed 2⁵³ and lie so near to each other that rounding could
    // decide; everybody else is settled by the comparison of floating numbers.
    const exactly = (row: number): boolean => holds(exactSign(left[row] ?? 0, leftBy, right[row] ?? 0, rightBy));
    return (first, end) => {
      for (let word = first; word < end; word += 1) {
        const base = word * lanes;
        let bits = 0;
        let unsure = 0;
        for (let bit = 0; bit < lanes; bit += 1) {
          const l = (left[base + bit] ?? 0) * a;
          const r = (right[base + bit] ?? 0) * b;
          // Integers below 2⁵³ are exact, whatever their distance; only larger ones can be unsure.
          const size = Math.abs(l) + Math.abs(r);
          bits |= Number(l - r >= edge) << bit;
          unsure |= (Number(Math.abs(l - r) <= size * UNSURE) & Number(size > EXACT)) << bit;
        }
        plane[word] = unsure === 0 ? bits : (bits & ~unsure) | settle(unsure, (bit) => exactly(base + bit));
      }
    };
  };

/** A product of two columns against a fixed integer: an amount times a rate of exchange. */
export const converted =
  (column: Float64Array, rate: Float64Array, limit: bigint, holds: (sign: number) => boolean): Fill =>
  (plane, lanes) => {
    const { turn, edge } = direction(holds);
    const fixed = Number(limit) * turn;
    const exactly = (row: number): boolean => holds(exactSign(column[row] ?? 0, BigInt(rate[row] ?? 0), 1, limit));
    return (first, end) => {
      for (let word = first; word < end; word += 1) {
        const base = word * lanes;
        let bits = 0;
        let unsure = 0;
        for (let bit = 0; bit < lanes; bit += 1) {
          const l = (column[base + bit] ?? 0) * (rate[base + bit] ?? 0) * turn;
          // The fixed side is rounded once and the product once, as in the loop above.
          const size = Math.abs(l) + Math.abs(fixed);
          bits |= Number(l - fixed >= edge) << bit;
          unsure |= (Number(Math.abs(l - fixed) <= size * UNSURE) & Number(size > EXACT)) << bit;
        }
        plane[word] = unsure === 0 ? bits : (bits & ~unsure) | settle(unsure, (bit) => exactly(base + bit));
      }
    };
  };
