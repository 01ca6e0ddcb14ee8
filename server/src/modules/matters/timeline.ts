import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';

/** A matter as an entry of its company's timeline. */
export interface TimelineMatter {
  readonly at: number;
  readonly number: string;
  readonly title: string;
  readonly state: string;
}

/** Matters of a company raised before an instant, newest first. */
export const timelineOf = (tx: Tx, firmId: string, before: number, limit: number): Promise<TimelineMatter[]> =>
  tx.rows<TimelineMatter>(sql`
    select opened_at as at, number, title, state from matters
    where district_id = ${tx.districtId} and firm_id = ${firmId} and opened_at < ${new Date(before)}
    order by opened_at desc limit ${limit}`);

/** Matters of a company that are not closed. */
export async function openCount(tx: Tx, firmId: string): Promise<number> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*)::integer as count from matters where district_id = ${tx.districtId} and firm_id = ${firmId} and state <> 'closed'`);
  return row?.count ?? 0;
}
