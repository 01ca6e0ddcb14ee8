import { canonicalJson, sha256 } from '../../platform/ids.ts';
import type { AreaPlan } from './area-plan.ts';
import { fingerprintOfAreas, firmsOf, type Ground } from './ground.ts';

/**
 * Fingerprint of what a reader of a plan has before him: the areas, the companies in every cell, the moves. An approval
 * names it. Matters do not enter: they come every minute, and each of them stays with its owner whatever is decided.
 */
export const markOf = (ground: Ground, plan: AreaPlan): string =>
  sha256(
    canonicalJson({
      areas: fingerprintOfAreas(ground),
      firms: firmsOf(ground),
      moves: plan.moves,
      hour: plan.effectiveAt,
    }),
  ).toString('hex');
