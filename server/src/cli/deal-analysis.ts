import {
  breakEven,
  type Deal,
  type Losses,
  layOut,
  type Scenario,
  simulation,
  spoken,
  stressGrid,
} from '@banfei/waterfall';
import { type Arguments, parseArguments } from './arguments.ts';
import { loadDeal, sayRefusal } from './deal.ts';
import { fen, share } from './deal-report.ts';
import type { CommandIo } from './io.ts';

const times = (factors: readonly number[], of: bigint) => factors.map((factor) => ({ num: BigInt(factor), den: of }));

/** A default of half a percent a month, where the scenario names none: a grid of multiples of nothing says nothing. */
const baseOf = (scenario: Scenario): Scenario =>
  scenario.defaults.length > 0 ? scenario : { ...scenario, defaults: [{ num: 5n, den: 1000n }] };

/** `banfei deal stress`: a grid of defaults, prepayments and recoveries, and the default rate that each tranche bears. */
export async function dealStressCommand(
  args: readonly string[],
  io: CommandIo,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const read = parseArguments(args, ['deal', 'scenario'], ['json']);
  if (!read.ok) {
    io.err(read.sentence);
    return 2;
  }
  const loaded = await loadDeal(read.parsed, env, io);
  if (typeof loaded === 'number') return loaded;
  const { deal, scenario } = loaded;
  const grid = stressGrid(deal, baseOf(scenario), {
    defaultMultiples: times([0, 1, 2, 4], 1n),
    prepaymentMultiples: times([1, 2], 1n),
    recoveries: times([0, 3], 10n),
    recoveryLag: 12,
  });
  io.out(
    JSON.stringify({
      deal: deal.id,
      scenario: scenario.id,
      unit: 'fen',
      grid: grid.map(({ tranches, ...cell }) => ({
        defaultMultiple: spoken(cell.defaultMultiple, 0),
        prepaymentMultiple: spoken(cell.prepaymentMultiple, 0),
        recovery: spoken(cell.recovery, 1),
        lowestCoverage: share(cell.lowestCoverage),
        tranches: tranches.map(({ id, loss, interestLoss, averageLife, yield: rate }) => ({
          id,
          loss: fen(loss),
          interestLoss: fen(interestLoss),
          averageLifeYears: share(averageLife),
          yield: rate,
        })),
      })),
      breakEven: deal.tranches.map(({ id }) => {
        const found = breakEven(deal, scenario, id);
        return { id, bearsPerMonth: share(found?.bears ?? null), losesPerMonth: share(found?.loses ?? null) };
      }),
    }),
  );
  return 0;
}

/** Number of an option within bounds, or null after saying which. */
function wholeOf({ values }: Arguments, name: string, absent: number, most: number): number | null {
  const value = Number(values.get(name) ?? absent);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : null;
}

/** Mean, share of paths with a loss, and the loss that one path in twenty and in a hundred exceeds. */
function summary(losses: Float64Array) {
  const sorted = losses.toSorted();
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  const sum = sorted.reduce((all, each) => all + each, 0);
  return {
    expectedLoss: Math.round(sum / sorted.length),
    lossFrequency: sorted.filter((each) => each > 0).length / sorted.length,
    loss95: at(0.95),
    loss99: at(0.99),
    worst: sorted.at(-1) ?? 0,
  };
}

const PIECE = 1000;

/** Runs the paths in pieces, tells the progress and gives the process a chance to be stopped in between. */
async function runPieces(
  deal: Deal,
  simulated: { run: (from: number, until: number) => void },
  paths: number,
  io: CommandIo,
) {
  for (let from = 0; from < paths; from += PIECE) {
    simulated.run(from, Math.min(paths, from + PIECE));
    if (from > 0 && from % 100_000 === 0) io.err(`${deal.id}: ${from} / ${paths}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const report = (losses: Losses) => ({
  pool: summary(losses.defaulted),
  seniorInterest: summary(losses.seniorInterest),
  tranches: losses.tranches.map(({ id, losses: each }) => ({ id, ...summary(each) })),
});

/** `banfei deal simulate`: Monte Carlo of a deal, repeatable by its seed. */
export async function dealSimulateCommand(
  args: readonly string[],
  io: CommandIo,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const read = parseArguments(args, ['deal', 'scenario', 'paths', 'seed', 'method'], ['json']);
  if (!read.ok) {
    io.err(read.sentence);
    return 2;
  }
  const paths = wholeOf(read.parsed, 'paths', 10_000, 1_000_000);
  const seed = wholeOf(read.parsed, 'seed', 1, 2_147_483_647);
  const method = read.parsed.values.get('method') ?? 'alias';
  if (paths === null || seed === null || (method !== 'alias' && method !== 'direct')) {
    io.err(
      '--paths 写 1 到 1000000，--seed 写 1 到 2147483647，--method 写 alias 或 direct。/ Give --paths from 1 to 1000000, --seed from 1 to 2147483647, --method alias or direct.',
    );
    return 2;
  }
  const loaded = await loadDeal(read.parsed, env, io);
  if (typeof loaded === 'number') return loaded;
  const laid = layOut(loaded.deal, baseOf(loaded.scenario));
  if (!laid.ok) return sayRefusal(laid, read.parsed.values.get('deal') ?? '', io);
  const simulated = simulation(laid.fast, { paths, seed, method });
  await runPieces(loaded.deal, simulated, paths, io);
  io.out(
    JSON.stringify({
      deal: loaded.deal.id,
      scenario: loaded.scenario.id,
      unit: 'fen',
      paths,
      seed,
      method,
      ...report(simulated.losses),
    }),
  );
  return 0;
}
