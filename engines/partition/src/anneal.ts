import type { Random } from './random.ts';
import { type Wholeness, wholenessOf } from './whole.ts';
import { cutOf, give, priceChange, priceOf, violationChange, violationOf, type Working } from './working.ts';

/** The best plan that a search has met: first by violation, then by cut and price of moves. */
export interface Best {
  /** Its own copy: the walk goes on without it. */
  readonly part: Int32Array;
  /**
   * Units of cut that one mean of violation is worth; null where no border is short enough for any. Among very many
   * parts one or the other is always a hair outside, and what the walk has gained must not be lost for that.
   */
  readonly dearness: number | null;
  violation: number;
  cost: number;
}

const TINY = 1e-9;

/** Nothing met yet: whatever comes first is better. */
export const noneYet = (part: Int32Array, dearness: number | null): Best => ({
  part: part.slice(),
  dearness,
  violation: Number.POSITIVE_INFINITY,
  cost: 0,
});

/** Up to this size every better plan is copied the moment it appears; above, at the end of a sweep. */
const EAGER = 2000;

/** Keeps the better of what is recorded and what is at hand. */
export function record(best: Best, part: Int32Array, violation: number, cost: number): boolean {
  let better: boolean;
  if (best.dearness === null) {
    // Within the limits the shorter border wins, outside them whatever lies less far outside.
    const within = Math.max(0, violation - TINY) === 0;
    const held = Math.max(0, best.violation - TINY) === 0;
    better = within === held ? (within ? cost < best.cost - TINY : violation < best.violation - TINY) : within;
  } else better = cost - best.cost < best.dearness * (best.violation - violation) - TINY;
  if (!better) return false;
  best.part.set(part);
  best.violation = violation;
  best.cost = cost;
  return true;
}

/** How a walk cools: from hot to cold in even ratios, while what lies outside the limits becomes ever dearer. */
export interface Cooling {
  /** One sweep tries about two moves for every border edge. */
  readonly sweeps: number;
  readonly hot: number;
  readonly cold: number;
  /** Units of cut for one mean of violation, at the beginning and at the end. */
  readonly lenient: number;
  readonly strict: number;
  readonly random: Random;
  readonly expired: () => boolean;
}

/**
 * Edges between two parts, from both of their ends: where moves are possible. Some may lie inside a part by now. A class
 * for the reason that `Working` is one.
 */
class Border {
  /** Vertex at the near end of each edge of the list, and the edge's place in its row. */
  readonly from: Int32Array;
  readonly edge: Int32Array;
  /** 1 for each place in `neighbors` that stands in the list, so that none stands in it twice. */
  readonly listed: Uint8Array;
  size = 0;

  constructor(edges: number) {
    this.from = new Int32Array(edges);
    this.edge = new Int32Array(edges);
    this.listed = new Uint8Array(edges);
  }
}

/** Takes the edges of v that lie between two parts into the list. */
function enlist(border: Border, { graph, part }: Working, v: number): void {
  const { from, edge, listed } = border;
  const own = part[v];
  let size = border.size;
  for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
    if (part[graph.neighbors[at] ?? 0] === own || listed[at] === 1) continue;
    listed[at] = 1;
    from[size] = v;
    edge[size] = at;
    size += 1;
  }
  border.size = size;
}

/** Strikes edges that have come to lie inside a part. */
function strike(border: Border, { graph, part }: Working): void {
  const { from, edge, listed } = border;
  let size = 0;
  for (let i = 0; i < border.size; i += 1) {
    const v = from[i] ?? 0;
    const at = edge[i] ?? 0;
    if (part[v] === part[graph.neighbors[at] ?? 0]) {
      listed[at] = 0;
      continue;
    }
    from[size] = v;
    edge[size] = at;
    size += 1;
  }
  border.size = size;
}

/** Trials that one call makes: few, so that the call after the next already runs what was compiled meanwhile. */
const BATCH = 128;

/** What a chance is measured in: whole numbers below this. */
const ODDS = 2 ** 30;

/** Edges that a batch draws from: neighbors in the list are neighbors in memory, which a walk over a large graph waits for. */
const SPAN = 2 ** 14;

/** What the trials of one sweep go by. */
class Weather {
  /** Edges of the list that are drawn from: those that came during this sweep wait for the next one. */
  readonly drawn: number;
  readonly heat: number;
  readonly dearness: number;

  constructor(drawn: number, heat: number, dearness: number) {
    this.drawn = drawn;
    this.heat = heat;
    this.dearness = dearness;
  }
}

/** A walk on its way. A class for the reason that `Working` is one. */
class Walk {
  readonly working: Working;
  readonly wholeness: Wholeness;
  readonly border: Border;
  readonly random: Random;
  /** Cut and price of moves, then what lies outside the limits: kept up to date, never counted anew. */
  readonly sums: Float64Array;

