import type { BookingState, ResourceKind, UnitCard } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Booking } from './booking.ts';
import type { Need, Resource } from './resource.ts';
import type { Slot } from './slots.ts';
import { UNIT_CARD, UNIT_JOIN } from './units.ts';

export type LoadedResource = Resource & { readonly unit: UnitCard };

const resourceColumns = sql`r.id, r.unit_id as "unitId", r.kind, r.title, r.detail, r.place, r.lon, r.lat, r.desk,
  r.desk_phone as "deskPhone", r.price_fen::float8 as "priceFen", r.slot_minutes as "slotMinutes", r.hours,
  r.on_holidays as "onHolidays", r.open, r.version`;

const resourceRows = (tx: Tx, where: Sql): Promise<LoadedResource[]> =>
  tx.rows(sql`
    select ${resourceColumns}, ${UNIT_CARD} as unit
    from resources r join exchange_units u on u.district_id = r.district_id and u.id = r.unit_id ${UNIT_JOIN}
    where r.district_id = ${tx.districtId} and ${where} order by r.created_at desc, r.id`);

const LIST_MOST = 200;

/** Open resources of a kind, or all of them; those of one unit whether open or not. */
export const listResources = (
  tx: Tx,
  { kind, unitId }: { readonly kind: ResourceKind | null; readonly unitId: string | null },
): Promise<LoadedResource[]> =>
  resourceRows(
    tx,
    sql`(r.open or r.unit_id = ${unitId}::uuid) and (${kind}::text is null or r.kind = ${kind}::text)`,
  ).then((rows) => rows.slice(0, LIST_MOST));

export const findResource = async (tx: Tx, id: string): Promise<LoadedResource | undefined> =>
  (await resourceRows(tx, sql`r.id = ${id}`))[0];

/** Locks a resource: whoever books next waits, then sees what the first one took. */
export const lockResource = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`select from resources where district_id = ${tx.districtId} and id = ${id} for no key update`);

const bookingColumns = sql`b.id, b.resource_id as "resourceId", b.unit_id as "unitId", lower(b.during) as "from", upper(b.during) as "until",
  b.purpose, b.state, b.reason, b.asked_at as "askedAt", b.calendar_version as "calendarVersion", b.giver_minutes as "giverMinutes",
  b.taker_minutes as "takerMinutes", b.version`;

/** Living bookings that meet a span, by resource. */
export async function takenSlots(
  tx: Tx,
  resourceIds: readonly string[],
  span: Slot,
): Promise<ReadonlyMap<string, Booking[]>> {
  const rows = await tx.rows<Booking>(sql`
    select ${bookingColumns} from bookings b where b.district_id = ${tx.districtId} and b.resource_id = any(${[...resourceIds]}::uuid[])
      and b.state in ('asked', 'accepted') and b.during && tstzrange(${new Date(span.from)}, ${new Date(span.until)}) order by b.during`);
  const groups = new Map<string, Booking[]>();
  for (const row of rows) groups.set(row.resourceId, [...(groups.get(row.resourceId) ?? []), row]);
  return groups;
}

export interface LoadedBooking {
  readonly booking: Booking;
  readonly giverUnitId: string;
  readonly confirmedMinutes: number | null;
  readonly giver: UnitCard;
  readonly taker: UnitCard;
  readonly resource: {
    readonly id: string;
    readonly kind: ResourceKind;
    readonly title: string;
    readonly place: string;
    readonly desk: string;
    readonly deskPhone: string;
  };
}

type BookingRow = Booking & Omit<LoadedBooking, 'booking'>;

const bookingRows = async (tx: Tx, where: Sql): Promise<LoadedBooking[]> => {
  const rows = await tx.rows<BookingRow>(sql`
    select ${bookingColumns}, b.confirmed_minutes as "confirmedMinutes", r.unit_id as "giverUnitId", g.card as giver, t.card as taker,
      jsonb_build_object('id', r.id, 'kind', r.kind, 'title', r.title, 'place', r.place, 'desk', r.desk, 'deskPhone', r.desk_phone) as resource
    from bookings b join resources r on r.district_id = b.district_id and r.id = b.resource_id
    join lateral (select ${UNIT_CARD} as card from exchange_units u ${UNIT_JOIN} where u.district_id = b.district_id and u.id = r.unit_id) g on true
    join lateral (select ${UNIT_CARD} as card from exchange_units u ${UNIT_JOIN} where u.district_id = b.district_id and u.id = b.unit_id) t on true
    where b.district_id = ${tx.districtId} and ${where} order by b.asked_at desc, b.id desc limit 200`);
  return rows.map(({ giverUnitId, confirmedMinutes, giver, taker, resource, ...booking }) => ({
    booking,
    giverUnitId,
    confirmedMinutes,
    giver,
    taker,
    resource,
  }));
};

/** Bookings of a unit, as giver or taker; of the whole district for staff. */
export const listBookings = (tx: Tx, unitId: string | null, state: BookingState | null): Promise<LoadedBooking[]> =>
  bookingRows(
    tx,
    sql`(${unitId}::uuid is null or b.unit_id = ${unitId}::uuid or r.unit_id = ${unitId}::uuid)
      and (${state}::text is null or b.state = ${state}::text)`,
  );

export const findBooking = async (tx: Tx, id: string): Promise<LoadedBooking | undefined> =>
  (await bookingRows(tx, sql`b.id = ${id}`))[0];

/** Locks a booking for a step and gives it as it then stands. */
export async function lockBooking(tx: Tx, id: string): Promise<LoadedBooking | undefined> {
  await tx.run(sql`select from bookings where district_id = ${tx.districtId} and id = ${id} for no key update`);
  return findBooking(tx, id);
}

export type LoadedNeed = Need & { readonly unit: UnitCard };

/** Needs of a unit, or the open ones of the district for staff; one by id for a step. */
export const listNeeds = (
  tx: Tx,
  { unitId, id }: { readonly unitId: string | null; readonly id: string | null },
): Promise<LoadedNeed[]> =>
  tx.rows(sql`
    select n.id, n.unit_id as "unitId", n.kind, n.title, n.detail, n.until, n.open, n.shared, n.version, ${UNIT_CARD} as unit
    from needs n join exchange_units u on u.district_id = n.district_id and u.id = n.unit_id ${UNIT_JOIN}
    where n.district_id = ${tx.districtId} and (${id}::uuid is null or n.id = ${id}::uuid)
      and (n.unit_id = ${unitId}::uuid or (${unitId}::uuid is null and n.open)) order by n.created_at desc, n.id limit 100`);
