import { flowOf } from './flow.ts';
import { openGates } from './gate.ts';
import { createQueue } from './queue.ts';
import { wholenessOf } from './whole.ts';
import { give, type Working } from './working.ts';

const TINY = 1e-9;

/** Edges of cut that a vertex is preferred by which is not at home anyway: it moves on without moving more. */
const ASTRAY = 4;

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
  const layers = new Map<number, number>();
  // What the border becomes shorter by, less what growing far from the old border costs.
  const gainOf = (v: number): number => {
    let [gain, touches] = [-roundness * (layers.get(v) ?? 0), false];
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const p = part[graph.neighbors[at] ?? 0];
      if (p === to) [gain, touches] = [gain + (graph.edgeWeights[at] ?? 0), true];
      else if (p === from) gain -= graph.edgeWeights[at] ?? 0;
    }
    if (home !== null && home.part[v] !== from) gain += ASTRAY;
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
    layers.set(v, Math.min(layer, layers.get(v) ?? layer));
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
      wait(graph.neighbors[at] ?? 0, (layers.get(v) ?? 0) + 1);
  }
}

/** How a push goes. */
export interface Manner {
  /** Share of the room above the mean that is left free, since vertices are no liquid. */
  readonly margin: number;
  readonly roundness: number;
  /** Whether parts may first be led to touch where much would pass through a third one. */
  readonly gates: boolean;
}

/**
 * Brings today's plan near its limits with few moves. How much must cross which border is a flow of least cost between
 * the parts; then each border is pushed as far as its flow says, the greatest amount first, so that what arrives can be
 * passed on without moving more. Loads of one constraint only; whole parts stay whole. What single vertices cannot
 * express is left over. Returns how many gates were opened.
 */
export function pushAlong(working: Working, { margin, roundness, gates }: Manner): number {
  const { parts } = working;
  const { flow, opened } = gates ? openGates(working, margin) : { flow: flowOf(working, margin), opened: 0 };
  const wholeness = wholenessOf(working);
  const borders: Border[] = [];
  for (let from = 0; from < parts; from += 1)
    for (let to = 0; to < parts; to += 1) {
      const each = flow.amount[from * parts + to] ?? 0;
      if (each > TINY) borders.push({ from, to, amount: each, roundness });
    }
  borders.sort((a, b) => b.amount - a.amount || a.from - b.from || a.to - b.to);
  for (const border of borders) shift(working, (v) => wholeness.without(v), border);
  return opened;
}
