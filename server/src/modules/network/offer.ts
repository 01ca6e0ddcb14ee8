import type { OfferResource, StateNeed } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { endAnswers } from './answers.ts';
import { findResource, type LoadedNeed, type LoadedResource, listNeeds, lockResource } from './load.ts';
import type { Need, Resource } from './resource.ts';
import { faultyHours } from './slots.ts';
import { closeNeed, closeResource, insertNeeds, insertResources } from './store.ts';
import { actingUnit } from './units.ts';
import { worded } from './words.ts';

export interface Act {
  readonly principal: Principal;
  readonly now: number;
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A unit offers a resource; others see it at once. */
export async function offerResource(tx: Tx, { principal, now }: Act, body: OfferResource): Promise<LoadedResource> {
  const { lon, lat, detail = '', onHolidays = false, ...rest } = body;
  // Half a position is none.
  const point = lon === undefined || lat === undefined ? { lon: null, lat: null } : { lon, lat };
  const fault = faultyHours(body);
  if (fault !== null)
    throw new Refusal('HOURS_UNREADABLE', {
      hours: `${clock(fault.from)}–${clock(fault.until)}`,
      minutes: body.slotMinutes,
    });
  const id = newId(now);
  const unitId = await actingUnit(tx, principal);
  const resource: Resource = {
    ...rest,
    ...point,
    title: worded('title', body.title),
    place: worded('place', body.place),
    desk: worded('desk', body.desk),
    id,
    unitId,
    detail,
    onHolidays,
    open: true,
    version: 1,
  };
  await insertResources(tx, [resource], now);
  const { id: _id, ...payload } = resource;
  await chronicle(tx, { subject: 'resource', subjectId: id, seq: 1, at: now, type: 'offered', by: principal, payload });
  return mustFind(tx, id);
}

async function mustFind(tx: Tx, id: string): Promise<LoadedResource> {
  const resource = await findResource(tx, id);
  if (resource === undefined) throw new Error(`resource ${id} was just stored and is missing`);
  return resource;
}

/** Takes a resource off the list. Bookings that were accepted stand; doing it twice changes nothing. */
export async function withdrawResource(tx: Tx, { principal, now }: Act, id: string): Promise<LoadedResource> {
  const unitId = await actingUnit(tx, principal);
  await lockResource(tx, id);
  const resource = await findResource(tx, id);
  if (resource === undefined || resource.unitId !== unitId) throw new Refusal('NOT_FOUND');
  if (!resource.open) return resource;
  await closeResource(tx, resource);
  const seq = resource.version + 1;
  await chronicle(tx, {
    subject: 'resource',
    subjectId: id,
    seq,
    at: now,
    type: 'withdrawn',
    by: principal,
    payload: {},
  });
  return mustFind(tx, id);
}

const NEED_DAYS = 366;

/** A unit says what it needs; the answer names what fits. */
export async function stateNeed(tx: Tx, { principal, now }: Act, body: StateNeed): Promise<LoadedNeed> {
  const { detail = '', shared = false, ...rest } = body;
  const days = (Date.parse(`${body.until}T23:59:59+08:00`) - now) / 86_400_000;
  if (!(days > 0 && days < NEED_DAYS))
    throw new Refusal('INPUT_INVALID', { field: 'until', problem: 'not a day of the coming year' });
  const title = worded('title', body.title);
  const id = newId(now);
  const unitId = await actingUnit(tx, principal);
  const need: Need = { ...rest, title, id, unitId, detail, shared, open: true, version: 1 };
  await insertNeeds(tx, [need], now);
  const { id: _id, ...payload } = need;
  await chronicle(tx, { subject: 'need', subjectId: id, seq: 1, at: now, type: 'stated', by: principal, payload });
  return mustFindNeed(tx, need.unitId, id);
}

async function mustFindNeed(tx: Tx, unitId: string, id: string): Promise<LoadedNeed> {
  const [need] = await listNeeds(tx, { unitId, id });
  if (need === undefined) throw new Refusal('NOT_FOUND');
  return need;
}

/** The need is met, or gone. */
export async function closeOwnNeed(tx: Tx, { principal, now }: Act, id: string): Promise<LoadedNeed> {
  const unitId = await actingUnit(tx, principal);
  const need = await mustFindNeed(tx, unitId, id);
  if (!need.open) return need;
  // The row decides who was first: a second closing at the same moment finds its version gone.
  if ((await closeNeed(tx, need)) === 0) return mustFindNeed(tx, unitId, id);
  await endAnswers(tx, { where: sql`a.need_id = ${id}`, reason: '', by: { principal, now } });
  const seq = need.version + 1;
  await chronicle(tx, { subject: 'need', subjectId: id, seq, at: now, type: 'closed', by: principal, payload: {} });
  return mustFindNeed(tx, unitId, id);
}
