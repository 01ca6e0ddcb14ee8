import type { AskBooking } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { actOnce, type Intention, type Reply } from '../../platform/idempotency.ts';
import { newId } from '../../platform/ids.ts';
import { created } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import { calendarOf, currentCalendar } from '../matters/index.ts';
import { answerBy, type Booking, type BookingStep, decideBooking, isFor, type Side } from './booking.ts';
import {
  findBooking,
  findResource,
  type LoadedBooking,
  type LoadedResource,
  lockBooking,
  lockResource,
  takenSlots,
} from './load.ts';
import type { Act } from './offer.ts';
import { presentBooking } from './present.ts';
import { coversSlots, freeSlots, HORIZON_DAYS, nearestFree, overlaps, type Slot, slotsOf } from './slots.ts';
import { blockingIds, insertBookings, updateBooking } from './store.ts';
import { actingUnit } from './units.ts';
import { instantOf, STATE_WORDS, spokenSlots, spokenWhen, worded } from './words.ts';

export interface Asking {
  readonly principal: Principal;
  readonly intention: Intention;
  readonly now: number;
}

const DAY = 86_400_000;

const horizon = (now: number): Slot => ({ from: now, until: now + HORIZON_DAYS * DAY });

/** Slots of a resource that can be booked now, one that is running included. */
export async function freeOf(
  tx: Tx,
  resources: readonly LoadedResource[],
  now: number,
): Promise<ReadonlyMap<string, readonly Slot[]>> {
  const taken = await takenSlots(
    tx,
    resources.map(({ id }) => id),
    { from: now - DAY, until: horizon(now).until + DAY },
  );
  return new Map(
    resources.map((resource) => [
      resource.id,
      resource.open ? freeSlots(slotsOf(resource, horizon(now), currentCalendar), taken.get(resource.id) ?? []) : [],
    ]),
  );
}

function checkWish(resource: LoadedResource, unitId: string, wish: Slot, now: number): void {
  const { title } = resource;
  if (resource.unitId === unitId) throw new Refusal('BOOKING_OWN', { title });
  if (!resource.open) throw new Refusal('RESOURCE_CLOSED', { title });
  if (wish.until <= now) throw new Refusal('SLOT_PAST', spokenWhen(wish.from));
  if (!coversSlots(wish, slotsOf(resource, horizon(now), currentCalendar)))
    throw new Refusal('SLOT_UNKNOWN', { title, ...spokenWhen(wish.from) });
}

/** A question that nobody answered in time holds no slot, even before the sweep has come by. */
async function lapseInTheWay(tx: Tx, resourceId: string, wish: Slot, now: number): Promise<void> {
  for (const { id } of await blockingIds(tx, resourceId, wish.from, wish.until)) await lapse(tx, id, now);
}

/** The third racer on a slot learns what is still free, from the same snapshot that refused it. */
async function refuseTaken(tx: Tx, resource: LoadedResource, wish: Slot, now: number): Promise<never> {
  const free = (await freeOf(tx, [resource], now)).get(resource.id) ?? [];
  throw new Refusal('SLOT_TAKEN', { ...spokenWhen(wish.from), ...spokenSlots(nearestFree(free, wish)) });
}

async function ask(tx: Tx, { principal, now }: Act, resourceId: string, body: AskBooking): Promise<LoadedBooking> {
  const wish: Slot = { from: instantOf('from', body.from), until: instantOf('until', body.until) };
  const purpose = worded('purpose', body.purpose);
  const unitId = await actingUnit(tx, principal);
  // Racers on one resource pass one by one; the constraint on overlap stands behind this lock, not instead of it.
  await lockResource(tx, resourceId);
  const resource = await findResource(tx, resourceId);
  if (resource === undefined) throw new Refusal('NOT_FOUND');
  checkWish(resource, unitId, wish, now);
  await lapseInTheWay(tx, resourceId, wish, now);
  const taken = (await takenSlots(tx, [resourceId], wish)).get(resourceId) ?? [];
  if (taken.some((booking) => overlaps(booking, wish))) await refuseTaken(tx, resource, wish, now);
  const id = newId(now);
  const booking: Booking = {
    ...wish,
    id,
    resourceId,
    unitId,
    purpose,
    state: 'asked',
    reason: '',
    askedAt: now,
    calendarVersion: currentCalendar.version,
    giverMinutes: null,
    takerMinutes: null,
    version: 1,
  };
  await insertBookings(tx, [booking]);
  const payload = { resourceId, unitId, from: isoInstant(wish.from), until: isoInstant(wish.until), purpose };
  await chronicle(tx, { subject: 'booking', subjectId: id, seq: 1, at: now, type: 'asked', by: principal, payload });
  return mustFind(tx, id);
}

