import type { Graph } from './graph.ts';

/**
 * What lets anybody confirm that parts are whole by looking at each vertex once: a root for every part, and for every
 * other vertex a neighbor in the same part that is one step nearer to the root.
 */
export interface Certificate {
  /** Root vertex of each part; −1 where a part is empty. */
  readonly roots: readonly number[];
  /** Steps from each vertex to the root of its part, inside the part; −1 where no way leads there. */
  readonly steps: readonly number[];
}

/** Walks every part from its first vertex outwards. */
export function certificateOf(graph: Graph, part: ArrayLike<number>, parts: number): Certificate {
  const roots = new Array<number>(parts).fill(-1);
  const steps = new Array<number>(graph.size).fill(-1);
  for (let v = 0; v < graph.size; v += 1) {
    const p = part[v] ?? -1;
    if (roots[p] !== -1) continue;
    roots[p] = v;
    steps[v] = 0;
    const waiting = [v];
    for (let head = 0; head < waiting.length; head += 1) {
      const at = waiting[head] ?? 0;
      for (let slot = graph.offsets[at] ?? 0; slot < (graph.offsets[at + 1] ?? 0); slot += 1) {
        const u = graph.neighbors[slot] ?? 0;
        if (part[u] !== p || steps[u] !== -1) continue;
        steps[u] = (steps[at] ?? 0) + 1;
        waiting.push(u);
      }
    }
  }
  return { roots, steps };
}

/** Vertices that the certificate does not carry: no step, or no neighbor of the same part one step nearer. */
export function gapsOf(graph: Graph, part: ArrayLike<number>, { roots, steps }: Certificate): readonly number[] {
  const gaps: number[] = [];
  for (let v = 0; v < graph.size; v += 1) {
    // The root carries itself; everybody else is carried by a neighbor who is nearer.
    const own = steps[v] ?? -1;
    let carried = own === 0 && roots[part[v] ?? -1] === v;
    for (let slot = graph.offsets[v] ?? 0; !carried && own > 0 && slot < (graph.offsets[v + 1] ?? 0); slot += 1) {
      const u = graph.neighbors[slot] ?? 0;
      carried = part[u] === part[v] && steps[u] === own - 1;
    }
    if (!carried) gaps.push(v);
  }
  return gaps;
}
