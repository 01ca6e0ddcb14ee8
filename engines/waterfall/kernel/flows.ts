import {
  backs,
  bits,
  cells,
  collectionFees,
  dueAt,
  exits,
  fees,
  flows,
  gone,
  leaving,
  loans,
  periods,
  planned,
  plans,
  pool,
  poolFees,
  within,
} from './layout.ts';
import { SHARE, shareOf } from './shares.ts';

/** Periods of a block: cash and balance of four are one line of memory, and four sums that do not wait for each other. */
const BLOCK: i32 = 4;

/** Bytes of the plan of a loan in a block. */
const LINE: i32 = 64;

/** Notes what every exit brings by itself, and in which block the loan leaves; answers the fen that default. */
function noteExits(count: i32): f64 {
  const inCell = (1 << bits) - 1;
  const room = (loans + 1) << 2;
  let lost: f64 = 0;
  for (let place = 0; place < count; place += 1) {
    const cell = load<i32>(cells + (place << 2));
    const period = (cell & inCell) >> 1;
    const early = cell & 1;
    const at = (cell >> bits) * periods + period;
    const exit = exits + (at << 5);
    // By arithmetic: a branch that nobody can foresee costs more.
    lost += load<f64>(exit) * <f64>(1 - early);
    const back = flows + (select<i32>(period, load<i32>(backs + (at << 2)), early) << 5);
    // A whole row is read and written, because a number just written alone would have to be waited for.
    v128.store(back, f64x2.add(v128.load(back), v128.load64_zero(exit + (early << 3), 8)));
    const block = leaving + (period / BLOCK) * room;
    const before = load<i32>(block);
    store<i32>(block, before + 1);
    store<i32>(block + (before << 2), cell, 4);
  }
  return lost;
}

/** Takes the plans of loans that have left out of the flows, block by block. Empties the counts of those that leave. */
function takeOut(): void {
  const inCell = (1 << bits) - 1;
  const blocks = (periods + BLOCK - 1) / BLOCK;
  let end = gone;
  for (let block = 0; block < blocks; block += 1) {
    const row = plans + block * loans * LINE;
    const flow = flows + block * (BLOCK << 5);
    let a = v128.load(flow);
    let b = v128.load(flow, 32);
    let c = v128.load(flow, 64);
    let d = v128.load(flow, 96);
    for (let loan = gone; loan < end; loan += 4) {
      const plan = row + load<i32>(loan);
      a = f64x2.sub(a, v128.load(plan));
      b = f64x2.sub(b, v128.load(plan, 16));
      c = f64x2.sub(c, v128.load(plan, 32));
      d = f64x2.sub(d, v128.load(plan, 48));
    }
    // Those that leave within the block count from their period on.
    const first = leaving + block * ((loans + 1) << 2);
    const last = first + (load<i32>(first) << 2);
    for (let member = first; member < last; member += 4) {
      const cell = load<i32>(member, 4);
      const loan = (cell >> bits) * LINE;
      const plan = row + loan;
      const mask = within + (((cell & inCell) >> 1) % BLOCK) * LINE;
      a = f64x2.sub(a, v128.and(v128.load(plan), v128.load(mask)));
      b = f64x2.sub(b, v128.and(v128.load(plan, 16), v128.load(mask, 16)));
      c = f64x2.sub(c, v128.and(v128.load(plan, 32), v128.load(mask, 32)));
      d = f64x2.sub(d, v128.load(plan, 48));
      store<i32>(end, loan);
      end += 4;
    }
    store<i32>(first, 0);
    v128.store(flow, a);
    v128.store(flow, b, 32);
    v128.store(flow, c, 64);
    v128.store(flow, d, 96);
  }
}

/** Adds a fee, rounded by itself: of what the pool owed before the period, or of the cash of the period. */
function addFee(fee: i32): void {
  let share = fees + fee * periods * SHARE;
  let owed = pool;
  for (let period = 0; period < periods; period += 1) {
    const flow = flows + (period << 5);
    const base = fee < poolFees ? owed : load<f64>(flow);
    store<f64>(flow, load<f64>(flow, 16) + shareOf(base, share), 16);
    owed = load<f64>(flow, 8);
    share += SHARE;
  }
}

/** Writes down when it was that loans defaulted. Few paths lose so much that it matters. */
function layDefaults(count: i32): void {
  const inCell = (1 << bits) - 1;
  for (let place = 0; place < count; place += 1) {
    const cell = load<i32>(cells + (place << 2));
    if ((cell & 1) === 1) continue;
    const period = (cell & inCell) >> 1;
    const flow = flows + (period << 5);
    const exit = exits + (((cell >> bits) * periods + period) << 5);
    store<f64>(flow, load<f64>(flow, 24) + load<f64>(exit), 24);
  }
}

/**
 * What the pool brings on the path that was drawn: planned amounts less those of loans that leave. All sums are of whole
 * fen below 2^53, so their sequence does not matter and the exact run gives the same.
 *
 * @param count loans that leave
 * @returns the fen that default
 */
export function lay(count: i32): f64 {
  memory.copy(flows, planned, (periods + 1) << 5);
  const lost = noteExits(count);
  takeOut();
  for (let fee = 0; fee < poolFees + collectionFees; fee += 1) addFee(fee);
  if (lost >= dueAt) layDefaults(count);
  return lost;
}
