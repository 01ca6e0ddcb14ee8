import type { Random } from './random.ts';
import { wholenessOf } from './whole.ts';
import { cutOf, give, priceChange, priceOf, violationChange, violationOf, type Working } from './working.ts';

/** The best plan that a search has met: first by violation, then by cut and price of moves. */
export interface Record_ {
  /** Its own copy: the walk goes on without it. */
  readonly part: Int32Array;
  violation: number;
  cost: number;
}

const TINY = 1e-9;

/** Up to this size every better plan is copied the moment it appears; above, at the end of a sweep. */
const EAGER = 2000;

/** Keeps the better of what is recorded and what is at hand. */
export function record(best: Record_, part: Int32Array, violation: number, cost: number): boolean {
  // Within the limits the shorter border wins, outside them whatever lies less far outside.
  const within = Math.max(0, violation - TINY) === 0;
  const held = Math.max(0, best.violation - TINY) === 0;
  const better = within === held ? (within ? cost < best.cost - TINY : violation < best.violation - TINY) : within;
  if (!better) return false;
  best.part.set(part);
  best.violation = violation;
  best.cost = cost;
  return true;
}

/** How a walk cools: from hot to cold in even ratios, while what lies outside the limits becomes ever dearer. */
export interface Cooling {
  /** One sweep tries about two moves for every border edge. */
  readonly sweeps: number;
  readonly hot: number;
  readonly cold: number;
  /** Units of cut for one mean of violation, at the beginning and at the end. */
  readonly lenient: number;
  readonly strict: number;
  readonly random: Random;
  readonly expired: () => boolean;
}

/** Places of `neighbors` whose edge leads to another part: where moves are possible. Returns how many there are. */
function collectBorder({ graph, part }: Working, border: Int32Array, sources: Int32Array): number {
  let count = 0;
  for (let at = 0; at < graph.neighbors.length; at += 1)
    if (part[sources[at] ?? 0] !== part[graph.neighbors[at] ?? 0]) {
      border[count] = at;
      count += 1;
    }
  return count;
}

/**
 * A walk of single moves after Metropolis. A step that makes things worse by d is taken with probability exp(−d / heat).
 * Parts stay whole at every step; limits may be overstepped on the way, which is how a walk passes between plans that
 * no single allowed move connects. Every plan within the limits that beats the record is kept.
 */
export function anneal(working: Working, best: Record_, cooling: Cooling): void {
  const { graph, part, home } = working;
  const { offsets, neighbors, edgeWeights } = graph;
  const { random, sweeps } = cooling;
  const wholeness = wholenessOf(working);
  const sources = new Int32Array(neighbors.length);
  for (let v = 0; v < graph.size; v += 1) sources.fill(v, offsets[v] ?? 0, offsets[v + 1] ?? 0);
  const border = new Int32Array(neighbors.length);
  // Both sums are kept up to date from move to move; they are never counted anew on the way.
  let cost = cutOf(graph, part) + priceOf(working);
  let violation = violationOf(working);
  record(best, part, violation, cost);
  for (let sweep = 0; sweep < sweeps && !cooling.expired(); sweep += 1) {
    const heat = cooling.hot * (cooling.cold / cooling.hot) ** (sweep / sweeps);
    const dearness = cooling.lenient * (cooling.strict / cooling.lenient) ** (sweep / sweeps);
    const count = collectBorder(working, border, sources);
    for (let step = count * 2; step > 0; step -= 1) {
      // A border edge, drawn evenly, names the vertex and the part that it might go to.
      const edge = border[random.below(count)] ?? 0;
      const v = sources[edge] ?? 0;
      const to = part[neighbors[edge] ?? 0] ?? 0;
      const from = part[v] ?? 0;
      if (to === from || home?.locked?.[v] === 1) continue;
      // Edges into the old part would be cut, edges into the new one no longer.
      let worse = 0;
      for (let at = offsets[v] ?? 0; at < (offsets[v + 1] ?? 0); at += 1) {
        const p = part[neighbors[at] ?? 0];
        if (p === from) worse += edgeWeights[at] ?? 0;
        else if (p === to) worse -= edgeWeights[at] ?? 0;
      }
      if (home !== null) worse += priceChange(working, v, to);
      const outside = violationChange(working, v, to);
      const uphill = worse + dearness * outside;
      if (uphill > 0 && random.next() >= Math.exp(-uphill / heat)) continue;
      if (!wholeness.without(v)) continue;
      give(working, v, to);
      cost += worse;
      violation += outside;
      // Copying a large plan at every step downhill would cost more than the walk; small ones are kept at once.
      if (graph.size <= EAGER) record(best, part, violation, cost);
    }
    record(best, part, violation, cost);
  }
}
