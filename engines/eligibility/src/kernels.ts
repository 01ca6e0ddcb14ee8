/**
 * The inner loops: one comparison for each company, its answer as one bit. Floating point decides whenever it can be sure;
 * where rounding could matter the integers themselves decide. So every answer is that of exact arithmetic.
 */
import type { Plane, Step } from './plan.ts';

/** Which companies have no number in this column. */
export const absence =
  (column: Float64Array) =>
  (plane: Plane): Step =>
  (first, end) => {
    for (let word = first; word < end; word += 1) {
      let bits = 0;
      for (let bit = 0, row = word * 32; bit < 32; bit += 1, row += 1) {
        bits |= (Number.isNaN(column[row] ?? 0) ? 1 : 0) << bit;
      }
      plane[word] = bits;
    }
  };

/** A plane as it is (`flip` 0) or turned over (-1). */
export interface Turned {
  readonly plane: Plane;
  readonly flip: 0 | -1;
}

/** Where any of the planes has its bit. */
export const eitherOf =
  (parts: readonly Turned[]) =>
  (plane: Plane): Step =>
  (first, end) => {
    plane.fill(0, first, end);
    for (const { plane: part, flip } of parts) {
      for (let word = first; word < end; word += 1) plane[word] = (plane[word] ?? 0) | ((part[word] ?? 0) ^ flip);
    }
  };

/** Where one plane has its bit and the other has not. */
export const without =
  (left: Plane, right: Plane) =>
  (plane: Plane): Step =>
  (first, end) => {
    for (let word = first; word < end; word += 1) plane[word] = (left[word] ?? 0) & ~(right[word] ?? 0);
  };

/** value ≥ limit, or value ≤ limit. Limits between integers stand for the strict comparisons. */
export const bound =
  (column: Float64Array, limit: number, side: 'least' | 'most') =>
  (plane: Plane): Step =>
    side === 'least'
      ? (first, end) => {
          for (let word = first; word < end; word += 1) {
            let bits = 0;
            for (let bit = 0, row = word * 32; bit < 32; bit += 1, row += 1) {
              bits |= ((column[row] ?? 0) >= limit ? 1 : 0) << bit;
            }
            plane[word] = bits;
          }
        }
      : (first, end) => {
          for (let word = first; word < end; word += 1) {
            let bits = 0;
            for (let bit = 0, row = word * 32; bit < 32; bit += 1, row += 1) {
              bits |= ((column[row] ?? 0) <= limit ? 1 : 0) << bit;
            }
            plane[word] = bits;
          }
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

/** Compares two products for every company. A column that is not known leaves the bit clear. */
export const products =
  ({ left, right, leftBy, rightBy, holds }: Products) =>
  (plane: Plane): Step => {
    const [a, b] = [Number(leftBy), Number(rightBy)];
    const above = holds(1) ? 1 : 0;
    const below = holds(-1) ? 1 : 0;
    const equal = holds(0) ? 1 : 0;
    return (first, end) => {
      for (let word = first; word < end; word += 1) {
        let bits = 0;
        for (let bit = 0, row = word * 32; bit < 32; bit += 1, row += 1) {
          const l = (left[row] ?? 0) * a;
          const r = (right[row] ?? 0) * b;
          const room = (Math.abs(l) + Math.abs(r)) * UNSURE;
          if (l - r > room) bits |= above << bit;
          else if (r - l > room) bits |= below << bit;
          else if (room >= 0) {
            const sign = exactSign(left[row] ?? 0, leftBy, right[row] ?? 0, rightBy);
            bits |= (sign > 0 ? above : sign < 0 ? below : equal) << bit;
          }
        }
        plane[word] = bits;
      }
    };
  };

/** A product of two columns against a fixed integer: an amount times a rate of exchange. */
export const converted =
  (column: Float64Array, rate: Float64Array, limit: bigint, holds: (sign: number) => boolean) =>
  (plane: Plane): Step => {
    const fixed = Number(limit);
    const [above, below, equal] = [holds(1) ? 1 : 0, holds(-1) ? 1 : 0, holds(0) ? 1 : 0];
    return (first, end) => {
      for (let word = first; word < end; word += 1) {
        let bits = 0;
        for (let bit = 0, row = word * 32; bit < 32; bit += 1, row += 1) {
          const l = (column[row] ?? 0) * (rate[row] ?? 0);
          const room = (Math.abs(l) + Math.abs(fixed)) * UNSURE;
          if (l - fixed > room) bits |= above << bit;
          else if (fixed - l > room) bits |= below << bit;
          else if (room >= 0) {
            const sign = exactSign(column[row] ?? 0, BigInt(rate[row] ?? 0), 1, limit);
            bits |= (sign > 0 ? above : sign < 0 ? below : equal) << bit;
          }
        }
        plane[word] = bits;
      }
    };
  };
