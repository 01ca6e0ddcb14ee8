/** Two ways to draw who leaves the pool on a path. Both follow the same distribution: no word's chances are off by 2⁻³². */
import { aliasTable, wordsOf } from './alias.ts';
import { cellBits, type Exits } from './exits.ts';
import type { FastDeal } from './fast-deal.ts';
import { probabilityOf, type Words } from './generator.ts';

/** Draws the exits of a path out of words of chance. */
export type Draw = (exits: Exits, words: Words) => void;

/** Consecutive periods of a loan that have the same chances. A scenario of constant shares needs few. */
interface Spans {
  /** For each loan where its spans begin, and where the last one's end. */
  readonly starts: Int32Array;
  /** The period with which a span ends; the number of its first word below which a loan leaves, and defaults. */
  readonly untils: Int32Array;
  readonly leaves: Int32Array;
  readonly fails: Int32Array;
}

function spansOf({ loans, periods, lengths, defaultLimits, exitLimits }: FastDeal): Spans {
  const starts = [0];
  const spans: { until: number; readonly leaves: number; readonly fails: number }[] = [];
  for (let loan = 0; loan < loans; loan += 1) {
    for (let period = 0; period < (lengths[loan] ?? 0); period += 1) {
      const leaves = exitLimits[loan * periods + period] ?? 0;
      const fails = defaultLimits[loan * periods + period] ?? 0;
      const last = spans.at(-1);
      if (period > 0 && last?.leaves === leaves && last.fails === fails) last.until = period + 1;
      else spans.push({ until: period + 1, leaves, fails });
    }
    starts.push(spans.length);
  }
  return {
    starts: Int32Array.from(starts),
    untils: Int32Array.from(spans, ({ until }) => until),
    leaves: Int32Array.from(spans, ({ leaves }) => leaves),
    fails: Int32Array.from(spans, ({ fails }) => fails),
  };
}

/** One word for every loan and period until the loan leaves, as the model says. */
export function byPeriod(fast: FastDeal): Draw {
  const { loans } = fast;
  const { starts, untils, leaves, fails } = spansOf(fast);
  return (exits, words) => {
    // The generator's steps stand here once more, because four words in registers are several times faster.
    let a = words[0] ?? 0;
    let b = words[1] ?? 0;
    let c = words[2] ?? 0;
    let counter = words[3] ?? 0;
    let count = 0;
    for (let loan = 0; loan < loans; loan += 1) {
      let period = 0;
      const end = starts[loan + 1] ?? 0;
      for (let span = starts[loan] ?? 0; span < end; span += 1) {
        const until = untils[span] ?? 0;
        const limit = leaves[span] ?? 0;
        let word = limit;
        // Nothing is read in here: one word, one comparison.
        for (; period < until; period += 1) {
          word = (((a + b) | 0) + counter) | 0;
          a = b ^ (b >>> 9);
          b = (c + (c << 3)) | 0;
          c = (((c << 21) | (c >>> 11)) + word) | 0;
          counter = (counter + 1) | 0;
          if (word < limit) break;
        }
        if (word >= limit) continue;
        exits.cells[count] = (loan << exits.bits) + 2 * period + (word < (fails[span] ?? 0) ? 0 : 1);
        count += 1;
        break;
      }
    }
    exits.count = count;
    words[0] = a;
    words[1] = b;
    words[2] = c;
    words[3] = counter;
  };
}

/** Given that a loan leaves: the chance of every way, default and early repayment of each period in turn. */
function exitWeights(fast: FastDeal, loan: number): { readonly leaving: number; readonly weights: readonly number[] } {
  const { periods } = fast;
  const weights: number[] = [];
  let staying = 1;
  for (let period = 0; period < periods; period += 1) {
    const cell = loan * periods + period;
    const failing = probabilityOf(fast.defaultLimits[cell] ?? 0);
    const leaving = probabilityOf(fast.exitLimits[cell] ?? 0);
    weights.push(staying * failing, staying * (leaving - failing));
    staying *= 1 - leaving;
  }
  const leaving = weights.reduce((sum, weight) => sum + weight, 0);
  // Where none leaves, the table is never asked.
  return { leaving, weights: weights.map((weight) => (leaving > 0 ? weight / leaving : 1 / weights.length)) };
}

