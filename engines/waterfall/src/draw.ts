/** Two ways to draw who leaves the pool on a path. Both follow the same distribution, up to 2⁻³². */
import { type AliasTable, fillAlias } from './alias.ts';
import type { Exits } from './exits.ts';
import type { FastDeal } from './fast-deal.ts';
import { limitOf, probabilityOf, type Words } from './generator.ts';

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
  const { loans, periods } = fast;
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
        exits.loans[count] = loan;
        exits.outcomes[count] = period + (word < (fails[span] ?? 0) ? 0 : periods);
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

/** Probabilities of every way to leave: default in a period, early repayment in a period. The rest stays to the end. */
function exitWeights(fast: FastDeal, loan: number): readonly number[] {
  const { periods } = fast;
  const weights = new Array<number>(2 * periods).fill(0);
  let staying = 1;
  for (let period = 0; period < periods; period += 1) {
    const cell = loan * periods + period;
    const failing = probabilityOf(fast.defaultLimits[cell] ?? 0);
    const leaving = probabilityOf(fast.exitLimits[cell] ?? 0);
    weights[period] = staying * failing;
    weights[periods + period] = staying * (leaving - failing);
    staying *= 1 - leaving;
  }
  return weights;
}

/** Tables of the ways to leave. Loans of the same chances share one, so that the tables stay small and near. */
interface ExitTables extends AliasTable {
  /** For each loan: a word below it leaves. */
  readonly leaves: Int32Array;
  /** For each loan: where its table begins. */
  readonly starts: Int32Array;
}

function exitTables(fast: FastDeal): ExitTables {
  const { loans, periods } = fast;
  const outcomes = 2 * periods;
  const known: {
    readonly loan: number;
    readonly start: number;
    readonly leaves: number;
    readonly weights: readonly number[];
  }[] = [];
  const same = (rows: Int32Array, loan: number, other: number): boolean => {
    for (let period = 0; period < periods; period += 1)
      if (rows[loan * periods + period] !== rows[other * periods + period]) return false;
    return true;
  };
  const ofLoans = Array.from({ length: loans }, (_, loan) => {
    const found = known.find(
      (other) => same(fast.exitLimits, loan, other.loan) && same(fast.defaultLimits, loan, other.loan),
    );
    if (found !== undefined) return found;
    const weights = exitWeights(fast, loan);
    const leaving = weights.reduce((sum, weight) => sum + weight, 0);
    // Given that the loan leaves; where none does, the table is never asked.
    const given = weights.map((weight) => (leaving > 0 ? weight / leaving : 1 / outcomes));
    const made = { loan, start: known.length * outcomes, leaves: limitOf(leaving), weights: given };
    known.push(made);
    return made;
  });
  const cells = known.length * outcomes;
  const table: AliasTable = { limits: new Int32Array(cells), aliases: new Int32Array(cells) };
  for (const { start, weights } of known) fillAlias(table, start, weights);
  return {
    ...table,
    leaves: Int32Array.from(ofLoans, ({ leaves }) => leaves),
    starts: Int32Array.from(ofLoans, ({ start }) => start),
  };
}

/** 1 if a signed word is below a limit, otherwise 0: the sign of the difference, or of the word if the two have not one. */
const isBelow = (word: number, limit: number): number =>
  ((word & ~limit) | (~(word ^ limit) & ((word - limit) | 0))) >>> 31;

/** One word says whether a loan leaves at all; for those that do, two more say when and how, out of a table made once. */
export function byAlias(fast: FastDeal): Draw {
  const { loans, periods } = fast;
  const outcomes = 2 * periods;
  const { limits, aliases, leaves, starts } = exitTables(fast);
  return (exits, words) => {
    let a = words[0] ?? 0;
    let b = words[1] ?? 0;
    let c = words[2] ?? 0;
    let counter = words[3] ?? 0;
    let count = 0;
    for (let loan = 0; loan < loans; loan += 1) {
      const word = (((a + b) | 0) + counter) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + word) | 0;
      counter = (counter + 1) | 0;
      // Written before it is known, and compared by bits: a branch that nobody can foresee costs more.
      exits.loans[count] = loan;
      count += isBelow(word, leaves[loan] ?? 0);
    }
    for (let place = 0; place < count; place += 1) {
      const first = (((a + b) | 0) + counter) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + first) | 0;
      counter = (counter + 1) | 0;
      const second = (((a + b) | 0) + counter) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + second) | 0;
      counter = (counter + 1) | 0;
      const column = ((first + 2_147_483_648) * (outcomes / 4_294_967_296)) | 0;
      const at = (starts[exits.loans[place] ?? 0] ?? 0) + column;
      exits.outcomes[place] = second < (limits[at] ?? 0) ? column : (aliases[at] ?? 0);
    }
    exits.count = count;
    words[0] = a;
    words[1] = b;
    words[2] = c;
    words[3] = counter;
  };
}
