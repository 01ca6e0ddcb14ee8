/**
 * Shares for the kernel, which takes whole shares of whole amounts without a division (`kernel/shares.ts`): a share as a
 * double guesses, a ten-thousandth too high on purpose, and a guess so near to a whole number that its error could matter
 * is worked out exactly. The bounds proved here are what that needs.
 */
import type { Ratio } from './exact.ts';

/** Shares in doubles; numerators whole, denominators whole and even, so that half of one is whole too. */
export interface Shares {
  readonly nums: Float64Array;
  readonly dens: Float64Array;
  readonly ratios: Float64Array;
}

/** Half of what a double can count to: room for one more addition. */
const TOO_LARGE = 2 ** 52;

/** Under 2^38 three roundings of a guess, each by 2^-53 of it, are less than a ten-thousandth together. */
const TOO_MUCH = 2 ** 38;

/** Shares as doubles, or null when a product with `most`, or a share of it, could leave the bounds. */
export function sharesOf(ratios: readonly Ratio[], most: bigint): Shares | null {
  for (const { num, den } of ratios) {
    const product = Number(most) * Number(num);
    if (2 * (product + Number(den)) > TOO_LARGE || product / Number(den) > TOO_MUCH) return null;
  }
  return {
    nums: Float64Array.from(ratios, ({ num }) => 2 * Number(num)),
    dens: Float64Array.from(ratios, ({ den }) => 2 * Number(den)),
    ratios: Float64Array.from(ratios, ({ num, den }) => Number(num) / Number(den)),
  };
}
