import { componentsOf, type Graph, totalsOf } from './graph.ts';
import { type Random, shuffled } from './random.ts';

/**
 * A first plan from spanning trees. Cutting one edge of a tree leaves two pieces that are both connected, whatever the
 * weights; so parts are whole from the beginning. Half of the parts go to one side, half to the other, and again.
 */
interface Splitting {
  readonly graph: Graph;
  readonly random: Random;
  readonly part: Int32Array;
  readonly total: Float64Array;
  /** How many trees are tried for each cut. */
  readonly trees: number;
  readonly parent: Int32Array;
  readonly order: Int32Array;
  readonly below: Float64Array;
  readonly belowCount: Int32Array;
  readonly inside: Int32Array;
  /** Vertices below the edge that was cut last carry the number of that cut, so that nothing is ever cleared. */
  readonly side: Int32Array;
  sides: number;
}

/** A neighbor of v that the tree does not hold yet, the first one after a place of chance; −1 when there is none. */
function freeNeighbor({ graph, random, inside }: Splitting, v: number, region: number): number {
  const begin = graph.offsets[v] ?? 0;
  const degree = (graph.offsets[v + 1] ?? 0) - begin;
  const turn = random.below(Math.max(1, degree));
  for (let step = 0; step < degree; step += 1) {
    const u = graph.neighbors[begin + ((turn + step) % degree)] ?? 0;
    if (inside[u] === region) return u;
  }
  return -1;
}

/** Grows a tree of chance over the vertices of a region; returns how many it reached, in `order`. */
function grow(s: Splitting, root: number, region: number): number {
  const { random, parent, order, inside } = s;
  // Vertices of the region carry its number while they are free, and its negative once they are in the tree.
  // The next vertex to grow from is drawn among the last ones and the first ones: between a long walk and a wide wave.
  let size = 1;
  order[0] = root;
  parent[root] = root;
  inside[root] = -region;
  const open = [root];
  while (open.length > 0) {
    const at = random.next() < 0.35 ? open.length - 1 : random.below(open.length);
    const v = open[at] ?? 0;
    const found = freeNeighbor(s, v, region);
    if (found < 0) {
      open[at] = open[open.length - 1] ?? 0;
      open.pop();
      continue;
    }
    inside[found] = -region;
    parent[found] = v;
    order[size] = found;
    size += 1;
    open.push(found);
  }
  for (let i = 0; i < size; i += 1) inside[order[i] ?? 0] = region;
  return size;
}

/** Upper end of the tree's edge that is cut; below it hangs the smaller share, or, as −2 − v, the larger one. */
interface Cut {
  readonly vertex: number;
  readonly error: number;
}

/** The edge of the grown tree whose lower side comes nearest to `share` of the region, with room for the parts of both sides. */
function bestEdge(s: Splitting, size: number, wanted: { few: number; many: number }): Cut {
  const { graph, order, parent, below, belowCount, total } = s;
  const { constraints } = graph;
  for (let i = 0; i < size; i += 1) {
    const v = order[i] ?? 0;
    belowCount[v] = 1;
    for (let c = 0; c < constraints; c += 1) below[v * constraints + c] = graph.weights[v * constraints + c] ?? 0;
  }
  // From the leaves to the root: what hangs below a vertex is complete before its parent is looked at.
  for (let i = size - 1; i > 0; i -= 1) {
    const v = order[i] ?? 0;
    const p = parent[v] ?? 0;
    belowCount[p] = (belowCount[p] ?? 0) + (belowCount[v] ?? 0);
    for (let c = 0; c < constraints; c += 1)
      below[p * constraints + c] = (below[p * constraints + c] ?? 0) + (below[v * constraints + c] ?? 0);
  }
  const root = order[0] ?? 0;
  let best: Cut = { vertex: -1, error: Number.POSITIVE_INFINITY };
  const { few, many } = wanted;
  for (let i = 1; i < size; i += 1) {
    const v = order[i] ?? 0;
    // The lower side may be the smaller share or the larger one; where they are alike one look is enough.
    for (let low = few; low > 0; low = low === few && few !== many ? many : 0) {
      if ((belowCount[v] ?? 0) < low || size - (belowCount[v] ?? 0) < few + many - low) continue;
      let error = 0;
      for (let c = 0; c < constraints; c += 1) {
        const share = ((below[root * constraints + c] ?? 0) * low) / (few + many);
        error += Math.abs((below[v * constraints + c] ?? 0) - share) / Math.max(1e-9, total[c] ?? 1);
      }
      if (error < best.error) best = { vertex: low === few ? v : -2 - v, error };
    }
  }
  return best;
}

