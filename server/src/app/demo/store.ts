import pg from 'pg';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Client } from './matters/clients.ts';
import type { DemoAccount } from './staff.ts';

/** Stores accounts that all share one hash: hashing thousands of equal passwords would take minutes and protect nothing. */
export async function insertAccounts(
  tx: Tx,
  accounts: readonly DemoAccount[],
  passwordHash: string,
  at: number,
): Promise<void> {
  await tx.run(sql`
    insert into accounts (district_id, id, login, password_hash, role, name_zh, name_en, created_at)
    select ${tx.districtId}, a."id", a."login", ${passwordHash}, a."role", a."nameZh", a."nameEn", ${new Date(at)}
    from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as a ("id" uuid, "login" text, "role" text, "nameZh" text, "nameEn" text)`);
}

export async function insertMemberships(tx: Tx, clients: readonly Client[]): Promise<void> {
  await tx.run(sql`
    insert into firm_members (district_id, account_id, firm_id)
    select ${tx.districtId}, * from unnest(
      ${clients.map(({ account }) => account.id)}::uuid[], ${clients.map(({ firm }) => firm.id)}::uuid[])`);
}

/** Marks numbers as given, so that the next matter of the month gets one of its own. */
export async function reserveNumbers(tx: Tx, taken: ReadonlyMap<string, number>): Promise<void> {
  await tx.run(sql`
    insert into number_blocks (district_id, series, next)
    select ${tx.districtId}, * from unnest(
      ${[...taken.keys()].map((month) => `QY-${month}`)}::text[], ${[...taken.values()]}::integer[])`);
}

export interface DemoCounts {
  readonly accounts: number;
  readonly posts: number;
  readonly areas: number;
  readonly cells: number;
  readonly firms: number;
  readonly sites: number;
  readonly unplaced: number;
  readonly organizations: number;
  readonly matters: number;
  readonly events: number;
  /** Matters by state. */
  readonly states: Readonly<Record<string, number>>;
  readonly open: number;
  readonly overdue: number;
  readonly offered: number;
}

/** What the district holds now, counted in the database. */
export async function countDemo(tx: Tx, now: number): Promise<DemoCounts> {
  const row = await tx.row<DemoCounts>(sql`
    select (select count(*)::int from accounts) as accounts, (select count(*)::int from posts) as posts,
      (select count(*)::int from service_areas) as areas, (select count(*)::int from blocks) as cells,
      (select count(*)::int from firms) as firms, (select count(*)::int from sites) as sites,
      (select count(*)::int from sites where cell is null) as unplaced,
      (select count(*)::int from organizations) as organizations,
      (select count(*)::int from matters) as matters, (select count(*)::int from matter_events) as events,
      (select jsonb_object_agg(state, n) from (select state, count(*)::int as n from matters group by state) s) as states,
      (select count(*)::int from matters where state <> 'closed') as open,
      (select count(*)::int from matters where state in ('registered', 'inHand') and resolve_due_at < ${new Date(now)}) as overdue,
      (select count(*)::int from offers where status = 'pending') as offered`);
  if (row === undefined) throw new Error('counting the demo gave no row');
  return row;
}

interface Dependency {
  readonly child: string;
  readonly parent: string;
}

/** Tables of districts, each before the tables that it refers to. */
async function tablesChildrenFirst(client: pg.Client): Promise<readonly string[]> {
  const tables = await client.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'district_id' and t.table_type = 'BASE TABLE' order by 1`,
  );
  const keys = await client.query<Dependency>(
    `select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint
     where contype = 'f' and conrelid <> confrelid and connamespace = 'public'::regnamespace`,
  );
  const ordered: string[] = [];
  const waiting = new Set(tables.rows.map(({ name }) => name));
  while (waiting.size > 0) {
    const free = [...waiting].filter(
      (name) => !keys.rows.some(({ child, parent }) => parent === name && waiting.has(child)),
    );
    if (free.length === 0) throw new Error('the foreign keys of the schema run in a circle');
    for (const name of free) {
      waiting.delete(name);
      ordered.push(name);
    }
  }
  return ordered;
}

/**
 * Removes everything that a demo district holds, its own row apart. Only the owner of the schema can: the application
 * has no right to delete matters or events. A district that is not a demo is refused.
 */
export async function resetDemo(ownerUrl: string, districtId: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('banfei.district', $1, true)`, [String(districtId)]);
    const district = await client.query<{ demo: boolean }>('select demo from districts where id = $1', [districtId]);
    if (district.rows[0]?.demo === false) {
      throw new Error(`District ${districtId} is not a demo and was left as it is. Only a demo district can be reset.`);
    }
    const tables = (await tablesChildrenFirst(client)).map((name) => pg.escapeIdentifier(name));
    const others = await client.query('select from districts where id <> $1 limit 1', [districtId]);
    // Deleting checks every key of every row, which takes minutes; where nobody else lives, emptying takes none.
    if (others.rowCount === 0) await client.query(`truncate ${tables.join(', ')}`);
    else for (const table of tables) await client.query(`delete from ${table} where district_id = $1`, [districtId]);
    await client.query('commit');
  } finally {
    // Ending the connection rolls back whatever was not committed.
    await client.end();
  }
}
