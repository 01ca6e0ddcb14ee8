/**
 * Who leaves the pool on a path, and what of it: planned amounts less those of the loans that are gone. All sums are of
 * whole fen below 2^53, so their sequence does not matter and the exact run gives the same.
 *
 * The loops here and in the order of payment run for every path. They read few arrays, each a record of what belongs
 * together, take what they need out of objects before they begin, and keep numbers apart: compiled code is several times
 * faster for it, as the bench shows.
 */
import type { FastDeal } from './fast-deal.ts';
import type { PathFlows } from './path.ts';
import { shareOf } from './shares.ts';

/** Loans that leave on a path, in the order of the pool. */
export interface Exits {
  count: number;
  /** For each of them a cell: the loan before the last `bits` bits, in them 2 × the period, and one more if it repays early. */
  readonly cells: Int32Array;
  readonly bits: number;
}

/** Bits for two ways to leave in every period, and for staying. */
export const cellBits = (periods: number): number => Math.ceil(Math.log2(2 * periods + 1));

/** Room for the exits of any path. */
export const roomFor = ({ loans, periods }: FastDeal): Exits => ({
  count: 0,
  cells: new Int32Array(loans),
  bits: cellBits(periods),
});

/** Periods that are summed together: six sums side by side do not wait for each other. */
const SPAN = 6;

/** Numbers in a row of flows, and in a row of amounts. */
const FLOWS = 4;
const AMOUNTS = 4;

/** What exits change, laid out once for each deal. */
interface Changes {
  readonly loans: number;
  /** For each span and each loan: its planned balances, of every period of the span. */
  readonly balances: Float64Array;
  /** For each place in a span in which a loan leaves: 1 for periods of the span from then on, 0 for those before. */
  readonly missing: Float64Array;
  /**
   * For each period, and those that fill the last span: cash and balance of the whole pool as planned, the share of the
   * pool that is the first fee, and fixed fees.
   */
  readonly pool: Float64Array;
  /**
   * For each loan and period, as cells have them: fen that default, fen that come back from it; fen that are repaid early,
   * with what is planned for that period; fen planned for that period. Four to a row, so that a row is fetched as one.
   */
  readonly amounts: Float64Array;
  /** For each loan by how much its planned fen change in the last period. */
  readonly lastSteps: Float64Array;
  /** For each loan and period the row in which a default brings cash. */
  readonly backs: Int32Array;
  /** Other changes of what is planned: row and fen. For each loan and period the next one; for each loan where they end. */
  readonly rows: Int32Array;
  readonly steps: Float64Array;
  readonly nexts: Int32Array;
  readonly ends: Int32Array;
}

/** Planned balances span by span, loan by loan; nothing behind the last period. */
function bySpan({ loans, periods, balances }: FastDeal, spans: number): Float64Array {
  const all = new Float64Array(SPAN * spans * loans);
  for (let loan = 0; loan < loans; loan += 1) {
    for (let period = 0; period < periods; period += 1) {
      const place = period % SPAN;
      all[(period - place) * loans + SPAN * loan + place] = balances[loan * periods + period] ?? 0;
    }
  }
  return all;
}

/** Changes of planned cash against the period before. Level loans have none but in the first and in the last period. */
function stepsOf({ loans, periods, cash }: FastDeal, width: number) {
  const rows: number[] = [];
  const steps: number[] = [];
  const nexts = new Int32Array(loans * width);
  const ends = new Int32Array(loans);
  const lastSteps = new Float64Array(loans);
  for (let loan = 0; loan < loans; loan += 1) {
    let before = 0;
    for (let period = 0; period < periods; period += 1) {
      const paid = cash[loan * periods + period] ?? 0;
      if (period === periods - 1) lastSteps[loan] = paid - before;
      else if (period > 0 && paid !== before) {
        rows.push(FLOWS * period);
        steps.push(paid - before);
      }
      before = paid;
      nexts[loan * width + period] = steps.length;
    }
    ends[loan] = steps.length;
  }
  return { rows: Int32Array.from(rows), steps: Float64Array.from(steps), nexts, ends, lastSteps };
}

