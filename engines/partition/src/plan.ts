import { anneal, noneYet, record } from './anneal.ts';
import { aimOf, type Bound, boundOf } from './bound.ts';
import { contract } from './coarsen.ts';
import { componentsOf, faultOf, type Graph, type GraphFault, held } from './graph.ts';
import { isBetter, multilevel, scoreOf, type Task } from './levels.ts';
import { type Balance, limitsOf, wrongTarget } from './limits.ts';
import { randomFrom } from './random.ts';
import { repaired } from './repair.ts';
import { fromToday, settled } from './settle.ts';
import { firstPlan } from './split.ts';
import { cutOf, type Home, violationOf, workOn } from './working.ts';

/** Today's plan, and what leaving it costs. */
export interface Current {
  /** Part of each vertex, −1 where a vertex belongs to none yet. */
  readonly parts: readonly number[];
  /** What moves with a vertex, for example its companies; its first weight when left out. */
  readonly moved?: readonly number[];
  /** Units of cut that one moved unit costs. Left out: a tenth of a mean load costs as much as the border of a part. */
  readonly price?: number;
  /** Vertices that must stay where they are. */
  readonly locked?: readonly boolean[];
}

/** What is asked for. */
export interface PlanOptions {
  /** Number of parts, from 1 to the number of vertices. */
  readonly parts: number;
  /** Share of the mean load that a part may lie above it (and below, with `both`): 0.03 for three percent. */
  readonly tolerance: number;
  readonly balance: Balance;
  /** Share of each part, > 0, in any unit: the strength of teams. Left out: all parts get the same. */
  readonly targets?: readonly number[];
  /** Any whole number; the same one gives the same plan. */
  readonly seed: number;
  readonly current?: Current;
  /** Vertices with the same number ≥ 0 stay together, whatever happens; −1 for those that are free. */
  readonly groups?: readonly number[];
  /** Connected pieces of the graph may share a part. Without it a graph of more pieces than parts is refused. */
  readonly detached?: boolean;
  /** Search on until this says so; without it the search ends by itself. */
  readonly expired?: () => boolean;
}

/** What was planned. Imbalance and bound are shares of the mean load. */
export interface Plan {
  readonly ok: true;
  /** Part of each vertex, from 0. */
  readonly parts: Int32Array;
  /** Weight of the edges between different parts. */
  readonly cut: number;
  /** Load of each part, per constraint. */
  readonly loads: readonly (readonly number[])[];
  /** How far the heaviest part lies above the mean; over all constraints. */
  readonly maxImbalance: number;
  readonly withinTolerance: boolean;
  /** Why nobody could keep the tolerance; null when it was kept, or when no easy bound forbids it. */
  readonly bound: Bound | null;
  /** What is not where it is today, of what has a place today. */
  readonly movedWeight: number;
}

/** Why no plan was made: values that were asked or found, vertices counted from 0. */
export type PlanRefusal =
  | { readonly ok: false; readonly code: 'PLAN_GRAPH'; readonly fault: GraphFault }
  | { readonly ok: false; readonly code: 'PLAN_PARTS'; readonly parts: number; readonly vertices: number }
  | { readonly ok: false; readonly code: 'PLAN_TOLERANCE'; readonly tolerance: number }
  | { readonly ok: false; readonly code: 'PLAN_TARGETS'; readonly part: number }
  | { readonly ok: false; readonly code: 'PLAN_PIECES'; readonly pieces: number; readonly parts: number }
  | { readonly ok: false; readonly code: 'PLAN_CURRENT'; readonly vertices: number; readonly found: number }
  | { readonly ok: false; readonly code: 'PLAN_GROUP'; readonly group: number }
  | { readonly ok: false; readonly code: 'PLAN_LOCKED'; readonly vertex: number };

/** Below this size a plan is searched by walks; above, by levels. */
const SMALL = 600;

/** Beginnings that are tried after the first where no plan lies within the limits yet. */
const AGAIN = { anew: 24, today: 4 } as const;

/** From this size on a beginning takes too long to be one of many. */
const LARGE = 10_000;

/** Rounds of settling: few where another beginning promises more, many where today's plan is the only one. */
const SETTLING = { anew: 3, today: 12 } as const;

