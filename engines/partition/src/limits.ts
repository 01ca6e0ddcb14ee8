import { componentsOf, type Graph, totalsOf } from './graph.ts';
import { sharesOf } from './split.ts';
import type { Limits } from './working.ts';

/** How evenly loads must lie: `max` bounds them above, `both` also below. Bounds of whole numbers are rounded inwards. */
export type Balance = 'max' | 'both';

/** Why no plan at all can keep the tolerance. Shares are of the mean load, 0.25 for a quarter above it. */
export interface Bound {
  readonly kind: 'heaviestVertex' | 'components' | 'granularity';
  readonly constraint: number;
  /** Imbalance that every plan has at least. */
  readonly atLeast: number;
}

/** Whether a constraint is counted in whole numbers, so that its bounds can be as well. */
function allWhole(graph: Graph, c: number): boolean {
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

// The part that may carry most; `even` where all parts are alike, which is where the other bounds are proven.
function widestOf({ mean, most, least }: Limits, constraints: number, c: number) {
  let at = c;
  let even = true;
  for (let slot = c; slot < most.length; slot += constraints) {
    if (mean[slot] !== mean[c]) even = false;
    if ((most[slot] ?? 0) > (most[at] ?? 0)) at = slot;
  }
  return { mean: mean[at] ?? 1, most: most[at] ?? 0, least: least[at] ?? 0, even };
}

/**
 * The bound that forbids the limits, if an easy one does: a vertex heavier than a part may be, connected pieces whose
 * loads no division of the parts evens out, or bounds with no whole number between them. Null does not promise a plan.
 */
export function boundOf(graph: Graph, parts: number, limits: Limits, linked: boolean): Bound | null {
  const { component, count } = componentsOf(graph);
  // Each constraint is looked at by itself; that two of them contradict each other is not seen here.
  for (let c = 0; c < graph.constraints; c += 1) {
    const { mean, most, least, even } = widestOf(limits, graph.constraints, c);
    let heaviest = 0;
    const pieces = new Array<number>(count).fill(0);
    for (let v = 0; v < graph.size; v += 1) {
      const weight = graph.weights[v * graph.constraints + c] ?? 0;
      heaviest = Math.max(heaviest, weight);
      pieces[component[v] ?? 0] = (pieces[component[v] ?? 0] ?? 0) + weight;
    }
    if (heaviest > most) return { kind: 'heaviestVertex', constraint: c, atLeast: heaviest / mean - 1 };
    if (!even) continue;
    if (least > most || mean > most) return { kind: 'granularity', constraint: c, atLeast: Math.ceil(mean) / mean - 1 };
    if (linked || count < 2 || count > parts) continue;
    // The division that evens pieces out best leaves the heaviest share as light as it can be.
    const shares = sharesOf(pieces, parts);
    const worst = Math.max(...pieces.map((piece, at) => piece / (shares[at] ?? 1)));
    if (worst > most) return { kind: 'components', constraint: c, atLeast: worst / mean - 1 };
  }
  return null;
}
