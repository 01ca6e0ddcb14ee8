import type { BookingState, LinkFate, LinkKind } from '@banfei/contracts';
import { chronicleAll } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Ended, OnSubjectEnded } from '../firms/index.ts';
import { endAnswers } from './answers.ts';
import type { UnitKey } from './units.ts';

interface Changed {
  readonly id: string;
  readonly version: number;
}
interface EndedBooking extends Changed {
  readonly state: BookingState;
}

const unitIdOf = async (tx: Tx, { firmId, organizationId }: UnitKey): Promise<string | null> => {
  const row = await tx.row<{ id: string }>(sql`select id from exchange_units where district_id = ${tx.districtId}
    and firm_id is not distinct from ${firmId}::uuid and organization_id is not distinct from ${organizationId}::uuid`);
  return row?.id ?? null;
};

async function recordAll(
  tx: Tx,
  { principal, now, document }: Ended,
  subject: string,
  rows: readonly (Changed & { readonly type: string; readonly payload?: object })[],
): Promise<void> {
  await chronicleAll(
    tx,
    rows.map(({ id, version, type, payload }) => ({
      subject,
      subjectId: id,
      seq: version,
      at: now,
      type,
      by: principal,
      payload: { document, ...payload },
    })),
  );
}

/** Bookings under a condition that have not begun end in the open; one that has begun stands, so that its use can be confirmed. */
async function endBookings(tx: Tx, ended: Ended, where: Sql): Promise<number> {
  const now = new Date(ended.now);
  const rows = await tx.rows<EndedBooking>(sql`
    update bookings b set reason = ${ended.document}, answered_at = ${now}, version = b.version + 1,
      state = case b.state when 'asked' then 'declined' else 'canceled' end
    from resources r where b.district_id = ${tx.districtId} and r.district_id = b.district_id and r.id = b.resource_id and (${where})
      and (b.state = 'asked' or (b.state = 'accepted' and lower(b.during) > ${now})) returning b.id, b.version, b.state`);
  await recordAll(
    tx,
    ended,
    'booking',
    rows.map((row) => ({ ...row, type: 'ended', payload: { state: row.state } })),
  );
  return rows.length;
}

const fateOf = (kind: LinkKind, fate: Partial<Omit<LinkFate, 'kind'>>): LinkFate[] => {
  const { moved = 0, ended = 0, kept = 0 } = fate;
  return moved + ended + kept === 0 ? [] : [{ kind, moved, ended, kept }];
};

/** Nobody goes on: offers are withdrawn, needs closed, bookings of both sides that have not begun end. */
async function closeUnit(tx: Tx, ended: Ended, unitId: string): Promise<LinkFate[]> {
  const answers = await endAnswers(tx, {
    where: sql`a.unit_id = ${unitId} or a.need_id in (select id from needs where district_id = ${tx.districtId} and unit_id = ${unitId})`,
    reason: ended.document,
    by: ended,
  });
  const booked = await endBookings(tx, ended, sql`b.unit_id = ${unitId} or r.unit_id = ${unitId}`);
  const lent = await tx.rows<Changed>(sql`update resources set open = false, version = version + 1
    where district_id = ${tx.districtId} and unit_id = ${unitId} and open returning id, version`);
  await recordAll(
    tx,
    ended,
    'resource',
    lent.map((row) => ({ ...row, type: 'withdrawn' })),
  );
  const needs = await tx.rows<Changed>(sql`update needs set open = false, version = version + 1
    where district_id = ${tx.districtId} and unit_id = ${unitId} and open returning id, version`);
  await recordAll(
    tx,
    ended,
    'need',
    needs.map((row) => ({ ...row, type: 'closed' })),
  );
  return [
    ...fateOf('resource', { ended: lent.length }),
    ...fateOf('need', { ended: needs.length }),
    ...fateOf('needAnswer', { ended: answers }),
    ...fateOf('booking', { ended: booked }),
  ];
}

