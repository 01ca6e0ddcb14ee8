/**
 * Monte Carlo of 12 deals × 10,000 paths × 60 months × 130 loans, side by side with a plain C program of the same model.
 *
 *   npx tsx bench/waterfall/simulate.ts [paths] [rounds] [seeds]        needs gcc
 *
 * Rounds alternate, so that a busy machine troubles both alike; medians of processor time are compared. The sums of losses
 * must agree to the fen, or nothing is compared. Then many seeds are drawn in both ways and their distributions compared.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastDeal, layOut, type Method, readDeal, readScenario, simulation } from '@banfei/waterfall';
import { compare, type Pair } from './alike.ts';
import { BENCH_SCENARIO, benchDeal } from './deals.ts';
import { chancesOfExits } from './exits.ts';

const paths = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 5);
const seeds = Number(process.argv[4] ?? 20);
const SEED = 20_260_701;

function fastDeal(number: number, defaults = BENCH_SCENARIO.defaults): FastDeal {
  const deal = readDeal(benchDeal(number));
  if (!deal.ok) throw new Error(JSON.stringify(deal));
  const scenario = readScenario({ ...BENCH_SCENARIO, defaults }, deal.deal);
  if (!scenario.ok) throw new Error(JSON.stringify(scenario));
  const laid = layOut(deal.deal, scenario.scenario);
  if (!laid.ok) throw new Error(JSON.stringify(laid));
  return laid.fast;
}

const int32 = (...values: readonly number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);
const int64 = (values: Iterable<number>): Buffer =>
  Buffer.from(
    BigInt64Array.from(Array.from(values), (value) => (Number.isFinite(value) ? BigInt(value) : 2n ** 62n)).buffer,
  );

/** The layout as the C program reads it. */
function written(fast: FastDeal): Buffer {
  return Buffer.concat([
    int32(fast.loans, fast.periods, fast.tranches.length, fast.retains ? 1 : 0),
    int32(...fast.defaultLimits),
    int32(...fast.exitLimits),
    int32(...fast.recoveryPeriods),
    int32(...fast.lengths),
    int32(...fast.classes),
    int64(fast.cash),
    int64(fast.balances),
    int64(fast.exposures),
    int64(fast.recoveries),
    int64(fast.principals),
    int64(fast.interest.nums),
    int64(fast.interest.dens),
    int64(fast.fees.nums),
    int64(fast.fees.dens),
    int64([fast.pool, fast.fixedFees, fast.openingCash, fast.openingReserve]),
    int64([fast.reserveFixed, ...fast.reserve.nums, ...fast.reserve.dens, fast.accelerateAt, fast.defaultAt]),
  ]);
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** All losses of all deals, and the seconds of processor time that they took. */
function engine(deals: readonly FastDeal[], method: Method) {
  const began = process.cpuUsage();
  const losses = deals.map((fast) => {
    const simulated = simulation(fast, { paths, seed: SEED, method });
    simulated.run(0, paths);
    return simulated.losses.tranches.map((tranche) => tranche.losses);
  });
  const { user, system } = process.cpuUsage(began);
  return { losses, seconds: (user + system) / 1e6 };
}

const totals = (losses: readonly (readonly Float64Array[])[]): string =>
  losses.map((deal) => deal.map((each) => each.reduce((sum, loss) => sum + BigInt(loss), 0n)).join(' ')).join('\n');

/** A thousand paths of a deal for each seed, then all together: losses of every tranche, and what defaulted. */
function samples(fast: FastDeal, method: Method): readonly (readonly Float64Array[])[] {
  const runs = Array.from({ length: seeds }, (_, index) => {
    const simulated = simulation(fast, { paths: 1000, seed: SEED + 1 + index, method });
    simulated.run(0, 1000);
    return [...simulated.losses.tranches.map(({ losses }) => losses), simulated.losses.defaulted];
  });
  const kinds = runs[0] ?? [];
  return [...runs, kinds.map((_, kind) => Float64Array.from(runs.flatMap((run) => [...(run[kind] ?? [])])))];
}

/** Both ways over many seeds, with one chance of error for all comparisons; and tables that are wrong by a tenth. */
function compareMethods(deals: readonly FastDeal[]): void {
  const pairs = (number: number, a: ReturnType<typeof samples>, b: ReturnType<typeof samples>): readonly Pair[] =>
    a.flatMap((kinds, run) =>
      kinds.map((sample, kind) => ({
        name: `deal ${number}, ${run < seeds ? `seed ${run}` : 'all seeds'}, ${kind}`,
        a: sample,
        b: b[run]?.[kind] ?? new Float64Array(),
      })),
    );
  const direct = deals.map((fast) => samples(fast, 'direct'));
  const alias = deals.map((fast) => samples(fast, 'alias'));
  const found = compare(
    direct.flatMap((each, number) => pairs(number, each, alias[number] ?? [])),
    0.001,
  );
  console.log(
    `${found.comparisons} comparisons of distributions, means and mean squares over ${seeds} seeds × 1000 paths: ` +
      `${found.beyond.length} beyond what happens once in a thousand times for all of them ${found.beyond.join('; ')}`,
  );
  const wrong = samples(fastDeal(0, '0.0033'), 'alias');
  const caught = compare(pairs(0, direct[0] ?? [], wrong), 0.001).beyond;
  console.log(`tables with a tenth more defaults: ${caught.length} comparisons of one deal beyond that`);
  if (caught.length === 0) throw new Error('the comparison does not see a wrong table');
  for (const method of ['direct', 'alias'] as const) {
    const [first] = deals;
    if (first === undefined) continue;
    const { cells, z } = chancesOfExits(first, { method, seeds, from: SEED + 1 });
    console.log(
      `chances of ${cells} exits by loan, kind and month, ${method}: chi-square ${z.toFixed(2)} σ from its mean`,
    );
  }
}

const folder = mkdtempSync(join(tmpdir(), 'banfei-waterfall-'));
try {
  const program = join(folder, 'peer');
  execFileSync('gcc', ['-O3', '-o', program, join(import.meta.dirname, 'peer.c')]);
  const laidAt = process.cpuUsage();
  const deals = Array.from({ length: 12 }, (_, number) => fastDeal(number));
  console.log(`layout of 12 deals: ${(process.cpuUsage(laidAt).user / 1e6).toFixed(2)} s, outside the comparison`);
  const file = join(folder, 'deals.bin');
  writeFileSync(file, Buffer.concat([int32(deals.length), ...deals.map(written)]));
  console.log(
    `12 deals × ${paths} paths × 60 months × 130 loans, ${rounds} rounds, Node ${process.version}, ${cpus()[0]?.model}`,
  );
  const times: Record<'peer' | 'direct' | 'alias', number[]> = { peer: [], direct: [], alias: [] };
  let shown = false;
  for (let round = 0; round < rounds; round += 1) {
    const said = execFileSync(program, [file, String(paths), String(SEED)], { encoding: 'utf8' });
    const peerLosses = [...said.matchAll(/^losses (.+)$/gm)].map(([, line]) => line).join('\n');
    times.peer.push(Number(/^seconds (.+)$/m.exec(said)?.[1]));
    const direct = engine(deals, 'direct');
    times.direct.push(direct.seconds);
    const alias = engine(deals, 'alias');
    times.alias.push(alias.seconds);
    // After both were timed: half a million big integers of the comparison would be collected on the engine's time.
    if (totals(direct.losses) !== peerLosses)
      throw new Error('the engine and the C program differ; nothing to compare');
    if (shown) continue;
    shown = true;
    console.log('losses of the engine and of the C program agree to the fen');
    const mean = (all: Float64Array): string =>
      (all.reduce((sum, each) => sum + each, 0) / all.length / 1e6).toFixed(3);
    for (const [d, deal] of deals.entries()) {
      const means = deal.tranches.map(({ id }, t) => {
        const [a, b] = [direct.losses[d]?.[t], alias.losses[d]?.[t]];
        return a === undefined || b === undefined ? '' : `${id} ${mean(a)} | ${mean(b)}`;
      });
      console.log(`deal ${d}, expected loss in 万元, direct | alias: ${means.join(', ')}`);
    }
  }
  const ratios = (ours: readonly number[]): readonly number[] =>
    ours.map((each, index) => each / (times.peer[index] ?? 1));
  console.log(`C, gcc -O3      ${median(times.peer).toFixed(2)} s`);
  console.log(
    `engine, direct  ${median(times.direct).toFixed(2)} s: ${median(ratios(times.direct)).toFixed(2)} × its time (goal ≤ 1.6)`,
  );
  console.log(
    `engine, alias   ${median(times.alias).toFixed(2)} s: ${(1 / median(ratios(times.alias))).toFixed(2)} × faster (goal ≥ 3)`,
  );
  compareMethods(deals);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
