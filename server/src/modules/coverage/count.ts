import type { CountMembers } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { firmCard, mustHaveCome, mustLive } from '../firms/index.ts';
import { worded } from '../network/index.ts';
import { rulesOn } from './rules.ts';
import { NO_RULE } from './standing.ts';
import { insertCoverageUnits, insertStandings } from './store.ts';

export interface Acting {
  readonly principal: Principal;
  readonly now: number;
}

interface Counted {
  readonly id: string;
  readonly version: number;
  readonly countedOn: string;
  readonly enoughSince: string | null;
}

/** Takes down a newer count of a unit; one that is not on the register comes onto it, not covered yet. */
export async function countMembers(tx: Tx, { principal, now }: Acting, body: CountMembers): Promise<void> {
  const { firmId, fullMembers, countedOn } = body;
  mustHaveCome(countedOn, now);
  const firm = await firmCard(tx, firmId);
  if (firm === undefined) throw new Refusal('NOT_FOUND');
  await mustLive(tx, firmId);
  const source = worded('source', body.source);
  const known = await tx.row<Counted>(sql`
    select id, version, counted_on as "countedOn", enough_since as "enoughSince" from coverage_units
    where district_id = ${tx.districtId} and firm_id = ${firmId} for no key update`);
  if (known !== undefined && countedOn < known.countedOn)
    throw new Refusal('COVERAGE_COUNT_OLDER', { firm: firm.name, known: known.countedOn, given: countedOn });
  const enough = fullMembers >= rulesOn(dayAt(now)).limits.standaloneMembers;
  const enoughSince = enough ? (known?.enoughSince ?? countedOn) : null;
  const id = known?.id ?? newId(now);
  if (known === undefined) {
    await insertCoverageUnits(tx, [{ id, firmId, fullMembers, enoughSince, countedOn, source }]);
    const reason = { code: 'NEW', facts: { members: fullMembers } } as const;
    const open = { dueOn: null, approvedOn: null, reviewedOn: null, groupId: null, guideId: null };
    const entered = { cause: 'entered', document: source, since: countedOn, rule: NO_RULE, reason } as const;
    await insertStandings(tx, [{ id: newId(now), firmId, mode: 'none', ...open, ...entered }]);
  } else
    await tx.run(sql`update coverage_units set full_members = ${fullMembers}, enough_since = ${enoughSince}, counted_on = ${countedOn},
      source = ${source}, version = ${known.version + 1} where district_id = ${tx.districtId} and firm_id = ${firmId}`);
  await chronicle(tx, {
    subject: 'coverageUnit',
    subjectId: id,
    seq: (known?.version ?? 0) + 1,
    at: now,
    type: 'counted',
    by: principal,
    payload: { firmId, fullMembers, countedOn, source },
  });
}
