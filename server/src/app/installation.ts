import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../platform/config.ts';
import { type Db, openDb } from '../platform/db.ts';
import { type Embedded, startEmbedded } from '../platform/embedded.ts';
import { migrate, serverFaults } from '../platform/migrate.ts';

export const MIGRATIONS = join(import.meta.dirname, '../../migrations');
const APP_ROLE = 'banfei_app';

/** The database of an installation: its own embedded server, or the one that the configuration names. */
export interface Installation {
  /** Address of the schema's owner: migrations, jobs, the listening connection. */
  readonly ownerUrl: string;
  readonly db: Db;
  readonly embedded: Embedded | null;
  close(): Promise<void>;
}

/** Reaches the database, checks it, brings its schema up to date, and opens the pool of the application role. */
export async function openInstallation(config: Config, progress: (line: string) => void): Promise<Installation> {
  mkdirSync(config.dataDir, { recursive: true });
  const embedded =
    config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, durable: true, progress }) : null;
  const ownerUrl = config.databaseUrl ?? embedded?.url ?? '';
  try {
    const faults = await serverFaults(ownerUrl, embedded === null);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    await migrate(ownerUrl, MIGRATIONS, progress);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const db = openDb({
    url: config.databaseAppUrl ?? ownerUrl,
    connections: config.connections,
    ...(config.databaseAppUrl === null ? { role: APP_ROLE } : {}),
    onError: () => undefined,
  });
  return {
    ownerUrl,
    db,
    embedded,
    close: async () => {
      await db.close();
      await embedded?.stop();
    },
  };
}

/** After a bulk load the planner knows nothing of the tables and would compare each row with each; this tells it. */
export async function gatherStatistics(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('analyze').finally(() => owner.end());
}
