import type {
  Bilingual,
  DealCandidate,
  DealDetail,
  DealLine,
  DealParticipation,
  DealProposal,
  DealRunResult,
  DealRunView,
  DealTerms,
  PaperKind,
  ServicerReport,
} from '@banfei/contracts';
import { isoInstant, isoOrNull } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { markOf, type ProposalContent } from './amounts.ts';
import { fenNumber } from './deal.ts';
import { standingReports } from './standing.ts';

const named = (zh: string | null, en: string | null): Bilingual | null =>
  zh === null || en === null ? null : { zh, en };

/** A product as lists show it; the post is an id until it is presented. */
export interface LineRow extends Omit<DealLine, 'post' | 'rowsFen' | 'issuedFen' | 'differenceFen'> {
  readonly postId: string;
  readonly rowsFen: bigint;
  readonly issuedFen: bigint | null;
}

/** 家: companies of the register once each; those without a name are companies of their own. */
export const COMPANY: Sql = sql`coalesce(p.firm_id::text, p.deal_id::text || p.number)`;

const lines = (where: Sql): Sql => sql`
  select d.id, d.number, d.name, d.structure, d.stage, d.demo, d.source, d.post_id as "postId", d.issued_fen as "issuedFen",
    d.issued_on as "issuedOn", coalesce(p.count, 0)::integer as participations, coalesce(p.firms, 0)::integer as firms,
    coalesce(p.amount, 0)::bigint as "rowsFen", 0 as missing, coalesce(a.count, 0)::integer as warnings
  from deals d
  left join lateral (select count(*) as count, count(distinct ${COMPANY}) as firms, sum(p.amount_fen) as amount from participations p
    where p.district_id = d.district_id and p.deal_id = d.id) p on true
  left join lateral (select count(*) as count from deal_alerts a join servicer_reports r on r.district_id = a.district_id and r.id = a.report_id
    where a.district_id = d.district_id and a.deal_id = d.id and ${standingReports}
      and r.period = (select max(r.period) from servicer_reports r where r.district_id = d.district_id and r.deal_id = d.id and ${standingReports})) a on true
  where d.district_id = ${where}`;

export const dealLines = (tx: Tx): Promise<LineRow[]> =>
  tx.rows<LineRow>(sql`${lines(sql`${tx.districtId}`)} order by d.number desc limit 500`);

export const dealLine = (tx: Tx, id: string): Promise<LineRow | undefined> =>
  tx.row<LineRow>(lines(sql`${tx.districtId} and d.id = ${id}`));

export interface Totals {
  readonly deals: number;
  readonly participations: number;
  readonly firms: number;
  readonly rowsFen: bigint;
  readonly issuedFen: bigint;
}

/** Totals of issued products, from their rows; distinct companies are counted over all of them together. */
export async function dealTotals(tx: Tx): Promise<Totals> {
  const row = await tx.row<Totals>(sql`
    select (select count(*) from deals d where d.district_id = ${tx.districtId} and d.issued_fen is not null)::integer as deals,
      (select coalesce(sum(issued_fen), 0) from deals d where d.district_id = ${tx.districtId})::bigint as "issuedFen",
      count(p.id)::integer as participations, count(distinct ${COMPANY})::integer as firms, coalesce(sum(p.amount_fen), 0)::bigint as "rowsFen"
    from deals d join participations p on p.district_id = d.district_id and p.deal_id = d.id
    where d.district_id = ${tx.districtId} and d.issued_fen is not null`);
  if (row === undefined) throw new Error('a sum has one row');
  return row;
}

interface CandidateRow extends Omit<DealCandidate, 'firm' | 'principalFen' | 'appraisedFen'> {
  readonly firmId: string;
  readonly firmName: string;
  readonly principalFen: bigint;
  readonly appraisedFen: bigint | null;
}

