import type { Db } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { askAll, type Question, type Verdict } from '../../platform/verdict.ts';
import { BUDGET, KINDS } from './moment.ts';

const BINDING = KINDS.filter(({ binding }) => binding).map(({ id }) => id);

// These read tables only and share no code with the use cases; each must return nothing (ARCHITECTURE I-MOMENT).
const QUESTIONS: readonly Question[] = [
  {
    id: 'I-MOMENT-owner',
    sentence: 'every contact is a request of the same company, and tells of something',
    query: (districtId) => sql`
      select c.id::text as example from moment_contacts c join matters m on m.district_id = c.district_id and m.id = c.matter_id
      where c.district_id = ${districtId} and (m.firm_id <> c.firm_id or not exists (
        select from moment_causes k where k.district_id = c.district_id and k.contact_id = c.id))`,
  },
  {
    id: 'I-MOMENT-budget',
    sentence:
      'no company was turned to more often in a quarter than the budget, but for contacts that say so and tell of what binds',
    query: (districtId) => sql`
      select firm_id::text as example from moment_contacts where district_id = ${districtId} and not above_budget
      group by firm_id, date_trunc('quarter', made_on) having count(*) > ${BUDGET.contactsPerQuarter}
      union all
      select c.firm_id::text from moment_contacts c where c.district_id = ${districtId} and c.above_budget and not exists (
        select from moment_causes k where k.district_id = c.district_id and k.contact_id = c.id and k.kind = any(${BINDING}::text[]))`,
  },
  {
    id: 'I-MOMENT-missed',
    sentence: 'no binding date that was known two days before it passed without its company being told',
    query: (districtId, now) => sql`
      select d.reference as example from key_dates d join firms f on f.district_id = d.district_id and f.id = d.firm_id and f.ended_on is null
      where d.district_id = ${districtId} and not d.withdrawn and d.kind = any(${BINDING}::text[]) and d.every_months is null
        and d.due_on < (${now}::timestamptz at time zone 'Asia/Shanghai')::date and d.created_at < d.due_on - interval '2 days'
        and not exists (select from moment_causes k where k.district_id = d.district_id and k.cause = 'date:' || d.id || ':' || d.due_on)`,
  },
  {
    id: 'I-LINK-dates',
    sentence: 'no company that has ended has a date ahead of it',
    query: (districtId) => sql`
      select d.reference as example from key_dates d join firms f on f.district_id = d.district_id and f.id = d.firm_id
      where d.district_id = ${districtId} and not d.withdrawn and f.ended_on is not null`,
  },
];

/** Every promise about key moments, asked on one snapshot as of an instant. */
export const checkMoments = (db: Db, districtId: number, now: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, (tx) => askAll(tx, QUESTIONS, now));
