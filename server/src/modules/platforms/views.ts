import type { PlatformEvent, PlatformView, SeatState, SeatsOfUnit } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { UNIT_CARD, UNIT_JOIN, unitOf } from '../network/index.ts';
import type { CalendarEvent } from './calendar.ts';

type PlatformRow = Omit<PlatformView, 'events'>;

const platformRows = (tx: Tx, unitId: string | null): Promise<PlatformRow[]> =>
  tx.rows(sql`
    select p.id, p.slug, jsonb_build_object('zh', p.name_zh, 'en', p.name_en) as name,
      jsonb_build_object('zh', p.purpose_zh, 'en', p.purpose_en) as purpose,
      (select count(*)::int from platform_members m where m.district_id = p.district_id and m.platform_id = p.id and m.until is null) as members,
      (select m.since from platform_members m where m.district_id = p.district_id and m.platform_id = p.id and m.until is null
        and m.unit_id = ${unitId}::uuid) as "memberSince",
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'title', jsonb_build_object('zh', g.title_zh, 'en', g.title_en)) order by g.title_zh)
        from platform_programmes g where g.district_id = p.district_id and g.platform_id = p.id), '[]') as programmes,
      coalesce((select jsonb_agg(o.offer) from (
        select jsonb_build_object('id', r.id, 'kind', r.kind, 'title', r.title, 'unit', ${UNIT_CARD}) as offer
        from platform_members m join exchange_units u on u.district_id = m.district_id and u.id = m.unit_id ${UNIT_JOIN}
        join resources r on r.district_id = u.district_id and r.unit_id = u.id and r.open
        where m.district_id = p.district_id and m.platform_id = p.id and m.until is null order by r.created_at desc, r.id limit 12) o), '[]') as offers,
      (select count(*)::int from needs n join platform_members m on m.district_id = n.district_id and m.unit_id = n.unit_id and m.until is null
        where n.district_id = p.district_id and m.platform_id = p.id and n.open) as needs
    from platforms p where p.district_id = ${tx.districtId} order by p.slug`);

interface EventRow extends CalendarEvent {
  readonly platformId: string;
  readonly programme: PlatformEvent['programme'];
  readonly capacity: number;
  readonly reason: string;
  readonly version: number;
}

const DAY = 86_400_000;
const PAST_DAYS = 60;

const eventRows = (tx: Tx, now: number): Promise<EventRow[]> =>
  tx.rows(sql`
    select e.id, e.platform_id as "platformId", e.title, e.place, p.name_zh || ' · ' || p.name_en as detail, e.starts_at as "startsAt",
      e.ends_at as "endsAt", e.capacity, e.sequence, e.canceled_at is not null as canceled, e.reason, e.version, e.changed_at as "changedAt",
      case when g.id is null then null else jsonb_build_object('zh', g.title_zh, 'en', g.title_en) end as programme
    from platform_events e join platforms p on p.district_id = e.district_id and p.id = e.platform_id
    left join platform_programmes g on g.district_id = e.district_id and g.id = e.programme_id
    where e.district_id = ${tx.districtId} and e.starts_at > ${new Date(now - PAST_DAYS * DAY)} order by e.starts_at, e.id limit 500`);

interface SeatRow extends SeatsOfUnit {
  readonly eventId: string;
  readonly unitId: string;
  readonly state: SeatState;
}

const seatRows = (tx: Tx, eventIds: readonly string[]): Promise<SeatRow[]> =>
  tx.rows(sql`
    select r.event_id as "eventId", r.unit_id as "unitId", r.seats, r.state, r.attended, ${UNIT_CARD} as unit
    from event_registrations r join exchange_units u on u.district_id = r.district_id and u.id = r.unit_id ${UNIT_JOIN}
    where r.district_id = ${tx.districtId} and r.event_id = any(${[...eventIds]}::uuid[]) and r.state <> 'withdrawn' order by r.queued`);

function present(row: EventRow, seats: readonly SeatRow[], unitId: string | null, staff: boolean): PlatformEvent {
  const sum = (of: (seat: SeatRow) => number): number => seats.reduce((whole, seat) => whole + of(seat), 0);
  const own = seats.find((seat) => seat.unitId === unitId);
  return {
    id: row.id,
    title: row.title,
    programme: row.programme,
    place: row.place,
    startsAt: isoInstant(row.startsAt),
    endsAt: isoInstant(row.endsAt),
    capacity: row.capacity,
    taken: sum((seat) => (seat.state === 'registered' ? seat.seats : 0)),
    waiting: sum((seat) => (seat.state === 'waiting' ? seat.seats : 0)),
    attended: sum((seat) => seat.attended ?? 0),
    canceled: row.canceled,
    changedAt: row.sequence === 0 || row.canceled ? null : isoInstant(row.changedAt),
    reason: row.reason,
    own: own === undefined ? null : { seats: own.seats, state: own.state },
    // Who comes is the business of the unit and of those who keep the door, not of other companies.
    units: staff
      ? seats.map(({ unit, seats: count, state, attended }) => ({ unit, seats: count, state, attended }))
      : [],
    version: row.version,
  };
}

/** Platforms with their events, as far as the reader may see. */
export async function listPlatforms(tx: Tx, principal: Principal, now: number): Promise<PlatformView[]> {
  const unitId = await unitOf(tx, principal);
  const [platforms, events] = [await platformRows(tx, unitId), await eventRows(tx, now)];
  const seats = await seatRows(
    tx,
    events.map(({ id }) => id),
  );
  const staff = principal.role !== 'company';
  const shown = (event: EventRow): PlatformEvent =>
    present(
      event,
      seats.filter(({ eventId }) => eventId === event.id),
      unitId,
      staff,
    );
  return platforms.map((platform) => ({
    ...platform,
    events: events.filter(({ platformId }) => platformId === platform.id).map(shown),
  }));
}

/** Events of all platforms for a calendar, canceled ones included. */
export const calendarEvents = (tx: Tx, now: number): Promise<readonly CalendarEvent[]> => eventRows(tx, now);
