import type { MoveKind, PoolStage } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { PostDirectory } from '../posts/index.ts';
import type { Candidate } from './candidate.ts';
import type { Standing } from './machine.ts';

/** Candidates with the names of their companies; the condition is added by the caller. */
export const CANDIDATES: Sql = sql`select c.id, c.firm_id as "firmId", f.name as firm, c.board, c.stage, c.since, c.visit, c.post_id as "postId",
  c.demo, c.version from candidates c join firms f on f.district_id = c.district_id and f.id = c.firm_id`;

/** One candidate, for reading. */
export async function loadCandidate(tx: Tx, id: string): Promise<Candidate> {
  const found = await tx.row<Candidate>(sql`${CANDIDATES} where c.district_id = ${tx.districtId} and c.id = ${id}`);
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return found;
}

/** Who acts on a candidate, and when. */
export interface Acting {
  readonly principal: Principal;
  readonly now: number;
  readonly directory: PostDirectory;
}

/** The candidate under lock: acts on it follow one another. */
export async function lockCandidate(tx: Tx, id: string): Promise<Candidate> {
  const found = await tx.row<Candidate>(sql`
    ${CANDIDATES} where c.district_id = ${tx.districtId} and c.id = ${id} for no key update of c`);
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return found;
}

export async function isRecused(tx: Tx, candidateId: string, accountId: string): Promise<boolean> {
  const row = await tx.row(sql`select 1 from candidate_recusals
    where district_id = ${tx.districtId} and candidate_id = ${candidateId} and account_id = ${accountId}`);
  return row !== undefined;
}

/** Whoever holds the post, and the management; never somebody who keeps away. */
export async function mustAnswer(
  tx: Tx,
  { id, firm, postId }: Candidate,
  { principal, directory }: Acting,
): Promise<void> {
  const { zh, en } = directory.card(postId).name;
  if (principal.role !== 'manager' && !principal.scopes.includes(postId))
    throw new Refusal('POOL_NOT_YOURS', { firm, postZh: zh, postEn: en });
  if (await isRecused(tx, id, principal.accountId))
    throw new Refusal('POOL_RECUSED', { firm, whoZh: '您本人', whoEn: 'You' });
}

/** Locks a candidate for who answers for it and has seen this version. */
export async function lockForWork(tx: Tx, acting: Acting, id: string, seen: number): Promise<Candidate> {
  const candidate = await lockCandidate(tx, id);
  await mustAnswer(tx, candidate, acting);
  const { firm, version } = candidate;
  if (version !== seen) throw new Refusal('POOL_VERSION', { firm, seen, version });
  return candidate;
}

interface PaperRow {
  readonly item: string;
  readonly visit: number;
}

/** What the rules need to know of where a candidate stands. */
export async function standingOf(tx: Tx, { id, stage, since, visit }: Candidate): Promise<Standing> {
  const papers = await tx.rows<PaperRow>(sql`
    select item, visit from candidate_papers where district_id = ${tx.districtId} and candidate_id = ${id}`);
  const rejected = await tx.row<{ on: string | null }>(sql`
    select max(moved_on) as "on" from candidate_moves where district_id = ${tx.districtId} and candidate_id = ${id} and to_stage = 'rejected'`);
  return {
    stage,
    since,
    rejectedOn: rejected?.on ?? null,
    filed: new Set(papers.filter((paper) => paper.visit === visit).map(({ item }) => item)),
    ever: new Set(papers.map(({ item }) => item)),
  };
}

/** A move as it is stored with the act. */
export interface StoredMove {
  readonly from: PoolStage | null;
  readonly to: PoolStage;
  readonly kind: MoveKind;
  readonly on: string;
  readonly cause: string;
  readonly rulesVersion: string;
}

/** A paper under the number by which it can be found. */
export interface Filed {
  readonly item: string;
  readonly reference: string;
}

/** Papers of the stay that the move `visit` began; a move files what it needs with the stay that it ends. */
export async function storePapers(
  tx: Tx,
  given: { readonly candidateId: string; readonly visit: number; readonly papers: readonly Filed[] },
  { principal, now }: Pick<Acting, 'principal' | 'now'>,
): Promise<void> {
  for (const { item, reference } of given.papers)
    await tx.run(sql`
      insert into candidate_papers (district_id, candidate_id, visit, item, reference, account_id, at)
      values (${tx.districtId}, ${given.candidateId}, ${given.visit}, ${item}, ${reference}, ${principal.accountId}, ${new Date(now)})`);
}

/** One act on a candidate: what happened, and its move when it was one. */
export interface Act {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly move?: StoredMove;
}

/** Who acts; null where the end of the company alone brought it about. */
type By = Pick<Acting, 'now'> & { readonly principal: Principal | null };

/** Stores one act on a locked candidate: the move, its event, leaf and message. Every act raises the version. */
export async function storeAct(tx: Tx, candidate: Candidate, act: Act, { principal, now }: By): Promise<void> {
  const { id, stage, since, visit, version } = candidate;
  const seq = version + 1;
  const { move } = act;
  if (move !== undefined) {
    const { from, to, kind, on, cause, rulesVersion } = move;
    await tx.run(sql`
      insert into candidate_moves (district_id, candidate_id, seq, from_stage, to_stage, kind, moved_on, cause, rules_version, account_id, at)
      values (${tx.districtId}, ${id}, ${visit + 1}, ${from}, ${to}, ${kind}, ${on}, ${cause}, ${rulesVersion}, ${principal?.accountId ?? null},
        ${new Date(now)})`);
  }
  await tx.run(sql`
    update candidates set version = ${seq}, stage = ${move?.to ?? stage}, since = ${move?.on ?? since}, visit = ${move === undefined ? visit : visit + 1}
    where district_id = ${tx.districtId} and id = ${id} and version = ${version}`);
  await chronicle(tx, {
    subject: 'candidate',
    subjectId: id,
    seq,
    at: now,
    type: act.type,
    by: principal,
    payload: act.payload,
  });
}
