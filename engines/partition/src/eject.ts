import { type Wholeness, wholenessOf } from './whole.ts';
import { give, violationChange, violationOf, type Working } from './working.ts';

/** How many parts a chain passes through, and how many ways on are tried at each of them. */
const DEPTH = 4;
const BREADTH = 24;

const TINY = 1e-9;

/** One move that a chain could begin or go on with. */
interface Step {
  readonly vertex: number;
  readonly to: number;
  /** What it adds to the violation, in means. */
  readonly change: number;
}

/** Part that lies farthest outside its limits, or −1. */
function worstPart({ graph, parts, loads, limits }: Working): number {
  let [worst, most] = [-1, TINY];
  for (let p = 0; p < parts; p += 1)
    for (let c = 0; c < graph.constraints; c += 1) {
      const slot = p * graph.constraints + c;
      const load = loads[slot] ?? 0;
      const mean = limits.mean[slot] ?? 1;
      const out = Math.max(load - (limits.most[slot] ?? 0), (limits.least[slot] ?? 0) - load) / mean;
      if (out > most) [worst, most] = [p, out];
    }
  return worst;
}

/** The least harmful moves that were found so far, the best one first; at most as many as a chain tries. */
function keep(steps: Step[], step: Step): void {
  let at = steps.length;
  while (at > 0 && isBefore(step, steps[at - 1] ?? step)) at -= 1;
  const last = steps[at - 1];
  // A move over several edges is one move.
  if (at === BREADTH || (last?.vertex === step.vertex && last.to === step.to)) return;
  steps.splice(at, 0, step);
  if (steps.length > BREADTH) steps.pop();
}

const isBefore = (one: Step, two: Step): boolean =>
  (one.change - two.change || one.vertex - two.vertex || one.to - two.to) < 0;

/** Moves of one vertex out of the part, or into it, the least harmful first. */
function stepsAt(working: Working, members: readonly number[], own: number): readonly Step[] {
  const { graph, part, home } = working;
  const steps: Step[] = [];
  for (const v of members) {
    if (part[v] !== own) continue;
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
      const u = graph.neighbors[at] ?? 0;
      const p = part[u] ?? 0;
      if (p === own) continue;
      if (home?.locked?.[u] !== 1) keep(steps, { vertex: u, to: own, change: violationChange(working, u, own) });
      if (home?.locked?.[v] !== 1) keep(steps, { vertex: v, to: p, change: violationChange(working, v, p) });
    }
  }
  return steps;
}

/** A search with the members of each part; members that left are passed over, members that came are added. */
interface Search {
  readonly working: Working;
  readonly wholeness: Wholeness;
  readonly members: readonly number[][];
  /** Moves that may still be tried. */
  left: number;
}

// Tries to end a chain with less outside the limits than `budget` allows; what does not end well is taken back.
function pushOn(search: Search, own: number, { depth, budget }: { depth: number; budget: number }): boolean {
  const { working, wholeness, members } = search;
  for (const { vertex, to, change } of stepsAt(working, members[own] ?? [], own)) {
    if (search.left <= 0) return false;
    search.left -= 1;
    // A move out of the part hands the trouble to its new part, a move into it to the one that lost the vertex.
    const from = working.part[vertex] ?? 0;
    if (!wholeness.without(vertex)) continue;
    give(working, vertex, to);
    members[to]?.push(vertex);
    const next = to === own ? from : to;
    if (change < budget - TINY || (depth > 1 && pushOn(search, next, { depth: depth - 1, budget: budget - change })))
      return true;
    members[to]?.pop();
    give(working, vertex, from);
  }
  return false;
}

/**
 * Ejection chains: a vertex leaves a part that is too full although its new part is full as well, which passes on
 * another one, and so on, until less lies outside the limits than before. This is how two heavy vertices part when no
 * single move is allowed, and how the last hundredths of a tolerance are reached.
 */
export function eject(working: Working, tries: number): void {
  const wholeness = wholenessOf(working);
  for (let round = 0; round < 200; round += 1) {
    const own = worstPart(working);
    if (own === -1) return;
    const members: number[][] = Array.from({ length: working.parts }, () => []);
    for (let v = 0; v < working.graph.size; v += 1) members[working.part[v] ?? 0]?.push(v);
    // Each round ends one chain; a chain that did not bring the whole plan nearer to its limits is the last one.
    const before = violationOf(working);
    if (!pushOn({ working, wholeness, members, left: tries }, own, { depth: DEPTH, budget: 0 })) return;
    if (violationOf(working) > before - TINY) return;
  }
}
