import type { Working } from './working.ts';

/**
 * Between parts, loads are a liquid: what is too much here must cross borders until it meets room, and which borders it
 * crosses decides how many companies change their team. Vertices come later and follow the flow as well as they can.
 * All tables are by pair of parts: `amount[from * parts + to]`.
 */
export interface Flow {
  /** How much goes from part to part. */
  readonly amount: Float64Array;
  /** What one unit costs to cross from part to part; infinite where they do not touch. */
  readonly cost: Float64Array;
  /** Parts that each part touches, in ascending order. */
  readonly beside: readonly (readonly number[])[];
}

const TINY = 1e-9;

/** How much dearer than the next border one is over which a layer of vertices carries as much as over a middling one. */
const PER_LAYER = 0.1;

/** No border is so thin that a way around it is worth another crossing of several. */
const THINNEST = 0.2;

/**
 * A crossing costs one, since what crosses changes its part. Where there is a home to stay near, a border is a little
 * dearer the less the vertices along it weigh: over a heavy border few vertices carry much, and it bends less.
 */
function costsOf({ graph, part, parts, home }: Working): Float64Array {
  const along = new Float64Array(parts * parts);
  const touching = new Uint8Array(parts * parts);
  let [sum, borders] = [0, 0];
  for (let v = 0; v < graph.size; v += 1) {
    const own = part[v] ?? 0;
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const other = part[graph.neighbors[at] ?? 0] ?? 0;
      if (other === own) continue;
      const slot = own * parts + other;
      if (touching[slot] === 0) borders += 1;
      touching[slot] = 1;
      along[slot] = (along[slot] ?? 0) + (graph.weights[v] ?? 0);
      sum += graph.weights[v] ?? 0;
    }
  }
  const middling = sum / Math.max(1, borders);
  return along.map((weight, slot) => {
    if (touching[slot] === 0) return Number.POSITIVE_INFINITY;
    return home === null ? 1 : 1 + (PER_LAYER * middling) / Math.max(weight, THINNEST * middling, TINY);
  });
}

/**
 * The cheapest way from any source to any sink. A step against what already flows gives back what that step cost; so
 * ways may be cheaper than none, and the wave goes on until no step improves anything.
 */
function cheapestWay(flow: Flow, parts: number, sources: Float64Array, sinks: Float64Array): readonly number[] {
  const cost = Float64Array.from(sources, (left) => (left > TINY ? 0 : Number.POSITIVE_INFINITY));
  const before = new Int32Array(parts).fill(-1);
  const waits = Uint8Array.from(cost, (each) => (each === 0 ? 1 : 0));
  const waiting = Array.from({ length: parts }, (_, p) => p).filter((p) => waits[p] === 1);
  for (let head = 0; head < waiting.length; head += 1) {
    const p = waiting[head] ?? 0;
    waits[p] = 0;
    for (const q of flow.beside[p] ?? []) {
      const taken = (flow.amount[q * parts + p] ?? 0) > TINY;
      const step = taken ? -(flow.cost[q * parts + p] ?? 1) : (flow.cost[p * parts + q] ?? 1);
      if ((cost[p] ?? 0) + step >= (cost[q] ?? 0) - TINY) continue;
      cost[q] = (cost[p] ?? 0) + step;
      before[q] = p;
      // Whoever has become cheaper tells its neighbors again, once it is its turn.
      if (waits[q] === 1) continue;
      waits[q] = 1;
      waiting.push(q);
    }
  }
  // Among the sinks that a wave reached, the cheapest; its way is read backwards.
  let end = -1;
  for (let p = 0; p < parts; p += 1)
    if ((sinks[p] ?? 0) > TINY && (end === -1 || (cost[p] ?? 0) < (cost[end] ?? 0))) end = p;
  if (end === -1 || cost[end] === Number.POSITIVE_INFINITY) return [];
  const way = [end];
  for (let p = before[end] ?? -1; p !== -1; p = before[p] ?? -1) way.unshift(p);
  return way;
}

/** Sends what the sources have to the sinks by the cheapest ways; what finds no way stays. */
function send(flow: Flow, parts: number, sources: Float64Array, sinks: Float64Array): void {
  for (let way = cheapestWay(flow, parts, sources, sinks); way.length > 1; ) {
    const [first, last] = [way[0] ?? 0, way.at(-1) ?? 0];
    let amount = Math.min(sources[first] ?? 0, sinks[last] ?? 0);
    // What flows the other way is only taken back, and no more than there is.
    for (let at = 1; at < way.length; at += 1) {
      const back = flow.amount[(way[at] ?? 0) * parts + (way[at - 1] ?? 0)] ?? 0;
      if (back > TINY) amount = Math.min(amount, back);
    }
    for (let at = 1; at < way.length; at += 1) {
      const [p, q] = [way[at - 1] ?? 0, way[at] ?? 0];
      const back = flow.amount[q * parts + p] ?? 0;
      if (back > TINY) flow.amount[q * parts + p] = back - amount;
      else flow.amount[p * parts + q] = (flow.amount[p * parts + q] ?? 0) + amount;
    }
    sources[first] = (sources[first] ?? 0) - amount;
    sinks[last] = (sinks[last] ?? 0) - amount;
    way = cheapestWay(flow, parts, sources, sinks);
  }
}

/**
 * Too full parts send to where there is room, of which the share `margin` is left free; then parts below their limit
 * are sent what others can spare. Loads of one constraint only.
 */
export function flowOf(working: Working, margin: number): Flow {
  const { parts, loads, limits } = working;
  const cost = costsOf(working);
  const beside = Array.from({ length: parts }, (_, p) =>
    Array.from({ length: parts }, (__, q) => q).filter((q) => cost[p * parts + q] !== Number.POSITIVE_INFINITY),
  );
  const flow: Flow = { amount: new Float64Array(parts * parts), cost, beside };
  const top = loads.map((_, p) => (limits.most[p] ?? 0) - margin * ((limits.most[p] ?? 0) - (limits.mean[p] ?? 0)));
  const over = loads.map((load, p) => (load > (limits.most[p] ?? 0) ? load - (top[p] ?? 0) : 0));
  send(
    flow,
    parts,
    over,
    loads.map((load, p) => Math.max(0, (top[p] ?? 0) - load)),
  );
  const later = loads.slice();
  for (let p = 0; p < parts; p += 1)
    for (let q = 0; q < parts; q += 1) {
      const amount = flow.amount[p * parts + q] ?? 0;
      later[p] = (later[p] ?? 0) - amount;
      later[q] = (later[q] ?? 0) + amount;
    }
  const spare = later.map((load, p) => Math.max(0, load - (limits.least[p] ?? 0)));
  send(
    flow,
    parts,
    spare,
    later.map((load, p) => Math.max(0, (limits.least[p] ?? 0) - load)),
  );
  return flow;
}
