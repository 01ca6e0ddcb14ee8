/**
 * Who leaves the pool on a path, and what of it: planned amounts less those of the loans that are gone. All sums are of
 * whole fen below 2^53, so their sequence does not matter and the exact run gives the same.
 */
import type { FastDeal } from './fast-deal.ts';
import type { PathFlows } from './path.ts';

/** Loans that leave on a path, in the order of the pool. */
export interface Exits {
  count: number;
  readonly loans: Int32Array;
  /** Period in which the loan defaults, or that plus all periods if it repays early. */
  readonly outcomes: Int32Array;
}

/** Room for the exits of any path. */
export const roomFor = (loans: number): Exits => ({
  count: 0,
  // One place more: a draw writes before it knows whether the loan leaves.
  loans: new Int32Array(loans + 1),
  outcomes: new Int32Array(loans + 1),
});

/** Periods that are summed together: four sums side by side do not wait for each other. */
const SPAN = 4;
/** For each place in a span in which a loan leaves: of which periods of the span its balance is missing. */
const MISSING = Float64Array.of(1, 1, 1, 1, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1);

/** What exits change, laid out once for each deal. */
interface Changes {
  /** For each span and each loan: its four planned balances. */
  readonly balances: Float64Array;
  /** For each loan where its changes begin, and where the last one's end. */
  readonly starts: Int32Array;
  /** What a loan is planned to pay, as changes against the period before: when, by how much. Level loans have two. */
  readonly whens: Int32Array;
  readonly steps: Float64Array;
  /** For each loan and outcome: fen that default and fen that come back, side by side; and when the latter do. */
  readonly booked: Float64Array;
  readonly backs: Int32Array;
}

/** Planned balances span by span, loan by loan; nothing behind the last period. */
function bySpan({ loans, periods, balances }: FastDeal): Float64Array {
  const spans = Math.ceil(periods / SPAN);
  return Float64Array.from({ length: SPAN * spans * loans }, (_, at) => {
    const row = Math.floor(at / SPAN);
    const period = SPAN * Math.floor(row / loans) + (at % SPAN);
    return period < periods ? (balances[(row % loans) * periods + period] ?? 0) : 0;
  });
}

function stepsOf({ loans, periods, cash }: FastDeal): Pick<Changes, 'starts' | 'whens' | 'steps'> {
  const starts = [0];
  const whens: number[] = [];
  const steps: number[] = [];
  for (let loan = 0; loan < loans; loan += 1) {
    let before = 0;
    for (let period = 0; period < periods; period += 1) {
      const paid = cash[loan * periods + period] ?? 0;
      if (paid !== before) {
        whens.push(period);
        steps.push(paid - before);
      }
      before = paid;
    }
    starts.push(steps.length);
  }
  return { starts: Int32Array.from(starts), whens: Int32Array.from(whens), steps: Float64Array.from(steps) };
}

/** What leaving brings: a default brings a part back later, an early repayment the balance after what is planned. */
function bookedBy(fast: FastDeal): Pick<Changes, 'booked' | 'backs'> {
  const { loans, periods } = fast;
  const booked = new Float64Array(4 * loans * periods);
  const backs = new Int32Array(2 * loans * periods);
  for (let loan = 0; loan < loans; loan += 1) {
    for (let period = 0; period < periods; period += 1) {
      const cell = loan * periods + period;
      const failed = 2 * loan * periods + period;
      booked[2 * failed] = fast.exposures[cell] ?? 0;
      booked[2 * failed + 1] = fast.recoveries[cell] ?? 0;
      backs[failed] = fast.recoveryPeriods[cell] ?? periods;
      const repaid = failed + periods;
      booked[2 * repaid + 1] = fast.balances[cell] ?? 0;
      backs[repaid] = period;
    }
  }
  return { booked, backs };
}

/** Room for one path. */
interface Leaving {
  /** For each span, where those end that have left by then. */
  readonly ends: Int32Array;
  /** Loans that leave, span by span, and their place in the span. */
  readonly order: Int32Array;
  readonly places: Int32Array;
  /** Cash that is missing from a period on, against the period before. */
  readonly missing: Float64Array;
}

