import type { Graph } from './graph.ts';
import { type Random, shuffled } from './random.ts';

/** A smaller graph with the same shape, and the vertex of it that each vertex of the larger one went into. */
export interface Coarser {
  readonly graph: Graph;
  readonly into: Int32Array;
}

export interface Matching {
  /** No vertex of the smaller graph weighs more than this, per constraint. */
  readonly most: Float64Array;
  /** Only vertices with the same number are joined; a plan that is being improved keeps its borders that way. */
  readonly together: Int32Array | null;
  readonly random: Random;
}

/** Whether two vertices may become one. */
function fits(graph: Graph, v: number, u: number, most: Float64Array): boolean {
  for (let c = 0; c < graph.constraints; c += 1) {
    const sum = (graph.weights[v * graph.constraints + c] ?? 0) + (graph.weights[u * graph.constraints + c] ?? 0);
    if (sum > (most[c] ?? 0)) return false;
  }
  return true;
}

/**
 * Joins each vertex with the free neighbor behind its heaviest edge; heavy edges disappear inside and are never cut.
 * Edges count relative to the sizes that they join, so that clusters stay of a kind and round.
 */
function match(graph: Graph, { most, together, random }: Matching): { into: Int32Array; size: number } {
  const into = new Int32Array(graph.size).fill(-1);
  let size = 0;
  // In an order of chance, so that no corner of the map is always joined first.
  for (const v of shuffled(graph.size, random)) {
    if (into[v] !== -1) continue;
    let [best, partner] = [-1, -1];
    const own = graph.weights[v * graph.constraints] ?? 0;
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const u = graph.neighbors[at] ?? 0;
      if (into[u] !== -1 || (together !== null && together[u] !== together[v])) continue;
      const score = (graph.edgeWeights[at] ?? 0) / (1 + own + (graph.weights[u * graph.constraints] ?? 0));
      if (score > best && fits(graph, v, u, most)) [best, partner] = [score, u];
    }
    into[v] = size;
    if (partner !== -1) into[partner] = size;
    size += 1;
  }
  return { into, size };
}

/** Joins all vertices with the same number into one; edges between two numbers are added up, inner ones vanish. */
export function contract(graph: Graph, into: Int32Array, size: number): Graph {
  // Members of each new vertex side by side, as a counting sort leaves them.
  const first = new Int32Array(size + 1);
  for (let v = 0; v < graph.size; v += 1) first[(into[v] ?? 0) + 1] = (first[(into[v] ?? 0) + 1] ?? 0) + 1;
  for (let s = 0; s < size; s += 1) first[s + 1] = (first[s + 1] ?? 0) + (first[s] ?? 0);
  const members = new Int32Array(graph.size);
  const filled = first.slice();
  const weights = new Float64Array(size * graph.constraints);
  for (let v = 0; v < graph.size; v += 1) {
    const s = into[v] ?? 0;
    members[filled[s] ?? 0] = v;
    filled[s] = (filled[s] ?? 0) + 1;
    for (let c = 0; c < graph.constraints; c += 1) {
      const slot = s * graph.constraints + c;
      weights[slot] = (weights[slot] ?? 0) + (graph.weights[v * graph.constraints + c] ?? 0);
    }
  }
  // `place` remembers where the row of this vertex holds each neighbor; an old place lies before the row's beginning.
  const offsets = new Int32Array(size + 1);
  const neighbors = new Int32Array(graph.neighbors.length);
  const edgeWeights = new Float64Array(graph.neighbors.length);
  const place = new Int32Array(size).fill(-1);
  let end = 0;
  for (let s = 0; s < size; s += 1) {
    const begin = end;
    for (let m = first[s] ?? 0; m < (first[s + 1] ?? 0); m += 1) {
      const v = members[m] ?? 0;
      for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
        const t = into[graph.neighbors[at] ?? 0] ?? 0;
        if (t === s) continue;
        let slot = place[t] ?? -1;
        if (slot < begin) {
          slot = end;
          end += 1;
          place[t] = slot;
          neighbors[slot] = t;
          edgeWeights[slot] = 0;
        }
        edgeWeights[slot] = (edgeWeights[slot] ?? 0) + (graph.edgeWeights[at] ?? 0);
      }
    }
    offsets[s + 1] = end;
  }
  return {
    size,
    constraints: graph.constraints,
    offsets,
    neighbors: neighbors.slice(0, end),
    edgeWeights: edgeWeights.slice(0, end),
    weights,
  };
}

/** One level: about half as many vertices. Null when joining no longer makes the graph notably smaller. */
export function coarser(graph: Graph, matching: Matching): Coarser | null {
  const { into, size } = match(graph, matching);
  return size > graph.size * 0.94 ? null : { graph: contract(graph, into, size), into };
}
