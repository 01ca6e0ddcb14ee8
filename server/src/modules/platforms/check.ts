import type { Db, Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Verdict } from '../../platform/verdict.ts';

interface Found {
  readonly example: string;
}

// More seats than there are, or somebody who waits though the first in the queue would fit.
const seats = (tx: Tx): Promise<Found[]> =>
  tx.rows(sql`
    select e.id::text as example from platform_events e
    left join lateral (select coalesce(sum(r.seats), 0) as taken from event_registrations r
      where r.district_id = e.district_id and r.event_id = e.id and r.state = 'registered') t on true
    left join lateral (select r.seats from event_registrations r where r.district_id = e.district_id and r.event_id = e.id
      and r.state = 'waiting' order by r.queued limit 1) w on true
    where e.district_id = ${tx.districtId} and (t.taken > e.capacity or (e.canceled_at is null and t.taken + w.seats <= e.capacity))
    union all
    select r.id::text from event_registrations r where r.district_id = ${tx.districtId} and r.attended > r.seats`);

// What is kept against what the record says: each row is at the version of its last event.
const unproved = (tx: Tx): Promise<Found[]> =>
  tx.rows(sql`
    select r.id::text as example from event_registrations r where r.district_id = ${tx.districtId} and r.version is distinct from
      (select max(e.seq) from register_events e where e.district_id = r.district_id and e.subject = 'seats' and e.subject_id = r.id)
    union all
    select g.id::text from platform_events g where g.district_id = ${tx.districtId} and (g.sequence <> g.version - 1 or g.version is distinct from
      (select max(e.seq) from register_events e where e.district_id = g.district_id and e.subject = 'gathering' and e.subject_id = g.id))`);

// Members and seats at events to come of a unit whose company or organization has ended.
const dangling = (tx: Tx): Promise<Found[]> =>
  tx.rows(sql`
    with ended as (
      select u.id, coalesce(f.ended_on, o.ended_on) as on_day from exchange_units u
      left join firms f on f.district_id = u.district_id and f.id = u.firm_id
      left join organizations o on o.district_id = u.district_id and o.id = u.organization_id
      where u.district_id = ${tx.districtId} and coalesce(f.ended_on, o.ended_on) is not null)
    select 'member ' || m.id as example from platform_members m join ended e on e.id = m.unit_id
    where m.district_id = ${tx.districtId} and m.until is null
    union all
    select 'seats ' || r.id from event_registrations r join ended e on e.id = r.unit_id
    join platform_events g on g.district_id = r.district_id and g.id = r.event_id
    where r.district_id = ${tx.districtId} and r.state <> 'withdrawn' and g.canceled_at is null and g.starts_at > e.on_day + interval '1 day'
      and g.starts_at > g.changed_at and r.attended is null`);

/** The invariants of the platforms, read from the tables by their own SQL on one snapshot. */
export const checkPlatforms = (db: Db, districtId: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, async (tx) => {
    const verdict = (id: string, sentence: string, found: readonly Found[]): Verdict => ({
      id,
      sentence,
      violations: found.length,
      examples: found.slice(0, 5).map(({ example }) => example),
    });
    return [
      verdict(
        'I-SEAT',
        'no event has more seats registered than it has, and nobody waits for free seats',
        await seats(tx),
      ),
      verdict('I-SEAT-record', 'every event and its seats stand as the record says', await unproved(tx)),
      verdict('I-LINK-platforms', 'no unit that has ended is a member or holds seats to come', await dangling(tx)),
    ];
  });
