import { createHash } from 'node:crypto';
import pg from 'pg';
import { type Sql, sql, sqlText } from './sql.ts';

/** One transaction of one district. Row security lets it see nothing else. */
export interface Tx {
  readonly districtId: number;
  rows<Row>(statement: Sql): Promise<Row[]>;
  /** First row or undefined. */
  row<Row>(statement: Sql): Promise<Row | undefined>;
  /** Number of rows that the statement changed. */
  run(statement: Sql): Promise<number>;
}

export interface Db {
  /** Runs `work` in one transaction; commits when it returns, rolls back when it throws; retries lost races. */
  inDistrict<Result>(districtId: number, work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Runs `work` to learn what it would do, and rolls back whatever it did. Only for deeds that leave no trace outside. */
  rehearse<Result>(districtId: number, work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** The same for reading only, on one snapshot. */
  readDistrict<Result>(districtId: number, work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /**
   * One statement as a transaction of its own. The statement itself must set the district in a materialized first
   * step (see `withDistrict`); row security refuses it otherwise.
   */
  statement<Row>(statement: Sql): Promise<Row[]>;
  /**
   * One question in one round trip. `question` reads `district.id`; it hangs on the step that sets the district, so
   * the planner cannot ask first and set afterwards, and if it ever did row security would answer nothing.
   */
  lookup<Row>(districtId: number, question: Sql): Promise<Row[]>;
  /** Statements on tables without a district, for example the list of districts. */
  global<Row>(statement: Sql): Promise<Row[]>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

// timestamptz arrives as epoch milliseconds, date as its text, int8 as bigint: times and money are never floats or zones.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) =>
  Date.parse(`${text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')}`),
);
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));

const names = new Map<string, string>();

// Statements come from source code alone, so their number is bounded and each connection plans each of them once.
function prepared(statement: Sql): pg.QueryConfig {
  const { text, values } = sqlText(statement);
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return { text, values, name };
}

const LOST_RACE = new Set(['40001', '40P01']);

export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Name of the constraint that refused a statement, if one did. */
export const constraintOf = (error: unknown): string | undefined =>
  error instanceof Error && 'constraint' in error && typeof error.constraint === 'string'
    ? error.constraint
    : undefined;

function transactionOf(client: pg.PoolClient, districtId: number): Tx {
  const query = (statement: Sql) => client.query(prepared(statement));
  return {
    districtId,
    // The row type is the statement's own promise; the schema of the answer is checked again at the edge.
    rows: async <Row>(statement: Sql) => (await query(statement)).rows as Row[],
    row: async <Row>(statement: Sql) => (await query(statement)).rows[0] as Row | undefined,
    run: async (statement) => (await query(statement)).rowCount ?? 0,
  };
}

interface Frame {
  readonly begin: string;
  readonly end: 'commit' | 'rollback';
}

async function transact<Result>(
  pool: pg.Pool,
  { begin, end }: Frame,
  work: (client: pg.PoolClient) => Promise<Result>,
) {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query(end);
    return result;
  } catch (error) {
    broken = await client.query('rollback').then(
      () => undefined,
      (reason: Error) => reason,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

async function retried<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= 4 || !LOST_RACE.has(sqlState(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, tries * 10 * (1 + Math.random())));
    }
  }
}

// The district is an integer from the session; it is checked again because this text is not parameterized.
function begin(districtId: number, mode: string): string {
  if (!Number.isSafeInteger(districtId) || districtId < 1)
    throw new Error(`district ${districtId} is not a positive integer`);
  return `begin ${mode}; select set_config('banfei.district', '${districtId}', true)`;
}

export interface DbOptions {
  readonly url: string;
  readonly connections: number;
  /** Role to become on each connection, when the address belongs to the owner of the schema. */
  readonly role?: string;
  readonly onError: (error: Error) => void;
}

export function openDb(options: DbOptions): Db {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections,
    types,
    options: `-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000${options.role ? ` -c role=${options.role}` : ''}`,
    connectionTimeoutMillis: 5000,
  });
  pool.on('error', options.onError);
  // The pool listens to its idle connections only; one that breaks between two statements would end the process.
  pool.on('connect', (client) => client.on('error', options.onError));
  const transaction = <Result>(districtId: number, frame: Frame, work: (tx: Tx) => Promise<Result>) => {
    const opened = { ...frame, begin: begin(districtId, frame.begin) };
    return retried(() => transact(pool, opened, (client) => work(transactionOf(client, districtId))));
  };
  const writing = 'isolation level read committed';
  const reading = 'isolation level repeatable read, read only';
  return {
    inDistrict: (districtId, work) => transaction(districtId, { begin: writing, end: 'commit' }, work),
    rehearse: (districtId, work) => transaction(districtId, { begin: writing, end: 'rollback' }, work),
    readDistrict: (districtId, work) => transaction(districtId, { begin: reading, end: 'commit' }, work),
    statement: async <Row>(statement: Sql) => (await retried(() => pool.query(prepared(statement)))).rows as Row[], // as above
    lookup: async <Row>(districtId: number, question: Sql) =>
      (
        await retried(() =>
          pool.query(
            prepared(sql`
              with district as materialized (select set_config('banfei.district', ${String(districtId)}, true)::integer as id)
              select answer.* from district cross join lateral (${question} offset 0) as answer`),
          ),
        )
      ).rows as Row[], // as above
    global: async <Row>(statement: Sql) => (await pool.query(prepared(statement))).rows as Row[], // as above
    pool,
    close: () => pool.end(),
  };
}