/** Joins pieces of a graph by edges that weigh nothing, so that a part may hold several. */
function linked(graph: Graph): Graph {
  const { component, count } = componentsOf(graph);
  if (count < 2) return graph;
  // One link from the first vertex of each piece to that of the next: a chain of pieces.
  const firsts = new Int32Array(count).fill(-1);
  for (let v = graph.size - 1; v >= 0; v -= 1) firsts[component[v] ?? 0] = v;
  const lists: number[][] = [];
  const weights: number[][] = [];
  for (let v = 0; v < graph.size; v += 1) {
    lists.push(Array.from(graph.neighbors.slice(graph.offsets[v] ?? 0, graph.offsets[v + 1] ?? 0)));
    weights.push(Array.from(graph.edgeWeights.slice(graph.offsets[v] ?? 0, graph.offsets[v + 1] ?? 0)));
  }
  for (let piece = 1; piece < count; piece += 1) {
    const [one, two] = [firsts[piece - 1] ?? 0, firsts[piece] ?? 0];
    lists[one]?.push(two);
    lists[two]?.push(one);
    weights[one]?.push(0);
    weights[two]?.push(0);
  }
  const offsets = new Int32Array(graph.size + 1);
  for (let v = 0; v < graph.size; v += 1) offsets[v + 1] = (offsets[v] ?? 0) + (lists[v]?.length ?? 0);
  return {
    ...graph,
    offsets,
    neighbors: Int32Array.from(lists.flat()),
    edgeWeights: Float64Array.from(weights.flat()),
  };
}

// Numbers of the joined graph: groups first in the order in which they appear, every free vertex for itself.
function joined(graph: Graph, groups: readonly number[]): { graph: Graph; into: Int32Array } | { group: number } {
  const numbers = new Map<number, number>();
  const into = new Int32Array(graph.size);
  let size = 0;
  for (let v = 0; v < graph.size; v += 1) {
    const group = groups[v] ?? -1;
    const known = group < 0 ? undefined : numbers.get(group);
    into[v] = known ?? size;
    if (known === undefined) {
      if (group >= 0) numbers.set(group, size);
      size += 1;
    }
  }
  // A group in two pieces could never lie in one whole part by itself; it is named instead of being torn or bridged.
  const apart = firstGroupApart(graph, into, groups);
  return apart === null ? { graph: contract(graph, into, size), into } : { group: apart };
}

// Walks each group from its first vertex; a member that the walk did not reach lies apart.
function firstGroupApart(graph: Graph, into: Int32Array, groups: readonly number[]): number | null {
  const seen = new Uint8Array(graph.size);
  const begun = new Set<number>();
  for (let start = 0; start < graph.size; start += 1) {
    const number = into[start] ?? 0;
    if (seen[start] === 1 || (groups[start] ?? -1) < 0) continue;
    if (begun.has(number)) return groups[start] ?? -1;
    begun.add(number);
    const waiting = [start];
    seen[start] = 1;
    for (let v = waiting.pop(); v !== undefined; v = waiting.pop())
      for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1) {
        const u = graph.neighbors[at] ?? 0;
        if (seen[u] === 1 || into[u] !== number) continue;
        seen[u] = 1;
        waiting.push(u);
      }
  }
  return null;
}

// Today's plan on the graph that is searched, whose vertices may be groups.
function homeOf(graph: Graph, parts: number, current: Current | undefined, into: Int32Array | null): Home | null {
  // Where nobody is at home yet there is nothing to stay close to, and every beginning is as good as another.
  if (current === undefined || !current.parts.some((p) => p >= 0 && p < parts)) return null;
  const part = new Int32Array(graph.size).fill(-1);
  const weight = new Float64Array(graph.size);
  const locked = current.locked === undefined ? null : new Uint8Array(graph.size);
  current.parts.forEach((p, v) => {
    const at = into === null ? v : (into[v] ?? 0);
    part[at] = p;
    weight[at] =
      (weight[at] ?? 0) + (current.moved?.[v] ?? (into === null ? (graph.weights[v * graph.constraints] ?? 0) : 1));
    if (locked !== null && current.locked?.[v] === true) locked[at] = 1;
  });
  const today = repaired(graph, part, parts);
  const total = weight.reduce((sum, each) => sum + each, 0);
  const price = current.price ?? (10 * cutOf(graph, today)) / Math.max(1e-9, total);
  // Whoever belonged nowhere is at home where it is taken up, and a torn piece where it is mended.
  return { part: today, weight, price, locked };
}