/** Lays out what exits change. */
function changesOf(fast: FastDeal, spans: number): Changes {
  const { loans, periods, exposures, recoveries, recoveryPeriods, balances, cash } = fast;
  const width = 2 ** (cellBits(periods) - 1);
  const steps = stepsOf(fast, width);
  const amounts = new Float64Array(AMOUNTS * loans * width);
  const missing = Float64Array.from({ length: SPAN * SPAN }, (_, at) => (at % SPAN < Math.floor(at / SPAN) ? 0 : 1));
  const backs = new Int32Array(loans * width);
  for (let loan = 0; loan < loans; loan += 1) {
    for (let period = 0; period < periods; period += 1) {
      const at = loan * periods + period;
      const cell = loan * width + period;
      const paid = cash[at] ?? 0;
      amounts[AMOUNTS * cell] = exposures[at] ?? 0;
      amounts[AMOUNTS * cell + 1] = recoveries[at] ?? 0;
      amounts[AMOUNTS * cell + 2] = (balances[at] ?? 0) + paid;
      // The step of the last period is taken from every loan that leaves, even then.
      amounts[AMOUNTS * cell + 3] = period < periods - 1 ? paid : paid - (steps.lastSteps[loan] ?? 0);
      backs[cell] = FLOWS * (recoveryPeriods[at] ?? periods);
    }
  }
  const pool = new Float64Array(FLOWS * SPAN * spans);
  for (let period = 0; period < periods; period += 1) {
    pool[FLOWS * period] = fast.poolCash[period] ?? 0;
    pool[FLOWS * period + 1] = fast.poolBalances[period] ?? 0;
    pool[FLOWS * period + 3] = fast.fixedFees;
    if (fast.poolFees > 0) pool[FLOWS * period + 2] = fast.fees.ratios[period] ?? 0;
  }
  return { loans, balances: bySpan(fast, spans), missing, pool, amounts, backs, ...steps };
}

/** Room for one path. */
interface Leaving {
  /** For each period: cash that is missing from then on, and cash that comes back. Empty between paths. */
  readonly changes: Float64Array;
  /**
   * First, where a span has the balances of those that have left before. Then for each span how many leave in it, and their
   * cells. No counts between paths.
   */
  readonly members: Int32Array;
  /** One number: what defaults. In an array, because a number that a function answers is made an object. */
  readonly lost: Float64Array;
}

/** Notes what every exit changes, in which span it leaves, and what defaults. */
function noteExits(noted: Changes, { count, cells, bits }: Exits, { changes, members, lost }: Leaving): void {
  const { amounts, backs, lastSteps, loans } = noted;
  const within = (1 << bits) - 1;
  let step = 0;
  let failed = 0;
  for (let place = 0; place < count; place += 1) {
    // Kept within 29 bits by a mask, here and below: then sums of places need no check that they are whole.
    const cell = (cells[place] ?? 0) & 0x1fffffff;
    const isEarly = cell & 1;
    const period = (cell & within) >> 1;
    const row = period << 2;
    const amount = ((cell >> 1) << 2) & 0x1fffffff;
    changes[row] = (changes[row] ?? 0) + (amounts[amount + 3] ?? 0);
    // By arithmetic: a branch that nobody can foresee costs more.
    failed += (amounts[amount] ?? 0) * (1 - isEarly);
    // What comes back after the last date goes to a row that nobody reads.
    const late = backs[cell >> 1] ?? 0;
    const back = (row + ((late - row) & (isEarly - 1)) + 1) & 0x1fffffff;
    changes[back] = (changes[back] ?? 0) + (amounts[amount + 1 + isEarly] ?? 0);
    step += lastSteps[cell >> bits] ?? 0;
    const span = (loans + Math.imul((period / 6) | 0, loans + 1)) & 0x1fffffff;
    const before = ((members[span] ?? 0) + 1) & 0x1fffffff;
    members[span] = before;
    members[span + before] = cell;
  }
  const last = changes.length - 2 * FLOWS;
  changes[last] = (changes[last] ?? 0) + step;
  lost[0] = failed;
}

/** Notes changes of plans between the periods of the exits and the last one. Level loans have none. */
function noteSteps(noted: Changes, { count, cells, bits }: Exits, changes: Float64Array): void {
  const { rows, steps, nexts, ends } = noted;
  for (let place = 0; place < count; place += 1) {
    const cell = cells[place] ?? 0;
    const until = ends[cell >> bits] ?? 0;
    for (let step = nexts[cell >> 1] ?? 0; step < until; step += 1) {
      const row = rows[step] ?? 0;
      changes[row] = (changes[row] ?? 0) + (steps[step] ?? 0);
    }
  }
}

