import type {
  ApproveAreaPlan,
  DraftAreaPlan,
  EditAreaPlan,
  ProposeAreaPlan,
  ReturnAreaPlan,
  WithdrawAreaPlan,
} from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { constraintOf } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { actOnce, earlierReply, type Intention, type Reply } from '../../platform/idempotency.ts';
import type { Principal } from '../../platform/principal.ts';
import { type AreaPlan, type Move, type PlanEventType, pointsOf, STATE_WORDS, stateAfter } from './area-plan.ts';
import { areasAfter } from './compare.ts';
import { fingerprintOfAreas, firmsOf, type Ground, isWhole } from './ground.ts';
import { markOf } from './mark.ts';
import type { PlanDeps } from './plan-deps.ts';
import { insertPlan, lockPlans, type PlanChange, replaceMoves, storePlanStep } from './plan-store.ts';
import { loadPlanForStep } from './plan-views.ts';
import { presentPlan } from './present-plan.ts';
import { type GroundNow, readGround } from './read-ground.ts';

/** One step of a manager on plans, as it arrives from the edge. */
export interface PlanCall<Body> {
  readonly principal: Principal;
  readonly intention: Intention;
  readonly now: number;
  readonly body: Body;
}

const DAY = 86_400_000;
const YEAR = 366 * DAY;

const movesTo = (ground: Ground, area: readonly number[]): Move[] =>
  ground.cells.flatMap((cell, index) => {
    const [from = 0, to = 0] = [ground.area[index], area[index]];
    return from === to ? [] : [{ cell, from, to }];
  });

/** Computes a plan from today's areas and stores it as a draft of the caller. Nothing else changes. */
export async function draftPlan(deps: PlanDeps, call: PlanCall<DraftAreaPlan>): Promise<Reply> {
  const { platform, matters, planner } = deps;
  const { principal, intention, body, now } = call;
  // Computing takes seconds and holds no transaction; the same intention sent again need not compute.
  const earlier = await earlierReply(platform.db, intention);
  if (earlier !== undefined) return earlier;
  const { settings } = body;
  const read = (tx: Tx): Promise<GroundNow> => readGround(tx, matters, now);
  const { ground, geometry } = await platform.db.readDistrict(principal.districtId, read);
  const points = ground.work.map((work) => pointsOf(work, settings.weights));
  if (!points.some((each) => each > 0)) throw new Refusal('AREA_PLAN_WEIGHTLESS');
  const areas = geometry.areas.map(({ number, teamNumber }) => ({
    number,
    strength: geometry.teams.get(teamNumber)?.strength ?? 1,
  }));
  const planned = await planner.plan({ ground, points, areas, settings });
  return actOnce(platform, intention, async (tx) => {
    await lockPlans(tx);
    const id = await insertPlan(tx, {
      authorId: principal.accountId,
      settings,
      verdict: planned.verdict,
      baseAreas: fingerprintOfAreas(ground),
      baseFirms: firmsOf(ground),
      createdAt: now,
      moves: movesTo(ground, planned.area),
    });
    return { status: 201, body: await presentPlan(tx, deps, { planId: id, principal, now }) };
  });
}

interface Stepping {
  readonly tx: Tx;
  readonly plan: AreaPlan;
  readonly now: GroundNow;
}

interface StepResult {
  readonly change?: PlanChange;
  readonly payload?: Readonly<Record<string, unknown>>;
}

interface PlanStep<Body> {
  readonly planId: string;
  readonly type: PlanEventType;
  readonly call: PlanCall<Body>;
  readonly work: (stepping: Stepping) => Promise<StepResult> | StepResult;
}

/** One step on one plan: lock, check who saw what and where it stands, act, record, answer the plan as it now is. */
async function step<Body extends { readonly version: number }>(deps: PlanDeps, given: PlanStep<Body>): Promise<Reply> {
  const { planId, type, call, work } = given;
  const { principal, intention, body, now } = call;
  const { platform } = deps;
  return actOnce(platform, intention, async (tx) => {
    await lockPlans(tx);
    const plan = await loadPlanForStep(tx, planId);
    if (plan === undefined) throw new Refusal('NOT_FOUND');
    const { number, version, state } = plan;
    const next = stateAfter(state, type);
    if (next === null)
      throw new Refusal('AREA_PLAN_STATE', { number, stateZh: STATE_WORDS[state].zh, stateEn: STATE_WORDS[state].en });
    if (version !== body.version) throw new Refusal('AREA_PLAN_VERSION', { number, seen: body.version, version });
    const { change = {}, payload = {} } = await work({ tx, plan, now: await readGround(tx, deps.matters, now) });
    const event = { type, at: now, actorId: principal.accountId, payload };
    await storePlanStep(tx, plan, { state: next, ...change }, event);
    return { status: 200, body: await presentPlan(tx, deps, { planId, principal, now }) };
  });
}

function byAuthor(plan: AreaPlan, { accountId }: Principal): void {
  if (plan.authorId !== accountId) throw new Refusal('AREA_PLAN_NOT_AUTHOR', { number: plan.number });
}