// A locked vertex that hangs apart from its part, or whose group is at home elsewhere, cannot stay where it must.
function lockedAway(home: Home | null, current: Current | undefined, into: Int32Array | null): number | null {
  if (home === null || current?.locked === undefined) return null;
  const at = current.parts.findIndex(
    (p, v) => p >= 0 && current.locked?.[v] === true && home.part[into === null ? v : (into[v] ?? 0)] !== p,
  );
  return at === -1 ? null : at;
}

/**
 * Kinds of walk, taken in turn. What lies outside the limits weighs little against a hot walk, which so passes between
 * plans that no allowed move connects, and much against a cold one, which so meets narrow limits. Uneven weights need
 * the first kind, even ones the second; the last starts again from the best plan so far.
 */
const WALKS = [
  { hot: 2, cold: 0.2, lenient: 40, strict: 200, again: false },
  { hot: 2, cold: 0.25, lenient: 300, strict: 40, again: false },
  { hot: 2, cold: 0.2, lenient: 40, strict: 200, again: false },
  { hot: 2, cold: 0.25, lenient: 120, strict: 15, again: false },
  { hot: 0.7, cold: 0.2, lenient: 40, strict: 200, again: true },
] as const;

/** How a search ends: by the caller's word alone, or earlier where a bound says that it cannot reach its limits. */
interface Manner {
  readonly timed: boolean;
  readonly hopeless: boolean;
}

/** Walks from many beginnings; each is a chance to find what the others missed. */
function searchSmall(task: Task, start: Int32Array | null, { timed }: Manner): Int32Array {
  const { graph, random } = task;
  // Nothing is recorded yet: the first plan that comes is better than none.
  const best = noneYet(new Int32Array(graph.size), null);
  const near = start === null ? null : fromToday(task, start);
  if (near !== null) record(best, near, 0, scoreOf(workOn(graph, near, task))[1]);
  // What flows from today within its limits is polished once; everything else takes its walks in turn.
  const rounds = timed ? Number.POSITIVE_INFINITY : near !== null ? 1 : start === null ? 10 : 7;
  for (let round = 0; round < rounds && (round === 0 || !task.expired()); round += 1) {
    const walk = WALKS[near === null || timed ? round % WALKS.length : WALKS.length - 1] ?? WALKS[0];
    // A beginning of chance knows nobody's home and would move nearly everybody: a plan of today is left for one only
    // when every kind of walk from it missed the limits, and never while something in it is locked.
    const missed = round >= WALKS.length && best.violation > 1e-9 && (task.home?.locked ?? null) === null;
    const from = walk.again && best.violation < 1 ? best.part : missed ? null : start;
    const part = from?.slice() ?? firstPlan(graph, task.parts, random, 4);
    const working = workOn(graph, part, task);
    record(best, working.part, violationOf(working), scoreOf(working)[1]);
    // Walks grow longer with every round: short ones find the easy plans at once, long ones the rare ones.
    const sweeps = Math.min(100_000, 1000 * 2 ** Math.floor(round / WALKS.length));
    anneal(working, best, { ...walk, sweeps, random, expired: task.expired });
  }
  return best.part;
}

/** Levels from several beginnings, then the best of them improved on every scale. */
function searchLarge(task: Task, start: Int32Array | null, { timed, hopeless }: Manner): Int32Array {
  const tries = timed ? Number.POSITIVE_INFINITY : 1;
  const near = start === null ? null : fromToday(task, start);
  if (near !== null && !timed) return near;
  // The first two rounds begin anew, the next two improve the best plan, and so on; a plan of today is only improved.
  let best = near ?? start;
  let score = best === null ? ([Number.POSITIVE_INFINITY, 0] as const) : scoreOf(workOn(task.graph, best, task));
  for (let round = 0; round < tries && (best === null || !task.expired()); round += 1) {
    const part = multilevel(task, start === null && round % 4 < 2 ? null : best);
    const found = scoreOf(workOn(task.graph, part, task));
    if (best === null || isBetter(found, score)) [best, score] = [part, found];
  }
  if (best === null) return new Int32Array(task.graph.size);
  best = settled(task, best, hopeless ? 1 : task.home === null ? SETTLING.anew : SETTLING.today);
  // Few heavy vertices a part leave few plans within the limits: other beginnings are other chances to meet one. What
  // starts from today begins no plan anew, but is joined another way and improved again.
  const again = hopeless || task.graph.size >= LARGE ? 0 : task.home === null ? AGAIN.anew : AGAIN.today;
  for (let round = 0; round < again; round += 1) {
    score = scoreOf(workOn(task.graph, best, task));
    if (score[0] === 0 || task.expired()) break;
    const part = settled(task, multilevel(task, task.home === null ? null : best), SETTLING.anew);
    if (isBetter(scoreOf(workOn(task.graph, part, task)), score)) best = part;
  }
  return best;
}

