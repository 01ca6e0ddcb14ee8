/**
 * Whole shares of whole amounts without a division: a share as a double guesses, and a guess so near to a whole number
 * that its error could matter is worked out exactly. `sharesOf` proves the bounds.
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

/** Under 2^38 three roundings of a guess, each by 2^-53 of it, are less than {@link NEAR} together. */
const TOO_MUCH = 2 ** 38;
const NEAR = 1e-4;
/** Guesses are this much too high at most, and never too low: only one that lies so little above a whole number may err. */
const MARGIN = 2 * NEAR;

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

/** ⌊amount × share + more⌋ where `more` is a half or nothing, to the fen. */
function exactly({ nums, dens }: Shares, amount: number, at: number, more: number): number {
  const den = dens[at] ?? 1;
  const top = amount * (nums[at] ?? 0) + den * more;
  const quotient = Math.floor(top / den);
  return quotient * den > top ? quotient - 1 : quotient;
}

/** amount × share, half a fen rounded up; `at` is the place of the share. */
export function shareOf(shares: Shares, amount: number, at: number): number {
  const guess = amount * (shares.ratios[at] ?? 0) + (0.5 + NEAR);
  const whole = Math.floor(guess);
  return guess - whole > MARGIN ? whole : +exactly(shares, amount, at, 0.5);
}

/** amount × share, rounded down. */
export function wholeShareOf(shares: Shares, amount: number, at: number): number {
  const guess = amount * (shares.ratios[at] ?? 0) + NEAR;
  const whole = Math.floor(guess);
  return guess - whole > MARGIN ? whole : +exactly(shares, amount, at, 0);
}
