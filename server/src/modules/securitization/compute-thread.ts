import { parentPort, workerData } from 'node:worker_threads';
import type { DealRunResult, ErrorCode, ErrorFacts } from '@banfei/contracts';
import type { PoolQuestion } from '@banfei/waterfall';
import { Refusal } from '../../platform/errors.ts';
import { type Computation, compute } from './compute.ts';
import { type ChosenPool, choosePool } from './solver.ts';

/** What a thread is started for; it does one thing and ends. */
export type ThreadTask =
  | { readonly kind: 'run'; readonly computation: Computation }
  | { readonly kind: 'pool'; readonly question: PoolQuestion; readonly seconds: number };

/** What it says on the way, and at the end. */
export type ThreadWord =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'run'; readonly result: DealRunResult }
  | { readonly kind: 'pool'; readonly chosen: ChosenPool }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly facts: ErrorFacts };

const say = (word: ThreadWord): void => parentPort?.postMessage(word);

async function carryOut(task: ThreadTask): Promise<void> {
  if (task.kind === 'pool') return say({ kind: 'pool', chosen: await choosePool(task.question, task.seconds) });
  say({ kind: 'run', result: compute(task.computation, (done) => say({ kind: 'progress', done })) });
}

const { task }: { readonly task: ThreadTask } = workerData;
try {
  await carryOut(task);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say({ kind: 'refused', code: error.code, facts: error.facts });
}