/** Splits the region `first` (all vertices with that part number) into parts first … first + count − 1. */
function splitRegion(s: Splitting, members: Int32Array, first: number, count: number): void {
  if (count < 2) return;
  // A star has no edge with two vertices on either side; one vertex can always be split off.
  if (!splitAt(s, members, { first, count, few: count >> 1 })) splitAt(s, members, { first, count, few: 1 });
}

interface Split {
  readonly first: number;
  readonly count: number;
  readonly few: number;
}

function splitAt(s: Splitting, members: Int32Array, { first, count, few }: Split): boolean {
  const many = count - few;
  const { inside, part, order, parent, side } = s;
  let best: { error: number; lower: Int32Array; few: boolean } | null = null;
  for (let tree = 0; tree < s.trees; tree += 1) {
    const size = grow(s, members[s.random.below(members.length)] ?? 0, first + 1);
    const { vertex, error } = bestEdge(s, size, { few, many });
    if (vertex === -1 || (best !== null && error >= best.error)) continue;
    const top = vertex >= 0 ? vertex : -2 - vertex;
    // Children come after their parents, so one walk in the order of growth marks the side below the edge.
    s.sides += 1;
    side[top] = s.sides;
    for (let i = 1; i < size; i += 1) if (side[parent[order[i] ?? 0] ?? 0] === s.sides) side[order[i] ?? 0] = s.sides;
    best = { error, lower: order.slice(0, size).filter((v) => side[v] === s.sides), few: vertex >= 0 };
  }
  if (best === null) return false;
  // Only the larger share gets a new number: the smaller one keeps the first.
  s.sides += 1;
  for (const v of best.lower) side[v] = s.sides;
  const upper = members.filter((v) => side[v] !== s.sides);
  const [small, large] = best.few ? [best.lower, upper] : [upper, best.lower];
  for (const v of large) {
    part[v] = first + few;
    inside[v] = first + few + 1;
  }
  splitRegion(s, small, first, few);
  splitRegion(s, large, first + few, many);
  return true;
}

/** How many parts each connected piece gets: one at least, the rest to whatever is heaviest per part. */
export function sharesOf(weights: readonly number[], parts: number): readonly number[] {
  const shares = weights.map(() => 1);
  for (let left = parts - weights.length; left > 0; left -= 1) {
    let heaviest = 0;
    for (let i = 1; i < weights.length; i += 1)
      if ((weights[i] ?? 0) / (shares[i] ?? 1) > (weights[heaviest] ?? 0) / (shares[heaviest] ?? 1)) heaviest = i;
    shares[heaviest] = (shares[heaviest] ?? 1) + 1;
  }
  return shares;
}

/** A first plan with `parts` whole parts; their balance is as good as the best of `trees` trees at every cut. */
export function firstPlan(graph: Graph, parts: number, random: Random, trees: number): Int32Array {
  const { component, count } = componentsOf(graph);
  const heavy = new Array<number>(count).fill(0);
  for (let v = 0; v < graph.size; v += 1)
    heavy[component[v] ?? 0] = (heavy[component[v] ?? 0] ?? 0) + (graph.weights[v * graph.constraints] ?? 0);
  const shares = sharesOf(heavy, parts);
  const part = new Int32Array(graph.size);
  const splitting: Splitting = {
    graph,
    random,
    part,
    total: totalsOf(graph),
    trees,
    parent: new Int32Array(graph.size),
    order: new Int32Array(graph.size),
    below: new Float64Array(graph.size * graph.constraints),
    belowCount: new Int32Array(graph.size),
    inside: new Int32Array(graph.size),
    side: new Int32Array(graph.size),
    sides: 0,
  };
  const members: number[][] = Array.from({ length: count }, () => []);
  for (const v of shuffled(graph.size, random)) members[component[v] ?? 0]?.push(v);
  let first = 0;
  for (let piece = 0; piece < count; piece += 1) {
    const own = Int32Array.from(members[piece] ?? []);
    for (const v of own) {
      part[v] = first;
      splitting.inside[v] = first + 1;
    }
    splitRegion(splitting, own, first, shares[piece] ?? 1);
    first += shares[piece] ?? 1;
  }
  return part;
}
