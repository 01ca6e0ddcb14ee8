import { eject } from './eject.ts';
import { pushAlong } from './flow.ts';
import { effortOf, emphasisOf, isBetter, scoreOf, stir, type Task } from './levels.ts';
import { balance, refine } from './refine.ts';
import { violationOf, type Working, workOn } from './working.ts';

const TINY = 1e-9;

/** Share of the room above the mean that a flow leaves free, since vertices are no liquid. */
const MARGIN = 0.1;

/** Ways from today that are tried: how round parts grow, and how often what a flow left over is sent again. */
const WAYS = [
  { roundness: 0, pushes: 1 },
  { roundness: 1, pushes: 4 },
] as const;

/** A flow looks at every pair of parts again and again, and every border at all vertices: too dear for very many parts. */
const MOST_PARTS = 250;

const flows = ({ graph, parts }: Task): boolean => graph.constraints === 1 && parts <= MOST_PARTS;

// First the whole border under growing emphasis, then chains of moves for the last units.
function bringIn(working: Working, { expired }: Task, tries: number): void {
  if (violationOf(working) > TINY) balance(working, { violation: 4 * emphasisOf(working) }, effortOf(working, expired));
  if (violationOf(working) > TINY) eject(working, tries);
  // What chains have roughened is smoothed where that leaves the limits alone.
  refine(working, { violation: 1000 * emphasisOf(working) }, effortOf(working, expired));
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
    if (flows(task)) pushAlong(working, { margin: MARGIN, roundness: 0.3 });
    bringIn(working, task, 40_000);
    const found = scoreOf(working);
    if (isBetter(found, score)) [best, score] = [working.part, found];
  }
  return best;
}

/**
 * A plan from today's in a few passes over the real graph: loads are pushed along the least flow between the parts,
 * rounder or shorter, then the borders are smoothed as far as the price of moves allows; the best of these is taken.
 * Null when none ends within the limits.
 */
export function fromToday(task: Task, today: Int32Array): Int32Array | null {
  if (!flows(task)) return null;
  let best: Working | null = null;
  for (const { roundness, pushes } of WAYS) {
    const working = workOn(task.graph, today.slice(), task);
    for (let round = 0; round < pushes && (round === 0 || violationOf(working) > TINY); round += 1)
      pushAlong(working, { margin: MARGIN, roundness });
    refine(working, { violation: 8 * emphasisOf(working) }, effortOf(working, task.expired));
    // Chains are dear: the last units may cost much only where no way before has ended within the limits.
    bringIn(working, task, best === null || violationOf(best) > TINY ? 5000 : 200);
    if (best === null || isBetter(scoreOf(working), scoreOf(best))) best = working;
  }
  return best === null || violationOf(best) > TINY ? null : best.part;
}
