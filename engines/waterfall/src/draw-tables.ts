/** What paths are drawn out of: limits for one word in every period, or tables that pass over loans that stay. */
import { aliasTable, wordsOf } from './alias.ts';
import { probabilityOf } from './chances.ts';
import type { FastDeal } from './fast-deal.ts';

/** Bits for two ways to leave in every period, and for staying. */
export const cellBits = (periods: number): number => Math.ceil(Math.log2(2 * periods + 1));

/** Consecutive periods of a loan that have the same chances. A scenario of constant shares needs few. */
interface Spans {
  /** For each loan where its spans begin, in bytes, and where the last one's end. */
  readonly starts: Int32Array;
  /**
   * For each span three numbers: the period before which it ends, the limit of words below which a loan leaves, and the one
   * below which it defaults.
   */
  readonly spans: Int32Array;
}

/** Bytes of a span. */
const SPAN = 12;

export function spansOf({ loans, periods, lengths, defaultLimits, exitLimits }: FastDeal): Spans {
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
    starts.push(SPAN * spans.length);
  }
  return {
    starts: Int32Array.from(starts),
    spans: Int32Array.from(spans.flatMap(({ until, leaves, fails }) => [until, leaves, fails])),
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

/** Bits of a table of skips, and how many loans one word may pass over. The kernel spells them out. */
const SKIP_BITS = 7;
const MOST = 127;

/** The chances to pass over 0, 1, 2 … loans before one that leaves; the last one is to pass over as many, none leaving. */
function skipWeights(leaving: number): readonly number[] {
  const weights = Array.from({ length: MOST }, (_, passed) => leaving * (1 - leaving) ** passed);
  return [...weights, (1 - leaving) ** MOST];
}

/** Loans that follow one another and have the same chances: they share two tables. */
export interface Run {
  readonly from: number;
  readonly until: number;
  readonly skips: Int32Array;
  readonly ways: Int32Array;
}

export function runsOf(fast: FastDeal): readonly Run[] {
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
