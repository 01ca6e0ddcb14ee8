/**
 * The engine's own chance: Chris Doty-Humphrey's small fast counting generator on 32-bit integers (sfc32). Every path has
 * its own start, made of the seed and the number of the path, so that a run can be cut in pieces, shared among workers or
 * resumed, and still gives the same paths.
 */
export type Words = Int32Array;

/** One step; the state is four words, the answer a signed 32-bit integer, all equally likely. */
export function nextWord(state: Words): number {
  // Places, not a pattern: taking a typed array apart by a pattern goes through an iterator, many times slower.
  const a = state[0] ?? 0;
  const b = state[1] ?? 0;
  const c = state[2] ?? 0;
  const counter = state[3] ?? 0;
  const word = (((a + b) | 0) + counter) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) | 0;
  state[2] = (((c << 21) | (c >>> 11)) + word) | 0;
  state[3] = (counter + 1) | 0;
  return word;
}

/** Puts the state at the start of a path. Fifteen steps are thrown away, after which seeds have left no trace. */
export function startPath(state: Words, seed: number, path: number): void {
  state[0] = seed | 0;
  state[1] = path | 0;
  state[2] = Math.imul(seed ^ (path << 16), 0x9e3779b1) | 0;
  state[3] = 1;
  for (let step = 0; step < 15; step += 1) nextWord(state);
}

/**
 * A probability as a limit of signed words: a word is below it with that probability, to 2⁻³². What is certain loses one
 * part in 2³².
 */
export const limitOf = (probability: number): number =>
  Math.min(2_147_483_647, Math.round(probability * 4_294_967_296) - 2_147_483_648);

/** The probability that a word is below the limit, exactly. */
export const probabilityOf = (limit: number): number => (limit + 2_147_483_648) / 4_294_967_296;
