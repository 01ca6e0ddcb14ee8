import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';

/** A need that a company stated and that is still open. */
export interface OpenNeed {
  readonly id: string;
  readonly firmId: string;
  readonly title: string;
  readonly statedAt: number;
}

/** Needs of companies that were stated before an instant, are still open, and whose own last day has not come. */
export const needsOpenSince = (tx: Tx, before: number, today: string): Promise<OpenNeed[]> =>
  tx.rows<OpenNeed>(sql`
    select n.id, u.firm_id as "firmId", n.title, n.created_at as "statedAt" from needs n
    join exchange_units u on u.district_id = n.district_id and u.id = n.unit_id
    where n.district_id = ${tx.districtId} and n.open and n.created_at <= ${new Date(before)} and n.until >= ${today}::date
      and u.firm_id is not null order by n.id`);
