import type { LinkFate } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import type { Ended } from '../firms/index.ts';
import { type UnitSuccession, unitSuccession } from '../network/index.ts';
import { moveUp } from './events.ts';

async function handMemberships(tx: Tx, ended: Ended, { unitId, intoUnitId }: UnitSuccession): Promise<LinkFate> {
  const { on, now, document, principal } = ended;
  const left = await tx.rows<{ id: string; platformId: string }>(sql`
    update platform_members set until = greatest(since, ${on}::date) where district_id = ${tx.districtId} and unit_id = ${unitId}
      and until is null returning id, platform_id as "platformId"`);
  let moved = 0;
  for (const { id, platformId } of left) {
    const nextId = newId(now);
    const made =
      intoUnitId === null
        ? 0
        : await tx.run(sql`insert into platform_members (district_id, id, platform_id, unit_id, since)
            values (${tx.districtId}, ${nextId}, ${platformId}, ${intoUnitId}, ${on}) on conflict do nothing`);
    moved += made;
    const payload = { document, nextId: made === 1 ? nextId : null };
    await chronicle(tx, { subject: 'member', subjectId: id, seq: 2, at: now, type: 'left', by: principal, payload });
    if (made === 1) {
      const joined = { platformId, unitId: intoUnitId, document };
      await chronicle(tx, {
        subject: 'member',
        subjectId: nextId,
        seq: 1,
        at: now,
        type: 'joined',
        by: principal,
        payload: joined,
      });
    }
  }
  return { kind: 'member', moved, ended: left.length - moved, kept: 0 };
}

interface Seats {
  readonly id: string;
  readonly version: number;
  readonly eventId: string;
  readonly capacity: number;
  readonly doubled: boolean;
}

async function handSeats(tx: Tx, ended: Ended, { unitId, intoUnitId }: UnitSuccession): Promise<LinkFate> {
  const { now, document, principal } = ended;
  // Events first, in the order of ids: whoever registers meanwhile waits for the same locks.
  await tx.rows(sql`select e.id from platform_events e where e.district_id = ${tx.districtId} and e.starts_at > ${new Date(now)}
    and exists (select from event_registrations r where r.district_id = e.district_id and r.event_id = e.id and r.unit_id = ${unitId})
    order by e.id for no key update`);
  const rows = await tx.rows<Seats>(sql`
    select r.id, r.version, r.event_id as "eventId", e.capacity, exists (select from event_registrations o where o.district_id = r.district_id
      and o.event_id = r.event_id and o.unit_id = ${intoUnitId} and o.state <> 'withdrawn') as doubled
    from event_registrations r join platform_events e on e.district_id = r.district_id and e.id = r.event_id
    where r.district_id = ${tx.districtId} and r.unit_id = ${unitId} and r.state <> 'withdrawn' and e.starts_at > ${new Date(now)}
      and e.canceled_at is null order by r.id`);
  let moved = 0;
  for (const { id, version, eventId, capacity, doubled } of rows) {
    const goesOn = intoUnitId !== null && !doubled;
    moved += goesOn ? 1 : 0;
    await tx.run(sql`update event_registrations set version = ${version + 1}, unit_id = ${goesOn ? intoUnitId : unitId},
        state = case when ${goesOn} then state else 'withdrawn' end where district_id = ${tx.districtId} and id = ${id}`);
    const type = goesOn ? 'moved' : 'withdrawn';
    const payload = { document, intoUnitId };
    await chronicle(tx, { subject: 'seats', subjectId: id, seq: version + 1, at: now, type, by: principal, payload });
    if (!goesOn) await moveUp(tx, { principal, now }, { id: eventId, capacity });
  }
  return { kind: 'seats', moved, ended: rows.length - moved, kept: 0 };
}

/** Memberships and seats of a unit that ends go to its successor, or back to the others. */
export async function succeedInPlatforms(tx: Tx, ended: Ended): Promise<readonly LinkFate[]> {
  const units = await unitSuccession(tx, ended);
  if (units === null || units.unitId === units.intoUnitId) return [];
  const fates = [await handMemberships(tx, ended, units), await handSeats(tx, ended, units)];
  return fates.filter(({ moved, ended: over }) => moved + over > 0);
}
