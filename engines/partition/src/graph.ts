/**
 * An undirected graph in compressed rows: the neighbors of vertex v are `neighbors[offsets[v] … offsets[v + 1] − 1]`,
 * each edge stands in both rows with the same weight. Every vertex carries `constraints` weights in a row of `weights`.
 */
export interface Graph {
  /** Number of vertices; they are counted from 0. */
  readonly size: number;
  /** Weights per vertex: companies, say, and workload. */
  readonly constraints: number;
  /** Where each row begins; one entry more than vertices, so that every row also ends. */
  readonly offsets: Int32Array;
  readonly neighbors: Int32Array;
  /** Length or importance of the shared border; integers ≥ 0. */
  readonly edgeWeights: Float64Array;
  /** Weights of vertices, ≥ 0; `weights[v * constraints + c]`. */
  readonly weights: Float64Array;
}

/** Why a graph cannot be used, with the first place where it is wrong. Vertices are counted from 0. */
export type GraphFault =
  | { readonly code: 'GRAPH_EMPTY' }
  | { readonly code: 'GRAPH_ROW'; readonly vertex: number; readonly found: number }
  | { readonly code: 'GRAPH_LOOP'; readonly vertex: number }
  | { readonly code: 'GRAPH_ASYMMETRIC'; readonly vertex: number; readonly neighbor: number }
  | { readonly code: 'GRAPH_WEIGHT'; readonly vertex: number; readonly found: number };

/** The same edges told from their other ends: each row in the order of the vertices that name it. */
function turned({
  size,
  offsets,
  neighbors,
  edgeWeights,
}: Graph): Pick<Graph, 'offsets' | 'neighbors' | 'edgeWeights'> {
  const begins = new Int32Array(size + 1);
  for (const u of neighbors) begins[u + 1] = (begins[u + 1] ?? 0) + 1;
  for (let v = 0; v < size; v += 1) begins[v + 1] = (begins[v + 1] ?? 0) + (begins[v] ?? 0);
  const next = begins.slice();
  const from = new Int32Array(neighbors.length);
  const weights = new Float64Array(neighbors.length);
  for (let v = 0; v < size; v += 1)
    for (let at = offsets[v] ?? 0; at < (offsets[v + 1] ?? 0); at += 1) {
      const to = next[neighbors[at] ?? 0] ?? 0;
      next[neighbors[at] ?? 0] = to + 1;
      from[to] = v;
      weights[to] = edgeWeights[at] ?? 0;
    }
  return { offsets: begins, neighbors: from, edgeWeights: weights };
}

/**
 * The first edge that its two ends tell differently, or null. Turned once, rows hold who names each vertex; turned
 * twice, whom it names; both in order, so that one look along them compares all ends, however long a row is.
 */
function asymmetryOf(graph: Graph): GraphFault | null {
  if (isMirrored(graph)) return null;
  const named = turned(graph);
  const names = turned({ ...graph, ...named });
  for (let v = 0; v < graph.size; v += 1) {
    const [one, two] = [names.offsets[v] ?? 0, named.offsets[v] ?? 0];
    const [oneEnd, twoEnd] = [names.offsets[v + 1] ?? 0, named.offsets[v + 1] ?? 0];
    for (let step = 0; one + step < oneEnd || two + step < twoEnd; step += 1) {
      const [i, j] = [one + step, two + step];
      // Past its end a row names nobody, which is larger than every number.
      const u = i < oneEnd ? (names.neighbors[i] ?? 0) : graph.size;
      const w = j < twoEnd ? (named.neighbors[j] ?? 0) : graph.size;
      if (u !== w || names.edgeWeights[i] !== named.edgeWeights[j])
        return { code: 'GRAPH_ASYMMETRIC', vertex: v, neighbor: Math.min(u, w) };
    }
  }
  return null;
}

/** Up to this length a row is looked through for each of its neighbors. */
const SHORT = 64;

/** Whether every neighbor of v names v with the same weight. False also where that takes a longer look. */
function isAnswered({ offsets, neighbors, edgeWeights }: Graph, v: number, named: Int32Array): boolean {
  for (let at = offsets[v] ?? 0; at < (offsets[v + 1] ?? 0); at += 1) {
    const u = neighbors[at] ?? 0;
    let back = offsets[u] ?? 0;
    const end = offsets[u + 1] ?? 0;
    // A neighbor that is named twice must be answered twice, which this look would not see.
    if (named[u] === v || end - back > SHORT) return false;
    named[u] = v;
    while (back < end && neighbors[back] !== v) back += 1;
    if (back === end || edgeWeights[back] !== edgeWeights[at]) return false;
  }
  return true;
}

function isMirrored(graph: Graph): boolean {
  const named = new Int32Array(graph.size).fill(-1);
  for (let v = 0; v < graph.size; v += 1) if (!isAnswered(graph, v, named)) return false;
  return true;
}

