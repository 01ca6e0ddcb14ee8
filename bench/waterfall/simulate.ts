/**
 * Monte Carlo of 12 deals × 10,000 paths × 60 months × 130 loans, side by side with a plain C program of the same model.
 *
 *   npx tsx bench/waterfall/simulate.ts [paths] [rounds]        needs gcc
 *
 * Rounds alternate, so that a busy machine troubles both alike; medians of processor time are compared. The sums of losses
 * must agree to the fen, or nothing is compared.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastDeal, layOut, type Method, readDeal, readScenario, simulation } from '@banfei/waterfall';
import { BENCH_SCENARIO, benchDeal } from './deals.ts';

const paths = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 5);
const SEED = 20_260_701;

function fastDeal(number: number): FastDeal {
  const deal = readDeal(benchDeal(number));
  if (!deal.ok) throw new Error(JSON.stringify(deal));
  const scenario = readScenario(BENCH_SCENARIO, deal.deal);
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

/** Largest distance of two empirical distributions, and the distance that chance alone exceeds once in a thousand. */
function kolmogorov(a: Float64Array, b: Float64Array): { distance: number; limit: number } {
  const [x, y] = [a.toSorted(), b.toSorted()];
  let [i, j, distance] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i] ?? 0, y[j] ?? 0);
    while (i < x.length && x[i] === at) i += 1;
    while (j < y.length && y[j] === at) j += 1;
    distance = Math.max(distance, Math.abs(i / x.length - j / y.length));
  }
  return { distance, limit: 1.95 * Math.sqrt((x.length + y.length) / (x.length * y.length)) };
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
    if (totals(direct.losses) !== peerLosses)
      throw new Error('the engine and the C program differ; nothing to compare');
    const alias = engine(deals, 'alias');
    times.alias.push(alias.seconds);
    if (shown) continue;
    shown = true;
    console.log('losses of the engine and of the C program agree to the fen');
    const tests = deals.flatMap((deal, d) =>
      deal.tranches.map(({ id }, t) => {
        const [a, b] = [direct.losses[d]?.[t], alias.losses[d]?.[t]];
        if (a === undefined || b === undefined) throw new Error('a tranche has no losses');
        const mean = (all: Float64Array): number => all.reduce((sum, each) => sum + each, 0) / all.length / 1e6;
        return { deal: d, id, direct: mean(a), alias: mean(b), ...kolmogorov(a, b) };
      }),
    );
    for (const { deal, id, direct: x, alias: y, distance, limit } of tests)
      console.log(
        `deal ${deal} ${id.padEnd(2)} expected loss ${x.toFixed(3)} | ${y.toFixed(3)} 万元, distance ${distance.toFixed(4)} (${limit.toFixed(4)})`,
      );
    const far = tests.filter(({ distance, limit }) => distance > limit);
    console.log(`${tests.length} distributions compared, ${far.length} farther apart than one in a thousand would be`);
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
} finally {
  rmSync(folder, { recursive: true, force: true });
}
