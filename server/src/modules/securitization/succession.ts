import type { LinkFate } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Ended } from '../firms/index.ts';
import { lockDeal, storeAct } from './load.ts';

/**
 * A company that ends leaves the pools that it has not joined yet. What it owes in issued products goes on: claims are
 * paid by whoever succeeds it, and reports name the participation, not the company.
 */
export async function leaveDealsWhenEnded(tx: Tx, ended: Ended): Promise<readonly LinkFate[]> {
  const { id, document, principal, now } = ended;
  const open = await tx.rows<{ id: string; dealId: string }>(sql`
    select id, deal_id as "dealId" from deal_candidates where district_id = ${tx.districtId} and firm_id = ${id} and state = 'in' order by deal_id`);
  for (const { id: candidateId, dealId } of open) {
    const deal = await lockDeal(tx, dealId);
    await tx.run(
      sql`update deal_candidates set state = 'left' where district_id = ${tx.districtId} and id = ${candidateId}`,
    );
    await storeAct(tx, deal, { type: 'candidateLeft', payload: { candidateId, document } }, { principal, now });
  }
  const row = await tx.row<{ count: number }>(sql`
    select count(*)::integer as count from participations p join deals d on d.district_id = p.district_id and d.id = p.deal_id
    where p.district_id = ${tx.districtId} and p.firm_id = ${id} and d.stage <> 'settled'`);
  const fate = { kind: 'deal' as const, moved: 0, ended: open.length, kept: row?.count ?? 0 };
  return fate.ended + fate.kept === 0 ? [] : [fate];
}
