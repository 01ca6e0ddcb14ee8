import type { CancelEvent, ChangeEvent, CountAttendance, PublishEvent, RegisterSeats } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { actingUnit, instantOf, spokenWhen, worded } from '../network/index.ts';
import { type Asked, movingUp, placeOf, takenSeats } from './seats.ts';
import { insertEvents } from './store.ts';

export interface Act {
  readonly principal: Principal;
  readonly now: number;
}

interface Locked {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly capacity: number;
  readonly canceledAt: number | null;
  readonly version: number;
}

/** An event that takes place, locked: everything about its seats passes one by one. */
async function lockEvent(tx: Tx, id: string): Promise<Locked> {
  const row = await tx.row<Locked>(sql`
    select id, title, place, starts_at as "startsAt", ends_at as "endsAt", capacity, canceled_at as "canceledAt", version
    from platform_events where district_id = ${tx.districtId} and id = ${id} for no key update`);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  if (row.canceledAt !== null) throw new Refusal('EVENT_CANCELED', { title: row.title });
  return row;
}

const living = (tx: Tx, eventId: string): Promise<(Asked & { unitId: string; version: number })[]> =>
  tx.rows(sql`
    select id, unit_id as "unitId", seats, state, queued, version from event_registrations
    where district_id = ${tx.districtId} and event_id = ${eventId} and state <> 'withdrawn' order by queued`);

