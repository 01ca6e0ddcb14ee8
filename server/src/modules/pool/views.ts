import type { Bilingual, CandidateDetail, PoolStage } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Candidate } from './candidate.ts';
import { CANDIDATES } from './load.ts';
import type { Standing } from './machine.ts';

export interface NextTask {
  readonly task: string;
  readonly stage: PoolStage;
  readonly dueOn: string;
}

/** A candidate as the board needs it. */
export interface BoardRow extends Candidate {
  readonly filed: readonly string[];
  readonly rejectedOn: string | null;
  readonly next: NextTask | null;
}

const board = (where: Sql): Sql => sql`
  select x.*, coalesce(p.items, '{}') as filed, r."rejectedOn", t.next from (${CANDIDATES} where ${where}) x
  left join lateral (select array_agg(p.item) as items from candidate_papers p
    where p.district_id = nullif(current_setting('banfei.district', true), '')::integer and p.candidate_id = x.id and p.visit = x.visit) p on true
  left join lateral (select max(m.moved_on) as "rejectedOn" from candidate_moves m
    where m.district_id = nullif(current_setting('banfei.district', true), '')::integer and m.candidate_id = x.id and m.to_stage = 'rejected') r on true
  left join lateral (select json_build_object('task', t.task, 'stage', t.stage, 'dueOn', to_char(t.due_on, 'YYYY-MM-DD')) as next
    from candidate_tasks t join matters m on m.district_id = t.district_id and m.id = t.matter_id
    where t.district_id = nullif(current_setting('banfei.district', true), '')::integer and t.candidate_id = x.id and m.closed_at is null
    order by t.due_on, t.task limit 1) t on true`;

/** More than any district has; a board that were longer would be no board. */
const BOARD_LIMIT = 2000;

export const boardRows = (tx: Tx): Promise<BoardRow[]> =>
  tx.rows<BoardRow>(sql`${board(sql`c.district_id = ${tx.districtId}`)} order by x.since, x.id limit ${BOARD_LIMIT}`);

export const boardRow = (tx: Tx, id: string): Promise<BoardRow | undefined> =>
  tx.row<BoardRow>(board(sql`c.district_id = ${tx.districtId} and c.id = ${id}`));

/** What the rules need, from a row of the board; enough for the way ahead of whoever is on it. */
export const standingIn = ({ stage, since, rejectedOn, filed }: BoardRow): Standing => ({
  stage,
  since,
  rejectedOn,
  filed: new Set(filed),
  ever: new Set(filed),
});

const named = (zh: string | null, en: string | null): Bilingual | null =>
  zh === null || en === null ? null : { zh, en };

interface MoveRow extends Omit<CandidateDetail['history'][number], 'by' | 'at' | 'evidence'> {
  readonly zh: string | null;
  readonly en: string | null;
  readonly at: number;
}

export interface PaperRow {
  readonly visit: number;
  readonly item: string;
  readonly reference: string;
}

export const papersOf = (tx: Tx, candidateId: string): Promise<PaperRow[]> =>
  tx.rows<PaperRow>(sql`
    select visit, item, reference from candidate_papers where district_id = ${tx.districtId} and candidate_id = ${candidateId} order by visit, at, item`);

/** Moves in order, without the papers. */
export async function movesOf(
  tx: Tx,
  candidateId: string,
): Promise<Omit<CandidateDetail['history'][number], 'evidence'>[]> {
  const rows = await tx.rows<MoveRow>(sql`
    select m.seq, m.from_stage as "from", m.to_stage as "to", m.kind, m.moved_on as "on", m.cause, m.at, a.name_zh as zh, a.name_en as en
    from candidate_moves m left join accounts a on a.district_id = m.district_id and a.id = m.account_id
    where m.district_id = ${tx.districtId} and m.candidate_id = ${candidateId} order by m.seq`);
  return rows.map(({ zh, en, at, ...move }) => ({ ...move, by: named(zh, en), at: isoInstant(at) }));
}

export interface TaskRow {
  readonly task: string;
  readonly stage: PoolStage;
  readonly visit: number;
  readonly dueOn: string;
  readonly matterId: string;
}

export const tasksOf = (tx: Tx, candidateId: string): Promise<TaskRow[]> =>
  tx.rows<TaskRow>(sql`
    select task, stage, visit, due_on as "dueOn", matter_id as "matterId" from candidate_tasks
    where district_id = ${tx.districtId} and candidate_id = ${candidateId} order by visit, due_on, task`);

interface FactRow {
  readonly id: string;
  readonly text: string | null;
  readonly confidential: boolean;
  readonly at: number;
  readonly zh: string | null;
  readonly en: string | null;
}

/** Facts; the words of confidential ones never leave the database here. */
export async function factsOf(tx: Tx, candidateId: string): Promise<CandidateDetail['facts']> {
  const rows = await tx.rows<FactRow>(sql`
    select f.id, case when f.confidential then null else f.text end as text, f.confidential, f.at, a.name_zh as zh, a.name_en as en
    from candidate_facts f left join accounts a on a.district_id = f.district_id and a.id = f.account_id
    where f.district_id = ${tx.districtId} and f.candidate_id = ${candidateId} order by f.at desc, f.id`);
  return rows.map(({ zh, en, at, ...fact }) => ({ ...fact, at: isoInstant(at), by: { zh: zh ?? '', en: en ?? '' } }));
}

/** Readings shown with a candidate, newest first; the record keeps all of them. */
const READINGS_SHOWN = 50;

export async function readingsOf(tx: Tx, candidateId: string): Promise<CandidateDetail['readings']> {
  const rows = await tx.rows<{ at: number; zh: string; en: string; facts: number }>(sql`
    select r.at, a.name_zh as zh, a.name_en as en, r.facts from candidate_readings r
    join accounts a on a.district_id = r.district_id and a.id = r.account_id
    where r.district_id = ${tx.districtId} and r.candidate_id = ${candidateId} order by r.at desc, r.id limit ${READINGS_SHOWN}`);
  return rows.map(({ at, zh, en, facts }) => ({ at: isoInstant(at), by: { zh, en }, facts }));
}

/** Who works for a candidate, and who keeps away from it and why. */
export const engagementsOf = (tx: Tx, candidateId: string): Promise<CandidateDetail['engagements']> =>
  tx.rows(sql`
    select i.id as "intermediaryId", i.name, i.kind, e.since, r.reason as recused from candidate_engagements e
    join intermediaries i on i.district_id = e.district_id and i.id = e.intermediary_id
    left join candidate_recusals r on r.district_id = e.district_id and r.candidate_id = e.candidate_id and r.intermediary_id = i.id
    where e.district_id = ${tx.districtId} and e.candidate_id = ${candidateId} order by i.kind, i.name, i.id`);
