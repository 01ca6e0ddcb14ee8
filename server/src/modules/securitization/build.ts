import type { AddCandidate, LeaveDeal, OpenDeal, ReceivePaper, StepDeal } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { constraintOf, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { firmCard, mustLive } from '../firms/index.ts';
import { openMatters } from '../matters/index.ts';
import { worded } from '../network/index.ts';
import { type Deal, dayOf, isBuilding, PAPERS, stageAfter } from './deal.ts';
import { type Acting, lockForDesk, mustStandAt, storeAct } from './load.ts';
import { insertCandidates, insertDeals, insertPapers, missingPapers, neededPapers } from './store.ts';

/** Products of a district follow one another: each takes the next number. */
const DEALS_LOCK = 7340;

/** Opens a product under the first post of the caller, who answers for it from now on. */
export async function openDeal(tx: Tx, { principal, now, directory }: Acting, body: OpenDeal): Promise<string> {
  const post = directory.heldBy(principal.accountId)[0];
  if (post === undefined) throw new Refusal('POST_UNKNOWN');
  await tx.rows(sql`select pg_advisory_xact_lock(${DEALS_LOCK}, ${tx.districtId})`);
  const last = await tx.row<{ number: number }>(sql`
    select coalesce(max(number), 0) as number from deals where district_id = ${tx.districtId}`);
  const id = newId(now);
  const name = worded('name', body.name);
  const { structure } = body;
  const number = (last?.number ?? 0) + 1;
  const fresh = { demo: false, source: '', terms: null, file: null, issuedFen: null, issuedOn: null };
  await insertDeals(tx, [{ ...fresh, id, number, name, structure, stage: 'soliciting', postId: post.id }], now);
  await insertPapers(tx, neededPapers(id, null), now);
  const payload = { number, name, structure, postId: post.id };
  await chronicle(tx, { subject: 'deal', subjectId: id, seq: 1, at: now, type: 'opened', by: principal, payload });
  return id;
}

/** Enters a candidate with what is known of its rights; the papers it needs are missing from now on. */
export async function addCandidate(tx: Tx, acting: Acting, dealId: string, body: AddCandidate): Promise<void> {
  const deal = await lockForDesk(tx, acting, dealId, body.version);
  mustStandAt(deal, isBuilding);
  const { version: _version, ...facts } = body;
  if (body.expires !== null) dayOf('expires', body.expires);
  const firm = await firmCard(tx, body.firmId);
  if (firm === undefined) throw new Refusal('NOT_FOUND');
  await mustLive(tx, firm.id);
  const id = newId(acting.now);
  const rights = worded('rights', body.rights);
  const industry = worded('industry', body.industry);
  try {
    await insertCandidates(tx, [{ ...facts, id, dealId, rights, industry }]);
  } catch (error) {
    if (constraintOf(error) === 'deal_candidates_living')
      throw new Refusal('DEAL_CANDIDATE_TWICE', { firm: firm.name, number: deal.number });
    throw error;
  }
  await insertPapers(tx, neededPapers(dealId, id), acting.now);
  await storeAct(tx, deal, { type: 'candidateAdded', payload: { candidateId: id, ...facts } }, acting);
}

/** A candidate leaves with a reason; it can be entered anew. */
export async function leaveDeal(
  tx: Tx,
  acting: Acting,
  given: { readonly dealId: string; readonly candidateId: string; readonly body: LeaveDeal },
): Promise<void> {
  const { dealId, candidateId, body } = given;
  const deal = await lockForDesk(tx, acting, dealId, body.version);
  mustStandAt(deal, isBuilding);
  const reason = worded('reason', body.reason);
  const left = await tx.run(sql`
    update deal_candidates set state = 'left' where district_id = ${tx.districtId} and deal_id = ${dealId} and id = ${candidateId} and state = 'in'`);
  if (left !== 1) throw new Refusal('NOT_FOUND');
  await storeAct(tx, deal, { type: 'candidateLeft', payload: { candidateId, reason } }, acting);
}

/** Takes down that a paper is here, under the number by which it can be found. */
export async function receivePaper(
  tx: Tx,
  acting: Acting,
  given: { readonly dealId: string; readonly paperId: string; readonly body: ReceivePaper },
): Promise<void> {
  const { dealId, paperId, body } = given;
  const deal = await lockForDesk(tx, acting, dealId, body.version);
  const reference = worded('reference', body.reference);
  const received = await tx.run(sql`
    update deal_papers set reference = ${reference}, received_at = ${new Date(acting.now)}
    where district_id = ${tx.districtId} and deal_id = ${dealId} and id = ${paperId} and received_at is null`);
  if (received !== 1) throw new Refusal('NOT_FOUND');
  await storeAct(tx, deal, { type: 'paperReceived', payload: { paperId, reference } }, acting);
}

/** The category of data/categories.json under which the desk opens matters. */
export const DESK_CATEGORY = 'finance.loan';

/**
 * Opens a matter for every missing paper of the present stage that has none: the company is asked, the desk post answers.
 * `numbers` were taken before the transaction; papers beyond them wait for the next call.
 */
export async function chasePapers(
  tx: Tx,
  acting: Acting,
  given: { readonly dealId: string; readonly body: StepDeal; readonly numbers: readonly string[] },
): Promise<void> {
  const { dealId, body, numbers } = given;
  const deal = await lockForDesk(tx, acting, dealId, body.version);
  const missing = await missingPapers(tx, dealId, deal.stage);
  const wanted = missing.flatMap(({ id, kind, firmId, matterId }) =>
    firmId === null || matterId !== null ? [] : [{ paperId: id, kind, firmId }],
  );
  const chased = wanted.flatMap((paper, index) => {
    const number = numbers[index];
    return number === undefined ? [] : [{ ...paper, number }];
  });
  if (chased.length === 0) return;
  const matters = await openMatters(
    tx,
    chased.map(({ number, kind, firmId }) => {
      const { zh, en } = PAPERS[kind].name;
      const text = `第 ${deal.number} 单“${deal.name}”还缺贵公司的${zh}，请补交。\nProduct ${deal.number} still needs the ${en} of your company.`;
      return { number, firmId, category: DESK_CATEGORY, text, ownerPostId: deal.postId };
    }),
    acting,
  );
  for (const [index, { paperId }] of chased.entries())
    await tx.run(sql`update deal_papers set matter_id = ${matters[index]?.id ?? null}
      where district_id = ${tx.districtId} and id = ${paperId}`);
  const payload = { papers: chased.map(({ paperId, number }) => ({ paperId, number })) };
  await storeAct(tx, deal, { type: 'papersChased', payload }, acting);
}

async function mustBeComplete(tx: Tx, { id, number, stage }: Deal): Promise<void> {
  const missing = await missingPapers(tx, id, stage);
  const [first] = missing;
  if (first === undefined) return;
  const { zh, en } = PAPERS[first.kind].name;
  throw new Refusal('DEAL_PAPERS_MISSING', {
    number,
    missing: missing.length,
    paperZh: first.firm === null ? zh : `${first.firm} ${zh}`,
    paperEn: first.firm === null ? en : `${en} of ${first.firm}`,
  });
}

const APPROVALS = {
  valuation: { kind: 'pool', zh: '资产池', en: 'pool' },
  issuing: { kind: 'issue', zh: '发行金额', en: 'amount of the issue' },
} as const;

async function mustBeApproved(tx: Tx, { id, number, stage }: Deal): Promise<void> {
  const needed = stage === 'valuation' || stage === 'issuing' ? APPROVALS[stage] : null;
  if (needed === null) return;
  const row = await tx.row(sql`select 1 from deal_proposals
    where district_id = ${tx.districtId} and deal_id = ${id} and kind = ${needed.kind} and state = 'approved'`);
  if (row === undefined) throw new Refusal('DEAL_AMOUNT_OPEN', { number, whatZh: needed.zh, whatEn: needed.en });
}

async function mustHaveCandidates(tx: Tx, { id, number, stage }: Deal): Promise<void> {
  if (stage !== 'soliciting') return;
  const row = await tx.row(sql`select 1 from deal_candidates
    where district_id = ${tx.districtId} and deal_id = ${id} and state <> 'left' limit 1`);
  if (row === undefined) throw new Refusal('DEAL_CANDIDATES_NONE', { number });
}

/** Takes a product into its next stage; papers and amounts of the present one must be complete. */
export async function advanceDeal(tx: Tx, acting: Acting, dealId: string, { version }: StepDeal): Promise<void> {
  const deal = await lockForDesk(tx, acting, dealId, version);
  const next = stageAfter(deal.stage);
  mustStandAt(deal, () => next !== null);
  if (next === null) return;
  await mustHaveCandidates(tx, deal);
  await mustBeComplete(tx, deal);
  await mustBeApproved(tx, deal);
  const payload = { from: deal.stage, to: next };
  await storeAct(tx, deal, { type: 'stageEntered', payload, change: { stage: next } }, acting);
}
