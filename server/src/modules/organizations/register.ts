import type { ChangeOrganization, EndOrganization, LinkFate, OrganizationForm } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { plusDays } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { handOn, lockCoverage } from './coverage.ts';
import { checkHost } from './host.ts';

export interface Registering {
  readonly principal: Principal;
  readonly now: number;
}

interface Locked {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly version: number;
  readonly endedOn: string | null;
  readonly form: OrganizationForm;
  readonly memberCount: number | null;
  readonly termBeganOn: string | null;
  readonly reelectionDueOn: string | null;
  readonly parentId: string | null;
  readonly firmId: string | null;
  readonly facilityId: string | null;
}

async function lock(tx: Tx, id: string): Promise<Locked> {
  const row = await tx.row<Locked>(sql`
    select id, name_zh as "nameZh", name_en as "nameEn", version, ended_on as "endedOn", form, member_count as "memberCount",
      term_began_on as "termBeganOn", reelection_due_on as "reelectionDueOn", parent_id as "parentId",
      firm_id as "firmId", facility_id as "facilityId"
    from organizations where district_id = ${tx.districtId} and id = ${id} for no key update`);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  return row;
}

/** An organization that lives, locked; an ended one is refused with its day. */
export async function lockLiving(tx: Tx, id: string): Promise<Locked> {
  const row = await lock(tx, id);
  const { nameZh, nameEn, endedOn } = row;
  if (endedOn !== null) throw new Refusal('ORGANIZATION_ENDED', { nameZh, nameEn, on: endedOn });
  return row;
}

