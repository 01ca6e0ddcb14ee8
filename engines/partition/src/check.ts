import type { Graph } from './graph.ts';

/**
 * The judge of plans. It shares no code with the planner: pieces by union of sets instead of searches, sums over edges
 * instead of moves, bounds by their definition. Whoever distrusts the planner reads this file only.
 */
export interface CheckOptions {
  /** How many parts there should be; none of them may be empty. */
  readonly parts: number;
  /** Share of the mean load: 0.03 for three percent. */
  readonly tolerance: number;
  /** Bounded above only, or also below. */
  readonly balance: 'max' | 'both';
  /** Share of each part in any unit; all the same when left out. */
  readonly targets?: readonly number[];
  /** Pieces of the graph that are connected to nothing may lie in a part beside its own piece. */
  readonly detached?: boolean;
}

/** One property with its verdict. */
export interface Verdict {
  readonly property: 'assigned' | 'noneEmpty' | 'contiguous' | 'balanced';
  readonly holds: boolean;
  /** Parts or vertices that break it. */
  readonly breaking: readonly number[];
}

/** Verdict on a plan, with the sums that led to it. Loads per part and constraint, imbalance as a share of the mean. */
export interface Checked {
  readonly verdicts: readonly Verdict[];
  readonly holds: boolean;
  readonly cut: number;
  readonly loads: readonly (readonly number[])[];
  readonly maxImbalance: number;
}

/** Sets of vertices that grow together; `find` halves the paths that it walks. */
function unions(size: number) {
  const above = Int32Array.from({ length: size }, (_, v) => v);
  const find = (v: number): number => {
    let at = v;
    for (;;) {
      const up = above[at] ?? at;
      if (up === at) return at;
      const upper = above[up] ?? up;
      above[at] = upper;
      at = upper;
    }
  };
  return {
    find,
    join: (v: number, u: number): void => {
      above[find(v)] = find(u);
    },
  };
}

/** Parts that lie in more than one piece; a piece that is a whole island of the graph is forgiven when `detached`. */
function tornParts(graph: Graph, plan: ArrayLike<number>, { parts, detached }: CheckOptions): number[] {
  const inner = unions(graph.size);
  const whole = unions(graph.size);
  for (let v = 0; v < graph.size; v += 1)
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const u = graph.neighbors[at] ?? 0;
      whole.join(v, u);
      if (plan[u] === plan[v]) inner.join(v, u);
    }
  // A piece is as large as its set; a whole island is as large as the set of everything that it could reach.
  const sizes = new Map<number, number>();
  const islands = new Map<number, number>();
  for (let v = 0; v < graph.size; v += 1) {
    sizes.set(inner.find(v), (sizes.get(inner.find(v)) ?? 0) + 1);
    islands.set(whole.find(v), (islands.get(whole.find(v)) ?? 0) + 1);
  }
  const pieces = new Int32Array(parts);
  for (const [root, size] of sizes) {
    const island = detached === true && islands.get(whole.find(root)) === size;
    const p = plan[root] ?? -1;
    if (!island && p >= 0 && p < parts) pieces[p] = (pieces[p] ?? 0) + 1;
  }
  return Array.from(pieces.keys()).filter((p) => (pieces[p] ?? 0) > 1);
}

// Bounds of whole numbers are rounded inwards; one part in 10⁹ forgives what adding up fractions may lose.
function unbalanced(
  graph: Graph,
  loads: readonly number[][],
  options: CheckOptions,
): { parts: number[]; worst: number } {
  const found = new Set<number>();
  let worst = 0;
  for (let c = 0; c < graph.constraints; c += 1) {
    const total = loads.reduce((sum, load) => sum + (load[c] ?? 0), 0);
    // A constraint that nobody carries cannot be carried unevenly.
    if (total <= 0) continue;
    const shares = options.targets?.reduce((sum, target) => sum + target, 0) ?? options.parts;
    loads.forEach((load, p) => {
      const mean = (total * (options.targets?.[p] ?? 1)) / shares;
      const slack = mean * 1e-9;
      const held = load[c] ?? 0;
      worst = Math.max(worst, held / mean);
      if (held > mean * (1 + options.tolerance) + slack) found.add(p);
      if (options.balance === 'both' && held < mean * (1 - options.tolerance) - slack) found.add(p);
    });
  }
  return { parts: [...found], worst };
}

/** Judges a plan, property by property. `plan` is the part of each vertex. */
export function checkPlan(graph: Graph, plan: ArrayLike<number>, options: CheckOptions): Checked {
  const loads = Array.from({ length: options.parts }, () => new Array<number>(graph.constraints).fill(0));
  const counts = new Int32Array(options.parts);
  const strays: number[] = plan.length === graph.size ? [] : [Math.min(plan.length, graph.size)];
  let cut = 0;
  for (let v = 0; v < graph.size; v += 1) {
    const p = plan[v] ?? -1;
    const load = loads[p];
    // A number outside the parts is a stray vertex; it burdens nobody, and that shows in the balance too.
    if (load === undefined) {
      strays.push(v);
      continue;
    }
    counts[p] = (counts[p] ?? 0) + 1;
    for (let c = 0; c < graph.constraints; c += 1)
      load[c] = (load[c] ?? 0) + (graph.weights[v * graph.constraints + c] ?? 0);
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const u = graph.neighbors[at] ?? 0;
      // Every edge stands in two rows and is counted from its lower end.
      if (u > v && plan[u] !== p) cut += graph.edgeWeights[at] ?? 0;
    }
  }
  const empty = Array.from(counts.keys()).filter((p) => counts[p] === 0);
  const torn = tornParts(graph, plan, options);
  const { parts: outside, worst } = unbalanced(graph, loads, options);
  const verdict = (property: Verdict['property'], breaking: readonly number[]): Verdict => ({
    property,
    holds: breaking.length === 0,
    breaking,
  });
  const verdicts = [
    verdict('assigned', strays),
    verdict('noneEmpty', empty),
    verdict('contiguous', torn),
    verdict('balanced', outside),
  ];
  return { verdicts, holds: verdicts.every(({ holds }) => holds), cut, loads, maxImbalance: worst - 1 };
}
