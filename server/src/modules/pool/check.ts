import type { Db } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { askAll, type Question, type Verdict } from '../../platform/verdict.ts';

// Papers that a single step forward files, written a second time beside data/pool/stages.json.
const NEEDED: Sql = sql`(values ('reserve', 0, 'complianceReview'), ('reserve', 0, 'restructurePlan'), ('restructure', 1, 'jointStockLicense'),
  ('restructure', 1, 'capitalVerification'), ('restructure', 1, 'coachingAgreement'), ('restructure', 1, 'coachingFiled'),
  ('coachingFiling', 2, 'coachingAccepted'), ('coachingFiling', 2, 'acceptanceNotice'), ('application', 3, 'firstInquiry'),
  ('committeeReview', 4, 'committeeOpinion'), ('committeeReview', 4, 'submittedToRegulator'), ('registration', 5, 'registrationApproval'),
  ('registration', 5, 'listingNotice')) as needed (stage, rank, item)`;
const RANKS: Sql = sql`(values ('reserve', 0), ('restructure', 1), ('coachingFiling', 2), ('application', 3), ('committeeReview', 4),
  ('registration', 5), ('listed', 6)) as ranks (stage, rank)`;

// These read tables only and share no code with the use cases; each must return nothing (ARCHITECTURE I-POOL).
const QUESTIONS: readonly Question[] = [
  {
    id: 'I-POOL-stage',
    sentence: 'every candidate stands where its last move led, since the day of that move',
    query: (districtId) => sql`
      select c.id::text as example from candidates c left join candidate_moves m on m.district_id = c.district_id and m.candidate_id = c.id
        and m.seq = c.visit and m.to_stage = c.stage and m.moved_on = c.since
      where c.district_id = ${districtId} and (m.seq is null or exists (select from candidate_moves x
        where x.district_id = c.district_id and x.candidate_id = c.id and x.seq > c.visit))`,
  },
  {
    id: 'I-POOL-chain',
    sentence: 'each move begins where the one before it ended, not earlier, and nothing follows a listing',
    query: (districtId) => sql`
      select m.candidate_id || ' ' || m.seq as example from candidate_moves m
      left join candidate_moves b on b.district_id = m.district_id and b.candidate_id = m.candidate_id and b.seq = m.seq - 1
      where m.district_id = ${districtId} and m.seq > 1
        and (b.seq is null or b.to_stage <> m.from_stage or b.moved_on > m.moved_on or b.to_stage = 'listed')`,
  },
  {
    id: 'I-POOL-paper',
    sentence: 'no candidate went forward without the papers of every stage that it passed',
    query: (districtId) => sql`
      select m.candidate_id || ' ' || needed.item as example from candidate_moves m
      join ${RANKS} on ranks.stage = m.from_stage
      join (select stage as to_stage, rank as to_rank from ${RANKS}) t on t.to_stage = m.to_stage
      join ${NEEDED} on needed.rank >= ranks.rank and needed.rank < t.to_rank
      left join candidate_papers p on p.district_id = m.district_id and p.candidate_id = m.candidate_id and p.visit = m.seq - 1 and p.item = needed.item
      where m.district_id = ${districtId} and m.kind = 'forward' and p.item is null`,
  },
  {
    id: 'I-POOL-read',
    sentence: 'every reading of what is confidential is in the register',
    query: (districtId) => sql`
      select r.id::text as example from candidate_readings r left join register_events e on e.district_id = r.district_id
        and e.subject = 'candidateReading' and e.subject_id = r.id and e.actor_account_id = r.account_id
      where r.district_id = ${districtId} and e.seq is null`,
  },
  {
    id: 'I-POOL-recused',
    sentence: 'nobody moved or read a candidate from which he was recused',
    query: (districtId) => sql`
      select r.candidate_id::text as example from candidate_recusals r where r.district_id = ${districtId} and r.account_id is not null
        and (exists (select from candidate_moves m where m.district_id = r.district_id and m.candidate_id = r.candidate_id
            and m.account_id = r.account_id and m.at > r.at)
          or exists (select from candidate_readings d where d.district_id = r.district_id and d.candidate_id = r.candidate_id
            and d.account_id = r.account_id and d.at > r.at))`,
  },
  {
    id: 'I-POOL-record',
    sentence: 'every candidate stands at the version of its last event',
    query: (districtId) => sql`
      select c.id::text as example from candidates c where c.district_id = ${districtId} and c.version is distinct from
        (select max(e.seq) from register_events e where e.district_id = c.district_id and e.subject = 'candidate' and e.subject_id = c.id)`,
  },
  {
    id: 'I-LINK-pool',
    sentence: 'no company that has ended is on its way in the pool',
    query: (districtId) => sql`
      select f.name as example from candidates c join firms f on f.district_id = c.district_id and f.id = c.firm_id
      where c.district_id = ${districtId} and f.ended_on is not null and c.stage not in ('listed', 'left', 'withdrawn', 'rejected', 'terminated')`,
  },
];

/** Every promise about the pool, asked on one snapshot. */
export const checkPool = (db: Db, districtId: number): Promise<readonly Verdict[]> =>
  db.readDistrict(districtId, (tx) => askAll(tx, QUESTIONS));
