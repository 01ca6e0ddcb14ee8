import { type Flow, flowOf } from './flow.ts';
import { evenEdgeOf } from './graph.ts';
import { createQueue } from './queue.ts';
import { cutOf, give, type Home, type Working } from './working.ts';

/**
 * What passes through a full part on its way to room moves as much as if it moved twice. Where the part with room takes
 * a narrow strip of the full one instead, it touches the crowded part itself, and everything that comes after the strip
 * moves once. Such a strip is a gate.
 *
 *      A A B C        A A C C        C has taken the upper row of B: A and C touch.
 *      A A B C   →    A A B C
 */
interface Gate {
  readonly vertices: readonly number[];
  readonly to: number;
  /** What it saves in units of cut: price of moves that are not made, less the border that becomes longer. */
  readonly saved: number;
}

/** Load that goes from part `from` through part `through` into part `to`. */
interface Passage {
  readonly from: number;
  readonly through: number;
  readonly to: number;
  readonly amount: number;
}

/** Gates that are opened at most for one push; each of them asks for a new flow. */
const MOST_GATES = 8;

/** What a gate must save, in borders of a mean part: ground beyond a gate has a border of its own, which comes later. */
const WORTH = 0.4;

function passagesOf({ amount }: Flow, parts: number): readonly Passage[] {
  const passages: Passage[] = [];
  for (let through = 0; through < parts; through += 1)
    for (let from = 0; from < parts; from += 1) {
      const comes = amount[from * parts + through] ?? 0;
      if (!(comes > 0)) continue;
      for (let to = 0; to < parts; to += 1) {
        const passes = Math.min(comes, amount[through * parts + to] ?? 0);
        if (passes > 0) passages.push({ from, through, to, amount: passes });
      }
    }
  return passages.sort((a, b) => b.amount - a.amount || a.through - b.through || a.from - b.from || a.to - b.to);
}

function touches({ graph, part }: Working, v: number, p: number): boolean {
  for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1)
    if (part[graph.neighbors[at] ?? 0] === p) return true;
  return false;
}

/** Where a way may go: through which vertices, and how much they may weigh together with what they cost in border. */
interface Ground {
  readonly members: readonly number[];
  /** Part that the way keeps along, −1 for none: a strip along a border leaves the rest whole. */
  readonly beside: number;
  readonly limit: number;
  /** What one more vertex costs, in units of weight. */
  readonly step: number;
}

/** The lightest way through a part from the part behind it to the part before it; empty where there is none. */
function lightestWay(working: Working, { from, through, to }: Passage, ground: Ground): readonly number[] {
  const { graph, part, home } = working;
  const queue = createQueue();
  const reached = new Map<number, { readonly sum: number; readonly before: number }>();
  const visit = (v: number, sum: number, before: number): void => {
    const next = sum + (graph.weights[v] ?? 0) + ground.step;
    if (part[v] !== through || home?.locked?.[v] === 1 || next > ground.limit) return;
    if ((reached.get(v)?.sum ?? Number.POSITIVE_INFINITY) <= next) return;
    if (ground.beside !== -1 && !touches(working, v, ground.beside)) return;
    reached.set(v, { sum: next, before });
    queue.push(v, -next);
  };
  for (const v of ground.members) if (touches(working, v, to)) visit(v, 0, -1);
  for (let v = queue.pop(); v !== -1; v = queue.pop()) {
    const sum = reached.get(v)?.sum ?? 0;
    // An old entry: the vertex was reached by a lighter way since.
    if (-queue.gain() > sum) continue;
    if (touches(working, v, from)) {
      const way: number[] = [];
      for (let u = v; u !== -1; u = reached.get(u)?.before ?? -1) way.push(u);
      return way;
    }
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1)
      visit(graph.neighbors[at] ?? 0, sum, v);
  }
  return [];
}

// A way and everything that it would cut off from the heaviest piece of its part; empty when nothing would be left.
function withSides({ graph, part }: Working, members: readonly number[], way: readonly number[]): readonly number[] {
  const seen = new Set(way);
  const pieces: { readonly piece: readonly number[]; readonly weight: number }[] = [];
  for (const start of members) {
    if (seen.has(start)) continue;
    const piece = [start];
    seen.add(start);
    let weight = 0;
    for (let head = 0; head < piece.length; head += 1) {
      const v = piece[head] ?? 0;
      weight += graph.weights[v] ?? 0;
      for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
        const u = graph.neighbors[at] ?? 0;
        if (part[u] !== part[start] || seen.has(u)) continue;
        seen.add(u);
        piece.push(u);
      }
    }
    pieces.push({ piece, weight });
  }
  pieces.sort((a, b) => b.weight - a.weight);
  return pieces.length === 0 ? [] : [...way, ...pieces.slice(1).flatMap(({ piece }) => piece)];
}

/** What giving these vertices away saves: the rest of the passage moves once less, the borders become longer. */
function savedBy({ graph, part }: Working, home: Home, vertices: readonly number[], passage: Passage): number {
  const taken = new Set(vertices);
  let [weight, longer] = [0, 0];
  for (const v of vertices) {
    if (home.locked?.[v] === 1) return Number.NEGATIVE_INFINITY;
    weight += graph.weights[v] ?? 0;
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const u = graph.neighbors[at] ?? 0;
      if (taken.has(u)) continue;
      if (part[u] === passage.through) longer += graph.edgeWeights[at] ?? 0;
      else if (part[u] === passage.to) longer -= graph.edgeWeights[at] ?? 0;
    }
  }
  return home.price * (passage.amount - weight) - longer;
}

/** The gate that saves most, of all passages of a flow; null when none saves more than `least`. */
function bestGate(working: Working, home: Home, flow: Flow, least: number): Gate | null {
  const { graph, parts, part } = working;
  const members: number[][] = Array.from({ length: parts }, () => []);
  for (let v = 0; v < graph.size; v += 1) members[part[v] ?? 0]?.push(v);
  const even = evenEdgeOf(graph);
  let best: Gate | null = null;
  for (const passage of passagesOf(flow, parts)) {
    const own = members[passage.through] ?? [];
    for (const beside of [-1, ...(flow.beside[passage.through] ?? [])]) {
      // What must be saved bounds what a way may weigh; passages come by amount, so no later one is worth more.
      const limit = passage.amount - (best?.saved ?? least) / home.price;
      if (limit <= 0) return best;
      if (beside === passage.from || beside === passage.to) continue;
      const way = lightestWay(working, passage, { members: own, beside, limit, step: (2 * even) / home.price });
      if (way.length === 0) continue;
      const vertices = withSides(working, own, way);
      const saved = savedBy(working, home, vertices, passage);
      if (vertices.length > 0 && saved > (best?.saved ?? least)) best = { vertices, to: passage.to, saved };
    }
  }
  return best;
}

/** Opens gates as long as one saves enough; tells how many, and the flow after them. Where moves have no price none saves. */
export function openGates(working: Working, margin: number): { readonly flow: Flow; readonly opened: number } {
  const { home, parts } = working;
  let flow = flowOf(working, margin);
  let opened = 0;
  if (home === null || !(home.price > 0)) return { flow, opened };
  const least = (WORTH * 2 * cutOf(working.graph, working.part)) / parts;
  for (; opened < MOST_GATES; opened += 1) {
    const gate = bestGate(working, home, flow, least);
    if (gate === null) break;
    for (const v of gate.vertices) give(working, v, gate.to);
    flow = flowOf(working, margin);
  }
  return { flow, opened };
}
