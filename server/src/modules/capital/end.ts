import type { LinkFate } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import type { Principal } from '../../platform/principal.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Ended } from '../firms/index.ts';
import { storeIntroduction } from './act.ts';
import { livingIntroductions } from './load.ts';
import { decide } from './machine.ts';

interface By {
  readonly principal: Principal | null;
  readonly now: number;
}

/** Ends every living introduction that a condition on `t` chooses, each with its event. Says how many. */
export async function endIntroductions(
  tx: Tx,
  { where, reason, by }: { readonly where: Sql; readonly reason: string; readonly by: By },
): Promise<number> {
  await tx.rows(sql`select t.id from introductions t where t.district_id = ${tx.districtId} and t.state in ('asked', 'introduced')
    and (${where}) order by t.id for no key update`);
  const living = await livingIntroductions(tx, where);
  for (const introduction of living) {
    const decided = decide(introduction, { type: 'end' });
    if (!decided.ok) throw new Error(`introduction ${introduction.id} was living and cannot end`);
    await storeIntroduction(tx, introduction, { next: decided.next, reason, type: 'ended' }, by);
  }
  return living.length;
}

/** Closes needs that a condition on `n` chooses, with what was under way for them. The caller has locked them. */
export async function closeNeeds(
  tx: Tx,
  { where, reason, by }: { readonly where: Sql; readonly reason: string; readonly by: By },
): Promise<{ readonly needs: number; readonly introductions: number }> {
  const closed = await tx.rows<{ id: string; version: number }>(sql`
    update capital_needs n set open = false, version = n.version + 1 where n.district_id = ${tx.districtId} and n.open and (${where})
    returning n.id, n.version`);
  let introductions = 0;
  for (const { id, version } of closed) {
    introductions += await endIntroductions(tx, { where: sql`t.need_id = ${id}`, reason, by });
    const event = { subject: 'capitalNeed', subjectId: id, seq: version, at: by.now, type: 'closed', by: by.principal };
    await chronicle(tx, { ...event, payload: { reason } });
  }
  return { needs: closed.length, introductions };
}

/** A company that ends needs no money; what it was lent or given stays on record. Nothing goes on with a successor unasked. */
export async function closeNeedsWhenEnded(tx: Tx, ended: Ended): Promise<readonly LinkFate[]> {
  const { id, document, principal, now } = ended;
  const where = sql`n.firm_id = ${id}`;
  const { needs, introductions } = await closeNeeds(tx, { where, reason: document, by: { principal, now } });
  return [
    ...(needs === 0 ? [] : [{ kind: 'capitalNeed' as const, moved: 0, ended: needs, kept: 0 }]),
    ...(introductions === 0 ? [] : [{ kind: 'introduction' as const, moved: 0, ended: introductions, kept: 0 }]),
  ];
}
