import type { Db, Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Verdict } from '../../platform/verdict.ts';

/** Each question looks for something that lives and hangs on something that has ended; answered with its name. */
const dangling = (district: number): readonly Sql[] => [
  sql`select 'organization ' || o.id from organizations o join firms f on f.district_id = o.district_id and f.id = o.firm_id
    where o.district_id = ${district} and o.ended_on is null and f.ended_on is not null`,
  sql`select 'organization ' || o.id from organizations o join facilities f on f.district_id = o.district_id and f.id = o.facility_id
    where o.district_id = ${district} and o.ended_on is null and f.ended_on is not null`,
  sql`select 'organization ' || o.id from organizations o join organizations p on p.district_id = o.district_id and p.id = o.parent_id
    where o.district_id = ${district} and o.ended_on is null and p.ended_on is not null`,
  sql`select 'coverage ' || c.id from organization_coverage c
    join organizations o on o.district_id = c.district_id and o.id = c.organization_id
    left join firms f on f.district_id = c.district_id and f.id = c.firm_id
    left join facilities p on p.district_id = c.district_id and p.id = c.facility_id
    where c.district_id = ${district} and c.until is null and coalesce(o.ended_on, f.ended_on, p.ended_on) is not null`,
  sql`select 'site ' || s.id from sites s join facilities f on f.district_id = s.district_id and f.id = s.facility_id
    where s.district_id = ${district} and f.ended_on is not null`,
];

// Coverage that ended has its event; where the event says it went on, the next piece is there and begins when it ended.
const lost = (tx: Tx): Promise<{ example: string }[]> =>
  tx.rows(sql`
    select c.id::text as example from organization_coverage c
    left join register_events e on e.district_id = c.district_id and e.subject = 'coverage' and e.subject_id = c.id
    left join organization_coverage n on n.district_id = c.district_id and n.id = (e.payload ->> 'nextId')::uuid
    where c.district_id = ${tx.districtId} and c.until is not null
      and (e.type is null or (e.type = 'moved' and (n.id is null or n.since is distinct from c.until)))`);

/** I-LINK for the registers, read from the tables by its own SQL on one snapshot. */
export const checkOrganizations = (db: Db, districtId: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, async (tx) => {
    const links: string[] = [];
    for (const question of dangling(districtId))
      for (const { example } of await tx.rows<{ example: string }>(
        sql`select q.example from (${question}) as q (example)`,
      ))
        links.push(example);
    const gaps = (await lost(tx)).map(({ example }) => example);
    const verdict = (id: string, sentence: string, found: readonly string[]): Verdict => ({
      id,
      sentence,
      violations: found.length,
      examples: found.slice(0, 5),
    });
    return [
      verdict(
        'I-LINK-register',
        'nothing that lives hangs on a company, facility or organization that has ended',
        links,
      ),
      verdict('I-LINK-coverage', 'coverage that ended goes on elsewhere or was released in the record', gaps),
    ];
  });