interface Seated {
  readonly id: string;
  readonly version: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const recordSeats = (tx: Tx, { principal, now }: Act, { id, version, type, payload }: Seated): Promise<void> =>
  chronicle(tx, { subject: 'seats', subjectId: id, seq: version, at: now, type, by: principal, payload });

/** Lets waiting groups move up after seats became free. */
export async function moveUp(tx: Tx, act: Act, event: Pick<Locked, 'id' | 'capacity'>): Promise<void> {
  const asked = await living(tx, event.id);
  const up = new Set(movingUp(asked, event.capacity));
  for (const { id, version, seats } of asked.filter((each) => up.has(each.id))) {
    await tx.run(sql`update event_registrations set state = 'registered', version = ${version + 1}
      where district_id = ${tx.districtId} and id = ${id}`);
    await recordSeats(tx, act, { id, version: version + 1, type: 'movedUp', payload: { seats } });
  }
}

function notBegun({ title, startsAt }: Locked, now: number): void {
  if (startsAt <= now) throw new Refusal('EVENT_BEGUN', { title, ...spokenWhen(startsAt) });
}

function inOrder(startsAt: number, endsAt: number, now: number): void {
  if (startsAt <= now) throw new Refusal('INPUT_INVALID', { field: 'startsAt', problem: 'not in the future' });
  if (endsAt <= startsAt) throw new Refusal('INPUT_INVALID', { field: 'endsAt', problem: 'not after the beginning' });
}

/** Publishes an event of a platform. */
export async function publishEvent(
  tx: Tx,
  { principal, now }: Act,
  platformId: string,
  body: PublishEvent,
): Promise<void> {
  const district = tx.districtId;
  const known = await tx.row(sql`select 1 from platforms where district_id = ${district} and id = ${platformId}`);
  if (known === undefined) throw new Refusal('NOT_FOUND');
  const programmeId = body.programmeId ?? null;
  if (programmeId !== null) {
    const own = await tx.row(sql`select 1 from platform_programmes
      where district_id = ${district} and id = ${programmeId} and platform_id = ${platformId}`);
    if (own === undefined)
      throw new Refusal('INPUT_INVALID', { field: 'programmeId', problem: 'not of this platform' });
  }
  const [startsAt, endsAt] = [instantOf('startsAt', body.startsAt), instantOf('endsAt', body.endsAt)];
  inOrder(startsAt, endsAt, now);
  const [title, place] = [worded('title', body.title), worded('place', body.place)];
  const id = newId(now);
  await insertEvents(
    tx,
    [{ id, platformId, programmeId, title, place, startsAt, endsAt, capacity: body.capacity }],
    now,
  );
  const payload = { ...body, platformId };
  await chronicle(tx, {
    subject: 'gathering',
    subjectId: id,
    seq: 1,
    at: now,
    type: 'published',
    by: principal,
    payload,
  });
}

/** Changes time, place or capacity; every calendar that holds the event learns of it by its sequence. */
export async function changeEvent(tx: Tx, act: Act, id: string, body: ChangeEvent): Promise<void> {
  const { principal, now } = act;
  const event = await lockEvent(tx, id);
  const { title, version } = event;
  if (version !== body.version) throw new Refusal('EVENT_CHANGED', { title, version });
  notBegun(event, now);
  const startsAt = body.startsAt === undefined ? event.startsAt : instantOf('startsAt', body.startsAt);
  const endsAt = body.endsAt === undefined ? event.endsAt : instantOf('endsAt', body.endsAt);
  inOrder(startsAt, endsAt, now);
  const place = body.place === undefined ? event.place : worded('place', body.place);
  const { capacity = event.capacity } = body;
  const taken = takenSeats(await living(tx, id));
  if (capacity < taken) throw new Refusal('SEATS_TAKEN', { taken });
  const seq = version + 1;
  await tx.run(sql`update platform_events set starts_at = ${new Date(startsAt)}, ends_at = ${new Date(endsAt)}, place = ${place},
      capacity = ${capacity}, sequence = sequence + 1, version = ${seq}, changed_at = ${new Date(now)}
    where district_id = ${tx.districtId} and id = ${id}`);
  await chronicle(tx, {
    subject: 'gathering',
    subjectId: id,
    seq,
    at: now,
    type: 'changed',
    by: principal,
    payload: body,
  });
  await moveUp(tx, act, { id, capacity });
}

/** Calls an event off; registrations stay as they were, so that everybody can be told. */
export async function cancelEvent(tx: Tx, { principal, now }: Act, id: string, body: CancelEvent): Promise<void> {
  const event = await lockEvent(tx, id);
  notBegun(event, now);
  const reason = worded('reason', body.reason);
  const seq = event.version + 1;
  await tx.run(sql`update platform_events set canceled_at = ${new Date(now)}, reason = ${reason}, sequence = sequence + 1,
      version = ${seq}, changed_at = ${new Date(now)} where district_id = ${tx.districtId} and id = ${id}`);
  await chronicle(tx, {
    subject: 'gathering',
    subjectId: id,
    seq,
    at: now,
    type: 'canceled',
    by: principal,
    payload: { reason },
  });
}

/** Seats for the own unit. Another number gives the old seats back and asks anew, at the end of the queue. */
export async function registerSeats(tx: Tx, act: Act, id: string, { seats }: RegisterSeats): Promise<void> {
  const unitId = await actingUnit(tx, act.principal);
  const event = await lockEvent(tx, id);
  notBegun(event, act.now);
  const asked = await living(tx, id);
  const own = asked.find((each) => each.unitId === unitId);
  if (own?.seats === seats || (own === undefined && seats === 0)) return;
  if (own !== undefined) {
    await tx.run(sql`update event_registrations set state = 'withdrawn', version = ${own.version + 1}
      where district_id = ${tx.districtId} and id = ${own.id}`);
    await recordSeats(tx, act, { id: own.id, version: own.version + 1, type: 'withdrawn', payload: {} });
    await moveUp(tx, act, event);
  }
  if (seats === 0) return;
  const state = placeOf(await living(tx, id), seats, event.capacity);
  const registration = newId(act.now);
  await tx.run(sql`insert into event_registrations (district_id, id, event_id, unit_id, seats, state, asked_at, queued, version)
    values (${tx.districtId}, ${registration}, ${id}, ${unitId}, ${seats}, ${state}, ${new Date(act.now)},
      (select coalesce(max(queued), 0) + 1 from event_registrations where district_id = ${tx.districtId} and event_id = ${id}), 1)`);
  const payload = { eventId: id, unitId, seats, state };
  await recordSeats(tx, act, { id: registration, version: 1, type: 'asked', payload });
}

/** How many of a unit came: a count that staff take at the door, never more than its seats. */
export async function countAttendance(
  tx: Tx,
  act: Act,
  id: string,
  { unitId, attended }: CountAttendance,
): Promise<void> {
  const { title, startsAt } = await lockEvent(tx, id);
  if (startsAt > act.now) throw new Refusal('EVENT_EARLY', { title, ...spokenWhen(startsAt) });
  const own = (await living(tx, id)).find((each) => each.unitId === unitId && each.state === 'registered');
  if (own === undefined) throw new Refusal('NOT_FOUND');
  if (attended > own.seats)
    throw new Refusal('INPUT_INVALID', { field: 'attended', problem: `more than the ${own.seats} seats` });
  await tx.run(sql`update event_registrations set attended = ${attended}, version = ${own.version + 1}
    where district_id = ${tx.districtId} and id = ${own.id}`);
  await recordSeats(tx, act, { id: own.id, version: own.version + 1, type: 'counted', payload: { attended } });
}
