import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Db, openDb } from '../src/platform/db.ts';
import { TEMPLATE } from './cluster.ts';

export interface TestDatabase {
  /** As the application: role banfei_app, row security in force. */
  readonly db: Db;
  /** Address of the owner, for checks that must see everything. */
  readonly ownerUrl: string;
  close(): Promise<void>;
}

async function asOwner(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}

/** A fresh, migrated database with district 1 (`fstc`) and, for tenancy tests, district 2 (`other`). */
export async function testDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(cluster, `create database ${name} template ${TEMPLATE}`);
  const ownerUrl = cluster.replace(/\/postgres$/, `/${name}`);
  await asOwner(
    ownerUrl,
    `insert into districts (id, code, name_zh, name_en, phone, hosts, demo) values
      (1, 'fstc', '杭州未来科技城（演示）', 'Hangzhou Future Sci-Tech City (demo)', '0571-0000 0000', '{}', true),
      (2, 'other', '另一个区（演示）', 'Another district (demo)', '0571-0000 9000', '{other.test}', true)`,
  );
  const db = openDb({ url: ownerUrl, connections: 8, role: 'banfei_app', onError: () => undefined });
  return {
    db,
    ownerUrl,
    close: async () => {
      await db.close();
      await asOwner(cluster, `drop database ${name} with (force)`);
    },
  };
}

/** One statement as the owner, past row security: for oracles only. */
export async function ownerRows<Row>(ownerUrl: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows as Row[]; // the caller names the columns it asked for
  } finally {
    await client.end();
  }
}