  constructor(working: Working, random: Random) {
    this.working = working;
    this.wholeness = wholenessOf(working);
    this.border = new Border(working.graph.neighbors.length);
    this.random = random;
    this.sums = Float64Array.of(cutOf(working.graph, working.part) + priceOf(working), violationOf(working));
    for (let v = 0; v < working.graph.size; v += 1) enlist(this.border, working, v);
  }

  // Some trials of single moves among the edges from `first` on, around the end of the list. A good part of all time is spent in here.
  trials(first: number, { drawn, heat, dearness }: Weather): void {
    const { working, wholeness, border, random, sums } = this;
    const { graph, part, home, loads } = working;
    const { offsets, neighbors, edgeWeights, weights, constraints } = graph;
    const { least, most, mean } = working.limits;
    const { from: near, edge } = border;
    const span = Math.min(drawn, SPAN);
    for (let trial = 0; trial < BATCH; trial += 1) {
      // A border edge, drawn evenly, names the vertex and the part that it might go to.
      const draw = first + random.below(span);
      const pick = draw < drawn ? draw : draw - drawn;
      const v = near[pick] ?? 0;
      const to = part[neighbors[edge[pick] ?? 0] ?? 0] ?? 0;
      const from = part[v] ?? 0;
      if (to === from || home?.locked?.[v] === 1) continue;
      // Edges into the old part would be cut, edges into the new one no longer.
      let worse = 0;
      const end = offsets[v + 1] ?? 0;
      for (let at = offsets[v] ?? 0; at < end; at += 1) {
        const p = part[neighbors[at] ?? 0];
        if (p === from) worse += edgeWeights[at] ?? 0;
        else if (p === to) worse -= edgeWeights[at] ?? 0;
      }
      if (home !== null) worse += priceChange(working, v, to);
      let outside = 0;
      if (constraints === 1) {
        // `violationChange` written out, since this is asked at every trial, for parts of which no side is dearer: that is
        // so outside of balancing. A test holds what is summed up here against the plan itself.
        const weight = weights[v] ?? 0;
        const held = loads[from] ?? 0;
        const taken = loads[to] ?? 0;
        const above = taken + weight - Math.max(taken, most[to] ?? 0);
        const below = Math.min(held, least[from] ?? 0) - held + weight;
        const relieved = held - Math.max(held - weight, most[from] ?? 0);
        const filled = Math.min(taken + weight, least[to] ?? 0) - taken;
        if (above > 0) outside += above / (mean[to] ?? 1);
        if (below > 0) outside += below / (mean[from] ?? 1);
        if (relieved > 0) outside -= relieved / (mean[from] ?? 1);
        if (filled > 0) outside -= filled / (mean[to] ?? 1);
      } else outside = violationChange(working, v, to);
      const uphill = worse + dearness * outside;
      if (uphill > 0 && random.below(ODDS) >= ODDS * Math.exp(-uphill / heat)) continue;
      if (!wholeness.without(v)) continue;
      give(working, v, to);
      sums[0] = (sums[0] ?? 0) + worse;
      sums[1] = (sums[1] ?? 0) + outside;
      enlist(border, working, v);
      for (let at = offsets[v] ?? 0; at < end; at += 1)
        if (part[neighbors[at] ?? 0] === from) enlist(border, working, neighbors[at] ?? 0);
    }
  }
}

/**
 * A walk of single moves after Metropolis. A step that makes things worse by d is taken with probability exp(−d / heat).
 * Parts stay whole at every step; limits may be overstepped on the way, which is how a walk passes between plans that
 * no single allowed move connects. Every plan within the limits that beats the record is kept.
 */
export function anneal(working: Working, best: Best, cooling: Cooling): void {
  const { graph, part } = working;
  const { random, sweeps } = cooling;
  const walk = new Walk(working, random);
  const { border, sums } = walk;
  record(best, part, sums[1] ?? 0, sums[0] ?? 0);
  for (let sweep = 0; sweep < sweeps && !cooling.expired(); sweep += 1) {
    strike(border, working);
    const { size: drawn } = border;
    const heat = cooling.hot * (cooling.cold / cooling.hot) ** (sweep / sweeps);
    const dearness = cooling.lenient * (cooling.strict / cooling.lenient) ** (sweep / sweeps);
    const weather = new Weather(drawn, heat, dearness);
    for (let done = 0; done < drawn * 2; done += BATCH) {
      walk.trials(done >> 1, weather);
      // Copying a large plan at every step downhill would cost more than the walk; small ones are kept at once.
      if (graph.size <= EAGER) record(best, part, sums[1] ?? 0, sums[0] ?? 0);
    }
    record(best, part, sums[1] ?? 0, sums[0] ?? 0);
  }
}