/** Bits of a table of skips, and how many loans one word may pass over. Loops spell them out, which is faster. */
const SKIP_BITS = 7;
const MOST = 127;

/** The chances to pass over 0, 1, 2 … loans before one that leaves; the last one is to pass over as many, none leaving. */
function skipWeights(leaving: number): readonly number[] {
  const weights = Array.from({ length: MOST }, (_, passed) => leaving * (1 - leaving) ** passed);
  return [...weights, (1 - leaving) ** MOST];
}

/** Loans that follow one another and have the same chances: they share two tables. */
interface Run {
  readonly from: number;
  readonly until: number;
  readonly skips: Int32Array;
  readonly ways: Int32Array;
}

function runsOf(fast: FastDeal): readonly Run[] {
  const { loans, periods, defaultLimits, exitLimits } = fast;
  const isAlike = (loan: number, other: number): boolean => {
    for (let period = 0; period < periods; period += 1) {
      const at = loan * periods + period;
      const as = other * periods + period;
      if (defaultLimits[at] !== defaultLimits[as] || exitLimits[at] !== exitLimits[as]) return false;
    }
    return true;
  };
  const runs: Run[] = [];
  for (let from = 0, until = 1; from < loans; from = until, until += 1) {
    while (until < loans && isAlike(from, until)) until += 1;
    // Loans of the same chances that do not follow one another share tables all the same, which stay small and near.
    const alike = runs.find((run) => isAlike(from, run.from));
    const { leaving, weights } = exitWeights(fast, from);
    const skips = alike?.skips ?? aliasTable(wordsOf(skipWeights(leaving)), SKIP_BITS);
    const ways = alike?.ways ?? aliasTable(wordsOf(weights), cellBits(periods));
    runs.push({ from, until, skips, ways });
  }
  return runs;
}

/** Goes from one loan that leaves to the next: a word says how many are passed over, another when and how that one leaves. */
export function byAlias(fast: FastDeal): Draw {
  const runs = runsOf(fast);
  return (exits, words) => {
    exits.count = 0;
    for (const run of runs) drawRun(run, exits, words);
  };
}

function drawRun({ from, until, skips, ways }: Run, exits: Exits, words: Words): void {
  const { cells, bits } = exits;
  const shift = 32 - bits;
  const rest = -1 >>> bits;
  let a = words[0] ?? 0;
  let b = words[1] ?? 0;
  let c = words[2] ?? 0;
  let counter = words[3] ?? 0;
  let { count } = exits;
  let loan = from;
  for (;;) {
    const first = (((a + b) | 0) + counter) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + first) | 0;
    counter = (counter + 1) | 0;
    // Chosen by bits: a branch that nobody can foresee costs more.
    const skip = skips[first >>> 25] ?? 0;
    const isSkip = ((first & 0x1ffffff) - (skip & 0x1ffffff)) >> 31;
    const passed = (skip >>> 25) ^ (((skip >>> 25) ^ (first >>> 25)) & isSkip);
    loan = (loan + passed) | 0;
    if (loan >= until) break;
    if (passed === 127) continue;
    const second = (((a + b) | 0) + counter) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + second) | 0;
    counter = (counter + 1) | 0;
    const way = ways[second >>> shift] ?? 0;
    const isWay = ((second & rest) - (way & rest)) >> 31;
    const taken = (way >>> shift) ^ (((way >>> shift) ^ (second >>> shift)) & isWay);
    cells[count] = (loan << bits) | taken;
    count += 1;
    loan = (loan + 1) | 0;
  }
  exits.count = count;
  words[0] = a;
  words[1] = b;
  words[2] = c;
  words[3] = counter;
}
