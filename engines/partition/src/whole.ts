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
class Chains {
  readonly offsets: Int32Array;
  readonly neighbors: Int32Array;
  readonly part: Int32Array;
  /** Marks of this question are `now`, of a neighbor that was reached `-now`; so nothing is ever cleared. */
  readonly ring: Int32Array;
  readonly reached: Int32Array;
  now = 0;

  constructor({ graph, part }: Working) {
    this.offsets = graph.offsets;
    this.neighbors = graph.neighbors;
    this.part = part;
    this.ring = new Int32Array(graph.size);
    this.reached = new Int32Array(graph.size);
  }

  /** Whether the neighbors of v in its part form a chain. */
  around(v: number, own: number): boolean {
    const { offsets, neighbors, part, ring, reached } = this;
    this.now += 1;
    const { now } = this;
    let size = 0;
    const rowEnd = offsets[v + 1] ?? 0;
    for (let at = offsets[v] ?? 0; at < rowEnd; at += 1) {
      const u = neighbors[at] ?? 0;
      if (part[u] !== own) continue;
      ring[u] = now;
      reached[0] = u;
      size += 1;
    }
    if (size < 2) return size === 1;
    ring[reached[0] ?? 0] = -now;
    let end = 1;
    for (let at = 0; at < end && end < size; at += 1) {
      const u = reached[at] ?? 0;
      const last = offsets[u + 1] ?? 0;
      for (let slot = offsets[u] ?? 0; slot < last; slot += 1) {
        const next = neighbors[slot] ?? 0;
        if (ring[next] !== now) continue;
        ring[next] = -now;
        reached[end] = next;
        end += 1;
      }
    }
    return end === size;
  }
}

/** Searches that grow side by side; two that meet become one. */
class Searches {
  readonly offsets: Int32Array;
  readonly neighbors: Int32Array;
  readonly part: Int32Array;
  readonly stamp: Int32Array;
  readonly owner: Int32Array;
  /** A vertex waits in one search only, so that all queues are one list of who comes after whom; −1 ends each of them. */
  readonly after: Int32Array;
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  readonly root: Int32Array;
  now = 0;

  constructor({ graph, part }: Working) {
    this.offsets = graph.offsets;
    this.neighbors = graph.neighbors;
    this.part = part;
    this.stamp = new Int32Array(graph.size);
    this.owner = new Int32Array(graph.size);
    this.after = new Int32Array(graph.size);
    this.heads = new Int32Array(graph.size);
    this.tails = new Int32Array(graph.size);
    this.root = new Int32Array(graph.size);
  }

  private rootOf(s: number): number {
    let at = s;
    while (this.root[at] !== at) at = this.root[at] ?? at;
    return at;
  }

  /** Begins one search at each neighbor of v inside its part and returns how many there are. */
  begin(v: number, own: number): number {
    const { offsets, neighbors, part, stamp, owner } = this;
    this.now += 1;
    const { now } = this;
    // The vertex itself is no way through: it belongs to nobody.
    stamp[v] = now;
    owner[v] = -1;
    let count = 0;
    const end = offsets[v + 1] ?? 0;
    for (let at = offsets[v] ?? 0; at < end; at += 1) {
      const u = neighbors[at] ?? 0;
      if (part[u] !== own || stamp[u] === now) continue;
      stamp[u] = now;
      owner[u] = count;
      this.after[u] = -1;
      this.heads[count] = u;
      this.tails[count] = u;
      this.root[count] = count;
      count += 1;
    }
    return count;
  }

  /** Takes one step of search s; returns how many others it met for the first time, −1 when it has nowhere to go. */
  step(s: number, own: number): number {
    const { offsets, neighbors, part, stamp, owner, after, now } = this;
    const v = this.heads[s] ?? -1;
    if (v === -1) return -1;
    let met = 0;
    const end = offsets[v + 1] ?? 0;
    for (let at = offsets[v] ?? 0; at < end; at += 1) {
      const u = neighbors[at] ?? 0;
      if (part[u] !== own) continue;
      if (stamp[u] !== now) {
        stamp[u] = now;
        owner[u] = s;
        after[u] = -1;
        after[this.tails[s] ?? 0] = u;
        this.tails[s] = u;
        continue;
      }
      const other = owner[u] ?? -1;
      if (other >= 0 && other !== s && this.meet(s, other)) met += 1;
    }
    // Only now, since what the last one of a queue met comes after it.
    this.heads[s] = after[v] ?? -1;
    return met;
  }

  /** Makes one of two searches; false when they were one already. */
  private meet(s: number, other: number): boolean {
    const one = this.rootOf(s);
    const two = this.rootOf(other);
    this.root[two] = one;
    return one !== two;
  }

  /** Whether search s and everything that it met have nowhere to go: a piece that v alone holds on. */
  stuck(s: number, count: number): boolean {
    const own = this.rootOf(s);
    for (let other = 0; other < count; other += 1)
      if (this.rootOf(other) === own && (this.heads[other] ?? -1) !== -1) return false;
    return true;
  }
}

/**
 * The neighbors of v inside its part must reach each other around v. Where they form no chain, one search grows from
 * each of them, in turn and a vertex at a time; so the cost is that of the smallest way around, and where there is
 * none, that of the smallest piece.
 */
class Holding implements Wholeness {
  readonly part: Int32Array;
  readonly counts: Int32Array;
  readonly chains: Chains;
  readonly searches: Searches;

  constructor(working: Working) {
    this.part = working.part;
    this.counts = working.counts;
    this.chains = new Chains(working);
    this.searches = new Searches(working);
  }

  without(v: number): boolean {
    const own = this.part[v] ?? 0;
    // A part never runs empty.
    if ((this.counts[own] ?? 0) < 2) return false;
    return this.chains.around(v, own) || this.joins(v, own);
  }

  private joins(v: number, own: number): boolean {
    const { searches } = this;
    const count = searches.begin(v, own);
    let apart = count;
    while (apart > 1)
      for (let s = 0; s < count && apart > 1; s += 1) {
        const met = searches.step(s, own);
        if (met >= 0) apart -= met;
        else if (searches.stuck(s, count)) return false;
      }
    return apart === 1;
  }
}

/** The answers for one plan, which may change between two questions. */
export const wholenessOf = (working: Working): Wholeness => new Holding(working);
