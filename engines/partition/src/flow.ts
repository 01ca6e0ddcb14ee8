import { createQueue } from './queue.ts';
import { wholenessOf } from './whole.ts';
import { give, type Working } from './working.ts';

/**
 * Between parts, loads are a liquid: what is too much here must cross borders until it meets room, and which borders it
 * crosses decides how many companies change their team. Vertices come later and follow the flow as well as they can.
 */
/** How much goes from part to part: `amount[from * parts + to]`. */
interface Flow {
  readonly amount: Float64Array;
  readonly touching: Uint8Array;
}

const TINY = 1e-9;

// A border is where load can cross at all; both directions are marked, since every edge stands in two rows.
function touchingParts({ graph, part, parts }: Working): Uint8Array {
  const touching = new Uint8Array(parts * parts);
  for (let v = 0; v < graph.size; v += 1) {
    const own = (part[v] ?? 0) * parts;
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1)
      touching[own + (part[graph.neighbors[at] ?? 0] ?? 0)] = 1;
  }
  return touching;
}

/**
 * The cheapest way from any source to any sink. A step costs one, a step against what already flows gives one back;
 * so paths may be shorter than none, and the wave goes on until no step improves anything.
 */
function cheapestWay(flow: Flow, parts: number, sources: Float64Array, sinks: Float64Array): readonly number[] {
  const cost = Float64Array.from(sources, (left) => (left > TINY ? 0 : Number.POSITIVE_INFINITY));
  const before = new Int32Array(parts).fill(-1);
  for (let changed = true; changed; ) {
    changed = false;
    for (let p = 0; p < parts; p += 1) {
      if (cost[p] === Number.POSITIVE_INFINITY) continue;
      for (let q = 0; q < parts; q += 1) {
        if (flow.touching[p * parts + q] !== 1 || p === q) continue;
        const step = (flow.amount[q * parts + p] ?? 0) > TINY ? -1 : 1;
        if ((cost[p] ?? 0) + step >= (cost[q] ?? 0) - TINY) continue;
        cost[q] = (cost[p] ?? 0) + step;
        before[q] = p;
        changed = true;
      }
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

/** Sends what the sources have to the sinks over the fewest borders; what finds no way stays. */
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

// Too full parts send to where there is room; then parts below their limit are sent what others can spare.
function flowOf({ parts, loads, limits }: Working, touching: Uint8Array, margin: number): Flow {
  const flow: Flow = { amount: new Float64Array(parts * parts), touching };
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

interface Border {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  /** Edges of cut that staying one layer nearer to the old border is worth: 0 grows fingers that are short of border, 1 grows rings. */
  readonly roundness: number;
}

/** Lets part `to` grow into part `from` until `amount` has changed hands: what shortens the border most goes first. */
function shift(working: Working, stays: (v: number) => boolean, { from, to, amount, roundness }: Border): void {
  const { graph, part, home } = working;
  const queue = createQueue();
  const layers = new Int32Array(graph.size);
  // What the border becomes shorter by, less what growing far from the old border costs.
  const gainOf = (v: number): number => {
    let [gain, touches] = [-roundness * (layers[v] ?? 0), false];
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const p = part[graph.neighbors[at] ?? 0];
      if (p === to) [gain, touches] = [gain + (graph.edgeWeights[at] ?? 0), true];
      else if (p === from) gain -= graph.edgeWeights[at] ?? 0;
    }
    return touches ? gain : Number.NEGATIVE_INFINITY;
  };
  const touchesTo = (v: number): boolean => {
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1)
      if (part[graph.neighbors[at] ?? 0] === to) return true;
    return false;
  };
  const wait = (v: number, layer: number): void => {
    if (part[v] !== from || home?.locked?.[v] === 1) return;
    if (!touchesTo(v)) return;
    if (layers[v] === 0 || (layers[v] ?? 0) > layer) layers[v] = layer;
    const gain = gainOf(v);
    if (gain > Number.NEGATIVE_INFINITY) queue.push(v, gain);
  };
  for (let v = 0; v < graph.size; v += 1) wait(v, 1);
  let left = amount;
  for (let v = queue.pop(); v !== -1 && left > TINY; v = queue.pop()) {
    const weight = graph.weights[v] ?? 0;
    // A vertex that is too heavy for what is left would overshoot by more than staying falls short.
    if (part[v] !== from || queue.gain() !== gainOf(v) || weight > 2 * left || !stays(v)) continue;
    give(working, v, to);
    left -= weight;
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1)
      wait(graph.neighbors[at] ?? 0, (layers[v] ?? 0) + 1);
  }
}

/**
 * Brings today's plan near its limits with few moves. How much must cross which border is a flow of least cost between
 * the parts; then each border is pushed as far as its flow says, the parts with room first, so that none runs full on
 * the way. Loads of one constraint only; whole parts stay whole. What single vertices cannot express is left over.
 */
export function pushAlong(
  working: Working,
  { margin, roundness }: { readonly margin: number; readonly roundness: number },
): void {
  const { parts } = working;
  const { amount } = flowOf(working, touchingParts(working), margin);
  const wholeness = wholenessOf(working);
  const borders: Border[] = [];
  for (let from = 0; from < parts; from += 1)
    for (let to = 0; to < parts; to += 1) {
      const each = amount[from * parts + to] ?? 0;
      if (each > TINY) borders.push({ from, to, amount: each, roundness });
    }
  borders.sort((a, b) => b.amount - a.amount || a.from - b.from || a.to - b.to);
  for (const border of borders) shift(working, (v) => wholeness.without(v), border);
}
