import type { DeclareRecusal, EngageIntermediary } from '@banfei/contracts';
import { constraintOf, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { worded } from '../network/index.ts';
import { givenDay } from './days.ts';
import { type Acting, lockCandidate, lockForWork, storeAct } from './load.ts';
import { insertEngagements, insertIntermediaries } from './store.ts';

interface Known {
  readonly id: string;
  readonly recused: boolean;
}

/** An intermediary begins to work for a candidate; one that keeps away from it does not. */
export async function engageIntermediary(tx: Tx, acting: Acting, id: string, body: EngageIntermediary): Promise<void> {
  const candidate = await lockForWork(tx, acting, id, body.version);
  const name = worded('name', body.name);
  const since = givenDay('since', body.since);
  const { kind } = body;
  await insertIntermediaries(tx, [{ id: newId(acting.now), name, kind }]);
  const known = await tx.row<Known>(sql`
    select i.id, exists (select from candidate_recusals r where r.district_id = i.district_id and r.candidate_id = ${id} and r.intermediary_id = i.id)
      as recused from intermediaries i where i.district_id = ${tx.districtId} and i.name = ${name} and i.kind = ${kind}`);
  if (known === undefined) throw new Error(`intermediary ${name} was not stored`);
  const { firm } = candidate;
  if (known.recused) throw new Refusal('POOL_RECUSED', { firm, who: name });
  try {
    await insertEngagements(tx, [{ candidateId: id, intermediaryId: known.id, since }]);
  } catch (error) {
    if (constraintOf(error) === 'candidate_engagements_pkey') throw new Refusal('POOL_ENGAGED', { name, firm });
    throw error;
  }
  await storeAct(tx, candidate, { type: 'engaged', payload: { intermediaryId: known.id, name, kind, since } }, acting);
}

/**
 * Somebody keeps away from a candidate: the caller, who from now on only looks on, or an intermediary, whose engagement
 * ends with it. An officer may recuse himself from any candidate, also from one that his post does not answer for.
 */
export async function declareRecusal(tx: Tx, acting: Acting, id: string, body: DeclareRecusal): Promise<void> {
  const { principal, now } = acting;
  const { intermediaryId, version } = body;
  const reason = worded('reason', body.reason);
  const candidate = intermediaryId === null ? await lockCandidate(tx, id) : await lockForWork(tx, acting, id, version);
  if (intermediaryId !== null) {
    const known = await tx.row(
      sql`select 1 from intermediaries where district_id = ${tx.districtId} and id = ${intermediaryId}`,
    );
    if (known === undefined) throw new Refusal('NOT_FOUND');
  }
  const accountId = intermediaryId === null ? principal.accountId : null;
  const stored = await tx.run(sql`
    insert into candidate_recusals (district_id, id, candidate_id, account_id, intermediary_id, reason, at)
    values (${tx.districtId}, ${newId(now)}, ${id}, ${accountId}, ${intermediaryId}, ${reason}, ${new Date(now)}) on conflict do nothing`);
  if (stored === 0) return;
  await storeAct(tx, candidate, { type: 'recused', payload: { accountId, intermediaryId, reason } }, acting);
}
