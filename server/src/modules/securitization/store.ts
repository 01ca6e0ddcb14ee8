import type { DealStage, DealStructure, DealTerms, PaperKind } from '@banfei/contracts';
import { column, unnest } from '../../platform/bulk.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { PAPERS, papersOf } from './deal.ts';
import type { Projection } from './structure.ts';

/** A product as it is opened, or as it is loaded with all that it has become. */
export interface NewDeal {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly structure: DealStructure;
  readonly stage: DealStage;
  readonly postId: string;
  readonly demo: boolean;
  readonly source: string;
  readonly terms: DealTerms | null;
  readonly file: unknown;
  readonly issuedFen: bigint | null;
  readonly issuedOn: string | null;
}

const orNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/** Stores products at version 1 with the papers that each needs for itself; the caller records the event. */
export async function insertDeals(tx: Tx, deals: readonly NewDeal[], at: number): Promise<void> {
  for (const deal of deals) {
    await tx.run(sql`
      insert into deals (district_id, id, number, name, structure, stage, post_id, demo, source, terms, deal, issued_fen, issued_on, version, created_at)
      values (${tx.districtId}, ${deal.id}, ${deal.number}, ${deal.name}, ${deal.structure}, ${deal.stage}, ${deal.postId}, ${deal.demo}, ${deal.source},
        ${orNull(deal.terms)}, ${orNull(deal.file)}, ${deal.issuedFen}, ${deal.issuedOn}, 1, ${new Date(at)})`);
  }
}

/** A candidate as the desk entered it. */
export interface NewCandidate {
  readonly id: string;
  readonly dealId: string;
  readonly firmId: string;
  readonly kind: 'patent' | 'license' | 'loan';
  readonly rights: string;
  readonly patents: number;
  readonly principalFen: number;
  readonly appraisedFen: number | null;
  readonly risk: string;
  readonly industry: string;
  readonly expires: string | null;
  readonly legalState: 'inForce' | 'pending' | 'lapsed';
  readonly disputed: boolean;
  readonly pledged: boolean;
}

/** Stores candidates that are in. */
export async function insertCandidates(tx: Tx, candidates: readonly NewCandidate[]): Promise<void> {
  await tx.run(sql`
    insert into deal_candidates (district_id, id, deal_id, firm_id, kind, rights, patents, principal_fen, appraised_fen, risk, industry, expires_on,
      legal_state, disputed, pledged, state)
    select ${tx.districtId}, c.*, 'in' from ${unnest(
      column('uuid', candidates, (c) => c.id),
      column('uuid', candidates, (c) => c.dealId),
      column('uuid', candidates, (c) => c.firmId),
      column('text', candidates, (c) => c.kind),
      column('text', candidates, (c) => c.rights),
      column('integer', candidates, (c) => c.patents),
      column('bigint', candidates, (c) => c.principalFen),
      column('bigint', candidates, (c) => c.appraisedFen),
      column('text', candidates, (c) => c.risk),
      column('text', candidates, (c) => c.industry),
      column('date', candidates, (c) => c.expires),
      column('text', candidates, (c) => c.legalState),
      column('boolean', candidates, (c) => c.disputed),
      column('boolean', candidates, (c) => c.pledged),
    )} as c`);
}

/** A paper that is needed; with a reference when it is here already. */
export interface NewPaper {
  readonly dealId: string;
  readonly candidateId: string | null;
  readonly kind: PaperKind;
  readonly reference: string | null;
}

/** The papers of a candidate or, without one, of the product itself, none of them here yet. */
export const neededPapers = (dealId: string, candidateId: string | null): readonly NewPaper[] =>
  papersOf(candidateId === null ? 'deal' : 'candidate').map((kind) => ({ dealId, candidateId, kind, reference: null }));

/** Stores needed papers; those with a reference are here since `at`. */
export async function insertPapers(tx: Tx, papers: readonly NewPaper[], at: number): Promise<void> {
  await tx.run(sql`
    insert into deal_papers (district_id, id, deal_id, candidate_id, kind, reference, received_at)
    select ${tx.districtId}, p.* from ${unnest(
      column('uuid', papers, () => newId(at)),
      column('uuid', papers, (p) => p.dealId),
      column('uuid', papers, (p) => p.candidateId),
      column('text', papers, (p) => p.kind),
      column('text', papers, (p) => p.reference),
      column('timestamptz', papers, (p) => (p.reference === null ? null : new Date(at))),
    )} as p`);
}

/** A participation 家次; `firmId` null when the company was not made public. */
export interface NewParticipation {
  readonly id: string;
  readonly dealId: string;
  readonly number: number;
  readonly firmId: string | null;
  readonly label: string;
  readonly patents: number | null;
  readonly amountFen: bigint;
  readonly proposalId: string | null;
}

/** Stores participations; they never change. */
export async function insertParticipations(tx: Tx, rows: readonly NewParticipation[]): Promise<void> {
  await tx.run(sql`
    insert into participations (district_id, id, deal_id, number, firm_id, label, patents, amount_fen, proposal_id)
    select ${tx.districtId}, p.* from ${unnest(
      column('uuid', rows, (p) => p.id),
      column('uuid', rows, (p) => p.dealId),
      column('integer', rows, (p) => p.number),
      column('uuid', rows, (p) => p.firmId),
      column('text', rows, (p) => p.label),
      column('integer', rows, (p) => p.patents),
      column('bigint', rows, (p) => p.amountFen),
      column('uuid', rows, (p) => p.proposalId),
    )} as p`);
}

