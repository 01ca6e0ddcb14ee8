import { setTimeout } from 'node:timers/promises';
import { Logger, type Runner, run } from 'graphile-worker';
import type { Log } from './services.ts';

/** A task of the clock. It runs once across all nodes at each time of its crontab; it must bear running late or twice. */
export interface Job {
  readonly name: string;
  /** Crontab in UTC, for example `* * * * *`. */
  readonly schedule: string;
  readonly run: () => Promise<void>;
}

export interface Jobs {
  stop(): Promise<void>;
}

const AGAIN_MILLIS = 1000;

/**
 * Starts the job runner on PostgreSQL. The queue lives in a schema of its own and belongs to the owner role. A runner
 * that ends by itself, as one can when its database falls, is followed by another one until `stop`.
 */
export async function startJobs(url: string, jobs: readonly Job[], log: Log): Promise<Jobs> {
  const logger = new Logger((scope) => (level, message) => {
    if (level === 'error') log.error({ scope: scope.label ?? 'jobs' }, message);
  });
  const start = (): Promise<Runner> =>
    run({
      preset: {
        worker: {
          connectionString: url,
          concurrentJobs: 2,
          maxPoolSize: 3,
          pollInterval: 2000,
          logger,
          // In batches a runner that cannot write what became of a job ends; one by one it would end the whole process.
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
      noHandleSignals: true,
      crontab: jobs.map(({ name, schedule }) => `${schedule} ${name} ?max=3&id=${name}`).join('\n'),
      taskList: Object.fromEntries(jobs.map((job) => [job.name, () => job.run()])),
    });
  const ending = new AbortController();
  const pause = (): Promise<void> =>
    setTimeout(AGAIN_MILLIS, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
  let runner = await start();
  const follow = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await runner.promise.catch((error: unknown) => log.error({ scope: 'jobs' }, String(error)));
      await pause();
      if (ending.signal.aborted) return;
      runner = await start().catch((error: unknown) => {
        log.error({ scope: 'jobs' }, String(error));
        return runner;
      });
    }
  };
  const followed = follow();
  return {
    stop: async () => {
      ending.abort();
      await runner.stop().catch(() => undefined);
      await followed;
    },
  };
}
