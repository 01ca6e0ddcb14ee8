import type { Worker } from 'node:worker_threads';
import type { DealRunResult } from '@banfei/contracts';
import type { PoolQuestion } from '@banfei/waterfall';
import { Refusal } from '../../platform/errors.ts';
import { startThread } from '../../platform/thread.ts';
import type { Computation } from './compute.ts';
import type { ThreadTask, ThreadWord } from './compute-thread.ts';
import type { ChosenPool } from './solver.ts';

/** Computes away from the thread that answers requests. */
export interface Computer {
  /** Throws the refusal DEAL_SOLVER_STOPPED when no answer came within the time that a reader waits. */
  choosePool(question: PoolQuestion): Promise<ChosenPool>;
  /** Null when it was stopped by the signal. One run after the other, so that many of them cannot starve requests. */
  run(computation: Computation, progress: (done: number) => void, signal: AbortSignal): Promise<DealRunResult | null>;
  stop(): Promise<void>;
}

const ENTRY = new URL('./compute-thread.ts', import.meta.url);

const MEMORY_MB = 512;
/** A reader waits for a pool; the solver itself is given less for each of its programs. */
const PATIENCE_SECONDS = 25;
const SOLVER_SECONDS = 2;

interface Started {
  readonly worker: Worker;
  /** The last word of the thread, or null when it ended without one. */
  readonly ended: Promise<ThreadWord | null>;
}

function start(task: ThreadTask, progress: (done: number) => void): Started {
  const worker = startThread(ENTRY, { data: { task }, memoryMb: MEMORY_MB });
  worker.unref();
  const ended = new Promise<ThreadWord | null>((resolve, reject) => {
    let last: ThreadWord | null = null;
    worker.on('message', (word: ThreadWord) => {
      if (word.kind === 'progress') progress(word.done);
      else last = word;
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve(last));
  });
  return { worker, ended };
}

function spoken(word: ThreadWord | null): ThreadWord | null {
  if (word?.kind === 'refused') throw new Refusal(word.code, word.facts);
  return word;
}

/** Threads of one process: a pool at a time for whoever waits for it, runs one after the other. */
export function createComputer(patienceSeconds: number = PATIENCE_SECONDS): Computer {
  const living = new Set<Worker>();
  let tail: Promise<unknown> = Promise.resolve();

  const alive = async (started: Started): Promise<ThreadWord | null> => {
    living.add(started.worker);
    try {
      return spoken(await started.ended);
    } finally {
      living.delete(started.worker);
    }
  };
  const choosePool = async (question: PoolQuestion): Promise<ChosenPool> => {
    const started = start({ kind: 'pool', question, seconds: SOLVER_SECONDS }, () => undefined);
    const timer = setTimeout(() => void started.worker.terminate(), patienceSeconds * 1000);
    const word = await alive(started).finally(() => clearTimeout(timer));
    if (word?.kind !== 'pool') throw new Refusal('DEAL_SOLVER_STOPPED', { seconds: patienceSeconds });
    return word.chosen;
  };
  const runNow: Computer['run'] = async (computation, progress, signal) => {
    if (signal.aborted) return null;
    const started = start({ kind: 'run', computation }, progress);
    const end = (): void => void started.worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    const word = await alive(started).finally(() => signal.removeEventListener('abort', end));
    return word?.kind === 'run' ? word.result : null;
  };
  return {
    choosePool,
    run: (computation, progress, signal) => {
      const result = tail.then(() => runNow(computation, progress, signal));
      tail = result.catch(() => undefined);
      return result;
    },
    stop: async () => {
      await Promise.all([...living].map((worker) => worker.terminate()));
    },
  };
}
