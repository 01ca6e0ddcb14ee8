import type { IntermediaryKind, PoolStage, TargetBoard } from '@banfei/contracts';
import { column, unnest } from '../../platform/bulk.ts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Filed, StoredMove } from './load.ts';

/** A candidate with its moves from the entry on; the papers of a move belong to the stay that it ended. */
export interface NewCandidate {
  readonly id: string;
  readonly firmId: string;
  readonly board: TargetBoard;
  readonly postId: string;
  readonly demo: boolean;
  readonly by: string | null;
  readonly at: number;
  readonly moves: readonly (StoredMove & { readonly at: number; readonly papers: readonly Filed[] })[];
  /** Papers of the present stay. */
  readonly filed: readonly Filed[];
}

/** Stores candidates at version 1 where their last move left them; the caller records the event. */
export async function insertCandidates(tx: Tx, candidates: readonly NewCandidate[]): Promise<void> {
  const rows = candidates.map((candidate) => {
    const last = candidate.moves.at(-1);
    if (last === undefined) throw new Error('a candidate enters by a move');
    return { ...candidate, last };
  });
  await tx.run(sql`
    insert into candidates (district_id, id, firm_id, board, stage, since, visit, post_id, demo, version, created_at)
    select ${tx.districtId}, c.id, c.firm_id, c.board, c.stage, c.since, c.visit, c.post_id, c.demo, 1, c.created_at from ${unnest(
      column('uuid', rows, (c) => c.id),
      column('uuid', rows, (c) => c.firmId),
      column('text', rows, (c) => c.board),
      column('text', rows, (c) => c.last.to),
      column('date', rows, (c) => c.last.on),
      column('integer', rows, (c) => c.moves.length),
      column('uuid', rows, (c) => c.postId),
      column('boolean', rows, (c) => c.demo),
      column('timestamptz', rows, (c) => new Date(c.at)),
    )} as c (id, firm_id, board, stage, since, visit, post_id, demo, created_at)`);
  const moves = rows.flatMap(({ id, by, moves: own }) =>
    own.map((move, index) => ({ ...move, candidateId: id, seq: index + 1, by })),
  );
  await tx.run(sql`
    insert into candidate_moves (district_id, candidate_id, seq, from_stage, to_stage, kind, moved_on, cause, rules_version, account_id, at)
    select ${tx.districtId}, m.* from ${unnest(
      column('uuid', moves, (m) => m.candidateId),
      column('integer', moves, (m) => m.seq),
      column('text', moves, (m) => m.from),
      column('text', moves, (m) => m.to),
      column('text', moves, (m) => m.kind),
      column('date', moves, (m) => m.on),
      column('text', moves, (m) => m.cause),
      column('text', moves, (m) => m.rulesVersion),
      column('uuid', moves, (m) => m.by),
      column('timestamptz', moves, (m) => new Date(m.at)),
    )} as m`);
  const papers = [
    ...moves.flatMap(({ candidateId, seq, by, at, papers: own }) =>
      own.map((paper) => ({ ...paper, candidateId, visit: seq - 1, by, at })),
    ),
    ...rows.flatMap(({ id, by, at, moves: own, filed }) =>
      filed.map((paper) => ({ ...paper, candidateId: id, visit: own.length, by, at })),
    ),
  ];
  await tx.run(sql`
    insert into candidate_papers (district_id, candidate_id, visit, item, reference, account_id, at)
    select ${tx.districtId}, p.* from ${unnest(
      column('uuid', papers, (p) => p.candidateId),
      column('integer', papers, (p) => p.visit),
      column('text', papers, (p) => p.item),
      column('text', papers, (p) => p.reference),
      column('uuid', papers, (p) => p.by),
      column('timestamptz', papers, (p) => new Date(p.at)),
    )} as p`);
}

/** Something that is known of a candidate. */
export interface NewFact {
  readonly id: string;
  readonly candidateId: string;
  readonly text: string;
  readonly confidential: boolean;
  readonly accountId: string | null;
  readonly at: number;
}

/** Stores facts; none is ever changed. */
export async function insertFacts(tx: Tx, facts: readonly NewFact[]): Promise<void> {
  await tx.run(sql`
    insert into candidate_facts (district_id, id, candidate_id, text, confidential, account_id, at)
    select ${tx.districtId}, f.* from ${unnest(
      column('uuid', facts, (f) => f.id),
      column('uuid', facts, (f) => f.candidateId),
      column('text', facts, (f) => f.text),
      column('boolean', facts, (f) => f.confidential),
      column('uuid', facts, (f) => f.accountId),
      column('timestamptz', facts, (f) => new Date(f.at)),
    )} as f`);
}

/** A securities house, a law firm or an accountant that works for candidates. */
export interface Intermediary {
  readonly id: string;
  readonly name: string;
  readonly kind: IntermediaryKind;
}

/** Stores intermediaries; whoever is known under the name and kind stays as it is. */
export async function insertIntermediaries(tx: Tx, intermediaries: readonly Intermediary[]): Promise<void> {
  await tx.run(sql`
    insert into intermediaries (district_id, id, name, kind)
    select ${tx.districtId}, i.* from ${unnest(
      column('uuid', intermediaries, (i) => i.id),
      column('text', intermediaries, (i) => i.name),
      column('text', intermediaries, (i) => i.kind),
    )} as i on conflict do nothing`);
}

/** An intermediary begins to work for a candidate. */
export interface Engagement {
  readonly candidateId: string;
  readonly intermediaryId: string;
  readonly since: string;
}

/** Stores engagements; a recusal is what ends one. */
export async function insertEngagements(tx: Tx, engagements: readonly Engagement[]): Promise<void> {
  await tx.run(sql`
    insert into candidate_engagements (district_id, candidate_id, intermediary_id, since)
    select ${tx.districtId}, e.* from ${unnest(
      column('uuid', engagements, (e) => e.candidateId),
      column('uuid', engagements, (e) => e.intermediaryId),
      column('date', engagements, (e) => e.since),
    )} as e`);
}

/** A task of a coaching plan, and the matter that it is. */
export interface NewTask {
  readonly candidateId: string;
  readonly visit: number;
  readonly stage: PoolStage;
  readonly task: string;
  readonly dueOn: string;
  readonly matterId: string;
}

/** Stores tasks; the matter of each says how it stands. */
export async function insertTasks(tx: Tx, tasks: readonly NewTask[]): Promise<void> {
  await tx.run(sql`
    insert into candidate_tasks (district_id, candidate_id, visit, stage, task, due_on, matter_id)
    select ${tx.districtId}, t.* from ${unnest(
      column('uuid', tasks, (t) => t.candidateId),
      column('integer', tasks, (t) => t.visit),
      column('text', tasks, (t) => t.stage),
      column('text', tasks, (t) => t.task),
      column('date', tasks, (t) => t.dueOn),
      column('uuid', tasks, (t) => t.matterId),
    )} as t`);
}
