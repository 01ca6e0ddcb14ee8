import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { leafOf, outboxMessage } from '../../platform/record.ts';
import { sql } from '../../platform/sql.ts';
import type { AreaPlan, Move, PlanEventType } from './area-plan.ts';

/** Changes of plans and of areas follow one another in a district: each sees what the one before has written. */
const PLANS_LOCK = 7320;

export const lockPlans = (tx: Tx): Promise<unknown> =>
  tx.rows(sql`select pg_advisory_xact_lock(${PLANS_LOCK}, ${tx.districtId})`);

/** One thing that happened to a plan: who did it (null: the clock), when, and what it was about. */
export interface PlanEvent {
  readonly type: PlanEventType;
  readonly at: number;
  readonly actorId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Event, register leaf and message of one step, in the transaction of the step (ARCHITECTURE I-ATOM). */
async function recordStep(tx: Tx, planId: string, seq: number, event: PlanEvent): Promise<void> {
  const { type, at, actorId, payload } = event;
  const actor = actorId === null ? { kind: 'system' } : { kind: 'manager', accountId: actorId };
  const leaf = leafOf(tx.districtId, { subject: 'areaPlan', subjectId: planId, seq, at, type, actor, payload });
  await tx.run(sql`
    insert into area_plan_events (district_id, plan_id, seq, at, type, actor_id, salt, payload)
    values (${tx.districtId}, ${planId}, ${seq}, ${new Date(at)}, ${type}, ${actorId}, ${leaf.salt}, ${JSON.stringify(payload)})`);
  await tx.run(sql`insert into leaves (district_id, subject, subject_id, seq, at, hash)
    values (${tx.districtId}, ${leaf.subject}, ${planId}, ${seq}, ${new Date(at)}, ${leaf.hash})`);
  const message = outboxMessage('areas', { planId, type });
  await tx.run(sql`insert into outbox (district_id, id, topic, payload, created_at)
    values (${tx.districtId}, ${message.id}, ${message.topic}, ${JSON.stringify(message.payload)}, ${new Date(at)})`);
}

export type NewPlan = Pick<
  AreaPlan,
  'authorId' | 'settings' | 'verdict' | 'baseAreas' | 'baseFirms' | 'createdAt' | 'moves'
>;

/** Stores a draft under the next number of its district. The caller holds the lock of plans. */
export async function insertPlan(tx: Tx, plan: NewPlan): Promise<string> {
  const id = newId(plan.createdAt);
  await tx.run(sql`
    insert into area_plans (district_id, id, number, state, version, author_id, settings, verdict, base_areas, base_firms, created_at)
    select ${tx.districtId}, ${id}, coalesce(max(number), 0) + 1, 'draft', 1, ${plan.authorId}::uuid, ${JSON.stringify(plan.settings)}::jsonb,
      ${JSON.stringify(plan.verdict)}::jsonb, decode(${plan.baseAreas}, 'hex'), ${JSON.stringify(plan.baseFirms)}::jsonb, ${new Date(plan.createdAt)}::timestamptz
    from area_plans where district_id = ${tx.districtId}`);
  await insertMoves(tx, id, plan.moves);
  const payload = { settings: plan.settings, baseAreas: plan.baseAreas, moves: plan.moves };
  await recordStep(tx, id, 1, { type: 'drafted', at: plan.createdAt, actorId: plan.authorId, payload });
  return id;
}

const insertMoves = (tx: Tx, planId: string, moves: readonly Move[]): Promise<number> =>
  tx.run(sql`
    insert into area_plan_moves (district_id, plan_id, cell, from_area, to_area)
    select ${tx.districtId}, ${planId}, m.* from unnest(${moves.map(({ cell }) => cell)}::text[],
      ${moves.map(({ from }) => from)}::integer[], ${moves.map(({ to }) => to)}::integer[]) as m`);

/** All moves of a draft are replaced; its events keep what they were before. */
export async function replaceMoves(tx: Tx, planId: string, moves: readonly Move[]): Promise<void> {
  await tx.run(sql`delete from area_plan_moves where district_id = ${tx.districtId} and plan_id = ${planId}`);
  await insertMoves(tx, planId, moves);
}

/** What a step changes of a plan besides its state and version. */
export interface PlanChange {
  readonly approverId?: string | null;
  readonly effectiveAt?: number | null;
  readonly returnReason?: string;
  readonly inForceAt?: number;
  readonly outcome?: unknown;
}

/** Stores one step of a plan that the caller has locked. `version` is what the caller has read. */
export async function storePlanStep(
  tx: Tx,
  plan: AreaPlan,
  to: { readonly state: AreaPlan['state'] } & PlanChange,
  event: PlanEvent,
): Promise<void> {
  const instant = (at: number | null): Date | null => (at === null ? null : new Date(at));
  const approver = to.approverId === undefined ? plan.approverId : to.approverId;
  const effectiveAt = to.effectiveAt === undefined ? plan.effectiveAt : to.effectiveAt;
  const rows = await tx.run(sql`
    update area_plans set state = ${to.state}, version = version + 1, approver_id = ${approver}, effective_at = ${instant(effectiveAt)},
      return_reason = ${to.returnReason ?? plan.returnReason}, in_force_at = ${instant(to.inForceAt ?? plan.inForceAt)},
      outcome = coalesce(${to.outcome === undefined ? null : JSON.stringify(to.outcome)}::jsonb, outcome)
    where district_id = ${tx.districtId} and id = ${plan.id} and version = ${plan.version}`);
  if (rows !== 1) throw new Error(`plan ${plan.number} was version ${plan.version} and is no longer`);
  await recordStep(tx, plan.id, plan.version + 1, event);
}

/**
 * Gives cells to other areas from an instant on: the present (`blocks`) and its history change together, tints of areas
 * that would clash are repainted. Open matters are not touched: whoever answers for one goes on answering.
 */
export async function moveCells(
  tx: Tx,
  planId: string,
  {
    moves,
    tints,
    at,
  }: { readonly moves: readonly Move[]; readonly tints: ReadonlyMap<number, number>; readonly at: number },
): Promise<void> {
  const cells = moves.map(({ cell }) => cell);
  const closed = await tx.run(sql`
    update block_tenures set during = tstzrange(lower(during), ${new Date(at)})
    where district_id = ${tx.districtId} and cell = any(${cells}::text[]) and upper_inf(during)`);
  if (closed !== moves.length) throw new Error(`${closed} of ${moves.length} cells have an open tenure`);
  await tx.run(sql`
    insert into block_tenures (district_id, cell, area_number, during, plan_id)
    select ${tx.districtId}, m.cell, m.area, tstzrange(${new Date(at)}, null), ${planId}
    from unnest(${cells}::text[], ${moves.map(({ to }) => to)}::integer[]) as m (cell, area)`);
  await tx.run(sql`
    update blocks b set area_number = m.area from unnest(${cells}::text[], ${moves.map(({ to }) => to)}::integer[]) as m (cell, area)
    where b.district_id = ${tx.districtId} and b.cell = m.cell`);
  await tx.run(sql`
    update service_areas a set tint = t.tint from unnest(${[...tints.keys()]}::integer[], ${[...tints.values()]}::integer[]) as t (number, tint)
    where a.district_id = ${tx.districtId} and a.number = t.number and a.tint <> t.tint`);
}
