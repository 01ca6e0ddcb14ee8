import type { DealRunResult, DealScenario, ScenarioOutcome, SimulationOutcome } from '@banfei/contracts';
import {
  AS_AGREED,
  type Deal,
  type DealRun,
  formatDay,
  type Losses,
  layOut,
  measuresOf,
  type Ratio,
  readDeal,
  readScenario,
  runDeal,
  type Scenario,
  simulation,
  spoken,
} from '@banfei/waterfall';
import { fenNumber } from './deal.ts';
import { termsRefusal } from './engine-words.ts';
import { simulable } from './structure.ts';

/** A computation as plain data: the deal's file, how many paths, and the seed that makes them repeatable. */
export interface Computation {
  readonly file: unknown;
  readonly paths: number;
  readonly seed: number;
}

// Assumptions of the desk, the same for every product, so that products can be compared; they are no forecast.
const STRESSED = {
  id: 'stressed',
  defaults: '0.004',
  recoveries: [{ lagMonths: 6, share: '0.25' }],
  delay: { share: '0.05', months: 1 },
};
const SEVERE = {
  id: 'severe',
  defaults: '0.012',
  recoveries: [{ lagMonths: 9, share: '0.15' }],
  delay: { share: '0.1', months: 2 },
};

const ASSUMED = { stressed: STRESSED, severe: SEVERE } as const;

/** One of the desk's three scenarios over a deal. */
export function scenarioNamed(id: DealScenario, deal: Deal): Scenario {
  if (id === 'agreed') return AS_AGREED;
  const read = readScenario(ASSUMED[id], deal);
  if (!read.ok) throw termsRefusal(read);
  return read.scenario;
}

const decimal = (ratio: Ratio | null): string | null => (ratio === null ? null : spoken(ratio));

function lowest(ratios: readonly (Ratio | null)[]): Ratio | null {
  let least: Ratio | null = null;
  for (const each of ratios)
    if (each !== null && (least === null || each.num * least.den < least.num * each.den)) least = each;
  return least;
}

function outcomeOf(id: ScenarioOutcome['id'], run: DealRun): ScenarioOutcome {
  const senior = new Set(run.deal.tranches.filter((tranche) => tranche.class === 'senior').map((each) => each.id));
  const sum = (amounts: readonly bigint[]): number => fenNumber(amounts.reduce((all, each) => all + each, 0n));
  return {
    id,
    lowestCoverage: decimal(lowest(run.periods.map(({ ratios }) => ratios.coverage))),
    tranches: measuresOf(run).map((each, index) => ({
      id: each.id,
      class: run.deal.tranches[index]?.class ?? 'senior',
      principalFen: fenNumber(each.principal),
      interestFen: fenNumber(each.interest),
      surplusFen: fenNumber(each.surplus),
      lossFen: fenNumber(each.loss),
      averageLifeYears: decimal(each.averageLife),
      yield: each.yield,
    })),
    periods: run.periods.map(({ number, day, collected, tranches, ratios, events }) => {
      const rows = tranches.filter((row) => senior.has(row.id));
      return {
        number,
        date: formatDay(day),
        collectedFen: sum([collected.income, collected.principal, collected.prepaid, collected.recovered]),
        defaultedFen: sum([collected.defaulted]),
        seniorPaidFen: sum(rows.map((row) => row.interestPaid + row.principalPaid)),
        seniorLeftFen: sum(rows.map((row) => row.closing)),
        coverage: decimal(ratios.coverage),
        events: [...events],
      };
    }),
  };
}

/** Mean and the loss that one path in a hundred exceeds. */
function spread(losses: Float64Array): { readonly mean: number; readonly high: number; readonly frequency: number } {
  const sorted = losses.toSorted();
  return {
    mean: Math.round(sorted.reduce((all, each) => all + each, 0) / sorted.length),
    high: sorted[Math.min(sorted.length - 1, Math.floor(0.99 * sorted.length))] ?? 0,
    frequency: sorted.filter((each) => each > 0).length / sorted.length,
  };
}

function summaryOf(losses: Losses, paths: number, seed: number): SimulationOutcome {
  const senior = spread(losses.tranches[0]?.losses ?? new Float64Array(1));
  const pool = spread(losses.defaulted);
  return {
    paths,
    seed,
    seniorExpectedLossFen: senior.mean,
    seniorLossFrequency: senior.frequency,
    seniorLoss99Fen: senior.high,
    poolExpectedDefaultFen: pool.mean,
    poolDefault99Fen: pool.high,
  };
}

/** Paths between two words of progress. */
const PIECE = 2000;

/** Three scenarios to the fen, then the simulation piece by piece; `progress` hears how many paths are done. */
export function compute({ file, paths, seed }: Computation, progress: (done: number) => void): DealRunResult {
  const read = readDeal(file);
  if (!read.ok) throw termsRefusal(read);
  const { deal } = read;
  const stressed = scenarioNamed('stressed', deal);
  const scenarios = [
    outcomeOf('agreed', runDeal(deal, AS_AGREED)),
    outcomeOf('stressed', runDeal(deal, stressed)),
    outcomeOf('severe', runDeal(deal, scenarioNamed('severe', deal))),
  ];
  // The simulation throws defaults by chance; late money is no part of its model.
  const laid = layOut(simulable(deal), { ...stressed, delay: AS_AGREED.delay });
  if (!laid.ok) throw termsRefusal(laid);
  const simulated = simulation(laid.fast, { paths, seed, method: 'alias' });
  for (let from = 0; from < paths; from += PIECE) {
    simulated.run(from, Math.min(paths, from + PIECE));
    progress(Math.min(paths, from + PIECE));
  }
  return { scenarios, simulation: summaryOf(simulated.losses, paths, seed) };
}
