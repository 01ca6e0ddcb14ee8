import type { ConfidentialReading, NoteFact } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { spokenInstant } from '../matters/index.ts';
import { worded } from '../network/index.ts';
import { type Acting, loadCandidate, lockForWork, mustAnswer, storeAct } from './load.ts';
import { insertFacts } from './store.ts';

/** Takes down what is known of a candidate. The record of a confidential fact says that it is there, not what it says. */
export async function noteFact(tx: Tx, acting: Acting, id: string, body: NoteFact): Promise<void> {
  const candidate = await lockForWork(tx, acting, id, body.version);
  const { principal, now } = acting;
  const text = worded('text', body.text);
  const { confidential } = body;
  const factId = newId(now);
  await insertFacts(tx, [{ id: factId, candidateId: id, text, confidential, accountId: principal.accountId, at: now }]);
  const payload = confidential ? { factId, confidential } : { factId, confidential, text };
  await storeAct(tx, candidate, { type: 'factNoted', payload }, acting);
}

/**
 * Opens what is confidential, and takes down who read how much and when: in the same transaction, so that nothing is read
 * without its line. The mark names the reader and the minute.
 */
export async function readConfidential(tx: Tx, acting: Acting, candidateId: string): Promise<ConfidentialReading> {
  const { principal, now } = acting;
  const candidate = await loadCandidate(tx, candidateId);
  await mustAnswer(tx, candidate, acting);
  const facts = await tx.rows<{ id: string; text: string }>(sql`
    select id, text from candidate_facts where district_id = ${tx.districtId} and candidate_id = ${candidateId} and confidential order by at, id`);
  const reader = await tx.row<{ zh: string; en: string }>(sql`
    select name_zh as zh, name_en as en from accounts where district_id = ${tx.districtId} and id = ${principal.accountId}`);
  const said = spokenInstant(now);
  const watermark = {
    zh: `内控 · ${reader?.zh ?? ''} · ${said.zh}`,
    en: `Confidential · ${reader?.en ?? ''} · ${said.en}`,
  };
  if (facts.length === 0) return { facts, watermark };
  const id = newId(now);
  await tx.run(sql`
    insert into candidate_readings (district_id, id, candidate_id, account_id, facts, at)
    values (${tx.districtId}, ${id}, ${candidateId}, ${principal.accountId}, ${facts.length}, ${new Date(now)})`);
  const payload = { candidateId, facts: facts.map((fact) => fact.id), at: isoInstant(now) };
  await chronicle(tx, {
    subject: 'candidateReading',
    subjectId: id,
    seq: 1,
    at: now,
    type: 'read',
    by: principal,
    payload,
  });
  return { facts, watermark };
}
