import { type Graph, held } from './graph.ts';
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

/** Above this size a graph does not lie in the memory next to the processor. */
const FAR = 100_000;

/** Whether two vertices may become one. */
function fits(graph: Graph, v: number, u: number, most: Float64Array): boolean {
  for (let c = 0; c < graph.constraints; c += 1) {
    const sum = (graph.weights[v * graph.constraints + c] ?? 0) + (graph.weights[u * graph.constraints + c] ?? 0);
    if (sum > (most[c] ?? 0)) return false;
  }
  return true;
}

/** The free neighbor that v is best joined with, or −1. */
function partnerOf(graph: Graph, mate: Int32Array, { most, together }: Matching, v: number): number {
  const { offsets, neighbors, edgeWeights, weights, constraints } = graph;
  const own = weights[v * constraints] ?? 0;
  let best = -1;
  let partner = -1;
  for (let at = offsets[v] ?? 0; at < (offsets[v + 1] ?? 0); at += 1) {
    const u = neighbors[at] ?? 0;
    if (mate[u] !== -1 || (together !== null && together[u] !== together[v])) continue;
    const score = (edgeWeights[at] ?? 0) / (1 + own + (weights[u * constraints] ?? 0));
    if (score <= best || !fits(graph, v, u, most)) continue;
    best = score;
    partner = u;
  }
  return partner;
}

/**
 * Joins each vertex with the free neighbor behind its heaviest edge; heavy edges disappear inside and are never cut.
 * Edges count relative to the sizes that they join, so that clusters stay of a kind and round.
 */
function match(graph: Graph, matching: Matching): { into: Int32Array; size: number } {
  const mate = new Int32Array(graph.size).fill(-1);
  // In an order of chance, so that no corner of the map is always joined first.
  const order = shuffled(graph.size, matching.random);
  for (let i = 0; i < order.length; i += 1) {
    const v = order[i] ?? 0;
    if (mate[v] !== -1) continue;
    const partner = partnerOf(graph, mate, matching, v);
    mate[v] = partner === -1 ? v : partner;
    if (partner !== -1) mate[partner] = v;
  }
  // A large graph is numbered in the order of the larger one: what lies close together there does so here, also in memory.
  const into = new Int32Array(graph.size).fill(-1);
  let size = 0;
  for (let i = 0; i < order.length; i += 1) {
    const v = graph.size > FAR ? i : (order[i] ?? 0);
    if (into[v] !== -1) continue;
    into[v] = size;
    into[mate[v] ?? 0] = size;
    size += 1;
  }
  return { into, size };
}

/** Vertices side by side with those that they are joined with: members of s begin at `first[s]`. */
function membersOf(graph: Graph, into: Int32Array, size: number): { first: Int32Array; members: Int32Array } {
  // As a counting sort leaves them.
  const first = new Int32Array(size + 1);
  for (let v = 0; v < graph.size; v += 1) {
    const s = (into[v] ?? 0) + 1;
    first[s] = (first[s] ?? 0) + 1;
  }
  for (let s = 0; s < size; s += 1) first[s + 1] = (first[s + 1] ?? 0) + (first[s] ?? 0);
  const members = new Int32Array(graph.size);
  const filled = first.slice();
  for (let v = 0; v < graph.size; v += 1) {
    const s = into[v] ?? 0;
    members[filled[s] ?? 0] = v;
    filled[s] = (filled[s] ?? 0) + 1;
  }
  return { first, members };
}

/** Rows of the smaller graph as they grow: room for as many edges as the larger one has. */
class Growing {
  readonly neighbors: Int32Array;
  readonly edgeWeights: Float64Array;
  /** Where the row of this vertex holds each neighbor; an old place lies before the row's beginning. */
  readonly place: Int32Array;

  constructor(edges: number, size: number) {
    this.neighbors = new Int32Array(edges);
    this.edgeWeights = new Float64Array(edges);
    this.place = new Int32Array(size).fill(-1);
  }
}

/** Adds the edges of v to the row of `into[v]`, which began at `begin` and ends at `end` so far; returns its new end. */
function addRow(graph: Graph, into: Int32Array, rows: Growing, row: { v: number; begin: number; end: number }): number {
  const { neighbors, edgeWeights, place } = rows;
  const { v, begin } = row;
  const s = into[v] ?? 0;
  let end = row.end;
  for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
    const t = into[graph.neighbors[at] ?? 0] ?? 0;
    if (t === s) continue;
    const slot = place[t] ?? -1;
    if (slot >= begin) {
      edgeWeights[slot] = (edgeWeights[slot] ?? 0) + (graph.edgeWeights[at] ?? 0);
      continue;
    }
    place[t] = end;
    neighbors[end] = t;
    edgeWeights[end] = graph.edgeWeights[at] ?? 0;
    end += 1;
  }
  return end;
}

/** Joins all vertices with the same number into one; edges between two numbers are added up, inner ones vanish. */
export function contract(graph: Graph, into: Int32Array, size: number): Graph {
  const { constraints } = graph;
  const { first, members } = membersOf(graph, into, size);
  const weights = new Float64Array(size * constraints);
  const offsets = new Int32Array(size + 1);
  const rows = new Growing(graph.neighbors.length, size);
  const row = { v: 0, begin: 0, end: 0 };
  for (let s = 0; s < size; s += 1) {
    row.begin = row.end;
    for (let m = first[s] ?? 0; m < (first[s + 1] ?? 0); m += 1) {
      row.v = members[m] ?? 0;
      row.end = addRow(graph, into, rows, row);
      for (let c = 0; c < constraints; c += 1)
        weights[s * constraints + c] =
          (weights[s * constraints + c] ?? 0) + (graph.weights[row.v * constraints + c] ?? 0);
    }
    offsets[s + 1] = row.end;
  }
  return held({
    size,
    constraints,
    offsets,
    neighbors: rows.neighbors.slice(0, row.end),
    edgeWeights: rows.edgeWeights.slice(0, row.end),
    weights,
  });
}

/** One level: about half as many vertices. Null when joining no longer makes the graph notably smaller. */
export function coarser(graph: Graph, matching: Matching): Coarser | null {
  const { into, size } = match(graph, matching);
  return size > graph.size * 0.94 ? null : { graph: contract(graph, into, size), into };
}
