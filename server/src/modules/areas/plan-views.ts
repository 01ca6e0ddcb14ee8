import type { AreaPlanLine, AreaPlanSettings, AreaPlanState } from '@banfei/contracts';
import { isoInstant, isoOrNull } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { AreaPlan, Move, StoredVerdict } from './area-plan.ts';
import type { Compared } from './compare.ts';

interface PlanRow {
  readonly id: string;
  readonly number: number;
  readonly state: AreaPlanState;
  readonly version: number;
  readonly author_id: string;
  readonly approver_id: string | null;
  readonly settings: AreaPlanSettings;
  readonly verdict: StoredVerdict;
  readonly base_areas: Buffer;
  readonly base_firms: Readonly<Record<string, number>>;
  readonly return_reason: string;
  readonly created_at: number;
  readonly effective_at: number | null;
  readonly in_force_at: number | null;
}

const planOf = (row: PlanRow, moves: readonly Move[]): AreaPlan => ({
  id: row.id,
  number: row.number,
  state: row.state,
  version: row.version,
  authorId: row.author_id,
  approverId: row.approver_id,
  settings: row.settings,
  verdict: row.verdict,
  baseAreas: row.base_areas.toString('hex'),
  baseFirms: row.base_firms,
  returnReason: row.return_reason,
  createdAt: row.created_at,
  effectiveAt: row.effective_at,
  inForceAt: row.in_force_at,
  moves,
});

async function readPlan(tx: Tx, planId: string, lock: Sql): Promise<AreaPlan | undefined> {
  const row = await tx.row<PlanRow>(sql`
    select id, number, state, version, author_id, approver_id, settings, verdict, base_areas, base_firms, return_reason, created_at,
      effective_at, in_force_at
    from area_plans where district_id = ${tx.districtId} and id = ${planId} ${lock}`);
  if (row === undefined) return undefined;
  const moves = await tx.rows<Move>(sql`
    select cell, from_area as "from", to_area as "to" from area_plan_moves
    where district_id = ${tx.districtId} and plan_id = ${planId} order by cell`);
  return planOf(row, moves);
}

export const loadPlan = (tx: Tx, planId: string): Promise<AreaPlan | undefined> => readPlan(tx, planId, sql``);
export const loadPlanForStep = (tx: Tx, planId: string): Promise<AreaPlan | undefined> =>
  readPlan(tx, planId, sql`for update`);

/** Approved plans whose hour has come. */
export const duePlans = (tx: Tx, now: number): Promise<{ id: string }[]> =>
  tx.rows(sql`select id from area_plans where district_id = ${tx.districtId} and state = 'approved' and effective_at <= ${new Date(now)}
    order by effective_at, number`);

/** What a plan changed, as it was frozen when it took effect. */
export async function outcomeOf(tx: Tx, planId: string): Promise<Compared | null> {
  const row = await tx.row<{ outcome: Compared | null }>(
    sql`select outcome from area_plans where district_id = ${tx.districtId} and id = ${planId}`,
  );
  return row?.outcome ?? null;
}

interface LineRow {
  readonly id: string;
  readonly number: number;
  readonly state: AreaPlanState;
  readonly author_zh: string;
  readonly author_en: string;
  readonly approver_zh: string | null;
  readonly approver_en: string | null;
  readonly created_at: number;
  readonly effective_at: number | null;
  readonly moved: number;
}

const lines = (where: Sql): Sql => sql`
  select p.id, p.number, p.state, a.name_zh as author_zh, a.name_en as author_en, b.name_zh as approver_zh, b.name_en as approver_en,
    p.created_at, p.effective_at, (select count(*)::integer from area_plan_moves m where m.district_id = p.district_id and m.plan_id = p.id) as moved
  from area_plans p join accounts a on a.district_id = p.district_id and a.id = p.author_id
  left join accounts b on b.district_id = p.district_id and b.id = p.approver_id where ${where}`;

const lineOf = (row: LineRow): AreaPlanLine => ({
  id: row.id,
  number: row.number,
  state: row.state,
  author: { zh: row.author_zh, en: row.author_en },
  approver: row.approver_zh === null || row.approver_en === null ? null : { zh: row.approver_zh, en: row.approver_en },
  createdAt: isoInstant(row.created_at),
  effectiveAt: isoOrNull(row.effective_at),
  movedCells: row.moved,
});

/** Plans shown at once; older ones are history that nobody decides on. */
const LINES = 50;

/** Plans of the district, newest first. */
export async function planLines(tx: Tx): Promise<AreaPlanLine[]> {
  const rows = await tx.rows<LineRow>(
    sql`${lines(sql`p.district_id = ${tx.districtId}`)} order by p.number desc limit ${LINES}`,
  );
  return rows.map(lineOf);
}

export async function planLine(tx: Tx, planId: string): Promise<AreaPlanLine> {
  const row = await tx.row<LineRow>(lines(sql`p.district_id = ${tx.districtId} and p.id = ${planId}`));
  if (row === undefined) throw new Error(`plan ${planId} was read in this transaction and is not there`);
  return lineOf(row);
}

export interface HistoryRow {
  readonly at: number;
  readonly type: string;
  readonly actor_zh: string | null;
  readonly actor_en: string | null;
  readonly text: string;
}

/** What happened to a plan, oldest first; `text` is a reason where one was given. */
export const planHistory = (tx: Tx, planId: string): Promise<HistoryRow[]> =>
  tx.rows<HistoryRow>(sql`
    select e.at, e.type, a.name_zh as actor_zh, a.name_en as actor_en, coalesce(e.payload ->> 'reason', '') as text
    from area_plan_events e left join accounts a on a.district_id = e.district_id and a.id = e.actor_id
    where e.district_id = ${tx.districtId} and e.plan_id = ${planId} order by e.seq`);
