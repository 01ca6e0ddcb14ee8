/** Who stands where in the network. Plain counting on an undirected graph without weights. */
export interface Standing {
  readonly links: number;
  /** Others that can be reached over one or two links. */
  readonly withinTwo: number;
  /**
   * Share of the shortest paths between all other pairs that pass through here, 0 to 1 (betweenness after Brandes 2001,
   * normalized by the number of pairs): a broker is where this is high.
   */
  readonly between: number;
}

export interface Measures {
  readonly standings: readonly Standing[];
  /** Nodes without any link. */
  readonly isolates: number;
  /** Mean share of the others that a node reaches within two steps. */
  readonly reachWithinTwo: number;
  /** Parts that no link joins, isolates included. */
  readonly components: number;
}

type Link = readonly [number, number];

function neighborsOf(count: number, links: readonly Link[]): readonly (readonly number[])[] {
  const sets = Array.from({ length: count }, () => new Set<number>());
  for (const [a, b] of links)
    if (a !== b) {
      sets[a]?.add(b);
      sets[b]?.add(a);
    }
  return sets.map((set) => [...set].sort((a, b) => a - b));
}

/** Shortest paths from one node: the order of visits, how many lead to each, over which nodes, and how far it is. */
function pathsFrom(source: number, neighbors: readonly (readonly number[])[]) {
  const distance = new Array<number>(neighbors.length).fill(-1);
  const paths = new Array<number>(neighbors.length).fill(0);
  const before: number[][] = neighbors.map(() => []);
  const order = [source];
  distance[source] = 0;
  paths[source] = 1;
  for (let head = 0; head < order.length; head += 1) {
    const at = order[head] ?? source;
    for (const next of neighbors[at] ?? []) {
      if (distance[next] === -1) {
        distance[next] = (distance[at] ?? 0) + 1;
        order.push(next);
      }
      if (distance[next] === (distance[at] ?? 0) + 1) {
        paths[next] = (paths[next] ?? 0) + (paths[at] ?? 0);
        before[next]?.push(at);
      }
    }
  }
  return { order, paths, before, distance };
}

/** Measures of a graph of `count` nodes; links name nodes by number, twice the same link counts once. */
export function measuresOf(count: number, links: readonly Link[]): Measures {
  const neighbors = neighborsOf(count, links);
  const between = new Array<number>(count).fill(0);
  const withinTwo: number[] = [];
  const seen = new Set<number>();
  let components = 0;
  for (let source = 0; source < count; source += 1) {
    const { order, paths, before, distance } = pathsFrom(source, neighbors);
    withinTwo.push(order.filter((node) => node !== source && (distance[node] ?? 9) <= 2).length);
    if (!seen.has(source)) {
      components += 1;
      for (const node of order) seen.add(node);
    }
    // Backwards, each node hands its share of the paths on to those before it.
    const share = new Array<number>(count).fill(0);
    for (const node of [...order].reverse()) {
      for (const previous of before[node] ?? [])
        share[previous] =
          (share[previous] ?? 0) + ((paths[previous] ?? 0) / (paths[node] ?? 1)) * (1 + (share[node] ?? 0));
      if (node !== source) between[node] = (between[node] ?? 0) + (share[node] ?? 0);
    }
  }
  // Each pair was walked from both ends.
  const pairs = (count - 1) * (count - 2);
  return {
    standings: neighbors.map((list, node) => ({
      links: list.length,
      withinTwo: withinTwo[node] ?? 0,
      between: pairs <= 0 ? 0 : (between[node] ?? 0) / pairs,
    })),
    isolates: neighbors.filter((list) => list.length === 0).length,
    reachWithinTwo: count <= 1 ? 0 : withinTwo.reduce((sum, each) => sum + each, 0) / (count * (count - 1)),
    components,
  };
}
