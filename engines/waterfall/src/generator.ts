/**
 * The engine's own chance: Chris Doty-Humphrey's small fast counting generator on 32-bit integers (sfc32). Every path has
 * its own start, made of the seed and the number of the path, so that a run can be cut in pieces, shared among workers or
 * resumed, and still gives the same paths. This is its state, three words and a counter; a step gives a signed integer of
 * 32 bits, all equally likely.
 */
export type Words = Int32Array;

/** Puts the state at the start of a path. Fifteen steps are thrown away, after which seeds have left no trace. */
export function startPath(state: Words, seed: number, path: number): void {
  // As all loops of the generator: four words in registers are several times faster than a state in memory.
  let a = seed | 0;
  let b = path | 0;
  let c = Math.imul(seed ^ (path << 16), 0x9e3779b1);
  let counter = 1;
  while (counter <= 15) {
    const word = (((a + b) | 0) + counter) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    counter = (counter + 1) | 0;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = counter;
}

/**
 * A probability as a limit of signed words: a word is below it with that probability, to 2⁻³². What is certain loses one
 * part in 2³².
 */
export const limitOf = (probability: number): number =>
  Math.min(2_147_483_647, Math.round(probability * 4_294_967_296) - 2_147_483_648);

/** The probability that a word is below the limit, exactly. */
export const probabilityOf = (limit: number): number => (limit + 2_147_483_648) / 4_294_967_296;
