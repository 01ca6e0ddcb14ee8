import { parentPort, workerData } from 'node:worker_threads';
import { checkCoverage, planCoverage, type SetupRules } from '@banfei/coverage';
import type { Ground } from './ground.ts';
import { rulesOn } from './rules.ts';
import { standingPlan } from './standing-plan.ts';

/** What the server asks of the thread. */
export interface PlannerTask {
  readonly ground: Ground;
  readonly day: string;
}

const ask = ({ ground, day }: PlannerTask) => {
  const rules: SetupRules = rulesOn(day);
  const { units, organizations, current } = ground;
  const plan = planCoverage({ units, organizations, rules, current });
  const faults = checkCoverage({ units, organizations, rules, plan });
  return { plan, faults, apart: standingPlan(ground, rules) };
};

export type PlannerAnswer = ReturnType<typeof ask>;

// The one task of this thread comes with its start.
const task: PlannerTask = workerData.task;
parentPort?.postMessage(ask(task));
