import type { BookingView, NeedAnswerView, NeedView, ResourceView, SlotView } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import { calendarOf } from '../matters/index.ts';
import { answerBy, type Side, stepsOpen } from './booking.ts';
import type { LoadedBooking, LoadedNeed, LoadedResource } from './load.ts';
import { matchesOf } from './match.ts';
import type { Slot } from './slots.ts';

/** From where, and for whom, resources are looked at. */
export interface Onlooker {
  readonly unitId: string | null;
  readonly place: { readonly lon: number; readonly lat: number } | undefined;
}

const METERS_PER_DEGREE = 111_320;

/** Straight distance in whole meters; a district is small enough for a plane. */
export function metersBetween(
  a: { readonly lon: number | null; readonly lat: number | null },
  b: Onlooker['place'],
): number | null {
  if (a.lon === null || a.lat === null || b === undefined) return null;
  const east = (a.lon - b.lon) * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.round(Math.hypot(east, a.lat - b.lat) * METERS_PER_DEGREE);
}

const presentSlot = ({ from, until }: Slot): SlotView => ({ from: isoInstant(from), until: isoInstant(until) });

/** A resource for the list (its first free slots) or for its own page (all of two weeks). */
export function presentResource(
  resource: LoadedResource,
  free: readonly Slot[],
  { unitId, place }: Onlooker,
  slots = 3,
): ResourceView {
  const { id, kind, title, detail, place: where, unit, desk, deskPhone, priceFen, slotMinutes, open } = resource;
  return {
    id,
    kind,
    title,
    detail,
    place: where,
    unit,
    desk,
    deskPhone,
    priceFen,
    slotMinutes,
    meters: metersBetween(resource, place),
    open,
    mine: resource.unitId === unitId,
    free: free.slice(0, slots).map(presentSlot),
  };
}

export function presentBooking(loaded: LoadedBooking, side: Side | null, now: number): BookingView {
  const { booking, resource, giver, taker, confirmedMinutes } = loaded;
  const { at, calendarIncomplete } = answerBy(booking, calendarOf(booking.calendarVersion));
  const { id, purpose, state, reason, giverMinutes, takerMinutes, version } = booking;
  return {
    id,
    resource,
    giver,
    taker,
    side,
    from: isoInstant(booking.from),
    until: isoInstant(booking.until),
    purpose,
    state,
    reason,
    askedAt: isoInstant(booking.askedAt),
    answerBy: isoInstant(at),
    calendarIncomplete,
    giverMinutes,
    takerMinutes,
    confirmedMinutes,
    version,
    may: side === null ? [] : stepsOpen(booking, { side, now, lapsesAt: at }),
  };
}

/** What a need is held against: all open resources with their free slots. */
export interface Market {
  readonly resources: readonly LoadedResource[];
  readonly free: ReadonlyMap<string, readonly Slot[]>;
}

export function presentNeed(
  need: LoadedNeed,
  { resources, free, answers }: Market & { readonly answers: readonly NeedAnswerView[] },
  onlooker: Onlooker,
): NeedView {
  const { id, kind, title, detail, until, unit, open, shared } = need;
  const candidates = resources.map((resource) => ({
    resource,
    meters: metersBetween(resource, onlooker.place),
    free: free.get(resource.id) ?? [],
  }));
  const matches = open ? matchesOf(need, candidates) : [];
  return {
    id,
    kind,
    title,
    detail,
    until,
    unit,
    open,
    mine: need.unitId === onlooker.unitId,
    shared,
    answers: [...answers],
    matches: matches.map(({ candidate, reasons }) => ({
      resource: presentResource(candidate.resource, candidate.free, onlooker),
      reasons,
    })),
  };
}
