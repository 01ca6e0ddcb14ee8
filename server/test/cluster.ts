import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type Embedded, startEmbedded } from '../src/platform/embedded.ts';
import { migrate } from '../src/platform/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: string;
  }
}

export const MIGRATIONS = join(import.meta.dirname, '../migrations');
export const TEMPLATE = 'banfei_template';

/** One cluster for the whole run with a migrated template; each test file clones its own database in milliseconds. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'banfei-test-'));
  // The database's account must be able to enter, or its cluster is made elsewhere and outlives the run.
  chmodSync(dataDir, 0o755);
  const cluster: Embedded = await startEmbedded({ dataDir, durable: false, progress: () => undefined });
  const admin = new pg.Client({ connectionString: cluster.url });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  await migrate(cluster.url.replace(/\/postgres$/, `/${TEMPLATE}`), MIGRATIONS, () => undefined);
  project.provide('cluster', cluster.url);
  return async () => {
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
