/**
 * Monte Carlo: many paths of the pool, each paid in order. `direct` throws a word for every loan in every period, as the
 * model says; `alias` draws at once when and how each loan leaves. Both follow the same distribution, up to 2⁻³².
 */
import { type AliasTable, fillAlias } from './alias.ts';
import { AS_AGREED, type Scenario } from './deal.ts';
import type { FastDeal } from './fast-deal.ts';
import { type PathFlows, type PathResult, payPath } from './fast-order.ts';
import { nextWord, probabilityOf, startPath } from './generator.ts';

/** Two ways to draw the same paths' distribution. */
export type Method = 'direct' | 'alias';

/**
 * What every path lost.
 * One array for each tranche: a mean is not enough where tails decide.
 */
export interface Losses {
  /** For each tranche, in the order of principal: fen of principal unpaid, for each path. */
  readonly tranches: readonly { readonly id: string; readonly losses: Float64Array }[];
  /** Fen of senior interest unpaid, for each path. */
  readonly seniorInterest: Float64Array;
  /** Fen of the pool that defaulted, for each path. */
  readonly defaulted: Float64Array;
}

/** Room for one path's exits in the order of time. */
interface Leaving {
  /** For each period, how many loans have left by then. */
  readonly counts: Int32Array;
  readonly order: Int32Array;
}

/** Sorts the loans that leave by their period, by counting. */
function sortExits({ loans, periods }: FastDeal, exits: Int32Array, { counts, order }: Leaving): void {
  counts.fill(0);
  for (let loan = 0; loan < loans; loan += 1) {
    const outcome = exits[loan] ?? 0;
    if (outcome < 2 * periods) {
      const period = outcome < periods ? outcome : outcome - periods;
      counts[period] = (counts[period] ?? 0) + 1;
    }
  }
  // Each period's place begins where the one before ends; filling it moves it to its own end.
  let place = 0;
  for (let period = 0; period < periods; period += 1) {
    const count = counts[period] ?? 0;
    counts[period] = place;
    place += count;
  }
  for (let loan = 0; loan < loans; loan += 1) {
    const outcome = exits[loan] ?? 0;
    if (outcome === 2 * periods) continue;
    const period = outcome < periods ? outcome : outcome - periods;
    const at = counts[period] ?? 0;
    order[at] = loan;
    counts[period] = at + 1;
  }
}

/** What leaving brings: a default brings a part back later, an early repayment the whole balance at once. */
function bookExits(fast: FastDeal, { cash, defaulted, exits }: PathFlows, { counts, order }: Leaving): void {
  const { periods } = fast;
  const left = counts[periods - 1] ?? 0;
  for (let place = 0; place < left; place += 1) {
    const loan = order[place] ?? 0;
    const outcome = exits[loan] ?? 0;
    const cell = loan * periods + (outcome < periods ? outcome : outcome - periods);
    if (outcome < periods) {
      defaulted[outcome] = (defaulted[outcome] ?? 0) + (fast.exposures[cell] ?? 0);
      const back = fast.recoveryPeriods[cell] ?? periods;
      if (back < periods) cash[back] = (cash[back] ?? 0) + (fast.recoveries[cell] ?? 0);
    } else {
      const period = outcome - periods;
      cash[period] = (cash[period] ?? 0) + (fast.cash[cell] ?? 0) + (fast.balances[cell] ?? 0);
    }
  }
}

/**
 * The flows of a path whose exits are drawn: what the whole pool pays as agreed, less what those who have left would have
 * paid. Summed period by period, because two sums in registers are far cheaper than two arrays that every exit runs over.
 */