/** Cash of every period, and what defaulted; answers the sum of the latter. */
function cashLeft({ periods, poolCash }: FastDeal, changes: Changes, exits: Exits, [flows, leaving]: Room): number {
  const { starts, whens, steps, booked, backs } = changes;
  const { cash, defaulted } = flows;
  const { missing, ends } = leaving;
  // By hand: filling by name leaves compiled code, which costs more than so few places.
  for (let period = 0; period < periods; period += 1) {
    cash[period] = 0;
    defaulted[period] = 0;
    missing[period] = 0;
  }
  for (let span = 0; span < ends.length; span += 1) ends[span] = 0;
  let lost = 0;
  for (let place = 0; place < exits.count; place += 1) {
    const loan = exits.loans[place] ?? 0;
    const outcome = exits.outcomes[place] ?? 0;
    // By the sign: a branch that nobody can foresee costs more.
    const isEarly = 1 + ((outcome - periods) >> 31);
    const period = outcome - isEarly * periods;
    const at = 2 * loan * periods + outcome;
    const failed = booked[2 * at] ?? 0;
    lost += failed;
    defaulted[period] = (defaulted[period] ?? 0) + failed;
    // What comes back after the last date goes to a place that nobody reads.
    const back = backs[at] ?? periods;
    cash[back] = (cash[back] ?? 0) + (booked[2 * at + 1] ?? 0);
    // Who repays early still pays what is planned for that period.
    const from = period + isEarly;
    const end = starts[loan + 1] ?? 0;
    for (let step = starts[loan] ?? 0; step < end; step += 1) {
      const when = Math.max(whens[step] ?? 0, from);
      missing[when] = (missing[when] ?? 0) + (steps[step] ?? 0);
    }
    const span = period >> 2;
    ends[span] = (ends[span] ?? 0) + 1;
  }
  let gone = 0;
  for (let period = 0; period < periods; period += 1) {
    gone += missing[period] ?? 0;
    cash[period] = (cash[period] ?? 0) + (poolCash[period] ?? 0) - gone;
  }
  return lost;
}

type Room = readonly [flows: PathFlows, leaving: Leaving];

/** Sorts those that leave by span; `ends` counts them before, and says where each span's end after. */
function sortExits(periods: number, { count, loans, outcomes }: Exits, { ends, order, places }: Leaving): void {
  let at = 0;
  for (let span = 0; span < ends.length; span += 1) {
    const here = ends[span] ?? 0;
    ends[span] = at;
    at += here;
  }
  for (let place = 0; place < count; place += 1) {
    const outcome = outcomes[place] ?? 0;
    const period = outcome - (1 + ((outcome - periods) >> 31)) * periods;
    const to = ends[period >> 2] ?? 0;
    order[to] = SPAN * (loans[place] ?? 0);
    places[to] = SPAN * (period & 3);
    ends[period >> 2] = to + 1;
  }
}

/** Planned balances less those of loans that have left, for every period. */
function balancesLeft(fast: FastDeal, planned: Float64Array, leaving: Leaving, left: Float64Array): void {
  const { loans, poolBalances } = fast;
  const { ends, order, places } = leaving;
  let gone = 0;
  for (let span = 0; span < ends.length; span += 1) {
    const row = SPAN * span * loans;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let place = 0; place < gone; place += 1) {
      const at = row + (order[place] ?? 0);
      a += planned[at] ?? 0;
      b += planned[at + 1] ?? 0;
      c += planned[at + 2] ?? 0;
      d += planned[at + 3] ?? 0;
    }
    // Those that leave within the span count from their period on.
    const until = ends[span] ?? 0;
    for (; gone < until; gone += 1) {
      const at = row + (order[gone] ?? 0);
      const from = places[gone] ?? 0;
      a += (planned[at] ?? 0) * (MISSING[from] ?? 0);
      b += (planned[at + 1] ?? 0) * (MISSING[from + 1] ?? 0);
      c += (planned[at + 2] ?? 0) * (MISSING[from + 2] ?? 0);
      d += (planned[at + 3] ?? 0) * (MISSING[from + 3] ?? 0);
    }
    const first = SPAN * span;
    left[first] = (poolBalances[first] ?? 0) - a;
    left[first + 1] = (poolBalances[first + 1] ?? 0) - b;
    left[first + 2] = (poolBalances[first + 2] ?? 0) - c;
    left[first + 3] = (poolBalances[first + 3] ?? 0) - d;
  }
}

/** Room for the flows of any path of a deal. */
export const roomForFlows = ({ periods }: FastDeal): PathFlows => ({
  cash: new Float64Array(periods + 1),
  balances: new Float64Array(SPAN * Math.ceil(periods / SPAN)),
  defaulted: new Float64Array(periods),
  fees: new Float64Array(periods),
});

/**
 * Lays a deal out for exits.
 *
 * @returns fills the flows of a path from its exits, and answers the fen that defaulted
 */
export function flowsOfExits(fast: FastDeal): (exits: Exits, flows: PathFlows) => number {
  const { loans, periods } = fast;
  const changes: Changes = { balances: bySpan(fast), ...stepsOf(fast), ...bookedBy(fast) };
  const leaving: Leaving = {
    ends: new Int32Array(Math.ceil(periods / SPAN)),
    order: new Int32Array(loans),
    places: new Int32Array(loans),
    // One place more: who repays early with the last period is missing from none.
    missing: new Float64Array(periods + 1),
  };
  return (exits, flows) => {
    const lost = cashLeft(fast, changes, exits, [flows, leaving]);
    sortExits(periods, exits, leaving);
    balancesLeft(fast, changes.balances, leaving, flows.balances);
    return lost;
  };
}
