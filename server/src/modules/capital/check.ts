import type { Db } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { askAll, type Question, type Verdict } from '../../platform/verdict.ts';

// These read tables only and share no code with the use cases; each must return nothing (ARCHITECTURE I-CAPITAL).
const QUESTIONS: readonly Question[] = [
  {
    id: 'I-CAPITAL-agreed',
    sentence: 'names are open only where the record holds a yes of both sides and nothing that ended it',
    query: (districtId) => sql`
      select t.id::text as example from introductions t where t.district_id = ${districtId} and t.state in ('introduced', 'funded', 'nothing')
        and not (
          exists (select from register_events e where e.district_id = t.district_id and e.subject = 'introduction' and e.subject_id = t.id
            and (e.payload ->> 'firmAgreed')::boolean)
          and exists (select from register_events e where e.district_id = t.district_id and e.subject = 'introduction' and e.subject_id = t.id
            and (e.payload ->> 'investorAgreed')::boolean)
          and not exists (select from register_events e where e.district_id = t.district_id and e.subject = 'introduction' and e.subject_id = t.id
            and e.type in ('declined', 'lapsed', 'ended')))`,
  },
  {
    id: 'I-CAPITAL-owner',
    sentence: 'every introduction is a request of the very company whose need it serves',
    query: (districtId) => sql`
      select t.id::text as example from introductions t
      left join capital_needs n on n.district_id = t.district_id and n.id = t.need_id
      left join matters m on m.district_id = t.district_id and m.id = t.matter_id and m.firm_id = n.firm_id
      where t.district_id = ${districtId} and m.id is null`,
  },
  {
    id: 'I-CAPITAL-closed',
    sentence: 'nothing is under way for a need or an investor that is closed',
    query: (districtId) => sql`
      select t.id::text as example from introductions t
      join capital_needs n on n.district_id = t.district_id and n.id = t.need_id
      join investors i on i.district_id = t.district_id and i.id = t.investor_id
      where t.district_id = ${districtId} and t.state in ('asked', 'introduced') and not (n.open and i.open)`,
  },
  {
    id: 'I-CAPITAL-record',
    sentence: 'every investor, need and introduction stands at the version of its last event',
    query: (districtId) => sql`
      select subject || ' ' || id as example from (
        select 'investor' as subject, id, version from investors where district_id = ${districtId}
        union all select 'capitalNeed', id, version from capital_needs where district_id = ${districtId}
        union all select 'introduction', id, version from introductions where district_id = ${districtId}) as each
      where version is distinct from (select max(e.seq) from register_events e
        where e.district_id = ${districtId} and e.subject = each.subject and e.subject_id = each.id)`,
  },
  {
    id: 'I-LINK-capital',
    sentence: 'no company that has ended is looking for money',
    query: (districtId) => sql`
      select f.name as example from capital_needs n join firms f on f.district_id = n.district_id and f.id = n.firm_id
      where n.district_id = ${districtId} and n.open and f.ended_on is not null`,
  },
];

/** Every promise about capital, asked on one snapshot. */
export const checkCapital = (db: Db, districtId: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, (tx) => askAll(tx, QUESTIONS));
