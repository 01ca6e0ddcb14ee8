import type { Ending, EndSubject, FacilityMove, MoveFacility } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { sql } from '../../platform/sql.ts';
import { type Ended, moveHoused, mustHaveCome, type OnSubjectEnded, rehouse } from '../firms/index.ts';

type Act = Pick<Ended, 'principal' | 'now'>;

interface Locked {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly endedOn: string | null;
  readonly version: number;
}

async function lockLiving(tx: Tx, id: string): Promise<Locked> {
  const row = await tx.row<Locked>(sql`
    select name_zh as "nameZh", name_en as "nameEn", ended_on as "endedOn", version from facilities
    where district_id = ${tx.districtId} and id = ${id} for no key update`);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  const { nameZh, nameEn, endedOn } = row;
  if (endedOn !== null) throw new Refusal('FACILITY_ENDED', { nameZh, nameEn, on: endedOn });
  return row;
}

/** Closes a facility, alone or merged into another: tenants, hosted organizations and coverage go on or end in the open. */
export async function endFacility(
  tx: Tx,
  act: Act,
  given: { readonly id: string; readonly body: EndSubject; readonly onEnded: OnSubjectEnded },
): Promise<Ending> {
  const { id, body, onEnded } = given;
  const { endedOn, intoId = null } = body;
  for (const each of [...new Set([id, intoId ?? id])].sort()) await lockLiving(tx, each);
  const { version } = await lockLiving(tx, id);
  if (intoId === id) throw new Refusal('ENDS_INTO_ITSELF');
  mustHaveCome(endedOn, act.now);
  const document = body.document.trim();
  const ended: Ended = { ...act, id, intoId, on: endedOn, document };
  const links = [...(await rehouse(tx, ended)), ...(await onEnded(tx, ended))];
  const seq = version + 1;
  await tx.run(sql`update facilities set ended_on = ${endedOn}, merged_into_id = ${intoId}, version = ${seq}
    where district_id = ${tx.districtId} and id = ${id}`);
  const payload = { document, effectiveOn: endedOn, intoId, links };
  const type = intoId === null ? 'ended' : 'merged';
  await chronicle(tx, { subject: 'facility', subjectId: id, seq, at: act.now, type, by: act.principal, payload });
  return { id, endedOn, mergedIntoId: intoId, links };
}

/** Moves a facility: its id stays, so links follow; the sites that stand where it stands are placed with it. */
export async function moveFacility(tx: Tx, act: Act, id: string, body: MoveFacility): Promise<FacilityMove> {
  const { version } = await lockLiving(tx, id);
  const { lon, lat, movedOn } = body;
  const sitesMoved = await moveHoused(tx, id, { lon, lat });
  const seq = version + 1;
  await tx.run(sql`update facilities set lon = ${lon}, lat = ${lat}, version = ${seq}
    where district_id = ${tx.districtId} and id = ${id}`);
  const payload = { document: body.document.trim(), effectiveOn: movedOn, lon, lat, sitesMoved };
  await chronicle(tx, {
    subject: 'facility',
    subjectId: id,
    seq,
    at: act.now,
    type: 'moved',
    by: act.principal,
    payload,
  });
  return { id, lon, lat, sitesMoved };
}
