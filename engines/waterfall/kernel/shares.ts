import { interest } from './layout.ts';

/** Bytes of a row that is a share. */
export const SHARE: i32 = 24;

/** A guess is off by less than this; `src/shares.ts` proves it. */
const NEAR: f64 = 1e-4;

/** ⌊amount × share + more⌋ where `more` is a half or nothing, to the fen. */
function exactly(amount: f64, share: usize, more: f64): f64 {
  const denominator = load<f64>(share, 16);
  const top = amount * load<f64>(share, 8) + denominator * more;
  const quotient = floor<f64>(top / denominator);
  return quotient * denominator > top ? quotient - 1 : quotient;
}

/**
 * amount × share, half a fen rounded up, without a division: the share as a double guesses, never too low, and a guess so
 * little above a whole number that it could be too high is worked out exactly.
 */
export function shareOf(amount: f64, share: usize): f64 {
  const guess = amount * load<f64>(share) + (0.5 + NEAR);
  const whole = floor<f64>(guess);
  return guess - whole > 2 * NEAR ? whole : exactly(amount, share, 0.5);
}

/** amount × share, rounded down. */
export function wholeShareOf(amount: f64, share: usize): f64 {
  const guess = amount * load<f64>(share) + NEAR;
  const whole = floor<f64>(guess);
  return guess - whole > 2 * NEAR ? whole : exactly(amount, share, 0);
}

/** Interest of a period on a tranche's principal; `at` is the place of period and tranche. */
export function interestOf(amount: f64, at: i32): f64 {
  return shareOf(amount, interest + at * SHARE);
}