export async function candidatesOf(tx: Tx, dealId: string): Promise<DealCandidate[]> {
  const rows = await tx.rows<CandidateRow>(sql`
    select c.id, c.kind, c.patents, c.risk, c.expires_on as expires, c.legal_state as "legalState", c.disputed, c.pledged, c.rights, c.industry,
      c.principal_fen as "principalFen", c.appraised_fen as "appraisedFen", c.state, c.firm_id as "firmId", f.name as "firmName"
    from deal_candidates c join firms f on f.district_id = c.district_id and f.id = c.firm_id
    where c.district_id = ${tx.districtId} and c.deal_id = ${dealId} order by c.state = 'left', f.name collate "C", c.id`);
  return rows.map(({ firmId, firmName, principalFen, appraisedFen, ...row }) => ({
    ...row,
    firm: { id: firmId, name: firmName },
    principalFen: fenNumber(principalFen),
    appraisedFen: appraisedFen === null ? null : fenNumber(appraisedFen),
  }));
}

export interface PaperRow {
  readonly id: string;
  readonly kind: PaperKind;
  readonly candidateId: string | null;
  readonly reference: string | null;
  readonly receivedAt: number | null;
  readonly matterId: string | null;
}

/** Papers of the product and of candidates that have not left. */
export const papersOf = (tx: Tx, dealId: string): Promise<PaperRow[]> =>
  tx.rows<PaperRow>(sql`
    select p.id, p.kind, p.candidate_id as "candidateId", p.reference, p.received_at as "receivedAt", p.matter_id as "matterId"
    from deal_papers p left join deal_candidates c on c.district_id = p.district_id and c.id = p.candidate_id
    where p.district_id = ${tx.districtId} and p.deal_id = ${dealId} and c.state is distinct from 'left' order by p.candidate_id nulls last, p.kind`);

interface ProposalRow {
  readonly id: string;
  readonly kind: 'pool' | 'issue';
  readonly amountFen: bigint;
  readonly content: ProposalContent;
  readonly state: DealProposal['state'];
  readonly authorId: string;
  readonly authorZh: string;
  readonly authorEn: string;
  readonly deciderZh: string | null;
  readonly deciderEn: string | null;
  readonly reason: string;
  readonly proposedAt: number;
  readonly decidedAt: number | null;
}

export async function proposalsOf(tx: Tx, dealId: string, accountId: string): Promise<DealProposal[]> {
  const rows = await tx.rows<ProposalRow>(sql`
    select p.id, p.kind, p.amount_fen as "amountFen", p.content, p.state, p.author_id as "authorId", a.name_zh as "authorZh", a.name_en as "authorEn",
      b.name_zh as "deciderZh", b.name_en as "deciderEn", p.reason, p.proposed_at as "proposedAt", p.decided_at as "decidedAt"
    from deal_proposals p join accounts a on a.district_id = p.district_id and a.id = p.author_id
    left join accounts b on b.district_id = p.district_id and b.id = p.decider_id
    where p.district_id = ${tx.districtId} and p.deal_id = ${dealId} order by p.proposed_at desc, p.id`);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    amountFen: fenNumber(row.amountFen),
    state: row.state,
    author: { zh: row.authorZh, en: row.authorEn },
    decider: named(row.deciderZh, row.deciderEn),
    reason: row.reason,
    proposedAt: isoInstant(row.proposedAt),
    decidedAt: isoOrNull(row.decidedAt),
    own: row.authorId === accountId,
    mark: markOf(row),
    candidateIds: [...(row.content.candidateIds ?? [])],
    issuedOn: row.content.issuedOn ?? null,
    terms: row.content.terms ?? null,
  }));
}

export async function participantsOf(tx: Tx, dealId: string): Promise<DealParticipation[]> {
  const rows = await tx.rows<Omit<DealParticipation, 'amountFen'> & { readonly amountFen: bigint }>(sql`
    select id, number, firm_id as "firmId", label, patents, amount_fen as "amountFen" from participations
    where district_id = ${tx.districtId} and deal_id = ${dealId} order by number`);
  return rows.map((row) => ({ ...row, amountFen: fenNumber(row.amountFen) }));
}

