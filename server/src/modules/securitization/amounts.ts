import type { ApproveAmount, DealTerms, ProposeIssue, ProposePool, ReturnAmount } from '@banfei/contracts';
import { constraintOf, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { canonicalJson, newId, sha256 } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { worded } from '../network/index.ts';
import { type Deal, dayOf, isBuilding, yuan } from './deal.ts';
import { type Acting, lockDeal, lockForDesk, mustBeSeen, mustHoldDesk, mustStandAt, storeAct } from './load.ts';
import { insertParticipations, insertProjections, insertProposal } from './store.ts';
import { type Claim, projectionsOf, structureDeal } from './structure.ts';

/** What a proposal holds: the chosen candidates of a pool, or day and terms of an issue. */
export interface ProposalContent {
  readonly candidateIds?: readonly string[];
  readonly issuedOn?: string;
  readonly terms?: DealTerms;
}

interface Proposal {
  readonly id: string;
  readonly dealId: string;
  readonly kind: 'pool' | 'issue';
  readonly amountFen: bigint;
  readonly content: ProposalContent;
  readonly state: 'proposed' | 'approved' | 'returned';
  readonly authorId: string;
}

/** Fingerprint of what somebody approves: amount and content. */
export const markOf = ({ kind, amountFen, content }: Pick<Proposal, 'kind' | 'amountFen' | 'content'>): string =>
  sha256(canonicalJson({ kind, amountFen: String(amountFen), content }))
    .toString('hex')
    .slice(0, 32);

interface Fit {
  readonly count: number;
  readonly amount: bigint;
}

async function waiting<Value>(deal: Deal, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (constraintOf(error) === 'deal_proposals_waiting')
      throw new Refusal('DEAL_PROPOSAL_WAITING', { number: deal.number });
    throw error;
  }
}

async function propose(
  tx: Tx,
  acting: Acting,
  given: {
    readonly deal: Deal;
    readonly kind: Proposal['kind'];
    readonly amountFen: bigint;
    readonly content: ProposalContent;
  },
): Promise<void> {
  const { deal, kind, amountFen, content } = given;
  const { principal, now } = acting;
  const id = newId(now);
  await waiting(deal, () =>
    insertProposal(tx, {
      id,
      dealId: deal.id,
      kind,
      amountFen,
      content: { ...content },
      authorId: principal.accountId,
      proposedAt: now,
      approved: null,
    }),
  );
  const payload = { proposalId: id, kind, amountFen: String(amountFen), content };
  await storeAct(tx, deal, { type: 'amountProposed', payload }, acting);
}

/** Proposes the pool: these candidates with what each asks for. A second person decides. */
export async function proposePool(tx: Tx, acting: Acting, dealId: string, body: ProposePool): Promise<void> {
  const deal = await lockForDesk(tx, acting, dealId, body.version);
  mustStandAt(deal, (stage) => stage === 'valuation');
  const candidateIds = [...body.candidateIds].sort();
  const fit = await tx.row<Fit>(sql`
    select count(*)::integer as count, coalesce(sum(principal_fen), 0)::bigint as amount from deal_candidates
    where district_id = ${tx.districtId} and deal_id = ${dealId} and state = 'in' and id = any(${candidateIds}::uuid[])`);
  const unfit = candidateIds.length - (fit?.count ?? 0);
  if (fit === undefined || unfit > 0) throw new Refusal('DEAL_CANDIDATE_UNFIT', { count: unfit, number: deal.number });
  await propose(tx, acting, { deal, kind: 'pool', amountFen: fit.amount, content: { candidateIds } });
}

/** Claims of the pool as approved, in the order of their numbers. */
export const claimsOf = (tx: Tx, dealId: string): Promise<Claim[]> =>
  tx.rows<Claim>(sql`
    select p.number, p.amount_fen as amount, c.appraised_fen as appraised from participations p
    left join deal_candidates c on c.district_id = p.district_id and c.deal_id = p.deal_id and c.firm_id = p.firm_id and c.state = 'chosen'
    where p.district_id = ${tx.districtId} and p.deal_id = ${dealId} order by p.number`);

const sumOf = (claims: readonly Claim[]): bigint => claims.reduce((sum, { amount }) => sum + amount, 0n);

function mustAgree(issued: bigint, rows: bigint): void {
  if (issued !== rows)
    throw new Refusal('DEAL_TOTAL_DIFFERS', {
      issued: yuan(issued),
      rows: yuan(rows),
      difference: yuan(issued - rows),
    });
}

/** Proposes the issue: its amount must be what the rows add up to, and its terms must give cash flows. */
export async function proposeIssue(tx: Tx, acting: Acting, dealId: string, body: ProposeIssue): Promise<void> {
  const deal = await lockForDesk(tx, acting, dealId, body.version);
  mustStandAt(deal, (stage) => stage === 'issuing');
  const claims = await claimsOf(tx, dealId);
  const amountFen = BigInt(body.amountFen);
  mustAgree(amountFen, sumOf(claims));
  const { issuedOn, terms } = body;
  dayOf('issuedOn', issuedOn);
  structureDeal({ id: `deal-${deal.number}`, structure: deal.structure, terms, claims });
  await propose(tx, acting, { deal, kind: 'issue', amountFen, content: { issuedOn, terms } });
}

