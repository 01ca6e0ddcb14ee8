/** Fills a kernel with a deal: arrays of `FastDeal` as the rows that `kernel/layout.ts` describes. */
import { cellBits, runsOf, spansOf } from './draw-tables.ts';
import { times } from './exact.ts';
import type { FastDeal } from './fast-deal.ts';
import { Kernel, type KernelSteps } from './kernel.ts';
import type { Shares } from './shares.ts';

/** Numbers of a row. */
const [PLAN, EXIT, FLOW, SHARE, RANK] = [2, 4, 4, 3, 2];

/** Periods that the kernel takes together, and how many times it does. */
const BLOCK = 4;
const blocksOf = (periods: number): number => Math.ceil(periods / BLOCK);

/** A kernel that holds a deal. What it shares with it changes with every path. */
export interface LaidKernel {
  readonly steps: KernelSteps;
  /** Loans that leave, each with the period and the way in its last `bits` bits. */
  readonly cells: Int32Array;
  readonly bits: number;
  /** Four numbers for each period: cash of the pool, its balance after the period, fees, and what defaulted. */
  readonly flows: Float64Array;
  /** Where a path stands: cash, one number; principal of the three classes, and their unpaid interest. */
  readonly cash: Float64Array;
  readonly sums: Float64Array;
  readonly unpaid: Float64Array;
}

/** Shares as the kernel reads them. */
export function shareRows({ ratios, nums, dens }: Shares): Float64Array {
  const rows = new Float64Array(SHARE * ratios.length);
  for (const [at, ratio] of ratios.entries()) rows.set([ratio, nums[at] ?? 0, dens[at] ?? 1], SHARE * at);
  return rows;
}

/** Principal of a class behind each of its tranches, and for each period the interest on it, which no path changes. */
function rankRows({ periods, principals, classes, interest }: FastDeal): Float64Array {
  const count = principals.length;
  const rows = new Float64Array(RANK * count * periods);
  for (let at = count * periods - 2; at >= 0; at -= 1) {
    const index = at % count;
    if (index === count - 1 || classes[index] !== classes[index + 1]) continue;
    const next = principals[index + 1] ?? 0;
    const share = { num: BigInt(interest.nums[at + 1] ?? 0), den: BigInt(interest.dens[at + 1] ?? 1) };
    const own = Number(times(BigInt(next), share));
    const behind = RANK * (at + 1);
    rows.set([next + (rows[behind] ?? 0), own + (rows[behind + 1] ?? 0)], RANK * at);
  }
  return rows;
}

/** Planned cash and balances block by block, loan by loan; nothing behind the last period. */
function planRows({ loans, periods, cash, balances }: FastDeal): Float64Array {
  const rows = new Float64Array(PLAN * BLOCK * loans * blocksOf(periods));
  for (let loan = 0; loan < loans; loan += 1) {
    for (let period = 0; period < periods; period += 1) {
      const place = period % BLOCK;
      const at = PLAN * ((period - place) * loans + BLOCK * loan + place);
      rows[at] = cash[loan * periods + period] ?? 0;
      rows[at + 1] = balances[loan * periods + period] ?? 0;
    }
  }
  return rows;
}

/** What each loan brings that leaves in each period. */
function exitRows({ cash, balances, exposures, recoveries }: FastDeal): Float64Array {
  const rows = new Float64Array(EXIT * cash.length);
  for (let at = 0; at < cash.length; at += 1) {
    rows[EXIT * at] = exposures[at] ?? 0;
    rows[EXIT * at + 1] = recoveries[at] ?? 0;
    rows[EXIT * at + 2] = (cash[at] ?? 0) + (balances[at] ?? 0);
  }
  return rows;
}

/** Flows of the pool as planned, in whole blocks and one row more. */
function flowRows({ periods, poolCash, poolBalances, fixedFees }: FastDeal): Float64Array {
  const rows = new Float64Array(FLOW * (BLOCK * blocksOf(periods) + 1));
  for (let period = 0; period < periods; period += 1)
    rows.set([poolCash[period] ?? 0, poolBalances[period] ?? 0, fixedFees], FLOW * period);
  return rows;
}

/** All bits of a row for periods of a block from a place on, none for those before. */
const withinRows = (): Int32Array =>
  Int32Array.from({ length: 4 * BLOCK * BLOCK }, (_, at) =>
    Math.floor(at / 4) % BLOCK < Math.floor(at / (4 * BLOCK)) ? 0 : -1,
  );

/** Lays a deal out for a kernel of its own. */
export function kernelOf(fast: FastDeal): LaidKernel {
  const kernel = new Kernel();
  const { loans, periods } = fast;
  const bits = cellBits(periods);
  const { starts, spans } = spansOf(fast);
  const runs = runsOf(fast).map(({ from, until, skips, ways }) => [from, until, kernel.put(skips), kernel.put(ways)]);
  const planned = flowRows(fast);
  const layout = {
    loans,
    periods,
    bits,
    cells: kernel.put(new Int32Array(loans)),
    starts: kernel.put(starts),
    spans: kernel.put(spans),
    runs: kernel.put(Int32Array.from(runs.flat())),
    runCount: runs.length,
    plans: kernel.put(planRows(fast)),
    within: kernel.put(withinRows()),
    leaving: kernel.put(new Int32Array(blocksOf(periods) * (loans + 1))),
    gone: kernel.put(new Int32Array(loans)),
    exits: kernel.put(exitRows(fast)),
    backs: kernel.put(fast.recoveryPeriods),
    planned: kernel.put(planned),
    flows: kernel.put(planned),
    pool: fast.pool,
    fees: kernel.put(shareRows(fast.fees)),
    poolFees: fast.poolFees,
    collectionFees: fast.collectionFees,
    tranches: fast.principals.length,
    seniors: fast.seniors,
    mezzanines: fast.mezzanines,
    seniorSum: fast.seniorSum,
    mezzanineSum: fast.mezzanineSum,
    juniorSum: fast.juniorSum,
    interest: kernel.put(shareRows(fast.interest)),
    ranks: kernel.put(rankRows(fast)),
    openingCash: fast.openingCash + fast.openingReserve,
    reserve: kernel.put(shareRows(fast.reserve)),
    reserveFixed: fast.reserveFixed,
    retains: fast.retains ? 1 : 0,
    dueAt: Math.min(fast.accelerateAt, fast.defaultAt),
    standing: kernel.put(new Float64Array(7)),
  };
  kernel.tell(layout);
  return {
    steps: kernel.steps,
    bits,
    cells: kernel.integers(layout.cells, loans),
    flows: kernel.doubles(layout.flows, FLOW * periods),
    cash: kernel.doubles(layout.standing, 1),
    sums: kernel.doubles(layout.standing + 8, 3),
    unpaid: kernel.doubles(layout.standing + 32, 3),
  };
}
