import type { LinkFate } from '@banfei/contracts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Ended } from '../firms/index.ts';
import { lockCandidate, storeAct } from './load.ts';
import { rulesOn } from './rules.ts';
import { isUnderway } from './stages.ts';

/** A company that ends leaves the pool, whatever its stage: nobody is coached who is not there. A listed one stays on the list. */
export async function leavePoolWhenEnded(tx: Tx, ended: Ended): Promise<readonly LinkFate[]> {
  const { id: firmId, document, principal, now } = ended;
  const found = await tx.row<{ id: string }>(
    sql`select id from candidates where district_id = ${tx.districtId} and firm_id = ${firmId}`,
  );
  if (found === undefined) return [];
  const candidate = await lockCandidate(tx, found.id);
  const { stage } = candidate;
  if (!isUnderway(stage)) return [{ kind: 'candidate', moved: 0, ended: 0, kept: 1 }];
  const on = dayAt(now);
  const cause = `企业已注销或合并：${document} / The company has ended or merged: ${document}`;
  const move = { from: stage, to: 'left', kind: 'end', on, cause, rulesVersion: rulesOn(on).version } as const;
  await storeAct(tx, candidate, { type: 'moved', payload: { ...move, document }, move }, { principal, now });
  return [{ kind: 'candidate', moved: 0, ended: 1, kept: 0 }];
}
