import fc from 'fast-check';
import { type Graph, graphOf } from '../src/index.ts';

/** Adjacency lists of a lattice; `diagonal` adds one diagonal, which makes six neighbors like a field of hexagons. */
export function lattice(width: number, height: number, diagonal = false): number[][] {
  const around = [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
    ...(diagonal
      ? [
          [1, -1],
          [-1, 1],
        ]
      : []),
  ];
  return Array.from({ length: width * height }, (_, v) => {
    const [x, y] = [v % width, Math.floor(v / width)];
    return around.flatMap(([dx = 0, dy = 0]) => {
      const [px, py] = [x + dx, y + dy];
      return px >= 0 && px < width && py >= 0 && py < height ? [py * width + px] : [];
    });
  });
}

/** Connected graphs of chance: a tree, and some more edges; weights from 0 to 9. */
export const connectedGraph = (most: number): fc.Arbitrary<Graph> =>
  fc.integer({ min: 2, max: most }).chain((size) =>
    fc
      .record({
        parents: fc.tuple(...Array.from({ length: size - 1 }, (_, v) => fc.nat(v))),
        more: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: size }),
        weights: fc.array(fc.nat(9), { minLength: size, maxLength: size }),
      })
      .map(({ parents, more, weights }) => {
        const lists = Array.from({ length: size }, () => new Set<number>());
        const join = (v: number, u: number): void => {
          if (v === u) return;
          lists[v]?.add(u);
          lists[u]?.add(v);
        };
        for (const [v, parent] of parents.entries()) join(v + 1, parent);
        for (const [v, u] of more) join(v, u);
        return graphOf(
          lists.map((each) => [...each]),
          weights,
        );
      }),
  );

/** Whether vertices with one number hang together, by the simplest search there is. */
export function hangsTogether(graph: Graph, members: ReadonlySet<number>): boolean {
  const [first] = members;
  if (first === undefined) return false;
  const seen = new Set([first]);
  for (const v of seen)
    for (const u of graph.neighbors.slice(graph.offsets[v], graph.offsets[v + 1])) if (members.has(u)) seen.add(u);
  return seen.size === members.size;
}

/** The least cut of all plans of whole parts within the bounds, by looking at every one; null when there is none. */
export function leastCut(graph: Graph, parts: number, [least, most]: readonly [number, number]): number | null {
  const plan = new Array<number>(graph.size).fill(0);
  let best: number | null = null;
  const judge = (): void => {
    const members = Array.from({ length: parts }, () => new Set<number>());
    for (const [v, p] of plan.entries()) members[p]?.add(v);
    for (const each of members) {
      const load = [...each].reduce((sum, v) => sum + (graph.weights[v] ?? 0), 0);
      if (load < least || load > most || !hangsTogether(graph, each)) return;
    }
    let cut = 0;
    for (let v = 0; v < graph.size; v += 1)
      for (const u of graph.neighbors.slice(graph.offsets[v], graph.offsets[v + 1]))
        if (u > v && plan[u] !== plan[v]) cut += 1;
    if (best === null || cut < best) best = cut;
  };
  // Numbers appear in order, so that a plan is not looked at once for every way to number its parts.
  const place = (v: number, used: number): void => {
    if (v === graph.size) {
      if (used === parts) judge();
      return;
    }
    for (let p = 0; p <= Math.min(used, parts - 1); p += 1) {
      plan[v] = p;
      place(v + 1, Math.max(used, p + 1));
    }
  };
  place(0, 0);
  return best;
}
