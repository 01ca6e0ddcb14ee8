import { Refusal } from '../../platform/errors.ts';
import { startThread } from '../../platform/thread.ts';
import type { PlannerAnswer, PlannerTask } from './planner-thread.ts';

/** Plans away from the thread that answers requests. */
export interface CoveragePlanner {
  /** Throws AREA_PLANNER_STOPPED when no plan came within the time that a reader waits. */
  plan(task: PlannerTask): Promise<PlannerAnswer>;
}

const ENTRY = new URL('./planner-thread.ts', import.meta.url);
const MEMORY_MB = 1024;
const PATIENCE_SECONDS = 60;

/** One thread for each plan; plans follow one another, so that many of them cannot starve requests. */
export function createCoveragePlanner(): CoveragePlanner {
  let tail: Promise<unknown> = Promise.resolve();
  const planNow = (task: PlannerTask): Promise<PlannerAnswer> => {
    const thread = startThread(ENTRY, { data: { task }, memoryMb: MEMORY_MB });
    thread.unref();
    return new Promise<PlannerAnswer>((resolve, reject) => {
      const stopped = () => reject(new Refusal('AREA_PLANNER_STOPPED', { seconds: PATIENCE_SECONDS }));
      const timer = setTimeout(stopped, PATIENCE_SECONDS * 1000);
      thread.on('message', (answer: PlannerAnswer) => resolve(answer));
      thread.on('error', reject);
      thread.on('exit', () => {
        clearTimeout(timer);
        stopped();
      });
    }).finally(() => void thread.terminate());
  };
  return {
    plan: (task) => {
      const result = tail.then(() => planNow(task));
      tail = result.catch(() => undefined);
      return result;
    },
  };
}
