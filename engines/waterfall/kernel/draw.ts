import { bits, cells, loans, runCount, runs, spans, starts } from './layout.ts';

/**
 * The engine's own chance: Chris Doty-Humphrey's small fast counting generator on 32-bit integers (sfc32). Every path has
 * its own start, made of the seed and the number of the path, so that a run can be cut in pieces, shared among workers or
 * resumed, and still gives the same paths. This is where a path starts. A step, whose word is 32 bits, all equally likely,
 * stands in the loops below, because four words in registers are several times faster than a state in memory.
 */
let a: u32 = 0;
let b: u32 = 0;
let c: u32 = 0;

/** What counts the steps begins at one; fifteen words are thrown away, after which seeds have left no trace. */
const FIRST_COUNTER: u32 = 16;

function startPath(seed: i32, path: i32): void {
  let x: u32 = seed;
  let y: u32 = path;
  let z: u32 = (seed ^ (path << 16)) * 0x9e3779b1;
  for (let counter: u32 = 1; counter < FIRST_COUNTER; counter += 1) {
    const word = x + y + counter;
    x = y ^ (y >>> 9);
    y = z + (z << 3);
    z = rotl<u32>(z, 21) + word;
  }
  a = x;
  b = y;
  c = z;
}

/**
 * One word for every loan and period until the loan leaves, as the model says. Consecutive periods of the same chances are
 * a span, whose limits are read once.
 *
 * @returns how many loans leave; their cells are written down
 */
export function drawByPeriod(seed: i32, path: i32): i32 {
  startPath(seed, path);
  let x = a;
  let y = b;
  let z = c;
  let counter = FIRST_COUNTER;
  let count = 0;
  for (let loan = 0; loan < loans; loan += 1) {
    let period = 0;
    const end = load<usize>(starts + ((loan + 1) << 2));
    for (let span = load<usize>(starts + (loan << 2)); span < end; span += 12) {
      const until = load<i32>(spans + span);
      const leaves = load<i32>(spans + span, 4);
      let drawn = leaves;
      for (; period < until; period += 1) {
        drawn = x + y + counter;
        x = y ^ (y >>> 9);
        y = z + (z << 3);
        z = rotl<u32>(z, 21) + drawn;
        counter += 1;
        if (drawn < leaves) break;
      }
      if (drawn >= leaves) continue;
      const way = (period << 1) + (drawn < load<i32>(spans + span, 8) ? 0 : 1);
      store<i32>(cells + (count << 2), (loan << bits) + way);
      count += 1;
      break;
    }
  }
  return count;
}

/**
 * Goes from one loan that leaves to the next: a word says how many are passed over, another when and how that one leaves.
 * Both are looked up in tables, where the first bits of a word are a column and the rest, below the limit of the column,
 * says the column itself, otherwise its alias (`src/alias.ts`).
 *
 * @returns how many loans leave; their cells are written down
 */
export function drawByAlias(seed: i32, path: i32): i32 {
  startPath(seed, path);
  let x = a;
  let y = b;
  let z = c;
  let counter = FIRST_COUNTER;
  const shift: u32 = 32 - bits;
  const rest: u32 = u32.MAX_VALUE >>> bits;
  let count = 0;
  for (let run = 0; run < runCount; run += 1) {
    const row = runs + (run << 4);
    let loan = load<i32>(row);
    const until = load<i32>(row, 4);
    const skips = load<usize>(row, 8);
    const ways = load<usize>(row, 12);
    for (;;) {
      const first = x + y + counter;
      x = y ^ (y >>> 9);
      y = z + (z << 3);
      z = rotl<u32>(z, 21) + first;
      counter += 1;
      const skip = load<u32>(skips + ((first >>> 25) << 2));
      const passed = (first & 0x1ffffff) < (skip & 0x1ffffff) ? first >>> 25 : skip >>> 25;
      loan += passed;
      if (loan >= until) break;
      // As many as one word can say; another one goes on.
      if (passed === 127) continue;
      const second = x + y + counter;
      x = y ^ (y >>> 9);
      y = z + (z << 3);
      z = rotl<u32>(z, 21) + second;
      counter += 1;
      const way = load<u32>(ways + ((second >>> shift) << 2));
      const taken = (second & rest) < (way & rest) ? second >>> shift : way >>> shift;
      store<i32>(cells + (count << 2), (loan << bits) | taken);
      count += 1;
      loan += 1;
    }
  }
  return count;
}