interface RunRow {
  readonly id: string;
  readonly state: DealRunView['state'];
  readonly byZh: string;
  readonly byEn: string;
  readonly paths: number;
  readonly pathsDone: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly terms: DealTerms;
  readonly result: DealRunResult | null;
}

/** Runs shown with a product, newest first. */
const RUNS_SHOWN = 5;

export async function runsOf(tx: Tx, dealId: string): Promise<DealRunView[]> {
  const rows = await tx.rows<RunRow>(sql`
    select r.id, r.state, a.name_zh as "byZh", a.name_en as "byEn", r.paths, r.paths_done as "pathsDone", r.started_at as "startedAt",
      r.ended_at as "endedAt", r.terms, r.result
    from deal_runs r join accounts a on a.district_id = r.district_id and a.id = r.account_id
    where r.district_id = ${tx.districtId} and r.deal_id = ${dealId} order by r.started_at desc, r.id desc limit ${RUNS_SHOWN}`);
  return rows.map(({ byZh, byEn, startedAt, endedAt, ...row }) => ({
    ...row,
    by: { zh: byZh, en: byEn },
    startedAt: isoInstant(startedAt),
    endedAt: isoOrNull(endedAt),
  }));
}

interface ReportRow extends Omit<ServicerReport, 'by' | 'reportedAt' | 'cashFen'> {
  readonly byZh: string;
  readonly byEn: string;
  readonly reportedAt: number;
  readonly cashFen: bigint;
}

export async function reportsOf(tx: Tx, dealId: string): Promise<ServicerReport[]> {
  const rows = await tx.rows<ReportRow>(sql`
    select r.id, r.period, r.file_name as "fileName", r.reported_at as "reportedAt", a.name_zh as "byZh", a.name_en as "byEn",
      count(l.number)::integer as lines, coalesce(sum(l.principal_fen + l.interest_fen + l.recovered_fen), 0)::bigint as "cashFen",
      r.reverses_id as "reversesId", exists (select from servicer_reports v where v.district_id = r.district_id and v.reverses_id = r.id) as reversed,
      r.reason
    from servicer_reports r join accounts a on a.district_id = r.district_id and a.id = r.account_id
    left join servicer_lines l on l.district_id = r.district_id and l.report_id = r.id
    where r.district_id = ${tx.districtId} and r.deal_id = ${dealId}
    group by r.district_id, r.id, a.name_zh, a.name_en order by r.reported_at desc, r.id desc`);
  return rows.map(({ byZh, byEn, reportedAt, cashFen, ...row }) => ({
    ...row,
    by: { zh: byZh, en: byEn },
    reportedAt: isoInstant(reportedAt),
    cashFen: fenNumber(cashFen),
  }));
}

/** Matters of triggers by trigger and period. */
export async function alertMatters(tx: Tx, dealId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ key: string; number: string }>(sql`
    select a.trigger_id || ' ' || a.period as key, m.number from deal_alerts a
    join matters m on m.district_id = a.district_id and m.id = a.matter_id
    where a.district_id = ${tx.districtId} and a.deal_id = ${dealId}`);
  return new Map(rows.map(({ key, number }) => [key, number]));
}

interface EventRow {
  readonly at: number;
  readonly type: string;
  readonly zh: string | null;
  readonly en: string | null;
}

export async function historyOf(tx: Tx, dealId: string): Promise<DealDetail['history']> {
  const rows = await tx.rows<EventRow>(sql`
    select e.at, e.type, a.name_zh as zh, a.name_en as en from register_events e
    left join accounts a on a.district_id = e.district_id and a.id = e.actor_account_id
    where e.district_id = ${tx.districtId} and e.subject = 'deal' and e.subject_id = ${dealId} order by e.seq`);
  return rows.map(({ at, type, zh, en }) => ({ at: isoInstant(at), type, actor: named(zh, en) }));
}
