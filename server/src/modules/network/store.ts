import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Booking, BookingChange } from './booking.ts';
import type { Need, Resource } from './resource.ts';

const range = (from: number, until: number) => sql`tstzrange(${new Date(from)}, ${new Date(until)})`;

/** Stores resources in one statement; `at` is when they were offered. */
export async function insertResources(tx: Tx, resources: readonly Resource[], at: number): Promise<void> {
  await tx.run(sql`
    insert into resources (district_id, id, unit_id, kind, title, detail, place, lon, lat, desk, desk_phone, price_fen, slot_minutes,
      hours, on_holidays, open, version, created_at)
    select ${tx.districtId}, r.id, r."unitId", r.kind, r.title, r.detail, r.place, r.lon, r.lat, r.desk, r."deskPhone", r."priceFen",
      r."slotMinutes", r.hours, r."onHolidays", r.open, r.version, ${new Date(at)}
    from jsonb_to_recordset(${JSON.stringify(resources)}::jsonb) as r (id uuid, "unitId" uuid, kind text, title text, detail text,
      place text, lon double precision, lat double precision, desk text, "deskPhone" text, "priceFen" bigint, "slotMinutes" integer,
      hours jsonb, "onHolidays" boolean, open boolean, version integer)`);
}

export const closeResource = (tx: Tx, { id, version }: Resource): Promise<number> =>
  tx.run(
    sql`update resources set open = false, version = ${version + 1} where district_id = ${tx.districtId} and id = ${id}`,
  );

/** Stores bookings; the constraint on overlap refuses the second one of a slot. */
export async function insertBookings(tx: Tx, bookings: readonly Booking[]): Promise<void> {
  const rows = bookings.map(({ from, until, askedAt, ...rest }) => ({
    ...rest,
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    askedAt: new Date(askedAt).toISOString(),
  }));
  await tx.run(sql`
    insert into bookings (district_id, id, resource_id, unit_id, during, purpose, state, reason, calendar_version, asked_at,
      giver_minutes, taker_minutes, version)
    select ${tx.districtId}, b.id, b."resourceId", b."unitId", tstzrange(b."from", b."until"), b.purpose, b.state, b.reason,
      b."calendarVersion", b."askedAt", b."giverMinutes", b."takerMinutes", b.version
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as b (id uuid, "resourceId" uuid, "unitId" uuid, "from" timestamptz,
      "until" timestamptz, purpose text, state text, reason text, "calendarVersion" text, "askedAt" timestamptz,
      "giverMinutes" integer, "takerMinutes" integer, version integer)`);
}

export async function updateBooking(tx: Tx, booking: Booking, change: BookingChange, at: number): Promise<void> {
  const { id, state, reason, giverMinutes, takerMinutes } = { ...booking, ...change };
  await tx.run(sql`
    update bookings set state = ${state}, reason = ${reason}, giver_minutes = ${giverMinutes}, taker_minutes = ${takerMinutes},
      answered_at = case when ${change.state !== undefined} then ${new Date(at)} else answered_at end, version = ${booking.version + 1}
    where district_id = ${tx.districtId} and id = ${id}`);
}

/** Unanswered bookings of a resource that stand in the way of a span. */
export const blockingIds = (tx: Tx, resourceId: string, from: number, until: number): Promise<{ id: string }[]> =>
  tx.rows(sql`select id from bookings where district_id = ${tx.districtId} and resource_id = ${resourceId} and state = 'asked'
    and during && ${range(from, until)}`);

/** Stores needs in one statement. */
export async function insertNeeds(tx: Tx, needs: readonly Need[], at: number): Promise<void> {
  await tx.run(sql`
    insert into needs (district_id, id, unit_id, kind, title, detail, until, open, shared, version, created_at)
    select ${tx.districtId}, n.id, n."unitId", n.kind, n.title, n.detail, n.until, n.open, n.shared, n.version, ${new Date(at)}
    from jsonb_to_recordset(${JSON.stringify(needs)}::jsonb) as n (id uuid, "unitId" uuid, kind text, title text, detail text,
      until date, open boolean, shared boolean, version integer)`);
}

export const closeNeed = (tx: Tx, { id, version }: Need): Promise<number> =>
  tx.run(sql`update needs set open = false, version = ${version + 1}
    where district_id = ${tx.districtId} and id = ${id} and version = ${version}`);
