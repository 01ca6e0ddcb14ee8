import type { Db } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { askAll, type Question, type Verdict } from '../../platform/verdict.ts';

// These read tables only and share no code with the use cases; each must return nothing (ARCHITECTURE I-COVER).
const QUESTIONS: readonly Question[] = [
  {
    id: 'I-COVER-one',
    sentence: 'every living company on the register stands in exactly one way, and no company that has ended does',
    query: (districtId) => sql`
      select f.name as example from coverage_units u join firms f on f.district_id = u.district_id and f.id = u.firm_id
      where u.district_id = ${districtId} and (select count(*) from coverage_standings s where s.district_id = u.district_id
        and s.firm_id = u.firm_id and s.until is null) <> (case when f.ended_on is null then 1 else 0 end)`,
  },
  {
    id: 'I-COVER-chain',
    sentence: 'a standing that ended is followed by the next one on the same day, unless its company has ended',
    query: (districtId) => sql`
      select s.id::text as example from coverage_standings s join firms f on f.district_id = s.district_id and f.id = s.firm_id
      where s.district_id = ${districtId} and s.until is not null and f.ended_on is null and not exists (
        select from coverage_standings n where n.district_id = s.district_id and n.firm_id = s.firm_id and n.id <> s.id and n.since = s.until)`,
  },
  {
    id: 'I-COVER-guide',
    sentence: 'no unit is hosted or guided by an organization that has ended, and none stands alone by one',
    query: (districtId) => sql`
      select s.id::text as example from coverage_standings s join organizations o on o.district_id = s.district_id and o.id = s.guide_id
      where s.district_id = ${districtId} and s.until is null and o.ended_on is not null`,
  },
  {
    id: 'I-COVER-lost',
    sentence: 'whoever lost coverage by an ending before today has an alarm with a request, or stands covered again',
    query: (districtId, now) => sql`
      select s.id::text as example from coverage_standings s
      where s.district_id = ${districtId} and s.until is null and s.mode = 'none' and s.cause = 'ending'
        and s.since < (${now}::timestamptz at time zone 'Asia/Shanghai')::date and not exists (
          select from coverage_alarms a join matters m on m.district_id = a.district_id and m.id = a.matter_id
          where a.district_id = s.district_id and a.standing_id = s.id and m.firm_id = s.firm_id)`,
  },
  {
    id: 'I-COVER-step',
    sentence: 'every open step is about companies that live and a request, and no unit is in two of them',
    query: (districtId) => sql`
      select s.id::text as example from coverage_steps s where s.district_id = ${districtId} and s.state = 'open' and (
        not exists (select from coverage_step_units u where u.district_id = s.district_id and u.step_id = s.id)
        or exists (select from coverage_step_units u join firms f on f.district_id = u.district_id and f.id = u.firm_id
          where u.district_id = s.district_id and u.step_id = s.id and f.ended_on is not null)
        or exists (select from coverage_step_units u join coverage_step_units v on v.district_id = u.district_id and v.firm_id = u.firm_id
          join coverage_steps t on t.district_id = v.district_id and t.id = v.step_id and t.state = 'open' and t.id <> s.id
          where u.district_id = s.district_id and u.step_id = s.id)
        or exists (select from organizations o where o.district_id = s.district_id and o.id = s.guide_id and o.ended_on is not null))`,
  },
  {
    id: 'I-COVER-alarm',
    sentence: 'every alarm that lasts is about a standing that lasts, once for each cause',
    query: (districtId) => sql`
      select a.id::text as example from coverage_alarms a join coverage_standings s on s.district_id = a.district_id and s.id = a.standing_id
      where a.district_id = ${districtId} and a.resolved_on is null and s.until is not null
      union all select min(a.id::text) from coverage_alarms a where a.district_id = ${districtId} and a.resolved_on is null
      group by a.standing_id, a.code having count(*) > 1`,
  },
];

/** Every promise about coverage, asked on one snapshot as of an instant. */
export const checkStandings = (db: Db, districtId: number, now: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, (tx) => askAll(tx, QUESTIONS, now));
