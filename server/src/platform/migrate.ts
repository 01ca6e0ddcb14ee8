import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly breaking: boolean;
  readonly text: string;
  readonly sha256: string;
}

/** Numbered SQL files in order; the first line of each says whether it breaks nodes that run the version before. */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return files.map((name, index) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const number = Number(name.slice(0, 4));
    // Numbers rise and may leave gaps: works that grow side by side each have a range of their own.
    if (!(number > Number(files[index - 1]?.slice(0, 4) ?? 0)))
      throw new Error(`Migration ${name} should carry a number of its own, above the one before.`);
    const declared = /^-- breaking: (yes|no)\n/.exec(text);
    if (declared === null)
      throw new Error(`Migration ${name} must begin with "-- breaking: yes" or "-- breaking: no".`);
    return {
      number,
      name,
      breaking: declared[1] === 'yes',
      text,
      sha256: createHash('sha256').update(text).digest('hex'),
    };
  });
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

function verify(applied: readonly Applied[], known: readonly Migration[]): void {
  for (const row of applied) {
    const migration = known.find(({ number }) => number === row.number);
    if (migration === undefined)
      throw new Error(
        `The database has migration ${row.number} (${row.name}), newer than this program knows. Start the newer version.`,
      );
    if (migration.sha256 !== row.sha256)
      throw new Error(
        `Migration ${migration.name} differs from what was applied. Migrations never change; add a new one.`,
      );
  }
}

/** Brings the schema to the newest version. Each file is one transaction; a killed run is completed by the next one. */
export async function migrate(url: string, folder: string, progress: (line: string) => void): Promise<void> {
  const known = readMigrations(folder);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Two nodes that start together must not migrate at once; the lock ends with the session.
    await client.query('select pg_advisory_lock(20250717)');
    await client.query(`create table if not exists schema_migrations
      (number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`);
    const { rows: applied } = await client.query<Applied>(
      'select number, name, sha256 from schema_migrations order by number',
    );
    verify(applied, known);
    for (const migration of known.filter(({ number }) => !applied.some((row) => row.number === number))) {
      progress(`migration ${migration.name}`);
      await client.query('begin');
      try {
        await client.query(migration.text);
        await client.query('insert into schema_migrations (number, name, sha256) values ($1, $2, $3)', [
          migration.number,
          migration.name,
          migration.sha256,
        ]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    }
  } finally {
    await client.end();
  }
}

/** First versions without the row-security leak through ON CONFLICT DO UPDATE, by major version. */
const FLOORS: Readonly<Record<number, number>> = { 15: 20, 16: 16, 17: 12, 18: 7 };

/** Checks of an external server at start; each fault is one sentence. The embedded server is bound to this machine. */
export async function serverFaults(url: string, external: boolean): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const faults: string[] = [];
  try {
    const show = async (name: string): Promise<string> => (await client.query(`show ${name}`)).rows[0][name];
    const version = Number(await show('server_version_num'));
    const [major, minor] = [Math.floor(version / 10000), version % 10000];
    const floor = FLOORS[major];
    if (major < 15 || (external && floor !== undefined && minor < floor))
      faults.push(
        `PostgreSQL ${major}.${minor} lets row security leak (CVE-2026-120154); use at least 15.20, 16.16, 17.12 or 18.7.`,
      );
    if (external)
      for (const [name, allowed] of [
        ['fsync', ['on']],
        ['full_page_writes', ['on']],
        ['synchronous_commit', ['on', 'remote_write', 'remote_apply']],
      ] as const) {
        const value = await show(name);
        if (!(allowed as readonly string[]).includes(value))
          // the tuple type is narrower than the question
          faults.push(
            `PostgreSQL runs with ${name}=${value}, so an acknowledged request could be lost; set it to ${allowed[0]}.`,
          );
      }
    const encoding = await show('server_encoding');
    if (encoding !== 'UTF8') faults.push(`The database is encoded in ${encoding}; create it with ENCODING 'UTF8'.`);
  } finally {
    await client.end();
  }
  return faults;
}
