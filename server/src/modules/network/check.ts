import { brokenChronicle } from '../../platform/chronicle.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { type Verdict, verdictOf } from '../../platform/verdict.ts';
import { balancesOf } from './balances.ts';

const examples = async (rows: Promise<{ example: string }[]>): Promise<string[]> =>
  (await rows).map(({ example }) => example);

// Asked again without the constraint that is to prevent it.
const doubled = (tx: Tx): Promise<string[]> =>
  examples(
    tx.rows(sql`
      select a.id::text as example from bookings a join bookings b on b.district_id = a.district_id
        and b.resource_id = a.resource_id and b.id > a.id and lower(a.during) < upper(b.during) and lower(b.during) < upper(a.during)
      where a.district_id = ${tx.districtId} and a.state in ('asked', 'accepted') and b.state in ('asked', 'accepted')`),
  );

// Each usage is rebuilt from the events of its booking: what each side said last.
const unproved = (tx: Tx): Promise<string[]> =>
  examples(
    tx.rows(sql`
      select b.id::text as example from bookings b
      left join lateral (
        select (array_agg((e.payload ->> 'giverMinutes')::int order by e.seq desc) filter (where e.payload ? 'giverMinutes'))[1] as giver,
          (array_agg((e.payload ->> 'takerMinutes')::int order by e.seq desc) filter (where e.payload ? 'takerMinutes'))[1] as taker,
          max(e.seq) as last
        from register_events e where e.district_id = b.district_id and e.subject_id = b.id and e.subject = 'booking') said on true
      where b.district_id = ${tx.districtId} and (b.giver_minutes is distinct from said.giver
        or b.taker_minutes is distinct from said.taker or b.version is distinct from said.last)`),
  );

// Units of companies and organizations that have ended: nothing of theirs is open, nor booked for a time to come.
const dangling = (tx: Tx): Promise<string[]> =>
  examples(
    tx.rows(sql`
      with ended as (
        select u.id from exchange_units u
        left join firms f on f.district_id = u.district_id and f.id = u.firm_id
        left join organizations o on o.district_id = u.district_id and o.id = u.organization_id
        where u.district_id = ${tx.districtId} and coalesce(f.ended_on, o.ended_on) is not null)
      select 'resource ' || r.id as example from resources r join ended e on e.id = r.unit_id where r.district_id = ${tx.districtId} and r.open
      union all select 'need ' || n.id from needs n join ended e on e.id = n.unit_id where n.district_id = ${tx.districtId} and n.open
      union all select 'answer ' || a.id from need_answers a join needs n on n.district_id = a.district_id and n.id = a.need_id
        where a.district_id = ${tx.districtId} and a.state = 'asked'
          and (not n.open or exists (select from ended e where e.id in (a.unit_id, n.unit_id)))
      union all select 'booking ' || b.id from bookings b
        join resources r on r.district_id = b.district_id and r.id = b.resource_id
        where b.district_id = ${tx.districtId} and b.state = 'asked'
          and (exists (select from ended e where e.id in (b.unit_id, r.unit_id)))
      union all select 'partnership ' || p.id from partnerships p
        join organizations o on o.district_id = p.district_id and o.id in (p.first_id, p.second_id)
        where p.district_id = ${tx.districtId} and p.ended_on is null and o.ended_on is not null`),
  );

// Names are told where the record holds the yes of the side that needs, under a desk, and every answer stands at its last event.
const untold = (tx: Tx): Promise<string[]> =>
  examples(
    tx.rows(sql`
      select a.id::text as example from need_answers a where a.district_id = ${tx.districtId}
        and (a.version is distinct from (select max(e.seq) from register_events e where e.district_id = a.district_id
            and e.subject = 'needAnswer' and e.subject_id = a.id)
          or (a.state = 'agreed' and not exists (select from register_events e join needs n on n.district_id = a.district_id and n.id = a.need_id
            where e.district_id = a.district_id and e.subject = 'needAnswer' and e.subject_id = a.id and e.type = 'agreed'
              and e.payload ->> 'desk' = a.need_desk)))`),
  );

// The balance of every unit by the statement of the page, against usages added up row by row from both sides' events.
async function unbalanced(tx: Tx): Promise<string[]> {
  const usages = await tx.rows<{ giver: string; taker: string; minutes: number }>(sql`
    select r.unit_id as giver, b.unit_id as taker, said.giver as minutes
    from bookings b join resources r on r.district_id = b.district_id and r.id = b.resource_id
    join lateral (
      select (array_agg((e.payload ->> 'giverMinutes')::int order by e.seq desc) filter (where e.payload ? 'giverMinutes'))[1] as giver,
        (array_agg((e.payload ->> 'takerMinutes')::int order by e.seq desc) filter (where e.payload ? 'takerMinutes'))[1] as taker
      from register_events e where e.district_id = b.district_id and e.subject = 'booking' and e.subject_id = b.id) said on true
    where b.district_id = ${tx.districtId} and said.giver = said.taker and said.giver > 0`);
  const given = new Map<string, number>();
  const taken = new Map<string, number>();
  for (const { giver, taker, minutes } of usages) {
    given.set(giver, (given.get(giver) ?? 0) + minutes);
    taken.set(taker, (taken.get(taker) ?? 0) + minutes);
  }
  const balances = await balancesOf(tx, null);
  return balances
    .filter(
      ({ unit, givenMinutes, takenMinutes }) =>
        givenMinutes !== (given.get(unit.id) ?? 0) || takenMinutes !== (taken.get(unit.id) ?? 0),
    )
    .map(({ unit }) => `unit ${unit.id}`);
}

/** The invariants of the exchange, read from the tables by its own SQL on one snapshot. */
export const checkNetwork = (db: Db, districtId: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, async (tx) => [
    verdictOf('I-SLOT', 'no slot has two living bookings', await doubled(tx)),
    verdictOf('I-ANSWER', 'names of a need and its answer are told by a yes on record', await untold(tx)),
    verdictOf('I-USE', 'every confirmed usage is what both sides said in the record', await unproved(tx)),
    verdictOf('I-BALANCE', 'every balance is the sum of the usages that both sides confirmed', await unbalanced(tx)),
    verdictOf(
      'I-LINK-exchange',
      'nothing is offered, needed, asked or shared by a party that has ended',
      await dangling(tx),
    ),
    verdictOf('I-ATOM-register', 'every event of a register has its own leaf', await brokenChronicle(tx)),
  ]);