/** The first fault of a graph, or null: rows within bounds, no loop, both directions alike, weights finite and ≥ 0. */
export function faultOf(graph: Graph): GraphFault | null {
  if (graph.size < 1) return { code: 'GRAPH_EMPTY' };
  for (let v = 0; v < graph.size; v += 1) {
    for (let c = 0; c < graph.constraints; c += 1) {
      const found = graph.weights[v * graph.constraints + c] ?? Number.NaN;
      if (!(found >= 0 && found < Number.POSITIVE_INFINITY)) return { code: 'GRAPH_WEIGHT', vertex: v, found };
    }
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const u = graph.neighbors[at] ?? -1;
      if (u < 0 || u >= graph.size) return { code: 'GRAPH_ROW', vertex: v, found: u };
      if (u === v) return { code: 'GRAPH_LOOP', vertex: v };
      const weight = graph.edgeWeights[at] ?? Number.NaN;
      if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
        return { code: 'GRAPH_WEIGHT', vertex: v, found: weight };
    }
  }
  return asymmetryOf(graph);
}

/** A graph as the engine holds it: a class for the reason that `Working` is one. */
class Rows implements Graph {
  readonly size: number;
  readonly constraints: number;
  readonly offsets: Int32Array;
  readonly neighbors: Int32Array;
  readonly edgeWeights: Float64Array;
  readonly weights: Float64Array;

  constructor({ size, constraints, offsets, neighbors, edgeWeights, weights }: Graph) {
    this.size = size;
    this.constraints = constraints;
    this.offsets = offsets;
    this.neighbors = neighbors;
    this.edgeWeights = edgeWeights;
    this.weights = weights;
  }
}

/** The same graph in the shape that the engine's loops are compiled for. */
export const held = (graph: Graph): Graph => new Rows(graph);

/** Builds the rows from adjacency lists; edges weigh 1 unless `edgeWeights` says otherwise, vertices likewise. */
export function graphOf(
  lists: readonly (readonly number[])[],
  weights?: readonly number[],
  edgeWeights?: readonly (readonly number[])[],
): Graph {
  const size = lists.length;
  const offsets = new Int32Array(size + 1);
  for (let v = 0; v < size; v += 1) offsets[v + 1] = (offsets[v] ?? 0) + (lists[v]?.length ?? 0);
  const count = weights === undefined ? 1 : weights.length / Math.max(1, size);
  return {
    size,
    constraints: count,
    offsets,
    neighbors: Int32Array.from(lists.flat()),
    edgeWeights:
      edgeWeights === undefined ? new Float64Array(offsets[size] ?? 0).fill(1) : Float64Array.from(edgeWeights.flat()),
    weights: weights === undefined ? new Float64Array(size).fill(1) : Float64Array.from(weights),
  };
}

/** Sum of each constraint over all vertices. */
export function totalsOf(graph: Graph): Float64Array {
  const totals = new Float64Array(graph.constraints);
  for (let v = 0; v < graph.size; v += 1)
    for (let c = 0; c < graph.constraints; c += 1)
      totals[c] = (totals[c] ?? 0) + (graph.weights[v * graph.constraints + c] ?? 0);
  return totals;
}

/** A wave through one piece of a graph. */
interface Wave {
  readonly component: Int32Array;
  readonly waiting: Int32Array;
}

/** Takes the neighbors of v that no wave has reached into its own; returns how many wait then. */
function wash({ offsets, neighbors }: Graph, { component, waiting }: Wave, v: number, waitingBefore: number): number {
  const own = component[v] ?? 0;
  let tail = waitingBefore;
  for (let at = offsets[v] ?? 0; at < (offsets[v + 1] ?? 0); at += 1) {
    const u = neighbors[at] ?? 0;
    if (component[u] !== -1) continue;
    component[u] = own;
    waiting[tail] = u;
    tail += 1;
  }
  return tail;
}

/** Number of the connected piece of each vertex, counted from 0 in the order of their first vertices. */
export function componentsOf(graph: Graph): { readonly component: Int32Array; readonly count: number } {
  const component = new Int32Array(graph.size).fill(-1);
  const waiting = new Int32Array(graph.size);
  const wave = { component, waiting };
  // One wave after the other, each from the first vertex that no wave before it has reached.
  let count = 0;
  for (let start = 0; start < graph.size; start += 1) {
    if (component[start] !== -1) continue;
    waiting[0] = start;
    component[start] = count;
    for (let head = 0, tail = 1; head < tail; head += 1) tail = wash(graph, wave, waiting[head] ?? 0, tail);
    count += 1;
  }
  return { component, count };
}

/** Weight of an even edge: what heat and borders are measured in. */
export function evenEdgeOf({ edgeWeights }: Graph): number {
  let sum = 0;
  for (let at = 0; at < edgeWeights.length; at += 1) sum += edgeWeights[at] ?? 0;
  return sum / Math.max(1, edgeWeights.length);
}
