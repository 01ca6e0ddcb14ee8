import { anneal, noneYet } from './anneal.ts';
import { eject } from './eject.ts';
import { evenEdgeOf } from './graph.ts';
import { effortOf, emphasisOf, isBetter, scoreOf, stir, type Task } from './levels.ts';
import { type Manner, pushAlong } from './push.ts';
import { balance, refine } from './refine.ts';
import { takeUp, violationOf, type Working, workOn } from './working.ts';

const TINY = 1e-9;

/** Share of the room above the mean that a flow leaves free, since vertices are no liquid. */
const MARGIN = 0.1;

/** Ways from today that are tried: parts grow in fingers, and in rings. */
const ROUNDNESS = [0, 1] as const;

/** How often what a flow left over is sent again. */
const PUSHES = 6;

/** Moves that chains may try for the last units. */
const CHAINS = 2000;

/** Rounds of settling where no way from today ended within the limits. */
const MENDING = 4;

/** How much dearer than at first anything outside the limits is while a plan within them is smoothed. */
const STERN = 1000;

/** A short and rather cold walk, its heat in even edges: it straightens borders and sends home what can stay there. */
const WALK = { sweeps: 24, hot: 0.6, cold: 0.08 } as const;

/** A flow looks at every pair of parts again and again, and every border at all vertices: too dear for very many parts. */
const MOST_PARTS = 250;

const flows = ({ graph, parts }: Task): boolean => graph.constraints === 1 && parts <= MOST_PARTS;

// What pushes and chains have roughened is smoothed where that leaves the limits alone.
const smooth = (working: Working, { expired }: Task): void =>
  refine(working, { violation: STERN * emphasisOf(working) }, effortOf(working, expired));

// First the whole border under growing emphasis, then chains of moves for the last units.
function bringIn(working: Working, task: Task, tries: number): void {
  const { expired } = task;
  if (violationOf(working) > TINY) balance(working, { violation: 4 * emphasisOf(working) }, effortOf(working, expired));
  if (violationOf(working) > TINY) eject(working, tries);
  smooth(working, task);
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
    if (round > 0) stir(working, task, { sweeps: 6 * round, hot: 0.4, cold: 0.08 });
    if (flows(task)) pushAlong(working, { margin: MARGIN, roundness: 0.3, gates: false });
    bringIn(working, task, 40_000);
    const found = scoreOf(working);
    if (isBetter(found, score)) [best, score] = [working.part, found];
  }
  return best;
}

// A walk along the borders that starts from within the limits and is not let out of them: leaving them costs more from
// the start than any load that travels home would bring.
function wander(working: Working, { random, expired }: Task): void {
  const dear = STERN * emphasisOf(working);
  const even = evenEdgeOf(working.graph);
  const [hot, cold] = [WALK.hot * even, WALK.cold * even];
  const best = noneYet(working.part, null);
  anneal(working, best, { sweeps: WALK.sweeps, hot, cold, lenient: dear, strict: dear, random, expired });
  takeUp(working, best.part);
}

/** One way from today: pushes until nothing is left over, chains for the last units, then smoothing within the limits. */
function carried(task: Task, today: Int32Array, manner: Manner): { readonly working: Working; readonly gates: number } {
  const working = workOn(task.graph, today.slice(), task);
  let gates = 0;
  for (let push = 0; push < PUSHES && (push === 0 || violationOf(working) > TINY); push += 1)
    gates += pushAlong(working, manner);
  eject(working, CHAINS);
  // Balancing lets loads travel home before it brings them in; that is dear, and only for what chains do not end.
  if (violationOf(working) > TINY) bringIn(working, task, CHAINS);
  smooth(working, task);
  return { working, gates };
}

/**
 * A plan from today's in a few passes over the real graph: loads are pushed along the least flow between the parts, in
 * several ways, and only then are borders smoothed, without leaving the limits again; the best way is taken and a short
 * walk smooths it once more. Smoothing earlier, or with limits that give way, would send loads home that cross several
 * borders: each crossing has its price, and all of them together cost more than what lies outside. Null when no way ends
 * within the limits.
 */
export function fromToday(task: Task, today: Int32Array): Int32Array | null {
  if (!flows(task)) return null;
  const found: Working[] = [];
  for (const roundness of ROUNDNESS) {
    const { working, gates } = carried(task, today, { margin: MARGIN, roundness, gates: true });
    found.push(working);
    // What a gate costs in border is only guessed before the pushes: the same way without gates tells.
    if (gates > 0) found.push(carried(task, today, { margin: MARGIN, roundness, gates: false }).working);
  }
  const first = found.reduce((one, two) => (isBetter(scoreOf(two), scoreOf(one)) ? two : one));
  // Few heavy vertices leave few plans within the limits: what lies a hair outside is near enough to one to be settled.
  const best = workOn(task.graph, settled(task, first.part, MENDING), task);
  if (violationOf(best) > TINY) return null;
  wander(best, task);
  smooth(best, task);
  return best.part;
}