/** Planned balances less those of loans that have left, for every period. Empties the counts of `members`. */
function layBalances(noted: Changes, bits: number, { members }: Leaving, flows: PathFlows): void {
  const { balances, pool, missing, loans } = noted;
  const within = (1 << bits) - 1;
  const spans = pool.length / (FLOWS * SPAN);
  let left = 0;
  for (let span = 0; span < spans; span += 1) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    let f = 0;
    const row = Math.imul(6 * span, loans);
    for (let place = 0; place < left; place += 1) {
      const at = (row + (members[place] ?? 0)) & 0x1fffffff;
      a += balances[at] ?? 0;
      b += balances[at + 1] ?? 0;
      c += balances[at + 2] ?? 0;
      d += balances[at + 3] ?? 0;
      e += balances[at + 4] ?? 0;
      f += balances[at + 5] ?? 0;
    }
    // Those that leave within the span count from their period on.
    const first = (loans + Math.imul(span, loans + 1)) & 0x1fffffff;
    const until = (first + (members[first] ?? 0)) & 0x1fffffff;
    for (let member = first + 1; member <= until; member += 1) {
      const cell = (members[member] ?? 0) & 0x1fffffff;
      const own = Math.imul(cell >> bits, 6);
      const from = (Math.imul((cell & within) >> 1, 6) - Math.imul(span, 36)) & 0x1fffffff;
      const at = (row + own) & 0x1fffffff;
      a += (balances[at] ?? 0) * (missing[from] ?? 0);
      b += (balances[at + 1] ?? 0) * (missing[from + 1] ?? 0);
      c += (balances[at + 2] ?? 0) * (missing[from + 2] ?? 0);
      d += (balances[at + 3] ?? 0) * (missing[from + 3] ?? 0);
      e += (balances[at + 4] ?? 0) * (missing[from + 4] ?? 0);
      f += balances[at + 5] ?? 0;
      members[left] = Math.imul(cell >> bits, 6);
      left = (left + 1) & 0x1fffffff;
    }
    members[first] = 0;
    const to = (24 * span + 1) & 0x1fffffff;
    flows[to] = (pool[to] ?? 0) - a;
    flows[to + 4] = (pool[to + 4] ?? 0) - b;
    flows[to + 8] = (pool[to + 8] ?? 0) - c;
    flows[to + 12] = (pool[to + 12] ?? 0) - d;
    flows[to + 16] = (pool[to + 16] ?? 0) - e;
    flows[to + 20] = (pool[to + 20] ?? 0) - f;
  }
}

/** Cash and fees of every period. Empties `changes`. */
function layCash(fast: FastDeal, { pool }: Changes, changes: Float64Array, flows: PathFlows): void {
  const { periods } = fast;
  let before = fast.pool;
  let missing = 0;
  for (let period = 0; period < periods; period += 1) {
    const at = (period << 2) & 0x1fffffff;
    missing += changes[at] ?? 0;
    flows[at] = (pool[at] ?? 0) + (changes[at + 1] ?? 0) - missing;
    changes[at] = 0;
    changes[at + 1] = 0;
    // As `shareOf` does, whose call would cost more than its work.
    const guess = before * (pool[at + 2] ?? 0) + 0.5001;
    let fee = Math.floor(guess);
    if (guess - fee <= 0.0002) fee = +shareOf(fast.fees, before, period);
    flows[at + 2] = (pool[at + 3] ?? 0) + fee;
    before = flows[at + 1] ?? 0;
  }
}

/** Adds all fees but the first: of the pool and of what was collected, each rounded by itself. */
function addFees(fast: FastDeal, flows: PathFlows): void {
  const { periods, fees, poolFees, collectionFees } = fast;
  for (let fee = Math.min(1, poolFees); fee < poolFees + collectionFees; fee += 1) {
    let pool = fast.pool;
    for (let period = 0; period < periods; period += 1) {
      const at = FLOWS * period;
      const amount = fee < poolFees ? pool : (flows[at] ?? 0);
      flows[at + 2] = (flows[at + 2] ?? 0) + shareOf(fees, amount, fee * periods + period);
      pool = flows[at + 1] ?? 0;
    }
  }
}

/** Writes down when it was that loans defaulted. Few paths lose so much that it matters. */
function layDefaults({ amounts }: Changes, { count, cells, bits }: Exits, flows: PathFlows): void {
  for (let at = 3; at < flows.length; at += FLOWS) flows[at] = 0;
  const within = (1 << bits) - 1;
  for (let place = 0; place < count; place += 1) {
    const cell = cells[place] ?? 0;
    if ((cell & 1) === 1) continue;
    const at = FLOWS * ((cell & within) >> 1) + 3;
    flows[at] = (flows[at] ?? 0) + (amounts[AMOUNTS * (cell >> 1)] ?? 0);
  }
}

/** Room for the flows of any path of a deal. */
export const roomForFlows = ({ periods }: FastDeal): PathFlows =>
  new Float64Array(FLOWS * SPAN * Math.ceil(periods / SPAN));

/**
 * Lays a deal out for exits.
 *
 * @returns fills the flows of a path from its exits, and answers the fen that defaulted
 */
export function flowsOfExits(fast: FastDeal): (exits: Exits, flows: PathFlows) => number {
  const { loans, periods } = fast;
  const spans = Math.ceil(periods / SPAN);
  const changes = changesOf(fast, spans);
  const dueAt = Math.min(fast.accelerateAt, fast.defaultAt);
  const leaving: Leaving = {
    // One row more, for what comes back too late.
    changes: new Float64Array(FLOWS * (periods + 1)),
    members: new Int32Array(loans + spans * (loans + 1)),
    lost: new Float64Array(1),
  };
  return (exits, flows) => {
    noteExits(changes, exits, leaving);
    if (changes.steps.length > 0) noteSteps(changes, exits, leaving.changes);
    layBalances(changes, exits.bits, leaving, flows);
    layCash(fast, changes, leaving.changes, flows);
    addFees(fast, flows);
    const lost = leaving.lost[0] ?? 0;
    if (lost >= dueAt) layDefaults(changes, exits, flows);
    return lost;
  };
}
