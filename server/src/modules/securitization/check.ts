import type { Db } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { askAll, type Question, type Verdict } from '../../platform/verdict.ts';

// These read tables only and share no code with the use cases; each must return nothing (ARCHITECTURE I-DEAL).
const QUESTIONS: readonly Question[] = [
  {
    id: 'I-DEAL-total',
    sentence: 'what was issued is the sum of the participations, and the projections repay each of them',
    query: (districtId) => sql`
      select d.number::text as example from deals d where d.district_id = ${districtId} and d.issued_fen is not null and d.issued_fen is distinct from
        (select sum(p.amount_fen) from participations p where p.district_id = d.district_id and p.deal_id = d.id)
      union all
      select d.number || '/' || p.number from participations p join deals d on d.district_id = p.district_id and d.id = p.deal_id
      where p.district_id = ${districtId} and d.deal is not null and p.amount_fen is distinct from
        (select sum(j.principal_fen) from deal_projections j where j.district_id = p.district_id and j.deal_id = p.deal_id and j.number = p.number)`,
  },
  {
    id: 'I-DEAL-two',
    sentence: 'every amount that counts was approved by a second person, to the fen',
    query: (districtId) => sql`
      select d.number::text as example from deals d where d.district_id = ${districtId} and d.source = '' and d.issued_fen is not null
        and not exists (select from deal_proposals p where p.district_id = d.district_id and p.deal_id = d.id and p.kind = 'issue'
          and p.state = 'approved' and p.amount_fen = d.issued_fen and p.decider_id <> p.author_id)
      union all
      select d.number || ' pool' from deals d where d.district_id = ${districtId} and d.source = ''
        and exists (select from participations p where p.district_id = d.district_id and p.deal_id = d.id)
        and (select sum(p.amount_fen) from participations p where p.district_id = d.district_id and p.deal_id = d.id) is distinct from
          (select p.amount_fen from deal_proposals p where p.district_id = d.district_id and p.deal_id = d.id and p.kind = 'pool'
            and p.state = 'approved' and p.decider_id <> p.author_id)`,
  },
  {
    id: 'I-DEAL-reverse',
    sentence: 'a reversal is the opposite of its report line by line, and each period has one report that stands',
    query: (districtId) => sql`
      select coalesce(a.report_id, b.report_id)::text as example from
        (select l.*, r.id as pair from servicer_lines l join servicer_reports r on r.district_id = l.district_id and r.reverses_id = l.report_id
          where l.district_id = ${districtId}) a
        full join (select l.*, r.id as pair from servicer_lines l join servicer_reports r on r.district_id = l.district_id and r.id = l.report_id
          where l.district_id = ${districtId} and r.reverses_id is not null) b
        on b.pair = a.pair and b.number = a.number and b.principal_fen = -a.principal_fen and b.interest_fen = -a.interest_fen
          and b.recovered_fen = -a.recovered_fen and b.defaulted_fen = -a.defaulted_fen
      where a.pair is null or b.pair is null
      union all
      select r.deal_id || ' ' || r.period from servicer_reports r where r.district_id = ${districtId}
      group by r.deal_id, r.period having count(*) filter (where r.reverses_id is null) - count(r.reverses_id) not between 0 and 1`,
  },
  {
    id: 'I-DEAL-paid',
    sentence: 'no claim has paid or lost more principal than it has, and none a negative sum',
    query: (districtId) => sql`
      select d.number || '/' || p.number as example from participations p join deals d on d.district_id = p.district_id and d.id = p.deal_id
      join lateral (select sum(l.principal_fen) as principal, sum(l.defaulted_fen) as lost, sum(l.interest_fen) as interest
        from servicer_lines l where l.district_id = p.district_id and l.deal_id = p.deal_id and l.number = p.number) s on true
      where p.district_id = ${districtId} and (s.principal + s.lost > p.amount_fen or s.principal < 0 or s.lost < 0 or s.interest < 0)`,
  },
  {
    id: 'I-DEAL-paper',
    sentence: 'no product has left a stage without its papers, and a paper has at most one request that asks for it',
    query: (districtId) => sql`
      with order_of (stage, rank) as (values ('soliciting', 1), ('diligence', 2), ('valuation', 3), ('rating', 4), ('filing', 5),
        ('issuing', 6), ('servicing', 7), ('settled', 8)),
      needed (kind, stage) as (values ('rightsRegister', 'diligence'), ('noDispute', 'diligence'), ('valuationReport', 'valuation'),
        ('ratingReport', 'rating'), ('legalOpinion', 'filing'), ('exchangeLetter', 'filing'), ('issueResult', 'issuing'))
      select d.number || ' ' || p.kind as example from deal_papers p join deals d on d.district_id = p.district_id and d.id = p.deal_id
      join needed n on n.kind = p.kind join order_of o on o.stage = n.stage join order_of now on now.stage = d.stage
      left join deal_candidates c on c.district_id = p.district_id and c.id = p.candidate_id
      where p.district_id = ${districtId} and p.received_at is null and c.state is distinct from 'left' and now.rank > o.rank`,
  },
  {
    id: 'I-DEAL-record',
    sentence: 'every product stands at the version of its last event',
    query: (districtId) => sql`
      select d.number::text as example from deals d where d.district_id = ${districtId} and d.version is distinct from
        (select max(e.seq) from register_events e where e.district_id = d.district_id and e.subject = 'deal' and e.subject_id = d.id)`,
  },
  {
    id: 'I-LINK-deals',
    sentence: 'no company that has ended is a candidate',
    query: (districtId) => sql`
      select f.name as example from deal_candidates c join firms f on f.district_id = c.district_id and f.id = c.firm_id
      where c.district_id = ${districtId} and c.state = 'in' and f.ended_on is not null`,
  },
];

/** Every promise about securitization, asked on one snapshot. */
export const checkDeals = (db: Db, districtId: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, (tx) => askAll(tx, QUESTIONS));
