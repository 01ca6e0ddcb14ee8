import { parentPort } from 'node:worker_threads';
import type { StoredVerdict } from './area-plan.ts';
import { curveOf, type EveningJob, evenOut } from './even-out.ts';
import { EDGE_METERS } from './ground.ts';

/** What the server asks of the thread, and what it hears. */
export interface PlannerJob extends EveningJob {
  readonly id: number;
}

export interface PlannerAnswer {
  readonly id: number;
  readonly parts: readonly number[];
  readonly verdict: StoredVerdict;
}

parentPort?.on('message', (job: PlannerJob) => {
  const began = performance.now();
  const { parts, withinTolerance, bound, movedFirms } = evenOut(job);
  const curve = curveOf(job, EDGE_METERS);
  const seconds = Math.round(performance.now() - began) / 1000;
  const answer: PlannerAnswer = {
    id: job.id,
    parts,
    verdict: { withinTolerance, bound, movedFirms, seconds, curve },
  };
  parentPort?.postMessage(answer);
});
