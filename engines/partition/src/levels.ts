import { anneal, noneYet } from './anneal.ts';
import { coarser } from './coarsen.ts';
import { eject } from './eject.ts';
import { evenEdgeOf, type Graph, totalsOf } from './graph.ts';
import type { Random } from './random.ts';
import { balance, type Effort, refine } from './refine.ts';
import { firstPlan } from './split.ts';
import { cutOf, type Home, type Limits, priceOf, takeUp, violationOf, type Working, workOn } from './working.ts';

/** What is to be planned: a graph, how many parts, between which limits, and what belongs where today. */
export interface Task {
  readonly graph: Graph;
  readonly parts: number;
  readonly limits: Limits;
  /** Null when nothing belongs anywhere yet. */
  readonly home: Home | null;
  readonly random: Random;
  /** Asked between steps; once true, the best plan so far is returned as soon as it is whole. */
  readonly expired: () => boolean;
}

/** One rung between the real graph and the smallest. */
interface Level {
  readonly graph: Graph;
  readonly home: Home | null;
  /** Where each vertex of this level went in the next one; null at the coarsest. */
  readonly into: Int32Array | null;
}

/** From this size on every look at the finest levels costs seconds. */
const LARGE = 200_000;

/** More parts than these are too many for a walk to even out from a first plan. */
const MANY = 250;

/** Vertices of the coarsest graph per part: few enough for many trials, enough to leave a choice. */
const COARSEST_PER_PART = 14;

// A cluster is at home where all of its members are: clusters are joined only within one part of today.
function homeAbove(home: Home | null, into: Int32Array, size: number): Home | null {
  if (home === null) return null;
  const part = new Int32Array(size);
  const weight = new Float64Array(size);
  const locked = home.locked === null ? null : new Uint8Array(size);
  for (let v = 0; v < into.length; v += 1) {
    const s = into[v] ?? 0;
    part[s] = home.part[v] ?? 0;
    weight[s] = (weight[s] ?? 0) + (home.weight[v] ?? 0);
    if (locked !== null && home.locked?.[v] === 1) locked[s] = 1;
  }
  return { part, weight, price: home.price, locked };
}

// What two joins must have in common: today's part, and the part in the plan that is being improved.
function groups(home: Home | null, start: Int32Array | null, parts: number): Int32Array | null {
  if (home === null) return start;
  if (start === null) return home.part;
  return home.part.map((part, v) => part * parts + (start[v] ?? 0));
}

function levelsOf(
  { graph, parts, home, random }: Task,
  start: Int32Array | null,
): { levels: Level[]; top: Int32Array | null } {
  const target = Math.max(parts * COARSEST_PER_PART, 60);
  const totals = totalsOf(graph);
  // A joined vertex of more than one and a half average ones would leave the smallest graph nothing to choose.
  const most = totals.map((total) => Math.max((1.5 * total) / target, 0));
  const levels: Level[] = [];
  let [now, nowHome, nowStart] = [graph, home, start];
  while (now.size > target) {
    const next = coarser(now, { most, together: groups(nowHome, nowStart, parts), random });
    if (next === null) break;
    levels.push({ graph: now, home: nowHome, into: next.into });
    nowHome = homeAbove(nowHome, next.into, next.graph.size);
    if (nowStart !== null) {
      const above = new Int32Array(next.graph.size);
      for (let v = 0; v < now.size; v += 1) above[next.into[v] ?? 0] = nowStart[v] ?? 0;
      nowStart = above;
    }
    now = next.graph;
  }
  levels.push({ graph: now, home: nowHome, into: null });
  return { levels, top: nowStart };
}

/** Units of cut that one mean of violation is worth at first: twice the border of an average part. */
export const emphasisOf = (working: Working): number =>
  Math.max(1, (2 * cutOf(working.graph, working.part)) / working.parts);

export const effortOf = ({ graph: { size } }: Working, expired: () => boolean): Effort => ({
  passes: size > LARGE ? 3 : 8,
  patience: Math.max(40, Math.min(400, Math.round(size * 0.01))),
  expired,
});

/**
 * Refines and balances one level: first the border at ease, then the limits with growing emphasis.
 */
function improve(working: Working, expired: () => boolean): void {
  const effort = effortOf(working, expired);
  const violation = emphasisOf(working);
  refine(working, { violation }, effort);
  balance(working, { violation: violation * 2 }, effort);
}

