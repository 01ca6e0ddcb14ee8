import { componentsOf, type Graph } from './graph.ts';
import { wholenessOf } from './whole.ts';
import { give, type Working, workOn } from './working.ts';

/** Graph without the edges between parts: its pieces are the pieces of the parts. */
function piecesOf(graph: Graph, part: Int32Array): { readonly component: Int32Array; readonly count: number } {
  const offsets = new Int32Array(graph.size + 1);
  const neighbors = new Int32Array(graph.neighbors.length);
  let end = 0;
  for (let v = 0; v < graph.size; v += 1) {
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const u = graph.neighbors[at] ?? 0;
      if (part[u] !== part[v]) continue;
      neighbors[end] = u;
      end += 1;
    }
    offsets[v + 1] = end;
  }
  return componentsOf({ ...graph, offsets, neighbors });
}

/**
 * Makes a plan of today usable as a beginning. Vertices that belong nowhere (−1) and pieces that hang apart from the
 * heaviest piece of their part go to the neighboring part with the longest border; every part gets a vertex at least.
 */
export function repaired(graph: Graph, current: Int32Array, parts: number): Int32Array {
  const part = current.map((p) => (p >= 0 && p < parts ? p : -1));
  const { component, count } = piecesOf(graph, part);
  const weight = new Float64Array(count);
  const owner = new Int32Array(count);
  for (let v = 0; v < graph.size; v += 1) {
    const piece = component[v] ?? 0;
    weight[piece] = (weight[piece] ?? 0) + (graph.weights[v * graph.constraints] ?? 0);
    owner[piece] = part[v] ?? -1;
  }
  // The heaviest piece is the part; everything else loses its number and is taken up by whom it touches.
  const main = new Int32Array(parts).fill(-1);
  for (let piece = 0; piece < count; piece += 1) {
    const p = owner[piece] ?? -1;
    if (p >= 0 && (main[p] === -1 || (weight[piece] ?? 0) > (weight[main[p] ?? 0] ?? 0))) main[p] = piece;
  }
  for (let v = 0; v < graph.size; v += 1) if (main[part[v] ?? -1] !== component[v]) part[v] = -1;
  adopt(graph, part);
  return settled(graph, part, parts);
}

/** Gives homeless vertices, from the borders inwards, to the part that they touch most. */
function adopt(graph: Graph, part: Int32Array): void {
  for (let left = true; left; ) {
    left = false;
    // All at once, so that a wave goes inwards evenly from every side.
    const taken: [number, number][] = [];
    for (let v = 0; v < graph.size; v += 1) {
      if (part[v] !== -1) continue;
      const touch = new Map<number, number>();
      for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
        const p = part[graph.neighbors[at] ?? 0] ?? -1;
        if (p >= 0) touch.set(p, (touch.get(p) ?? 0) + (graph.edgeWeights[at] ?? 0));
      }
      // The longest border decides; among equals the lower number, so that the answer is always the same.
      const [first] = [...touch].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      if (first !== undefined) taken.push([v, first[0]]);
    }
    for (const [v, p] of taken) part[v] = p;
    left = taken.length > 0;
  }
}

// An empty part begins with a vertex that its neighbors can spare, from the heaviest part that has one. Whole pieces
// that touch no part at all become parts of their own while there are empty ones.
function settled(graph: Graph, part: Int32Array, parts: number): Int32Array {
  const used = new Set(part);
  const empty = Array.from({ length: parts }, (_, p) => p).filter((p) => !used.has(p));
  for (let v = 0; v < graph.size; v += 1) {
    if (part[v] !== -1) continue;
    part[v] = empty.shift() ?? 0;
    adopt(graph, part);
  }
  const working: Working = workOn(graph, part, {
    parts,
    limits: {
      least: new Float64Array(parts * graph.constraints),
      most: new Float64Array(parts * graph.constraints),
      mean: new Float64Array(parts * graph.constraints).fill(1),
    },
    home: null,
  });
  const wholeness = wholenessOf(working);
  for (const p of empty) {
    let best = -1;
    for (let v = 0; v < graph.size; v += 1) {
      const load = working.loads[(part[v] ?? 0) * graph.constraints] ?? 0;
      const held = best === -1 ? -1 : (working.loads[(part[best] ?? 0) * graph.constraints] ?? 0);
      if (load > held && wholeness.without(v)) best = v;
    }
    if (best !== -1) give(working, best, p);
  }
  return part;
}
