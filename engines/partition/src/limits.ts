import { type Graph, totalsOf } from './graph.ts';
import type { Limits } from './working.ts';

/** How evenly loads must lie: `max` bounds them above, `both` also below. Bounds of whole numbers are rounded inwards. */
export type Balance = 'max' | 'both';

/** Whether a constraint is counted in whole numbers, so that its bounds can be as well. */
export function allWhole(graph: Graph, c: number): boolean {
  for (let v = 0; v < graph.size; v += 1)
    if (!Number.isInteger(graph.weights[v * graph.constraints + c] ?? 0)) return false;
  return true;
}

/** Limits of a tolerance of, say, 0.03 around the share of each part, which is the same for all unless `targets` says otherwise. */
export function limitsOf(
  graph: Graph,
  parts: number,
  { tolerance, balance, targets }: { tolerance: number; balance: Balance; targets?: readonly number[] },
): Limits {
  const totals = totalsOf(graph);
  const whole = Array.from(totals, (_, c) => allWhole(graph, c));
  const shares = targets?.reduce((sum, target) => sum + target, 0) ?? parts;
  const mean = new Float64Array(parts * graph.constraints);
  for (let p = 0; p < parts; p += 1)
    totals.forEach((total, c) => {
      mean[p * graph.constraints + c] = (total * (targets?.[p] ?? 1)) / shares;
    });
  // A sum that rounding put a hair above its bound is not above it.
  const hair = 1e-9;
  const most = mean.map((each, slot) => {
    const bound = each * (1 + tolerance) * (1 + hair);
    return whole[slot % graph.constraints] === true ? Math.floor(bound) : bound;
  });
  const least = mean.map((each, slot) => {
    if (balance === 'max') return 0;
    const bound = each * (1 - tolerance) * (1 - hair);
    return whole[slot % graph.constraints] === true ? Math.ceil(bound) : bound;
  });
  // A constraint that nobody carries divides nothing.
  return { least, most, mean: mean.map((each) => (each > 0 ? each : 1)) };
}

/** The first part without a target above 0, −1 when there is none; a target too many belongs to no part. */
export function wrongTarget(targets: readonly number[], parts: number): number {
  if (targets.length !== parts) return Math.min(targets.length, parts);
  return targets.findIndex((target) => !(target > 0 && target < Number.POSITIVE_INFINITY));
}