/** Lower is better: what lies outside the limits counts before cut and price of moves. */
export const scoreOf = (working: Working): readonly [number, number] => [
  Math.max(0, violationOf(working) - 1e-9),
  cutOf(working.graph, working.part) + priceOf(working),
];

export const isBetter = (one: readonly [number, number], two: readonly [number, number]): boolean =>
  one[0] === two[0] ? one[1] < two[1] - 1e-9 : one[0] < two[0];

// A long walk makes much out of any first plan, so that more than one tree a cut would cost more time than it saves in
// borders. Only among very many parts loads have too far to go for it, and are evened out before.
function begin(task: Task, { graph, home }: Level): Int32Array {
  const many = task.parts > MANY;
  const working = workOn(graph, firstPlan(graph, task.parts, task.random, many ? 4 : 1), { ...task, home });
  if (many) improve(working, task.expired);
  const sweeps = Math.min(800, Math.max(100, Math.ceil(200_000 / graph.size)));
  stir(working, task, { sweeps, hot: 1.5, cold: 0.08 });
  return working.part;
}

/** How long and how warm a walk along the borders is, in even edges. */
interface Stirring {
  readonly sweeps: number;
  readonly hot: number;
  readonly cold: number;
}

// On a large graph most of what can be gained lies in the finest levels, in many small steps.
const stirringOf = (task: Task, { graph }: Level): Stirring =>
  task.graph.size > LARGE
    ? { sweeps: graph.size > LARGE ? 36 : 14, hot: 0.35, cold: 0.15 }
    : { sweeps: 14, hot: 0.5, cold: 0.08 };

/** A walk along the borders. An even edge is the measure of heat: hot by one takes a loss of one edge in every third trial. */
export function stir(working: Working, { random, expired }: Task, { sweeps, hot, cold }: Stirring): void {
  const even = evenEdgeOf(working.graph);
  const strict = 2000 * even;
  const best = noneYet(working.part, strict);
  anneal(working, best, {
    sweeps,
    hot: hot * even,
    cold: cold * even,
    lenient: 20 * even,
    strict,
    random,
    expired,
  });
  takeUp(working, best.part);
}

/**
 * Limits a little inside the real ones. Balancing to the very limit leaves every part full, and then nothing can travel
 * through it any more; a third of the room is kept for the exchanges that come later.
 */
const narrower = ({ least, most, mean }: Limits): Limits => ({
  mean,
  most: most.map((bound, c) => bound - 0.35 * Math.max(0, bound - (mean[c] ?? 1))),
  least: least.map((bound, c) => bound + 0.35 * Math.max(0, (mean[c] ?? 1) - bound)),
});

/**
 * One multilevel plan: joins vertices to ever smaller graphs, plans the smallest, and refines the plan on the way back.
 * With `start` the joins stay within its parts, so that it is improved on every scale and never lost.
 */
export function multilevel(task: Task, start: Int32Array | null): Int32Array {
  const { levels, top } = levelsOf(task, start);
  const coarsest = levels.at(-1);
  if (coarsest === undefined) return new Int32Array(0);
  const narrow = narrower(task.limits);
  // The coarsest level first; each plan is handed to the finer level below and improved there.
  let part = top ?? begin(task, coarsest);
  for (let at = levels.length - 1; at >= 0; at -= 1) {
    const level = levels[at];
    if (level === undefined) break;
    if (level.into !== null) {
      const finer = new Int32Array(level.graph.size);
      for (let v = 0; v < finer.length; v += 1) finer[v] = part[level.into[v] ?? 0] ?? 0;
      part = finer;
    }
    const frame = { ...task, home: level.home };
    if (top !== null) improve(workOn(level.graph, part, { ...frame, limits: narrow }), task.expired);
    const working = workOn(level.graph, part, frame);
    if (top !== null || levels.length === 1)
      refine(working, { violation: 8 * emphasisOf(working) }, effortOf(working, task.expired));
    if (level.into === null) continue;
    stir(working, task, stirringOf(task, level));
    if (top === null && at === 0)
      refine(working, { violation: 8 * emphasisOf(working) }, effortOf(working, task.expired));
    // What a walk left outside the limits is brought in; where single moves are stuck, chains of them are tried.
    if (violationOf(working) > 1e-9) {
      balance(working, { violation: 4 * emphasisOf(working) }, effortOf(working, task.expired));
      eject(working, 6000);
      refine(working, { violation: 1000 * emphasisOf(working) }, effortOf(working, task.expired));
    }
  }
  return part;
}
