import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';

/** Whether somebody keeps away from a company as a candidate of the pool; other modules that serve it ask here. */
export async function isRecused(tx: Tx, firmId: string, { accountId }: Principal): Promise<boolean> {
  const row = await tx.row(sql`
    select 1 from candidate_recusals r join candidates c on c.district_id = r.district_id and c.id = r.candidate_id
    where r.district_id = ${tx.districtId} and c.firm_id = ${firmId} and r.account_id = ${accountId}`);
  return row !== undefined;
}

/** Refuses whoever keeps away from a company. */
export async function mustNotBeRecused(
  tx: Tx,
  { firmId, firm }: { readonly firmId: string; readonly firm: string },
  principal: Principal,
): Promise<void> {
  if (await isRecused(tx, firmId, principal))
    throw new Refusal('POOL_RECUSED', { firm, whoZh: '您本人', whoEn: 'You' });
}