async function mustFind(tx: Tx, id: string): Promise<LoadedBooking> {
  const loaded = await findBooking(tx, id);
  if (loaded === undefined) throw new Error(`booking ${id} was just stored and is missing`);
  return loaded;
}

/** Asks for a slot. The owner of the resource answers within a working day; until then the slot is held. */
export async function askBooking(
  platform: Platform,
  asking: Asking,
  resourceId: string,
  body: AskBooking,
): Promise<Reply> {
  const { principal, intention, now } = asking;
  return actOnce(platform, intention, async (tx) =>
    created(presentBooking(await ask(tx, { principal, now }, resourceId, body), 'taker', now)),
  );
}

async function apply(tx: Tx, loaded: LoadedBooking, step: BookingStep, frame: Frame): Promise<LoadedBooking> {
  const { booking } = loaded;
  const lapsesAt = answerBy(booking, calendarOf(booking.calendarVersion)).at;
  const decided = decideBooking(booking, step, { side: frame.side, now: frame.now, lapsesAt });
  if (!decided.ok) {
    const { state, when, ...facts } = decided.facts;
    const words = STATE_WORDS[state as keyof typeof STATE_WORDS]; // the rules name states alone
    throw new Refusal(decided.code, {
      ...facts,
      ...(words === undefined ? {} : { stateZh: words.zh, stateEn: words.en }),
      ...(typeof when === 'number' ? spokenWhen(when) : {}),
    });
  }
  await updateBooking(tx, booking, decided.change, frame.now);
  const seq = booking.version + 1;
  await chronicle(tx, {
    subject: 'booking',
    subjectId: booking.id,
    seq,
    at: frame.now,
    type: step.type,
    by: frame.principal,
    payload: { side: frame.principal === null ? null : frame.side, ...decided.change },
  });
  return mustFind(tx, booking.id);
}

interface Frame {
  readonly side: Side;
  readonly now: number;
  readonly principal: Principal | null;
}

function sideOf({ booking, giverUnitId }: LoadedBooking, unitId: string): Side | null {
  if (giverUnitId === unitId) return 'giver';
  return booking.unitId === unitId ? 'taker' : null;
}

/** One step of one side. Somebody else's booking, and a step that is the other side's, answer as if there were none. */
export async function stepBooking(
  platform: Platform,
  { principal, intention, now }: Asking,
  id: string,
  step: Exclude<BookingStep, { type: 'lapse' }>,
): Promise<Reply> {
  return actOnce(platform, intention, async (tx) => {
    const unitId = await actingUnit(tx, principal);
    const loaded = await lockBooking(tx, id);
    const side = loaded === undefined ? null : sideOf(loaded, unitId);
    if (loaded === undefined || side === null || !isFor(step.type, side)) throw new Refusal('NOT_FOUND');
    const after = await apply(tx, loaded, step, { side, now, principal });
    return { status: 200, body: presentBooking(after, side, now) };
  });
}

/** Ends one unanswered question whose time is over; false when it was answered meanwhile or has time left. */
export async function lapse(tx: Tx, id: string, now: number): Promise<boolean> {
  const loaded = await lockBooking(tx, id);
  if (loaded === undefined) return false;
  const lapsesAt = answerBy(loaded.booking, calendarOf(loaded.booking.calendarVersion)).at;
  if (!decideBooking(loaded.booking, { type: 'lapse' }, { side: 'giver', now, lapsesAt }).ok) return false;
  await apply(tx, loaded, { type: 'lapse' }, { side: 'giver', now, principal: null });
  return true;
}