/** The successor takes everything over, what was given and taken included; what both had booked with each other ends. */
async function joinUnits(tx: Tx, ended: Ended, unitId: string, intoUnitId: string): Promise<LinkFate[]> {
  const pair = [unitId, intoUnitId];
  // An answer names a desk of the unit that ends, and nobody answers a need of its own.
  const answers = await endAnswers(tx, {
    where: sql`a.unit_id = ${unitId} or (a.unit_id = ${intoUnitId}
      and a.need_id in (select id from needs where district_id = ${tx.districtId} and unit_id = ${unitId}))`,
    reason: ended.document,
    by: ended,
  });
  const own = await endBookings(tx, ended, sql`b.unit_id = any(${pair}::uuid[]) and r.unit_id = any(${pair}::uuid[])`);
  const payload = { intoUnitId };
  const lent = await tx.rows<Changed>(sql`update resources set unit_id = ${intoUnitId}, version = version + 1
    where district_id = ${tx.districtId} and unit_id = ${unitId} returning id, version`);
  await recordAll(
    tx,
    ended,
    'resource',
    lent.map((row) => ({ ...row, type: 'moved', payload })),
  );
  const needs = await tx.rows<Changed>(sql`update needs set unit_id = ${intoUnitId}, version = version + 1
    where district_id = ${tx.districtId} and unit_id = ${unitId} returning id, version`);
  await recordAll(
    tx,
    ended,
    'need',
    needs.map((row) => ({ ...row, type: 'moved', payload })),
  );
  const booked = await tx.rows<Changed>(sql`update bookings set unit_id = ${intoUnitId}, version = version + 1
    where district_id = ${tx.districtId} and unit_id = ${unitId} returning id, version`);
  await recordAll(
    tx,
    ended,
    'booking',
    booked.map((row) => ({ ...row, type: 'moved', payload })),
  );
  return [
    ...fateOf('resource', { moved: lent.length }),
    ...fateOf('need', { moved: needs.length }),
    ...fateOf('needAnswer', { ended: answers }),
    ...fateOf('booking', { moved: booked.length, ended: own }),
  ];
}

/** A unit that ends, with the one that goes on for it. */
export interface UnitSuccession {
  readonly unitId: string;
  readonly intoUnitId: string | null;
}

/** Units behind what ended and what goes on, for modules that hang something on units; null when there was none. */
export async function unitSuccession(
  tx: Tx,
  { id, intoId }: Pick<Ended, 'id' | 'intoId'>,
): Promise<UnitSuccession | null> {
  const behind = (subject: string): Promise<{ id: string } | undefined> =>
    tx.row(sql`
      select u.id from exchange_units u where u.district_id = ${tx.districtId} and (u.firm_id = ${subject} or u.organization_id = ${subject}
        or u.firm_id = (select o.firm_id from organizations o where o.district_id = u.district_id and o.id = ${subject} and o.ended_on is null))
      order by u.firm_id nulls last limit 1`);
  const unit = await behind(id);
  if (unit === undefined) return null;
  return { unitId: unit.id, intoUnitId: intoId === null ? null : ((await behind(intoId))?.id ?? null) };
}

/** What becomes of one unit's links when the company or organization behind it ends. */
export async function succeedUnit(
  tx: Tx,
  ended: Ended,
  from: UnitKey,
  into: UnitKey | null,
): Promise<readonly LinkFate[]> {
  const unitId = await unitIdOf(tx, from);
  if (unitId === null) return [];
  if (into === null) return closeUnit(tx, ended, unitId);
  await tx.run(sql`insert into exchange_units (district_id, id, firm_id, organization_id)
    values (${tx.districtId}, ${newId(ended.now)}, ${into.firmId}, ${into.organizationId}) on conflict do nothing`);
  const intoUnitId = await unitIdOf(tx, into);
  if (intoUnitId === null) throw new Error('a unit that was just made is missing');
  return joinUnits(tx, ended, unitId, intoUnitId);
}

/** A company ends: its side of the exchange goes on with the successor, or ends. */
export const succeedInExchange: OnSubjectEnded = (tx, ended) =>
  succeedUnit(
    tx,
    ended,
    { firmId: ended.id, organizationId: null },
    ended.intoId === null ? null : { firmId: ended.intoId, organizationId: null },
  );
