import { parentPort, workerData } from 'node:worker_threads';
import { checkCoverage, planCoverage, type SetupRules } from '@banfei/coverage';
import type { Ground } from './ground.ts';
import { rulesOn } from './rules.ts';

/** What the server asks of the thread. */
export interface PlannerTask {
  readonly ground: Ground;
  readonly day: string;
}

const ask = ({ ground, day }: PlannerTask) => {
  const rules: SetupRules = rulesOn(day);
  const { units, organizations, current } = ground;
  // Whoever guides others is on the register: nobody is sent to an organization that is still to be founded.
  const plan = planCoverage({ units, organizations, rules, current, onlyFounded: true });
  const faults = checkCoverage({ units, organizations, rules, plan, onlyFounded: true });
  return { plan, faults };
};

export type PlannerAnswer = ReturnType<typeof ask>;

// The one task of this thread comes with its start.
const task: PlannerTask = workerData.task;
parentPort?.postMessage(ask(task));
