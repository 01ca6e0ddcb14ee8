/**
 * Monte Carlo: many paths of the pool, each paid in order. `direct` throws a word for every loan in every period, as the
 * model says; `alias` draws at once when and how each loan leaves. Both follow the same distribution, up to 2⁻³².
 */
import { type AliasTable, fillAlias } from './alias.ts';
import { AS_AGREED, type Scenario } from './deal.ts';
import type { FastDeal } from './fast-deal.ts';
import { orderOf, type PathFlows, type PathResult } from './fast-order.ts';
import { nextWord, probabilityOf, startPath } from './generator.ts';

export type Method = 'direct' | 'alias';

export interface Losses {
  /** For each tranche, in the order of principal: fen of principal unpaid, for each path. */
  readonly tranches: readonly { readonly id: string; readonly losses: Float64Array }[];
  /** Fen of senior interest unpaid, for each path. */
  readonly seniorInterest: Float64Array;
  /** Fen of the pool that defaulted, for each path. */
  readonly defaulted: Float64Array;
}

/** Takes a loan out of the pool as agreed: what it would have paid from `period` on. */
function takeOut(fast: FastDeal, flows: PathFlows, loan: number, period: number): void {
  const { cash, balances } = flows;
  const from = loan * fast.periods;
  const planned = fast.cash;
  const standing = fast.balances;
  for (let at = period; at < fast.periods; at += 1) {
    cash[at] = (cash[at] ?? 0) - (planned[from + at] ?? 0);
    balances[at] = (balances[at] ?? 0) - (standing[from + at] ?? 0);
  }
}

/** A default in a period: nothing more is paid, and a part comes back later. */
function bookDefault(fast: FastDeal, { cash, defaulted }: PathFlows, cell: number, period: number): void {
  defaulted[period] = (defaulted[period] ?? 0) + (fast.exposures[cell] ?? 0);
  const back = fast.recoveryPeriods[cell] ?? fast.periods;
  if (back < fast.periods) cash[back] = (cash[back] ?? 0) + (fast.recoveries[cell] ?? 0);
}

type Draw = (flows: PathFlows, words: Int32Array) => void;

/** One word for every loan and period until the loan leaves. */
function direct(fast: FastDeal): Draw {
  const { loans, periods, cash: planned, balances: standing, defaultLimits, exitLimits } = fast;
  return (flows, words) => {
    const { cash, balances } = flows;
    cash.fill(0);
    balances.fill(0);
    // The generator's steps stand here once more, because four words in registers are several times faster.
    let [a = 0, b = 0, c = 0, counter = 0] = words;
    for (let loan = 0; loan < loans; loan += 1) {
      const from = loan * periods;
      for (let period = 0; period < periods; period += 1) {
        const cell = from + period;
        const word = (((a + b) | 0) + counter) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = (((c << 21) | (c >>> 11)) + word) | 0;
        counter = (counter + 1) | 0;
        if (word < (exitLimits[cell] ?? 0)) {
          const fails = word < (defaultLimits[cell] ?? 0);
          flows.exits[loan] = fails ? period : periods + period;
          if (fails) bookDefault(fast, flows, cell, period);
          else cash[period] = (cash[period] ?? 0) + (planned[cell] ?? 0) + (standing[cell] ?? 0);
          break;
        }
        cash[period] = (cash[period] ?? 0) + (planned[cell] ?? 0);
        balances[period] = (balances[period] ?? 0) + (standing[cell] ?? 0);
      }
    }
    words[0] = a;
    words[1] = b;
    words[2] = c;
    words[3] = counter;
  };
}

/** Probabilities of every way to leave: default in a period, early repayment in a period, staying to the end. */
function exitWeights(fast: FastDeal, loan: number): readonly number[] {
  const { periods } = fast;
  const weights = new Array<number>(2 * periods + 1).fill(0);
  let staying = 1;
  for (let period = 0; period < periods; period += 1) {
    const cell = loan * periods + period;
    const failing = probabilityOf(fast.defaultLimits[cell] ?? 0);
    const leaving = probabilityOf(fast.exitLimits[cell] ?? 0);
    weights[period] = staying * failing;
    weights[periods + period] = staying * (leaving - failing);
    staying *= 1 - leaving;
  }
  weights[2 * periods] = staying;
  return weights;
}

