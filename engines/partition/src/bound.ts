import { componentsOf, type Graph } from './graph.ts';
import { allWhole } from './limits.ts';
import { neckOf } from './neck.ts';
import { sharesOf } from './split.ts';
import type { Limits } from './working.ts';

/** Why no plan at all can keep the tolerance. Shares are of the mean load, 0.25 for a quarter above it. */
export interface Bound {
  readonly kind: 'heaviestVertex' | 'components' | 'granularity' | 'neck';
  readonly constraint: number;
  /** Imbalance that every plan has at least. */
  readonly atLeast: number;
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
 * loads no division of the parts evens out, bounds with no whole number between them, or a vertex that everything hangs
 * on. Null does not promise a plan.
 */
export function boundOf(graph: Graph, parts: number, limits: Limits, linked: boolean): Bound | null {
  const { component, count } = componentsOf(graph);
  let found: Bound | null = null;
  // Each constraint is looked at by itself; that two of them contradict each other is not seen here.
  for (let c = 0; c < graph.constraints; c += 1) {
    const { mean, most, least, even } = widestOf(limits, graph.constraints, c);
    const whole = allWhole(graph, c);
    // Of several reasons the one that forbids most is told. A load of whole numbers that must be 428.57 is 429 at least.
    const stronger = (kind: Bound['kind'], load: number): Bound => {
      const atLeast = (whole ? Math.ceil(load - 1e-6) : load) / mean - 1;
      return found !== null && found.atLeast >= atLeast ? found : { kind, constraint: c, atLeast };
    };
    let heaviest = 0;
    const pieces = new Array<number>(count).fill(0);
    for (let v = 0; v < graph.size; v += 1) {
      const weight = graph.weights[v * graph.constraints + c] ?? 0;
      heaviest = Math.max(heaviest, weight);
      pieces[component[v] ?? 0] = (pieces[component[v] ?? 0] ?? 0) + weight;
    }
    if (heaviest > most) found = stronger('heaviestVertex', heaviest);
    if (!even) continue;
    if (least > most || mean > most) found = stronger('granularity', mean);
    // Linked pieces may share a part, so neither they nor the links between them hold anything apart.
    if (linked || count > parts) continue;
    // The division that evens pieces out best leaves the heaviest share as light as it can be.
    const shares = sharesOf(pieces, parts);
    const worst = Math.max(...pieces.map((piece, at) => piece / (shares[at] ?? 1)));
    if (worst > most) found = stronger('components', worst);
    const room = Math.max(most, mean);
    const neck = neckOf(graph, c, { most: room, others: parts - count });
    if (neck > room) found = stronger('neck', neck);
  }
  return found;
}

/**
 * What the search aims at. Pieces that cannot be evened out, and whole numbers, press on many parts at once, so that
 * all may go up to the bound. One heavy vertex or one neck burdens its own part only: the others keep what was asked.
 */
export function aimOf(limits: Limits, bound: Bound | null, constraints: number): Limits {
  if (bound === null || bound.kind === 'heaviestVertex' || bound.kind === 'neck') return limits;
  const { mean, most, least } = limits;
  const ours = (slot: number): boolean => slot % constraints === bound.constraint;
  const above = (slot: number): number => (mean[slot] ?? 1) * (1 + bound.atLeast) * (1 + 1e-9);
  const below = (slot: number): number => (mean[slot] ?? 1) * (1 - bound.atLeast);
  return {
    mean,
    most: most.map((each, slot) => (ours(slot) ? Math.max(each, above(slot)) : each)),
    least: least.map((each, slot) => (ours(slot) ? Math.min(each, Math.max(0, below(slot))) : each)),
  };
}
