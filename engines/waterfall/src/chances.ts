/** Chances as limits of words. A word is a signed integer of 32 bits, all equally likely; `kernel/draw.ts` throws them. */

/**
 * A probability as a limit of signed words: a word is below it with that probability, to 2⁻³². What is certain loses one
 * part in 2³².
 */
export const limitOf = (probability: number): number =>
  Math.min(2_147_483_647, Math.round(probability * 4_294_967_296) - 2_147_483_648);

/** The probability that a word is below the limit, exactly. */
export const probabilityOf = (limit: number): number => (limit + 2_147_483_648) / 4_294_967_296;