/** Stores the plan of every participation; it never changes. */
export async function insertProjections(tx: Tx, dealId: string, rows: readonly Projection[]): Promise<void> {
  await tx.run(sql`
    insert into deal_projections (district_id, deal_id, number, period, principal_fen, interest_fen)
    select ${tx.districtId}, ${dealId}, p.* from ${unnest(
      column('integer', rows, (p) => p.number),
      column('integer', rows, (p) => p.period),
      column('bigint', rows, (p) => p.principal),
      column('bigint', rows, (p) => p.interest),
    )} as p`);
}

/** An amount with its decision, as it is loaded; a proposal of the desk has none yet. */
export interface NewProposal {
  readonly id: string;
  readonly dealId: string;
  readonly kind: 'pool' | 'issue';
  readonly amountFen: bigint;
  readonly content: Readonly<Record<string, unknown>>;
  readonly authorId: string;
  readonly proposedAt: number;
  readonly approved: { readonly by: string; readonly at: number } | null;
}

/** Stores an amount that waits, or one that was approved when it is loaded. */
export async function insertProposal(tx: Tx, proposal: NewProposal): Promise<void> {
  const { id, dealId, kind, amountFen, content, authorId, proposedAt, approved } = proposal;
  await tx.run(sql`
    insert into deal_proposals (district_id, id, deal_id, kind, amount_fen, content, state, author_id, decider_id, proposed_at, decided_at)
    values (${tx.districtId}, ${id}, ${dealId}, ${kind}, ${amountFen}, ${JSON.stringify(content)}, ${approved === null ? 'proposed' : 'approved'},
      ${authorId}, ${approved?.by ?? null}, ${new Date(proposedAt)}, ${approved === null ? null : new Date(approved.at)})`);
}

/** One line of a report: what came from one participation in its period. A reversal has the opposite. */
export interface ReportLine {
  readonly number: number;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly recovered: bigint;
  readonly defaulted: bigint;
}

export interface NewReport {
  readonly id: string;
  readonly dealId: string;
  readonly period: number;
  readonly fileName: string;
  readonly sha256: Buffer;
  readonly reversesId: string | null;
  readonly reason: string;
  readonly accountId: string;
  readonly reportedAt: number;
  readonly lines: readonly ReportLine[];
}

/** Stores a report with its lines; neither ever changes. */
export async function insertReport(tx: Tx, report: NewReport): Promise<void> {
  const { id, dealId, period, fileName, sha256, reversesId, reason, accountId, reportedAt, lines } = report;
  await tx.run(sql`
    insert into servicer_reports (district_id, id, deal_id, period, file_name, sha256, reverses_id, reason, account_id, reported_at)
    values (${tx.districtId}, ${id}, ${dealId}, ${period}, ${fileName}, ${sha256}, ${reversesId}, ${reason}, ${accountId}, ${new Date(reportedAt)})`);
  await tx.run(sql`
    insert into servicer_lines (district_id, report_id, deal_id, number, principal_fen, interest_fen, recovered_fen, defaulted_fen)
    select ${tx.districtId}, ${id}, ${dealId}, l.* from ${unnest(
      column('integer', lines, (l) => l.number),
      column('bigint', lines, (l) => l.principal),
      column('bigint', lines, (l) => l.interest),
      column('bigint', lines, (l) => l.recovered),
      column('bigint', lines, (l) => l.defaulted),
    )} as l`);
}

/** Papers of one stage that are missing: of the product, and of candidates that have not left. */
export const missingPapers = (
  tx: Tx,
  dealId: string,
  stage: DealStage,
): Promise<{ id: string; kind: PaperKind; firmId: string | null; firm: string | null; matterId: string | null }[]> => {
  const kinds = (Object.keys(PAPERS) as PaperKind[]).filter((kind) => PAPERS[kind].stage === stage); // keys of the table
  return tx.rows(sql`
    select p.id, p.kind, c.firm_id as "firmId", f.name as firm, p.matter_id as "matterId" from deal_papers p
    left join deal_candidates c on c.district_id = p.district_id and c.id = p.candidate_id
    left join firms f on f.district_id = c.district_id and f.id = c.firm_id
    where p.district_id = ${tx.districtId} and p.deal_id = ${dealId} and p.kind = any(${kinds}::text[]) and p.received_at is null
      and c.state is distinct from 'left' order by p.kind, f.name, p.id`);
};

/** How many matters asking for missing papers would open now. */
export async function unaskedPapers(tx: Tx, dealId: string): Promise<number> {
  const deal = await tx.row<{ stage: DealStage }>(
    sql`select stage from deals where district_id = ${tx.districtId} and id = ${dealId}`,
  );
  if (deal === undefined) return 0;
  const missing = await missingPapers(tx, dealId, deal.stage);
  return missing.filter(({ firmId, matterId }) => firmId !== null && matterId === null).length;
}
