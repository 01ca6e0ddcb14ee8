import type { Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';

/**
 * Reads whole tables joined to one another. Right after a large import the database has no statistics yet and takes the
 * tables for nearly empty: it would compare every company with every site, which takes hours. Without nested loops it
 * hashes, which is right for whole tables whatever the statistics say.
 */
export async function wholeTables<Row>(tx: Tx, statement: Sql): Promise<Row[]> {
  await tx.run(sql`set local enable_nestloop = off`);
  const rows = await tx.rows<Row>(statement);
  await tx.run(sql`set local enable_nestloop = on`);
  return rows;
}
