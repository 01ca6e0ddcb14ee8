import type { Graph } from './graph.ts';

/** What a neck is measured by: the greatest load that a part may have, and how many parts there are besides its own. */
interface Room {
  readonly most: number;
  readonly others: number;
}

/** A walk through the whole graph that always goes on from the newest vertex, and what it learned on its way back. */
interface Walk {
  /** Vertices in the order in which they were met. */
  readonly order: Int32Array;
  readonly parent: Int32Array;
  /** Place of each vertex in that order. */
  readonly place: Int32Array;
  /** Earliest place that anything below a vertex, or the vertex itself, touches. */
  readonly low: Int32Array;
  /** Weight of a vertex and of all below it. */
  readonly below: Float64Array;
}

function walked(graph: Graph, c: number): Walk {
  const { size, offsets, neighbors } = graph;
  const order = new Int32Array(size);
  const parent = new Int32Array(size).fill(-1);
  const place = new Int32Array(size).fill(-1);
  const next = offsets.slice(0, size);
  let met = 0;
  for (let start = 0; start < size; start += 1) {
    if (place[start] !== -1) continue;
    let v = start;
    while (v !== -1) {
      if (place[v] === -1) {
        place[v] = met;
        order[met] = v;
        met += 1;
      }
      const at = next[v] ?? 0;
      if (at === offsets[v + 1]) {
        v = parent[v] ?? -1;
        continue;
      }
      next[v] = at + 1;
      const u = neighbors[at] ?? 0;
      if (place[u] !== -1) continue;
      parent[u] = v;
      v = u;
    }
  }
  const low = place.slice();
  const below = Float64Array.from({ length: size }, (_, v) => graph.weights[v * graph.constraints + c] ?? 0);
  // From the last vertex that was met to the first: what lies below is complete before its parent asks.
  for (let i = size - 1; i >= 0; i -= 1) {
    const v = order[i] ?? 0;
    for (let at = offsets[v] ?? 0; at < (offsets[v + 1] ?? 0); at += 1) {
      const u = neighbors[at] ?? 0;
      if (u !== parent[v]) low[v] = Math.min(low[v] ?? 0, parent[u] === v ? (low[u] ?? 0) : (place[u] ?? 0));
    }
    const p = parent[v] ?? -1;
    if (p !== -1) below[p] = (below[p] ?? 0) + (below[v] ?? 0);
  }
  return { order, parent, place, low, below };
}

/** Least load of the part in the middle when the others take as much from the pieces as loads of `most` allow. */
function leftOver(pieces: readonly number[], { most, others }: Room): number {
  // Each part takes its fill from one piece, or all that is left of it; the largest helpings are taken first.
  let full = 0;
  const rests: number[] = [];
  for (const piece of pieces) {
    const times = Math.floor(piece / most);
    full += times;
    rests.push(piece - times * most);
  }
  const total = pieces.reduce((sum, piece) => sum + piece, 0);
  if (full >= others) return total - others * most;
  rests.sort((a, b) => b - a);
  return rests.slice(others - full).reduce((sum, rest) => sum + rest, 0);
}

/**
 * The least load that the worst neck forces on the heaviest part, 0 when none forces more than `most`. Without a vertex
 * that holds the graph together, pieces are left; every part but that vertex's own lies in one of them. What those
 * parts cannot take stays with the vertex:
 *
 *      b   c         Three parts of a star: a, b and c can be two of them,
 *       \ /          all the others stay with the middle.
 *    a ─ v ─ d …
 */
export function neckOf(graph: Graph, c: number, room: Room): number {
  const { order, parent, place, low, below } = walked(graph, c);
  const pieces = new Map<number, number[]>();
  let root = -1;
  const roots = new Int32Array(graph.size);
  for (const v of order) {
    const p = parent[v] ?? -1;
    if (p === -1) root = v;
    roots[v] = root;
    if (p === -1 || (low[v] ?? 0) < (place[p] ?? 0)) continue;
    const held = pieces.get(p);
    if (held === undefined) pieces.set(p, [below[v] ?? 0]);
    else held.push(below[v] ?? 0);
  }
  let worst = 0;
  for (const [v, lower] of pieces) {
    const own = graph.weights[v * graph.constraints + c] ?? 0;
    const rest = (below[roots[v] ?? 0] ?? 0) - own - lower.reduce((sum, each) => sum + each, 0);
    const all = rest > 0 ? [...lower, rest] : lower;
    if (own + leftOver(all, room) <= room.most) continue;
    // The more every part may carry, the less stays with the neck: halved until both meet.
    let [few, many] = [room.most, below[roots[v] ?? 0] ?? 0];
    for (let step = 0; step < 60; step += 1) {
      const half = (few + many) / 2;
      if (own + leftOver(all, { ...room, most: half }) <= half) many = half;
      else few = half;
    }
    worst = Math.max(worst, few);
  }
  return worst;
}