function onTheseAreas(plan: AreaPlan, ground: Ground): void {
  if (plan.baseAreas !== fingerprintOfAreas(ground)) throw new Refusal('AREA_PLAN_OUTDATED', { number: plan.number });
}

function checkPieces(ground: Ground, numbers: Iterable<number>, area: readonly number[]): void {
  for (const number of numbers) {
    if (!area.includes(number)) throw new Refusal('AREA_PLAN_AREA_EMPTY', { area: number });
    if (!isWhole(ground, area, number)) throw new Refusal('AREA_PLAN_TORN', { area: number });
  }
}

/** The author moves cells by hand. What comes out must be as good as what a planner may give: whole areas, none empty. */
export const editPlan = (deps: PlanDeps, planId: string, call: PlanCall<EditAreaPlan>): Promise<Reply> =>
  step(deps, {
    planId,
    type: 'edited',
    call,
    work: async ({ tx, plan, now: { ground, geometry } }) => {
      byAuthor(plan, call.principal);
      onTheseAreas(plan, ground);
      const numbers = geometry.areas.map(({ number }) => number);
      const area = [...areasAfter(ground, plan.moves)];
      for (const { cell, to } of call.body.moves) {
        const index = ground.at.get(cell);
        if (index === undefined) throw new Refusal('AREA_PLAN_CELL_UNKNOWN', { cell });
        if (!numbers.includes(to)) throw new Refusal('AREA_PLAN_AREA_UNKNOWN', { area: to });
        area[index] = to;
      }
      checkPieces(ground, numbers, area);
      await replaceMoves(tx, planId, movesTo(ground, area));
      return { payload: { moves: call.body.moves } };
    },
  });

/** The author asks for approval and says when the plan shall take effect. */
export const proposePlan = (deps: PlanDeps, planId: string, call: PlanCall<ProposeAreaPlan>): Promise<Reply> =>
  step(deps, {
    planId,
    type: 'proposed',
    call,
    work: ({ plan, now: { ground, geometry } }) => {
      const { effectiveAt } = call.body;
      byAuthor(plan, call.principal);
      onTheseAreas(plan, ground);
      const at = Date.parse(effectiveAt);
      if (!(at > call.now && at <= call.now + YEAR)) throw new Refusal('AREA_PLAN_TIME', { time: effectiveAt });
      if (plan.moves.length === 0) throw new Refusal('AREA_PLAN_NO_CHANGE', { number: plan.number });
      // A planner's own plan is not taken at its word either.
      const numbers = geometry.areas.map(({ number }) => number);
      checkPieces(ground, numbers, areasAfter(ground, plan.moves));
      return { change: { effectiveAt: at, returnReason: '' }, payload: { effectiveAt, moves: plan.moves } };
    },
  });

/** A second person approves what he has seen: the same moves on the same areas and companies. */
export async function approvePlan(deps: PlanDeps, planId: string, call: PlanCall<ApproveAreaPlan>): Promise<Reply> {
  const { principal, body, now } = call;
  try {
    return await step(deps, {
      planId,
      type: 'approved',
      call,
      work: ({ plan, now: { ground } }) => {
        const { number, authorId, effectiveAt } = plan;
        if (authorId === principal.accountId) throw new Refusal('AREA_PLAN_AUTHOR_APPROVES', { number });
        onTheseAreas(plan, ground);
        if (effectiveAt === null || effectiveAt <= now)
          throw new Refusal('AREA_PLAN_TIME', {
            time: effectiveAt === null ? '' : new Date(effectiveAt).toISOString(),
          });
        if (body.mark !== markOf(ground, plan)) throw new Refusal('AREA_PLAN_UNSEEN', { number });
        return { change: { approverId: principal.accountId }, payload: { mark: body.mark } };
      },
    });
  } catch (error) {
    if (constraintOf(error) === 'area_plans_one_approved') throw new Refusal('AREA_PLAN_WAITING');
    throw error;
  }
}

/** Anybody else of the management sends a proposal back with a reason; it becomes its author's draft again. */
export const returnPlan = (deps: PlanDeps, planId: string, call: PlanCall<ReturnAreaPlan>): Promise<Reply> =>
  step(deps, {
    planId,
    type: 'returned',
    call,
    work: () => {
      const reason = call.body.reason.trim();
      if (reason === '') throw new Refusal('AREA_PLAN_REASON_EMPTY');
      return { change: { returnReason: reason }, payload: { reason } };
    },
  });

/** Stops a plan before its hour: the author at any time, anybody of the management once it is approved. */
export const withdrawPlan = (deps: PlanDeps, planId: string, call: PlanCall<WithdrawAreaPlan>): Promise<Reply> =>
  step(deps, {
    planId,
    type: 'withdrawn',
    call,
    work: ({ plan }) => {
      if (plan.state !== 'approved') byAuthor(plan, call.principal);
      return {};
    },
  });
