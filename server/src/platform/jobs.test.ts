import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ownerRows, type TestDatabase, testDatabase } from '../../test/database.ts';
import { type Job, type Jobs, startJobs } from './jobs.ts';
import type { Log } from './services.ts';

let database: TestDatabase;
let jobs: Jobs;
const ran: string[] = [];
const said: string[] = [];

const log: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (_facts, message) => said.push(message),
};

const name = (): string => new URL(database.ownerUrl).pathname.slice(1);

const accept = (yes: boolean): Promise<unknown> =>
  ownerRows(inject('cluster'), `alter database ${name()} allow_connections ${yes}`);

/** Ends every connection and takes no new one, as a database that falls does, until `rise`. */
async function fall(): Promise<void> {
  await accept(false);
  await ownerRows(inject('cluster'), 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    name(),
  ]);
}

/** Back after a while in which the runner has met a closed door. */
async function rise(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  await accept(true);
}

const job = (name: string, run: () => Promise<unknown>): Job => ({
  name,
  schedule: '0 0 1 1 *',
  run: async () => {
    ran.push(name);
    await run();
  },
});

const ask = (name: string): Promise<unknown> =>
  ownerRows(database.ownerUrl, 'select 1 from graphile_worker.add_job($1)', [name]);

async function seen(name: string): Promise<void> {
  for (let waited = 0; !ran.includes(name); waited += 1) {
    if (waited > 600) throw new Error(`${name} never ran: ${said.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  database = await testDatabase();
  jobs = await startJobs(
    database.ownerUrl,
    [
      job('falls-and-fails', async () => {
        await fall();
        throw new Error('the connection is gone');
      }),
      job('falls-and-ends-well', fall),
      job('after-failure', async () => undefined),
      job('after-success', async () => undefined),
    ],
    log,
  );
});
afterAll(async () => {
  await jobs.stop();
  await database.close();
});

// A promise that nobody holds would end the process: the tester counts it as an error of this file.
it('goes on after the database fell while a job was failing, and while one was ending well', async () => {
  await ask('falls-and-fails');
  await seen('falls-and-fails');
  await rise();
  await ask('after-failure');
  await seen('after-failure');
  await ask('falls-and-ends-well');
  await seen('falls-and-ends-well');
  await rise();
  await ask('after-success');
  await seen('after-success');
  expect(ran.filter((name) => name.startsWith('after'))).toEqual(['after-failure', 'after-success']);
});
