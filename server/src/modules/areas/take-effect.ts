import type { Tx } from '../../platform/db.ts';
import { stateAfter } from './area-plan.ts';
import { areasAfter, compare, tintsAfter } from './compare.ts';
import { fingerprintOfAreas } from './ground.ts';
import type { PlanDeps } from './plan-deps.ts';
import { lockPlans, moveCells, storePlanStep } from './plan-store.ts';
import { duePlans, loadPlanForStep } from './plan-views.ts';
import { readGround } from './read-ground.ts';

const ALL_MATTERS = 100_000;

/**
 * Carries out one approved plan whose hour has come, in the caller's transaction: cells, their history, tints, the plan's
 * own state, event and leaf together or not at all. When the areas are no longer those it was drawn on, it becomes outdated
 * and nothing moves. False when somebody else has decided on it meanwhile.
 */
async function carryOut(tx: Tx, deps: Pick<PlanDeps, 'matters'>, planId: string, now: number): Promise<boolean> {
  await lockPlans(tx);
  const plan = await loadPlanForStep(tx, planId);
  if (plan === undefined || plan.effectiveAt === null || plan.effectiveAt > now) return false;
  const inForce = stateAfter(plan.state, 'tookEffect');
  const outdated = stateAfter(plan.state, 'foundOutdated');
  if (inForce === null || outdated === null) return false;
  const { ground, geometry } = await readGround(tx, deps.matters, now);
  if (plan.baseAreas !== fingerprintOfAreas(ground)) {
    const event = { type: 'foundOutdated', at: now, actorId: null, payload: {} } as const;
    await storePlanStep(tx, plan, { state: outdated }, event);
    return true;
  }
  const { areas, teams } = geometry;
  const { moves, settings } = plan;
  const outcome = compare({ ground, areas, teams, weights: settings.weights, moves });
  const open = await deps.matters.openIn(
    tx,
    moves.map(({ cell }) => cell),
    ALL_MATTERS,
  );
  await moveCells(tx, planId, { moves, tints: tintsAfter(ground, areasAfter(ground, moves), areas), at: now });
  const payload = { moves, movedFirms: outcome.movedFirms, openMatters: open.map(({ number }) => number) };
  await storePlanStep(
    tx,
    plan,
    { state: inForce, inForceAt: now, outcome },
    { type: 'tookEffect', at: now, actorId: null, payload },
  );
  return true;
}

/** Carries out every plan of a district whose hour has come and says how many there were. */
export async function takeEffect(deps: PlanDeps, districtId: number): Promise<number> {
  const { platform, areas } = deps;
  const due = await platform.db.readDistrict(districtId, (tx) => duePlans(tx, platform.now()));
  let carried = 0;
  for (const { id } of due)
    if (await platform.db.inDistrict(districtId, (tx) => carryOut(tx, deps, id, platform.now()))) carried += 1;
  if (carried > 0) {
    await areas.reload(districtId);
    platform.outboxFilled();
  }
  return carried;
}