function flowsAfter(fast: FastDeal, flows: PathFlows, leaving: Leaving): void {
  const { loans, periods, byPeriod } = fast;
  sortExits(fast, flows.exits, leaving);
  const { counts, order } = leaving;
  for (let period = 0; period < periods; period += 1) {
    const count = counts[period] ?? 0;
    const row = period * loans;
    let [cash, balance] = [0, 0];
    for (let place = 0; place < count; place += 1) {
      const at = 2 * (row + (order[place] ?? 0));
      cash += byPeriod[at] ?? 0;
      balance += byPeriod[at + 1] ?? 0;
    }
    flows.cash[period] = (fast.poolCash[period] ?? 0) - cash;
    flows.balances[period] = (fast.poolBalances[period] ?? 0) - balance;
  }
  flows.defaulted.fill(0);
  bookExits(fast, flows, leaving);
}

/** Draws for each loan how it leaves. */
type Draw = (exits: Int32Array, words: Int32Array) => void;

/** One word for every loan and period until the loan leaves. */
function direct(fast: FastDeal): Draw {
  return (exits, words) => {
    const { loans, periods, lengths, defaultLimits, exitLimits } = fast;
    // The generator's steps stand here once more, because four words in registers are several times faster.
    let a = words[0] ?? 0;
    let b = words[1] ?? 0;
    let c = words[2] ?? 0;
    let counter = words[3] ?? 0;
    for (let loan = 0; loan < loans; loan += 1) {
      const from = loan * periods;
      const until = from + (lengths[loan] ?? 0);
      let cell = from;
      let word = 0;
      for (; cell < until; cell += 1) {
        word = (((a + b) | 0) + counter) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = (((c << 21) | (c >>> 11)) + word) | 0;
        counter = (counter + 1) | 0;
        if (word < (exitLimits[cell] ?? 0)) break;
      }
      const fails = word < (defaultLimits[cell] ?? 0);
      exits[loan] = cell === until ? 2 * periods : cell - from + (fails ? 0 : periods);
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
  const { loans, periods } = fast;
  const outcomes = 2 * periods + 1;
  const table: AliasTable = {
    limits: new Int32Array(loans * outcomes),
    aliases: new Int32Array(loans * outcomes),
  };
  for (let loan = 0; loan < loans; loan += 1) fillAlias(table, loan * outcomes, exitWeights(fast, loan));
  return (exits, words) => {
    const { limits, aliases } = table;
    let from = 0;
    for (let loan = 0; loan < loans; loan += 1) {
      const column = Math.floor((nextWord(words) + 2_147_483_648) * (outcomes / 4_294_967_296));
      const at = from + column;
      exits[loan] = nextWord(words) < (limits[at] ?? 0) ? column : (aliases[at] ?? 0);
      from += outcomes;
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

/**
 * A prepared simulation.
 * Paths depend on seed and number only, so pieces may run anywhere and in any order.
 */
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
    seniorInterestUnpaid: 0,
  };
  const leaving: Leaving = { counts: new Int32Array(fast.periods), order: new Int32Array(fast.loans) };
  const words = new Int32Array(4);
  const draw = method === 'direct' ? direct(fast) : byAlias(fast);
  const tranches = fast.tranches.map(({ id }) => ({ id, losses: new Float64Array(paths) }));
  const unpaid = tranches.map((tranche) => tranche.losses);
  const losses: Losses = { tranches, seniorInterest: new Float64Array(paths), defaulted: new Float64Array(paths) };
  const throwPath = (path: number): void => {
    startPath(words, seed, path);
    draw(flows.exits, words);
  };
  const run = (from: number, until: number): void => {
    for (let path = from; path < until; path += 1) {
      throwPath(path);
      flowsAfter(fast, flows, leaving);
      payPath(fast, flows, result);
      for (let index = 0; index < unpaid.length; index += 1) {
        const row = unpaid[index];
        if (row !== undefined) row[path] = result.balances[index] ?? 0;
      }
      losses.seniorInterest[path] = result.seniorInterestUnpaid;
      let defaulted = 0;
      for (let period = 0; period < fast.periods; period += 1) defaulted += flows.defaulted[period] ?? 0;
      losses.defaulted[path] = defaulted;
    }
  };
  const replay = (path: number): Scenario => {
    throwPath(path);
    return exitScenario(fast, flows.exits, path);
  };
  return { run, losses, replay };
}