// Sums of the plan as it will be told, on the graph as it was given.
function describe(graph: Graph, part: Int32Array, task: Task): Omit<Plan, 'ok' | 'bound' | 'movedWeight'> {
  const working = workOn(graph, part, { ...task, home: null });
  const loads = Array.from({ length: task.parts }, (_, p) =>
    Array.from(working.loads.slice(p * graph.constraints, (p + 1) * graph.constraints)),
  );
  const worst = Array.from(working.loads, (each, slot) => each / (task.limits.mean[slot] ?? 1));
  return {
    parts: part,
    cut: cutOf(graph, part),
    loads,
    maxImbalance: worst.reduce((most, each) => Math.max(most, each), 0) - 1,
    withinTolerance: violationOf(working) < 1e-9,
  };
}

// Everything that makes a plan impossible or the question meaningless, the first fault first.
function refusalOf(graph: Graph, options: PlanOptions): PlanRefusal | null {
  const fault = faultOf(graph);
  if (fault !== null) return { ok: false, code: 'PLAN_GRAPH', fault };
  const { parts, tolerance, current, detached, targets } = options;
  if (!Number.isInteger(parts) || parts < 1 || parts > graph.size)
    return { ok: false, code: 'PLAN_PARTS', parts, vertices: graph.size };
  if (!(tolerance >= 0 && tolerance < 100)) return { ok: false, code: 'PLAN_TOLERANCE', tolerance };
  const part = targets === undefined ? -1 : wrongTarget(targets, parts);
  if (part !== -1) return { ok: false, code: 'PLAN_TARGETS', part };
  if (current !== undefined && current.parts.length !== graph.size)
    return { ok: false, code: 'PLAN_CURRENT', vertices: graph.size, found: current.parts.length };
  const pieces = componentsOf(graph).count;
  return pieces > parts && detached !== true ? { ok: false, code: 'PLAN_PIECES', pieces, parts } : null;
}

/**
 * Divides a graph into whole parts of even load with short borders; with `current`, moves as little as its price asks
 * for. Every part is connected and none is empty, always. The tolerance is kept whenever the search finds a way; if
 * not, `withinTolerance` says so and `bound` says why nobody could, where that is provable.
 */
export function planAreas(given: Graph, options: PlanOptions): Plan | PlanRefusal {
  const graph = held(given);
  const refusal = refusalOf(graph, options);
  if (refusal !== null) return refusal;
  const { parts, current, seed } = options;
  const connected = options.detached === true ? linked(graph) : graph;
  const groups = options.groups === undefined ? null : joined(connected, options.groups);
  if (groups !== null && 'group' in groups) return { ok: false, code: 'PLAN_GROUP', group: groups.group };
  const working = groups?.graph ?? connected;
  if (parts > working.size) return { ok: false, code: 'PLAN_PARTS', parts, vertices: working.size };
  const home = homeOf(working, parts, current, groups?.into ?? null);
  const away = lockedAway(home, current, groups?.into ?? null);
  if (away !== null) return { ok: false, code: 'PLAN_LOCKED', vertex: away };
  const expired = options.expired ?? (() => false);
  const limits = limitsOf(graph, parts, options);
  // Known before the search, so that it aims at what is possible and does not try for long what is not.
  const bound = boundOf(working, parts, limits, options.detached === true);
  const aim = aimOf(limits, bound, graph.constraints);
  const task: Task = { graph: working, parts, limits: aim, home, random: randomFrom(seed), expired };
  const search = working.size <= SMALL ? searchSmall : searchLarge;
  const manner = { timed: options.expired !== undefined, hopeless: aim === limits && bound !== null };
  const found = search(task, home?.part ?? null, manner);
  const part = groups === null ? found : Int32Array.from(groups.into, (s) => found[s] ?? 0);
  const plan = describe(graph, part, { ...task, limits });
  const movedWeight = current === undefined ? 0 : movedOf(graph, part, current);
  return { ok: true, ...plan, bound, movedWeight };
}

function movedOf(graph: Graph, part: Int32Array, current: Current): number {
  let sum = 0;
  current.parts.forEach((p, v) => {
    if (p >= 0 && p !== part[v]) sum += current.moved?.[v] ?? graph.weights[v * graph.constraints] ?? 0;
  });
  return sum;
}
