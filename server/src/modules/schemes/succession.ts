import type { LinkFate } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Ended } from '../firms/index.ts';

/** Figures of a company are its own: they stay on record with it and are never counted for the one that takes it over. */
export async function keepFacts(tx: Tx, { id }: Ended): Promise<readonly LinkFate[]> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*)::integer as count from firm_facts where district_id = ${tx.districtId} and firm_id = ${id} and state in ('stated', 'confirmed')`);
  const kept = row?.count ?? 0;
  return kept === 0 ? [] : [{ kind: 'fact', moved: 0, ended: 0, kept }];
}
