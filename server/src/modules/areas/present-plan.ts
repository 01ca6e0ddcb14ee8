import type { AreaPlanDetail, AreaPlanMatter } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import type { PostDirectory } from '../posts/index.ts';
import { type AreaPlan, pointsOf } from './area-plan.ts';
import { areasAfter, type Compared, compare } from './compare.ts';
import { edgesOf, fingerprintOfAreas, firmsChanged, firmsOf, type Ground } from './ground.ts';
import { markOf } from './mark.ts';
import type { PlanDeps } from './plan-deps.ts';
import { loadPlan, outcomeOf, planHistory, planLine } from './plan-views.ts';
import { readGround } from './read-ground.ts';

/** Matters named one by one on the page; the total counts all of them. */
const MATTERS_SHOWN = 300;
const MATTERS_COUNTED = 20_000;

export interface PlanAsked {
  readonly planId: string;
  readonly principal: Principal;
  readonly now: number;
}

async function mattersOf(tx: Tx, deps: PlanDeps, plan: AreaPlan, directory: PostDirectory) {
  const moveOf = new Map(plan.moves.map((move) => [move.cell, move]));
  const open = await deps.matters.openIn(tx, [...moveOf.keys()], MATTERS_COUNTED);
  const shown = open.slice(0, MATTERS_SHOWN).flatMap((matter): AreaPlanMatter[] => {
    const move = moveOf.get(matter.cell);
    if (move === undefined) return [];
    const { number, title, firm, ownerPostId } = matter;
    return [{ number, title, firm, from: move.from, to: move.to, owner: directory.card(ownerPostId) }];
  });
  return { matters: shown, mattersTotal: open.length };
}

const graphOf = (ground: Ground, plan: AreaPlan): AreaPlanDetail['graph'] => ({
  cells: [...ground.cells],
  area: [...(plan.state === 'inForce' ? ground.area : areasAfter(ground, plan.moves))],
  points: ground.work.map((work) => pointsOf(work, plan.settings.weights)),
  firms: ground.work.map(({ firms }) => firms),
  edges: edgesOf(ground),
});

const staleOf = (ground: Ground, plan: AreaPlan): AreaPlanDetail['stale'] =>
  plan.state === 'inForce' || plan.state === 'withdrawn'
    ? { areas: false, firms: 0 }
    : {
        areas: plan.baseAreas !== fingerprintOfAreas(ground),
        firms: firmsChanged(plan.baseFirms, firmsOf(ground)),
      };

/** A plan as screens see it: beside today while it is open, as it was frozen once it is in force. */
export async function presentPlan(
  tx: Tx,
  deps: PlanDeps,
  { planId, principal, now }: PlanAsked,
): Promise<AreaPlanDetail> {
  const plan = await loadPlan(tx, planId);
  if (plan === undefined) throw new Refusal('NOT_FOUND');
  const { ground, geometry, staffUnknown } = await readGround(tx, deps.matters, now);
  const directory = await deps.posts.directory(tx.districtId);
  const { areas, teams } = geometry;
  const compared: Compared =
    (await outcomeOf(tx, planId)) ??
    compare({ ground, areas, teams, weights: plan.settings.weights, moves: plan.moves });
  const { curve, ...verdict } = plan.verdict;
  return {
    ...(await planLine(tx, planId)),
    version: plan.version,
    own: plan.authorId === principal.accountId,
    settings: plan.settings,
    verdict,
    curve: [...curve],
    returnReason: plan.returnReason,
    stale: staleOf(ground, plan),
    mark: markOf(ground, plan),
    before: compared.before,
    after: compared.after,
    areas: [...compared.areas],
    moves: [...plan.moves],
    movedFirms: compared.movedFirms,
    staffUnknown,
    ...(await mattersOf(tx, deps, plan, directory)),
    graph: graphOf(ground, plan),
    history: (await planHistory(tx, planId)).map(({ at, type, actor_zh, actor_en, text }) => ({
      at: isoInstant(at),
      type,
      actor: actor_zh === null || actor_en === null ? null : { zh: actor_zh, en: actor_en },
      text,
    })),
  };
}
