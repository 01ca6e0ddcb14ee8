import type {
  EndPartnership,
  FoundPartnership,
  HoldActivity,
  PartnershipKind,
  PartnershipView,
} from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { inOrder, lockLiving, type OnEnded, type Registering } from '../organizations/index.ts';
import { succeedUnit } from './succession.ts';
import type { UnitKey } from './units.ts';
import { worded } from './words.ts';

/** A partnership 联建 of two organizations; the pair stands in the order of ids. */
export interface Partnership {
  readonly id: string;
  readonly firstId: string;
  readonly secondId: string;
  readonly kind: PartnershipKind;
  readonly purpose: string;
  readonly beganOn: string;
  readonly document: string;
}

/** What partners did together, with what came of it. */
export interface Activity {
  readonly id: string;
  readonly partnershipId: string;
  readonly heldOn: string;
  readonly title: string;
  readonly result: string;
}

/** Stores partnerships in one statement. */
export async function insertPartnerships(tx: Tx, partnerships: readonly Partnership[]): Promise<void> {
  await tx.run(sql`
    insert into partnerships (district_id, id, first_id, second_id, kind, purpose, began_on, document, version)
    select ${tx.districtId}, p.id, p."firstId", p."secondId", p.kind, p.purpose, p."beganOn", p.document, 1
    from jsonb_to_recordset(${JSON.stringify(partnerships)}::jsonb) as p (id uuid, "firstId" uuid, "secondId" uuid, kind text,
      purpose text, "beganOn" date, document text)`);
}

/** Stores activities in one statement. */
export async function insertActivities(tx: Tx, activities: readonly Activity[]): Promise<void> {
  await tx.run(sql`
    insert into partnership_activities (district_id, id, partnership_id, held_on, title, result)
    select ${tx.districtId}, a.id, a."partnershipId", a."heldOn", a.title, a.result
    from jsonb_to_recordset(${JSON.stringify(activities)}::jsonb) as a (id uuid, "partnershipId" uuid, "heldOn" date, title text, result text)`);
}

/** Partnerships of one organization, of all for staff, or one by id; newest first. */
export const listPartnerships = (
  tx: Tx,
  { organizationId, id }: { readonly organizationId: string | null; readonly id: string | null },
): Promise<PartnershipView[]> =>
  tx.rows(sql`
    select p.id, p.kind, p.purpose, p.began_on as "beganOn", p.ended_on as "endedOn", p.document,
      jsonb_build_object('id', a.id, 'name', jsonb_build_object('zh', a.name_zh, 'en', a.name_en)) as first,
      jsonb_build_object('id', b.id, 'name', jsonb_build_object('zh', b.name_zh, 'en', b.name_en)) as second,
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'heldOn', x.held_on, 'title', x.title, 'result', x.result) order by x.held_on desc, x.id)
        from partnership_activities x where x.district_id = p.district_id and x.partnership_id = p.id), '[]') as activities
    from partnerships p join organizations a on a.district_id = p.district_id and a.id = p.first_id
    join organizations b on b.district_id = p.district_id and b.id = p.second_id
    where p.district_id = ${tx.districtId} and (${organizationId}::uuid is null or ${organizationId}::uuid in (p.first_id, p.second_id))
      and (${id}::uuid is null or p.id = ${id}::uuid) order by p.ended_on is not null, p.began_on desc, p.id limit 500`);

async function view(tx: Tx, id: string): Promise<PartnershipView> {
  const [found] = await listPartnerships(tx, { organizationId: null, id });
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return found;
}

/** Founds a partnership of two living organizations. */
export async function foundPartnership(
  tx: Tx,
  { principal, now }: Registering,
  body: FoundPartnership,
): Promise<PartnershipView> {
  const [firstId = '', secondId = ''] = [body.firstId, body.secondId].sort();
  if (firstId === secondId)
    throw new Refusal('INPUT_INVALID', { field: 'secondId', problem: 'the same organization twice' });
  // Locked in the order of ids, so that two foundings across each other cannot wait in a circle.
  for (const id of [firstId, secondId]) await lockLiving(tx, id);
  inOrder('1921-07-01', body.beganOn);
  const living = await tx.row(sql`
    select 1 from partnerships where district_id = ${tx.districtId} and first_id = ${firstId} and second_id = ${secondId} and ended_on is null`);
  if (living !== undefined) throw new Refusal('PARTNERSHIP_EXISTS');
  const { kind, beganOn } = body;
  const [purpose, document] = [worded('purpose', body.purpose), worded('document', body.document)];
  const partnership = { id: newId(now), firstId, secondId, kind, purpose, beganOn, document };
  await insertPartnerships(tx, [partnership]);
  const { id, ...payload } = partnership;
  await chronicle(tx, {
    subject: 'partnership',
    subjectId: id,
    seq: 1,
    at: now,
    type: 'founded',
    by: principal,
    payload,
  });
  return view(tx, id);
}

