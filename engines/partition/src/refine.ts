import { createQueue, type Queue } from './queue.ts';
import { forgetRoom, priceByRoom } from './room.ts';
import { type Wholeness, wholenessOf } from './whole.ts';
import { give, priceChange, violationChange, violationOf, type Working } from './working.ts';

/** Weights that tell the search what matters: `cut − emphasis × violation − price of moves`. */
export interface Emphasis {
  /** Units of cut that one mean of violation is worth. */
  readonly violation: number;
}

/** Looks at the parts around a vertex; holds the scratch memory for it. */
class Chooser {
  private readonly working: Working;
  private readonly dearness: number;
  private readonly weightTo: Float64Array;
  private readonly seen: Int32Array;
  private readonly around: Int32Array;
  /** What the objective goes down by with the last choice; may be negative. */
  gain = Number.NEGATIVE_INFINITY;

  constructor(working: Working, emphasis: Emphasis) {
    this.working = working;
    this.dearness = emphasis.violation;
    this.weightTo = new Float64Array(working.parts);
    this.seen = new Int32Array(working.parts).fill(-1);
    this.around = new Int32Array(working.parts);
  }

  /** The part that v had best go to, or −1. Sums up its edges by part, then asks what a move to each would bring. */
  choose(v: number): number {
    const { working, weightTo, seen, around, dearness } = this;
    const { part, home } = working;
    const { offsets, neighbors, edgeWeights } = working.graph;
    if (home?.locked?.[v] === 1) return -1;
    const own = part[v] ?? 0;
    let count = 0;
    let inside = 0;
    const end = offsets[v + 1] ?? 0;
    for (let at = offsets[v] ?? 0; at < end; at += 1) {
      const p = part[neighbors[at] ?? 0] ?? 0;
      const weight = edgeWeights[at] ?? 0;
      if (p === own) inside += weight;
      else if (seen[p] === v) weightTo[p] = (weightTo[p] ?? 0) + weight;
      else {
        seen[p] = v;
        weightTo[p] = weight;
        around[count] = p;
        count += 1;
      }
    }
    let to = -1;
    let gain = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i += 1) {
      const p = around[i] ?? 0;
      let found = (weightTo[p] ?? 0) - inside - dearness * violationChange(working, v, p);
      if (home !== null) found -= priceChange(working, v, p);
      // A part number seen at v must not count as seen at a later visit of the same vertex.
      seen[p] = -1;
      if (found <= gain) continue;
      to = p;
      gain = found;
    }
    this.gain = gain;
    return to;
  }
}

/** Whether a vertex touches another part; only such vertices can move. */
function atBorder({ graph, part }: Working, v: number): boolean {
  const own = part[v];
  for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1)
    if (part[graph.neighbors[at] ?? 0] !== own) return true;
  return false;
}

interface Pass {
  readonly working: Working;
  readonly chooser: Chooser;
  readonly wholeness: Wholeness;
  readonly queue: Queue;
  readonly locked: Int32Array;
  /** How many moves in a row may fail to find a new best before the pass ends. */
  readonly patience: number;
}

const TINY = 1e-9;

/**
 * One pass after Fiduccia and Mattheyses: the best move is made even when it makes things worse, every vertex moves
 * once at most, and at the end everything after the best moment is undone. What was undone stays where it is for the
 * rest of the pass. Returns how much the objective went down.
 */
function pass({ working, chooser, wholeness, queue, locked, patience }: Pass, round: number): number {
  const { graph, part } = working;
  const moved: number[] = [];
  const origin: number[] = [];
  let [sum, best, bestAt] = [0, 0, 0];
  // Every vertex of the border waits with the best that it could do.
  queue.clear();
  for (let v = 0; v < graph.size; v += 1) {
    if (!atBorder(working, v)) continue;
    if (chooser.choose(v) !== -1) queue.push(v, chooser.gain);
  }
  for (let v = queue.pop(); v !== -1 && moved.length - bestAt <= patience; v = queue.pop()) {
    if (locked[v] === round) continue;
    const to = chooser.choose(v);
    const gain = chooser.gain;
    if (to === -1) continue;
    // An old entry: the vertex is worth less now than when it was queued, so it waits for its turn again.
    if (gain < queue.gain() - TINY) {
      queue.push(v, gain);
      continue;
    }
    // Asked last, because it costs most: would the part left behind stay in one piece?
    if (!wholeness.without(v)) continue;
    locked[v] = round;
    moved.push(v);
    origin.push(part[v] ?? 0);
    give(working, v, to);
    sum += gain;
    if (sum > best + TINY) [best, bestAt] = [sum, moved.length];
    // For the neighbors the world has changed: they wait again, with what is now their best.
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const u = graph.neighbors[at] ?? 0;
      if (locked[u] === round || !atBorder(working, u)) continue;
      if (chooser.choose(u) !== -1) queue.push(u, chooser.gain);
    }
  }
  for (let i = moved.length - 1; i >= bestAt; i -= 1) give(working, moved[i] ?? 0, origin[i] ?? 0);
  return best;
}

/** What a refinement may spend. */
export interface Effort {
  /** Passes at most. */
  readonly passes: number;
  /** Moves in a row that may fail to find a new best. */
  readonly patience: number;
  readonly expired: () => boolean;
}

/** Passes until one brings nothing. Parts stay whole and never run empty. */
export function refine(working: Working, emphasis: Emphasis, { passes, patience, expired }: Effort): void {
  const frame: Pass = {
    working,
    chooser: new Chooser(working, emphasis),
    wholeness: wholenessOf(working),
    queue: createQueue(),
    locked: new Int32Array(working.graph.size),
    patience,
  };
  for (let round = 1; round <= passes; round += 1) if (pass(frame, round) <= TINY || expired()) return;
}

/**
 * Brings a plan within its limits: the emphasis on balance doubles until nothing lies outside or nothing helps. The
 * price in cut is paid where it is least, since the same passes weigh both.
 */
export function balance(working: Working, emphasis: Emphasis, effort: Effort): void {
  let { violation } = emphasis;
  for (let round = 0; round < 16 && violationOf(working) > TINY && !effort.expired(); round += 1) {
    priceByRoom(working);
    refine(working, { violation }, effort);
    forgetRoom(working);
    violation *= 2;
  }
}
