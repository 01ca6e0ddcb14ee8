import { anneal, type Record_ } from './anneal.ts';
import { eject } from './eject.ts';
import { pushAlong } from './flow.ts';
import { effortOf, emphasisOf, isBetter, scoreOf, stir, type Task } from './levels.ts';
import { balance, refine } from './refine.ts';
import { give, violationOf, type Working, workOn } from './working.ts';

const TINY = 1e-9;

/** Share of the room above the mean that a flow leaves free, since vertices are no liquid. */
const MARGIN = 0.1;

/** Ways from today that are tried: how round parts grow. */
const ROUNDNESS = [0, 1] as const;

/** How often what a flow left over is sent again. */
const PUSHES = 6;

/** How much dearer than at first anything outside the limits is while a plan within them is smoothed. */
const STERN = 1000;

/** A short and rather cold walk: it straightens borders and sends home what can stay there. */
const WALK = { sweeps: 14, hot: 0.4, cold: 0.08 } as const;

/** A flow looks at every pair of parts again and again, and every border at all vertices: too dear for very many parts. */
const MOST_PARTS = 250;

const flows = ({ graph, parts }: Task): boolean => graph.constraints === 1 && parts <= MOST_PARTS;

// First the whole border under growing emphasis, then chains of moves for the last units.
function bringIn(working: Working, { expired }: Task, tries: number): void {
  if (violationOf(working) > TINY) balance(working, { violation: 4 * emphasisOf(working) }, effortOf(working, expired));
  if (violationOf(working) > TINY) eject(working, tries);
  // What chains have roughened is smoothed where that leaves the limits alone.
  refine(working, { violation: STERN * emphasisOf(working) }, effortOf(working, expired));
}

/**
 * Does not give a plan away that lies a hair outside its limits: loads travel on, and where that is stuck a short warm
 * walk along the borders makes another beginning for it, a little longer each time.
 */
export function settled(task: Task, part: Int32Array, tries: number): Int32Array {
  let best = part;
  let score = scoreOf(workOn(task.graph, part, task));
  for (let round = 0; round < tries && score[0] > 0 && !task.expired(); round += 1) {
    const working = workOn(task.graph, best.slice(), task);
    if (round > 0) stir(working, task, { sweeps: 6 * round, hot: 0.4 });
    if (flows(task)) pushAlong(working, { margin: MARGIN, roundness: 0.3 });
    bringIn(working, task, 40_000);
    const found = scoreOf(working);
    if (isBetter(found, score)) [best, score] = [working.part, found];
  }
  return best;
}

// A walk along the borders that starts from within the limits and is not let out of them: leaving them costs more from
// the start than any load that travels home would bring.
function wander(working: Working, { random, expired }: Task): void {
  const even = emphasisOf(working);
  const best: Record_ = { part: working.part.slice(), violation: Number.POSITIVE_INFINITY, cost: 0 };
  anneal(working, best, { ...WALK, lenient: STERN * even, strict: STERN * even, random, expired });
  for (let v = 0; v < best.part.length; v += 1)
    if (working.part[v] !== best.part[v]) give(working, v, best.part[v] ?? 0);
}

/**
 * A plan from today's in a few passes over the real graph: loads are pushed along the least flow between the parts,
 * rounder or shorter, and only then are borders smoothed, without leaving the limits again; the best of these is taken.
 * Smoothing before that, or with limits that give way, would send loads home that cross several borders: each of these
 * has its price, and all together they cost more than what lies outside. Null when none ends within the limits.
 */
export function fromToday(task: Task, today: Int32Array): Int32Array | null {
  if (!flows(task)) return null;
  let best: Working | null = null;
  for (const roundness of ROUNDNESS) {
    const working = workOn(task.graph, today.slice(), task);
    for (let push = 0; push < PUSHES && (push === 0 || violationOf(working) > TINY); push += 1)
      pushAlong(working, { margin: MARGIN, roundness });
    eject(working, 2000);
    if (violationOf(working) > TINY) bringIn(working, task, 5000);
    refine(working, { violation: STERN * emphasisOf(working) }, effortOf(working, task.expired));
    wander(working, task);
    refine(working, { violation: STERN * emphasisOf(working) }, effortOf(working, task.expired));
    if (best === null || isBetter(scoreOf(working), scoreOf(best))) best = working;
  }
  return best === null || violationOf(best) > TINY ? null : best.part;
}