interface Living {
  readonly version: number;
  readonly beganOn: string;
  readonly endedOn: string | null;
}

async function lockPartnership(tx: Tx, id: string): Promise<Living> {
  const row = await tx.row<Living>(sql`
    select version, began_on as "beganOn", ended_on as "endedOn" from partnerships
    where district_id = ${tx.districtId} and id = ${id} for no key update`);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  if (row.endedOn !== null) throw new Refusal('PARTNERSHIP_ENDED', { on: row.endedOn });
  return row;
}

/** Adds an activity with its result. */
export async function holdActivity(
  tx: Tx,
  { principal, now }: Registering,
  id: string,
  body: HoldActivity,
): Promise<PartnershipView> {
  const { version, beganOn } = await lockPartnership(tx, id);
  inOrder(beganOn, body.heldOn);
  const activity = {
    id: newId(now),
    heldOn: body.heldOn,
    title: worded('title', body.title),
    result: worded('result', body.result),
  };
  await insertActivities(tx, [{ ...activity, partnershipId: id }]);
  const seq = version + 1;
  await tx.run(sql`update partnerships set version = ${seq} where district_id = ${tx.districtId} and id = ${id}`);
  await chronicle(tx, {
    subject: 'partnership',
    subjectId: id,
    seq,
    at: now,
    type: 'activityHeld',
    by: principal,
    payload: activity,
  });
  return view(tx, id);
}

/** Ends a partnership; what was done stays on the page. */
export async function endPartnership(
  tx: Tx,
  { principal, now }: Registering,
  id: string,
  body: EndPartnership,
): Promise<PartnershipView> {
  const { version, beganOn } = await lockPartnership(tx, id);
  inOrder(beganOn, body.endedOn);
  const payload = { endedOn: body.endedOn, document: worded('document', body.document) };
  await tx.run(sql`update partnerships set ended_on = ${body.endedOn}, version = ${version + 1}
    where district_id = ${tx.districtId} and id = ${id}`);
  await chronicle(tx, {
    subject: 'partnership',
    subjectId: id,
    seq: version + 1,
    at: now,
    type: 'ended',
    by: principal,
    payload,
  });
  return view(tx, id);
}

const unitKeyOf = async (tx: Tx, id: string): Promise<UnitKey> => {
  const row = await tx.row<{ firmId: string | null }>(
    sql`select firm_id as "firmId" from organizations where district_id = ${tx.districtId} and id = ${id}`,
  );
  const firmId = row?.firmId ?? null;
  return firmId === null ? { firmId, organizationId: id } : { firmId, organizationId: null };
};

/** What ends with an organization here: its partnerships, and its side of the exchange where no company stands behind it. */
export const endWithOrganization: OnEnded = async (tx, { id, intoId, on, document, principal, now }) => {
  const living = await tx.rows<{ id: string; beganOn: string }>(sql`
    select id, began_on as "beganOn" from partnerships
    where district_id = ${tx.districtId} and ended_on is null and ${id}::uuid in (first_id, second_id) order by id for no key update`);
  for (const partnership of living) {
    // A partnership that was to begin later ends on the day it would have begun.
    const endedOn = [on, partnership.beganOn].sort().at(-1) ?? on;
    await endPartnership(tx, { principal, now }, partnership.id, { endedOn, document });
  }
  const into = intoId === null ? null : await unitKeyOf(tx, intoId);
  const ended = { id, intoId, on, document, principal, now };
  const exchanged = await succeedUnit(tx, ended, { firmId: null, organizationId: id }, into);
  const partnerships = { kind: 'partnership' as const, moved: 0, ended: living.length, kept: 0 };
  return living.length === 0 ? exchanged : [partnerships, ...exchanged];
};