// Two changes of parents at once could close a circle that neither sees, so they pass one by one.
async function checkParent(tx: Tx, { id, nameZh, nameEn }: Locked, parentId: string): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtext('organization hierarchy'), ${tx.districtId})`);
  await lockLiving(tx, parentId);
  const loop = await tx.row(sql`
    with recursive above(id) as (
      select ${parentId}::uuid union
      select o.parent_id from organizations o join above a on a.id = o.id where o.district_id = ${tx.districtId} and o.parent_id is not null)
    select 1 from above where id = ${id}`);
  if (loop !== undefined) throw new Refusal('ORGANIZATION_LOOP', { nameZh, nameEn });
}

/** Refuses a day that PostgreSQL or a reader would not take for one, and two days in the wrong order. */
export function inOrder(earlier: string | null, later: string | null): void {
  if (earlier !== null && later !== null && later < earlier) throw new Refusal('DATES_REVERSED', { earlier, later });
}

const EARLIEST = '1921-07-01';

/** A term that ends on the day it begins is none. */
export function termInOrder({ termBeganOn, reelectionDueOn }: Pick<Locked, 'termBeganOn' | 'reelectionDueOn'>): void {
  for (const day of [termBeganOn, reelectionDueOn]) inOrder(EARLIEST, day);
  inOrder(termBeganOn === null ? null : plusDays(termBeganOn, 1), reelectionDueOn);
}

// One host takes the place of the other: an organization is never hosted by a company and a facility at once.
async function hostAfter(
  tx: Tx,
  before: Locked,
  { firmId, facilityId }: ChangeOrganization,
): Promise<Pick<Locked, 'firmId' | 'facilityId'>> {
  if (firmId === undefined && facilityId === undefined) return { firmId: before.firmId, facilityId: before.facilityId };
  const host = { ...(firmId === undefined ? {} : { firmId }), ...(facilityId === undefined ? {} : { facilityId }) };
  await checkHost(tx, host, before.id);
  return { firmId: firmId ?? null, facilityId: facilityId ?? null };
}

/** Registers a change with its day and its document. */
export async function changeOrganization(
  tx: Tx,
  { principal, now }: Registering,
  id: string,
  body: ChangeOrganization,
): Promise<void> {
  const { document, effectiveOn, version, ...fields } = body;
  const before = await lockLiving(tx, id);
  const { nameZh, nameEn } = before;
  if (before.version !== version)
    throw new Refusal('ORGANIZATION_CHANGED', { nameZh, nameEn, version: before.version });
  inOrder(EARLIEST, effectiveOn);
  const after = { ...before, ...fields, ...(await hostAfter(tx, before, body)) };
  termInOrder(after);
  if (fields.parentId != null) await checkParent(tx, before, fields.parentId);
  await tx.run(sql`
    update organizations set form = ${after.form}, member_count = ${after.memberCount}, term_began_on = ${after.termBeganOn},
      reelection_due_on = ${after.reelectionDueOn}, parent_id = ${after.parentId}, firm_id = ${after.firmId}, facility_id = ${after.facilityId}, version = ${before.version + 1}
    where district_id = ${tx.districtId} and id = ${id}`);
  const payload = { document: document.trim(), effectiveOn, ...fields };
  await record(tx, { principal, now }, { id, version: before.version + 1, type: 'changed', payload });
}

interface Recorded {
  readonly id: string;
  readonly version: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const record = (tx: Tx, { principal, now }: Registering, { id, version, type, payload }: Recorded): Promise<void> =>
  chronicle(tx, { subject: 'organization', subjectId: id, seq: version, at: now, type, by: principal, payload });

/** What ends with an organization elsewhere; handed in by the application, since those modules come later. */
export type OnEnded = (
  tx: Tx,
  ended: {
    readonly id: string;
    readonly intoId: string | null;
    readonly on: string;
    readonly document: string;
  } & Registering,
) => Promise<readonly LinkFate[]>;

const fateOf = (kind: LinkFate['kind'], fate: Pick<LinkFate, 'moved' | 'ended'>): LinkFate[] =>
  fate.moved + fate.ended === 0 ? [] : [{ kind, ...fate, kept: 0 }];

/**
 * Ends an organization. What it covered goes to the one that takes it in, or ends with it in the open; those below it
 * go up to its own parent; links elsewhere end in the same transaction, so that none dangles. Answers what became of each.
 */
export async function endOrganization(
  tx: Tx,
  registering: Registering,
  given: { readonly id: string; readonly body: EndOrganization; readonly onEnded: OnEnded },
): Promise<readonly LinkFate[]> {
  const { id, body, onEnded } = given;
  const { endedOn, intoId = null } = body;
  // Both are locked in the order of their ids: two mergers across each other cannot wait in a circle.
  for (const each of [id, intoId].filter((one): one is string => one !== null).sort()) await lockLiving(tx, each);
  const before = await lockLiving(tx, id);
  if (intoId === id) throw new Refusal('ORGANIZATION_LOOP', { nameZh: before.nameZh, nameEn: before.nameEn });
  inOrder(EARLIEST, endedOn);
  const district = tx.districtId;
  const parentId = intoId ?? before.parentId;
  await tx.run(sql`update organizations set ended_on = ${endedOn}, merged_into_id = ${intoId}, version = ${before.version + 1}
    where district_id = ${district} and id = ${id}`);
  const below = await tx.rows<{ parentId: string | null }>(sql`update organizations
    set parent_id = case when id = ${parentId}::uuid then ${before.parentId}::uuid else ${parentId}::uuid end
    where district_id = ${district} and parent_id = ${id} and ended_on is null returning parent_id as "parentId"`);
  const document = body.document.trim();
  const act = { ...registering, on: endedOn, document };
  const covered = await lockCoverage(tx, sql`organization_id = ${id}`);
  const fate = await handOn(tx, act, covered, (row) => (intoId === null ? null : { ...row, organizationId: intoId }));
  const payload = { document, effectiveOn: endedOn, intoId, released: intoId === null ? fate.ended : 0 };
  await record(tx, registering, {
    id,
    version: before.version + 1,
    type: intoId === null ? 'ended' : 'merged',
    payload,
  });
  const elsewhere = await onEnded(tx, { ...registering, id, intoId, on: endedOn, document });
  // Without a parent to go up to, one stands on its own: that link ends.
  const up = below.filter((each) => each.parentId !== null).length;
  const hierarchy = { moved: up, ended: below.length - up };
  return [...fateOf('below', hierarchy), ...fateOf('coverage', fate), ...elsewhere];
}
