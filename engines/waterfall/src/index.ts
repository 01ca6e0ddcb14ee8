/** Cash flows of a securitization in exact fen: structures, scenarios, order of payment, triggers, measures. */
export type { Collected, PoolRun } from './collections.ts';
export { collect, periodEnds } from './collections.ts';
export { addMonths, type DayCount, formatDay, monthsBetween, parseDay, yearFraction } from './days.ts';
export { AS_AGREED, type Asset, type Deal, type Scenario, type Tranche, type TrancheClass } from './deal.ts';
export { inOrder } from './dues.ts';
export { multiply, type Ratio, ratio, spoken } from './exact.ts';
export { type FastDeal, layOut } from './fast-deal.ts';
export { type Flow, flowsOf, measuresOf, presentValue, structuringOf, yieldAt } from './measures.ts';
export {
  type Candidate,
  excludedBy,
  judgePool,
  type PoolQuestion,
  type PoolVerdict,
  type Program,
  programOf,
} from './pool-choice.ts';
export { readPoolQuestion } from './read-candidates.ts';
export { readDeal } from './read-deal.ts';
export { readScenario } from './read-scenario.ts';
export type { DealRefusal, DealRefusalCode } from './refusals.ts';
export type { PeriodRow, TrancheRow } from './rows.ts';
export { type DealRun, paymentDates, runDeal, runOver } from './run.ts';
export { instalmentsOf, leaving, levelPayment } from './schedule.ts';
export { DEAL_SENTENCES } from './sentences.ts';
export { type Losses, type Method, type Simulation, simulation } from './simulate.ts';
export { breakEven, type StressAxes, stressGrid } from './stress.ts';
