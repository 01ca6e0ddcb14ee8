import type { Graph } from './graph.ts';

/** Least and greatest load of each part: `most[p * constraints + c]`. Loads are sums of vertex weights. */
export interface Limits {
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** Load that each part would have at best: what deviations are measured in. */
  readonly mean: Float64Array;
}

/** What it costs to take a vertex away from the part it belongs to today. */
export interface Home {
  readonly part: Int32Array;
  /** What moves when the vertex moves, for example its companies. */
  readonly weight: Float64Array;
  /** Price of one moved unit in units of cut. */
  readonly price: number;
  /** 1 where a vertex must stay at home. */
  readonly locked: Uint8Array | null;
}

/**
 * A plan that is being improved. Every method of this engine keeps `loads` and `counts` true to `part`. A class, since the
 * engine's hot loops are compiled for the shape of what they work on: objects of one constructor share theirs from the
 * first to the last, and nothing has to be compiled again when the second plan comes.
 */
export class Working {
  readonly graph: Graph;
  readonly parts: number;
  /** Part of each vertex. */
  readonly part: Int32Array;
  /** `loads[p * constraints + c]`. */
  readonly loads: Float64Array;
  /** Vertices of each part. */
  readonly counts: Int32Array;
  readonly limits: Limits;
  readonly home: Home | null;
  /** How dear a load above its limit is in each part, and one below it: 1, or more where room is far away. */
  readonly above: Float64Array;
  readonly below: Float64Array;

  constructor(graph: Graph, part: Int32Array, frame: Frame) {
    const { parts } = frame;
    this.graph = graph;
    this.parts = parts;
    this.part = part;
    this.loads = new Float64Array(parts * graph.constraints);
    this.counts = new Int32Array(parts);
    this.limits = frame.limits;
    this.home = frame.home;
    this.above = new Float64Array(parts).fill(1);
    this.below = new Float64Array(parts).fill(1);
  }
}

/** What a plan is made for. */
interface Frame {
  readonly parts: number;
  readonly limits: Limits;
  readonly home: Home | null;
}

/** Sums up an assignment anew. */
function tally({ graph, part, loads, counts }: Working): void {
  const { size, constraints, weights } = graph;
  loads.fill(0);
  counts.fill(0);
  for (let v = 0; v < size; v += 1) {
    const p = part[v] ?? 0;
    counts[p] = (counts[p] ?? 0) + 1;
    for (let c = 0; c < constraints; c += 1) {
      const slot = p * constraints + c;
      loads[slot] = (loads[slot] ?? 0) + (weights[v * constraints + c] ?? 0);
    }
  }
}

/** Takes up an assignment of vertices to parts and sums it up. */
export function workOn(graph: Graph, part: Int32Array, frame: Frame): Working {
  const working = new Working(graph, part, frame);
  tally(working);
  return working;
}

/** Goes over to another assignment of all vertices. */
export function takeUp(working: Working, part: Int32Array): void {
  working.part.set(part);
  tally(working);
}

/** Gives vertex v to part `to`. Whether that keeps parts whole is the caller's question. */
export function give({ graph, part, loads, counts }: Working, v: number, to: number): void {
  const from = part[v] ?? 0;
  part[v] = to;
  counts[from] = (counts[from] ?? 0) - 1;
  counts[to] = (counts[to] ?? 0) + 1;
  const { constraints, weights } = graph;
  for (let c = 0; c < constraints; c += 1) {
    const weight = weights[v * constraints + c] ?? 0;
    loads[from * constraints + c] = (loads[from * constraints + c] ?? 0) - weight;
    loads[to * constraints + c] = (loads[to * constraints + c] ?? 0) + weight;
  }
}

/** How far outside the limits a load of part p lies, in means, times how dear that is there. */
function outside({ graph, limits, above, below }: Working, p: number, c: number, load: number): number {
  const slot = p * graph.constraints + c;
  const most = limits.most[slot] ?? 0;
  const mean = limits.mean[slot] ?? 1;
  if (load > most) return ((load - most) / mean) * (above[p] ?? 1);
  const least = limits.least[slot] ?? 0;
  return load < least ? ((least - load) / mean) * (below[p] ?? 1) : 0;
}

/** Sum over parts and constraints of what lies outside the limits, in means; 0 when the plan is balanced. */
export function violationOf(working: Working): number {
  const { graph, parts, loads } = working;
  let sum = 0;
  for (let p = 0; p < parts; p += 1)
    for (let c = 0; c < graph.constraints; c += 1) sum += outside(working, p, c, loads[p * graph.constraints + c] ?? 0);
  return sum;
}

/** How much the violation changes when v goes to `to`, in means. */
export function violationChange(working: Working, v: number, to: number): number {
  const { graph, part, loads, limits } = working;
  const { constraints, weights } = graph;
  const from = part[v] ?? 0;
  // One weight and both parts far from their limits is what is asked most often, and needs no sums.
  if (constraints === 1) {
    const weight = weights[v] ?? 0;
    const held = loads[from] ?? 0;
    const taken = (loads[to] ?? 0) + weight;
    const { least, most } = limits;
    if (
      held <= (most[from] ?? 0) &&
      held - weight >= (least[from] ?? 0) &&
      taken <= (most[to] ?? 0) &&
      taken - weight >= (least[to] ?? 0)
    )
      return 0;
  }
  let change = 0;
  for (let c = 0; c < constraints; c += 1) {
    const weight = weights[v * constraints + c] ?? 0;
    const held = loads[from * constraints + c] ?? 0;
    const taken = loads[to * constraints + c] ?? 0;
    change += outside(working, from, c, held - weight) - outside(working, from, c, held);
    change += outside(working, to, c, taken + weight) - outside(working, to, c, taken);
  }
  return change;
}

/** How much the price of moves changes when v goes to `to`, in units of cut. */
export function priceChange({ home, part }: Working, v: number, to: number): number {
  if (home === null) return 0;
  const belongs = home.part[v] ?? 0;
  const away = (to === belongs ? 0 : 1) - (part[v] === belongs ? 0 : 1);
  return away * home.price * (home.weight[v] ?? 0);
}

/** Weight of all edges between different parts. */
export function cutOf(graph: Graph, part: Int32Array): number {
  // Every edge is met from both of its ends.
  let sum = 0;
  for (let v = 0; v < graph.size; v += 1)
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1)
      if (part[v] !== part[graph.neighbors[at] ?? 0]) sum += graph.edgeWeights[at] ?? 0;
  return sum / 2;
}

/** Weight that is not at home, times its price; 0 when there is no home. */
export function priceOf({ graph, home, part }: Working): number {
  if (home === null) return 0;
  let sum = 0;
  for (let v = 0; v < graph.size; v += 1) if (part[v] !== home.part[v]) sum += home.weight[v] ?? 0;
  return sum * home.price;
}