/** One draw for each loan, out of a table made once. */
function byAlias(fast: FastDeal): Draw {
  const { loans, periods, poolCash, poolBalances, balances: standing, cash: planned } = fast;
  const outcomes = 2 * periods + 1;
  const table: AliasTable = {
    outcomes,
    limits: new Int32Array(loans * outcomes),
    aliases: new Int32Array(loans * outcomes),
  };
  for (let loan = 0; loan < loans; loan += 1) fillAlias(table, loan * outcomes, exitWeights(fast, loan));
  const { limits, aliases } = table;
  return (flows, words) => {
    const { cash } = flows;
    cash.set(poolCash);
    flows.balances.set(poolBalances);
    for (let loan = 0; loan < loans; loan += 1) {
      const column = Math.floor(((nextWord(words) >>> 0) * outcomes) / 4_294_967_296);
      const at = loan * outcomes + column;
      const outcome = nextWord(words) < (limits[at] ?? 0) ? column : (aliases[at] ?? 0);
      if (outcome === 2 * periods) continue;
      const period = outcome < periods ? outcome : outcome - periods;
      const cell = loan * periods + period;
      flows.exits[loan] = outcome;
      takeOut(fast, flows, loan, period);
      if (outcome < periods) bookDefault(fast, flows, cell, period);
      else cash[period] = (cash[period] ?? 0) + (planned[cell] ?? 0) + (standing[cell] ?? 0);
    }
  };
}

/** The exits of a path as a scenario for the exact run. */
function exitScenario(
  { ids, periods, firstDays, lastDays, scenario }: FastDeal,
  left: Int32Array,
  path: number,
): Scenario {
  const exits = ids.flatMap((asset, loan): Scenario['exits'] => {
    const outcome = left[loan] ?? 2 * periods;
    if (outcome === 2 * periods) return [];
    const fails = outcome < periods;
    const cell = loan * periods + (fails ? outcome : outcome - periods);
    return [{ asset, kind: fails ? 'default' : 'prepay', day: (fails ? firstDays[cell] : lastDays[cell]) ?? 0 }];
  });
  return { ...AS_AGREED, id: `path ${path}`, recoveries: scenario.recoveries, exits };
}

export interface Simulation {
  /** Runs the paths from `from` up to, not including, `until`. Pieces put together are the whole, in any order. */
  readonly run: (from: number, until: number) => void;
  readonly losses: Losses;
  /** The scenario of one path, for the exact run: which claims leave, when and how. It shows why a path loses. */
  readonly replay: (path: number) => Scenario;
}

/**
 * Prepares a simulation. The caller runs it in pieces: between two of them it may show progress, or stop.
 *
 * @param seed the same seed gives the same paths, on every machine
 */
export function simulation(
  fast: FastDeal,
  { paths, seed, method }: { readonly paths: number; readonly seed: number; readonly method: Method },
): Simulation {
  const flows: PathFlows = {
    cash: new Float64Array(fast.periods),
    balances: new Float64Array(fast.periods),
    defaulted: new Float64Array(fast.periods),
    exits: new Int32Array(fast.loans),
  };
  const result: PathResult = {
    balances: new Float64Array(fast.tranches.length),
    interestUnpaid: new Float64Array(3),
  };
  const words = new Int32Array(4);
  const draw = method === 'direct' ? direct(fast) : byAlias(fast);
  const pay = orderOf(fast);
  const tranches = fast.tranches.map(({ id }) => ({ id, losses: new Float64Array(paths) }));
  const losses: Losses = { tranches, seniorInterest: new Float64Array(paths), defaulted: new Float64Array(paths) };
  const throwPath = (path: number): void => {
    startPath(words, seed, path);
    flows.defaulted.fill(0);
    flows.exits.fill(2 * fast.periods);
    draw(flows, words);
  };
  const run = (from: number, until: number): void => {
    for (let path = from; path < until; path += 1) {
      throwPath(path);
      pay(flows, result);
      for (const [index, { losses: lost }] of tranches.entries()) lost[path] = result.balances[index] ?? 0;
      losses.seniorInterest[path] = result.interestUnpaid[0] ?? 0;
      losses.defaulted[path] = flows.defaulted.reduce((sum, each) => sum + each, 0);
    }
  };
  const replay = (path: number): Scenario => {
    throwPath(path);
    return exitScenario(fast, flows.exits, path);
  };
  return { run, losses, replay };
}