async function lockProposal(tx: Tx, id: string): Promise<{ proposal: Proposal; deal: Deal }> {
  const found = await tx.row<{ dealId: string }>(sql`
    select deal_id as "dealId" from deal_proposals where district_id = ${tx.districtId} and id = ${id}`);
  if (found === undefined) throw new Refusal('NOT_FOUND');
  const deal = await lockDeal(tx, found.dealId);
  const proposal = await tx.row<Proposal>(sql`
    select id, deal_id as "dealId", kind, amount_fen as "amountFen", content, state, author_id as "authorId" from deal_proposals
    where district_id = ${tx.districtId} and id = ${id}`);
  if (proposal === undefined) throw new Refusal('NOT_FOUND');
  return { proposal, deal };
}

/** A manager, or another holder of the desk post; never whoever proposed. */
function mustDecide(deal: Deal, proposal: Proposal, acting: Acting): void {
  const { principal } = acting;
  if (principal.role !== 'manager') mustHoldDesk(deal, acting);
  if (proposal.state !== 'proposed') throw new Refusal('DEAL_PROPOSAL_CLOSED');
  if (proposal.authorId === principal.accountId) throw new Refusal('DEAL_PROPOSAL_OWN');
}

const decide = (tx: Tx, { id }: Proposal, { principal, now }: Acting, to: { state: string; reason: string }) =>
  tx.run(sql`update deal_proposals set state = ${to.state}, reason = ${to.reason}, decider_id = ${principal.accountId}, decided_at = ${new Date(now)}
    where district_id = ${tx.districtId} and id = ${id}`);

/** The chosen candidates become participations, numbered in the order of their companies' names; the others stay candidates. */
async function takePool(tx: Tx, deal: Deal, { id, amountFen, content }: Proposal, now: number): Promise<void> {
  const chosen = await tx.rows<{ firmId: string; label: string; patents: number; amountFen: bigint }>(sql`
    with chosen as (
      update deal_candidates set state = 'chosen' where district_id = ${tx.districtId} and deal_id = ${deal.id} and state = 'in'
        and id = any(${[...(content.candidateIds ?? [])]}::uuid[]) returning firm_id, patents, principal_fen)
    select c.firm_id as "firmId", f.name as label, c.patents, c.principal_fen as "amountFen" from chosen c
    join firms f on f.district_id = ${tx.districtId} and f.id = c.firm_id order by f.name collate "C", f.id`);
  if (
    chosen.length !== content.candidateIds?.length ||
    chosen.reduce((sum, each) => sum + each.amountFen, 0n) !== amountFen
  )
    throw new Refusal('DEAL_CANDIDATE_UNFIT', {
      count: Math.max(1, (content.candidateIds?.length ?? 0) - chosen.length),
      number: deal.number,
    });
  // Whoever was not chosen leaves, so that no paper of theirs is waited for.
  await tx.run(
    sql`update deal_candidates set state = 'left' where district_id = ${tx.districtId} and deal_id = ${deal.id} and state = 'in'`,
  );
  await insertParticipations(
    tx,
    chosen.map((each, index) => ({ ...each, id: newId(now), dealId: deal.id, number: index + 1, proposalId: id })),
  );
}

/** Approves an amount that was seen; the pool's rows or the issue with its projections follow in the same transaction. */
export async function approveAmount(tx: Tx, acting: Acting, proposalId: string, body: ApproveAmount): Promise<string> {
  const { proposal, deal } = await lockProposal(tx, proposalId);
  mustDecide(deal, proposal, acting);
  mustBeSeen(deal, body.version);
  if (body.mark !== markOf(proposal)) throw new Refusal('DEAL_PROPOSAL_UNSEEN');
  await decide(tx, proposal, acting, { state: 'approved', reason: '' });
  const payload = { proposalId, kind: proposal.kind, amountFen: String(proposal.amountFen), mark: body.mark };
  if (proposal.kind === 'pool') {
    mustStandAt(deal, isBuilding);
    await takePool(tx, deal, proposal, acting.now);
    await storeAct(tx, deal, { type: 'amountApproved', payload }, acting);
    return deal.id;
  }
  const { terms, issuedOn } = proposal.content;
  if (terms === undefined || issuedOn === undefined) throw new Error(`issue ${proposalId} has no terms`);
  mustStandAt(deal, (stage) => stage === 'issuing');
  const claims = await claimsOf(tx, deal.id);
  mustAgree(proposal.amountFen, sumOf(claims));
  const { structure, number } = deal;
  const structured = structureDeal({ id: `deal-${number}`, structure, terms, claims });
  await insertProjections(tx, deal.id, projectionsOf(structured.deal));
  const change = { terms, file: structured.file, issuedFen: proposal.amountFen, issuedOn };
  await storeAct(tx, deal, { type: 'amountApproved', payload, change }, acting);
  return deal.id;
}

/** Sends an amount back with a reason; it can be proposed anew. */
export async function returnAmount(tx: Tx, acting: Acting, proposalId: string, body: ReturnAmount): Promise<string> {
  const { proposal, deal } = await lockProposal(tx, proposalId);
  mustDecide(deal, proposal, acting);
  mustBeSeen(deal, body.version);
  const reason = worded('reason', body.reason);
  await decide(tx, proposal, acting, { state: 'returned', reason });
  await storeAct(tx, deal, { type: 'amountReturned', payload: { proposalId, reason } }, acting);
  return deal.id;
}
