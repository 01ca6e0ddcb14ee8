import { brokenChronicle } from '../../platform/chronicle.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Verdict } from '../../platform/verdict.ts';

const verdict = (id: string, sentence: string, found: readonly string[]): Verdict => ({
  id,
  sentence,
  violations: found.length,
  examples: found.slice(0, 5),
});

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

/** The invariants of the exchange, read from the tables by its own SQL on one snapshot. */
export const checkNetwork = (db: Db, districtId: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, async (tx) => [
    verdict('I-SLOT', 'no slot has two living bookings', await doubled(tx)),
    verdict('I-USE', 'every confirmed usage is what both sides said in the record', await unproved(tx)),
    verdict('I-ATOM-register', 'every event of a register has its own leaf', await brokenChronicle(tx)),
  ]);
