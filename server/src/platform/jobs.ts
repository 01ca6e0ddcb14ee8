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

/** Starts the job runner on PostgreSQL. The queue lives in a schema of its own and belongs to the owner role. */
export async function startJobs(url: string, jobs: readonly Job[], log: Log): Promise<Jobs> {
  const logger = new Logger((scope) => (level, message) => {
    if (level === 'error') log.error({ scope: scope.label ?? 'jobs' }, message);
  });
  const runner: Runner = await run({
    connectionString: url,
    concurrency: 2,
    maxPoolSize: 3,
    noHandleSignals: true,
    pollInterval: 2000,
    logger,
    crontab: jobs.map(({ name, schedule }) => `${schedule} ${name} ?max=3&id=${name}`).join('\n'),
    taskList: Object.fromEntries(jobs.map((job) => [job.name, () => job.run()])),
  });
  return {
    stop: async () => {
      await runner.stop().catch(() => undefined);
    },
  };
}
