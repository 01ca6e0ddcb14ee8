import type { Bilingual } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';

/** A platform with its programmes, as a district sets it up. */
export interface NewPlatform {
  readonly id: string;
  readonly slug: string;
  readonly name: Bilingual;
  readonly purpose: Bilingual;
  readonly programmes: readonly { readonly id: string; readonly title: Bilingual }[];
}

/** An event as it is published. */
export interface NewEvent {
  readonly id: string;
  readonly platformId: string;
  readonly programmeId: string | null;
  readonly title: string;
  readonly place: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly capacity: number;
}

/** Stores platforms with their programmes; used when a district is set up. */
export async function insertPlatforms(tx: Tx, platforms: readonly NewPlatform[]): Promise<void> {
  for (const { id, slug, name, purpose, programmes } of platforms) {
    await tx.run(sql`insert into platforms (district_id, id, slug, name_zh, name_en, purpose_zh, purpose_en)
      values (${tx.districtId}, ${id}, ${slug}, ${name.zh}, ${name.en}, ${purpose.zh}, ${purpose.en})`);
    for (const { id: programmeId, title } of programmes)
      await tx.run(sql`insert into platform_programmes (district_id, id, platform_id, title_zh, title_en)
        values (${tx.districtId}, ${programmeId}, ${id}, ${title.zh}, ${title.en})`);
  }
}

/** Stores events at version 1; `at` is when they were published. */
export async function insertEvents(tx: Tx, events: readonly NewEvent[], at: number): Promise<void> {
  for (const event of events)
    await tx.run(sql`insert into platform_events (district_id, id, platform_id, programme_id, title, place, starts_at, ends_at,
        capacity, version, changed_at)
      values (${tx.districtId}, ${event.id}, ${event.platformId}, ${event.programmeId}, ${event.title}, ${event.place},
        ${new Date(event.startsAt)}, ${new Date(event.endsAt)}, ${event.capacity}, 1, ${new Date(at)})`);
}

/** A unit that takes part from a day on. */
export interface NewMember {
  readonly id: string;
  readonly platformId: string;
  readonly unitId: string;
  readonly since: string;
}

/** Stores memberships in one statement; used when a district is loaded. */
export async function insertMembers(tx: Tx, members: readonly NewMember[]): Promise<void> {
  await tx.run(sql`
    insert into platform_members (district_id, id, platform_id, unit_id, since)
    select ${tx.districtId}, m.id, m."platformId", m."unitId", m.since
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as m (id uuid, "platformId" uuid, "unitId" uuid, since date)`);
}

/** Seats of a unit at an event that is over, with how many came. */
export interface NewSeats {
  readonly id: string;
  readonly eventId: string;
  readonly unitId: string;
  readonly seats: number;
  readonly attended: number;
  /** Place in the order of asking, from 1. */
  readonly queued: number;
  readonly askedAt: number;
}

/** Stores seats with their attendance in one statement; used when a district is loaded. */
export async function insertSeats(tx: Tx, seats: readonly NewSeats[]): Promise<void> {
  await tx.run(sql`
    insert into event_registrations (district_id, id, event_id, unit_id, seats, state, asked_at, queued, attended, version)
    select ${tx.districtId}, s.id, s."eventId", s."unitId", s.seats, 'registered', to_timestamp(s."askedAt" / 1000.0), s.queued, s.attended, 1
    from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as s (id uuid, "eventId" uuid, "unitId" uuid, seats integer, attended integer,
      queued integer, "askedAt" double precision)`);
}
