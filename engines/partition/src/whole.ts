import type { Working } from './working.ts';

/** Answers again and again whether a part would stay in one piece without a vertex. Holds its own scratch memory. */
export interface Wholeness {
  /** True when the part of v, without v, is connected and not empty. */
  without(v: number): boolean;
}

/**
 * The common case, without any search: the neighbors of v inside its part touch each other in one chain. It is also
 * the answer for a vertex at the end of its part, which has one such neighbor.
 *
 *      a ─ b          a, b and c form a chain around v: v may go.
 *       \ / \
 *        v ─ c
 */
function chainsOf({ graph, part }: Working): (v: number, own: number) => boolean {
  const { offsets, neighbors } = graph;
  // Marks of this question are `now`, of a neighbor that was reached `-now`; so nothing is ever cleared.
  const ring = new Int32Array(graph.size);
  const reached: number[] = [];
  let now = 0;
  return (v, own) => {
    now += 1;
    let [size, first] = [0, -1];
    for (let at = offsets[v] ?? 0; at < (offsets[v + 1] ?? 0); at += 1) {
      const u = neighbors[at] ?? 0;
      if (part[u] !== own) continue;
      ring[u] = now;
      if (first === -1) first = u;
      size += 1;
    }
    if (size < 2) return size === 1;
    ring[first] = -now;
    reached[0] = first;
    let end = 1;
    for (let at = 0; at < end; at += 1) {
      const u = reached[at] ?? 0;
      for (let slot = offsets[u] ?? 0; slot < (offsets[u + 1] ?? 0); slot += 1) {
        const next = neighbors[slot] ?? 0;
        if (ring[next] !== now) continue;
        ring[next] = -now;
        reached[end] = next;
        end += 1;
      }
    }
    return end === size;
  };
}

/** Searches that grow side by side; two that meet become one. */
interface Searches {
  /** Begins one search at each neighbor of v inside its part and returns how many there are. */
  begin(v: number, own: number): number;
  /** Takes one step of search s; returns how many others it met for the first time, −1 when it has nowhere to go. */
  step(s: number, own: number): number;
  /** Whether search s and everything that it met have nowhere to go: a piece that v alone holds on. */
  stuck(s: number, count: number): boolean;
}

function searchesOf({ graph, part }: Working): Searches {
  const { offsets, neighbors } = graph;
  const stamp = new Int32Array(graph.size);
  const owner = new Int32Array(graph.size);
  // A vertex waits in one search only, so that all queues are one list of who comes after whom; −1 ends each of them.
  const after = new Int32Array(graph.size);
  const heads: number[] = [];
  const tails: number[] = [];
  const root: number[] = [];
  let now = 0;
  const rootOf = (s: number): number => {
    let at = s;
    while (root[at] !== at) at = root[at] ?? at;
    return at;
  };
  return {
    begin(v, own) {
      now += 1;
      // The vertex itself is no way through: it belongs to nobody.
      stamp[v] = now;
      owner[v] = -1;
      let count = 0;
      for (let at = offsets[v] ?? 0; at < (offsets[v + 1] ?? 0); at += 1) {
        const u = neighbors[at] ?? 0;
        if (part[u] !== own || stamp[u] === now) continue;
        stamp[u] = now;
        owner[u] = count;
        after[u] = -1;
        heads[count] = u;
        tails[count] = u;
        root[count] = count;
        count += 1;
      }
      return count;
    },
    step(s, own) {
      const v = heads[s] ?? -1;
      if (v === -1) return -1;
      let met = 0;
      for (let at = offsets[v] ?? 0; at < (offsets[v + 1] ?? 0); at += 1) {
        const u = neighbors[at] ?? 0;
        if (part[u] !== own) continue;
        if (stamp[u] !== now) {
          stamp[u] = now;
          owner[u] = s;
          after[u] = -1;
          after[tails[s] ?? 0] = u;
          tails[s] = u;
          continue;
        }
        const other = owner[u] ?? -1;
        if (other < 0) continue;
        const [one, two] = [rootOf(s), rootOf(other)];
        if (one === two) continue;
        root[two] = one;
        met += 1;
      }
      // Only now, since what the last one of a queue met comes after it.
      heads[s] = after[v] ?? -1;
      return met;
    },
    stuck(s, count) {
      const own = rootOf(s);
      for (let other = 0; other < count; other += 1)
        if (rootOf(other) === own && (heads[other] ?? -1) !== -1) return false;
      return true;
    },
  };
}

/**
 * The neighbors of v inside its part must reach each other around v. Where they form no chain, one search grows from
 * each of them, in turn and a vertex at a time; so the cost is that of the smallest way around, and where there is
 * none, that of the smallest piece.
 */
export function wholenessOf(working: Working): Wholeness {
  const { part, counts } = working;
  const isChain = chainsOf(working);
  const searches = searchesOf(working);
  return {
    without(v) {
      const own = part[v] ?? 0;
      // A part never runs empty.
      if ((counts[own] ?? 0) < 2) return false;
      if (isChain(v, own)) return true;
      const count = searches.begin(v, own);
      let apart = count;
      while (apart > 1) {
        for (let s = 0; s < count && apart > 1; s += 1) {
          const met = searches.step(s, own);
          if (met >= 0) apart -= met;
          else if (searches.stuck(s, count)) return false;
        }
      }
      return count > 0;
    },
  };
}
