import type { CurvePoint } from '@banfei/contracts';

/** A planning job as plain numbers: everything is by position of cell or of area. */
export interface EveningJob {
  readonly neighbors: readonly (readonly number[])[];
  readonly points: readonly number[];
  readonly firms: readonly number[];
  readonly current: readonly number[];
  readonly strengths: readonly number[];
  /** Thousandths above the mean that a team may carry. */
  readonly tolerance: number;
  readonly calm: number;
}

export interface Evened {
  readonly parts: readonly number[];
  readonly withinTolerance: boolean;
  readonly bound: number | null;
  readonly movedFirms: number;
  readonly above: number;
  readonly cut: number;
}

interface Working {
  readonly job: EveningJob;
  readonly part: number[];
  readonly loads: number[];
  readonly mean: number;
}

const strengthOf = ({ job }: Working, part: number): number => job.strengths[part] ?? 1;

/** How far a load lies outside the tolerance, squared, as a share of the mean: what evening out brings down. */
function excess(working: Working, part: number, load: number): number {
  const share = load / strengthOf(working, part) / working.mean - 1;
  const room = working.job.tolerance / 1000;
  const over = Math.max(0, share - room * 0.9, -share - room * 2);
  return over * over;
}

/** Whether the part holds together without the cell: its neighbors in the part must reach each other around it. */
function staysWhole({ job, part }: Working, cell: number): boolean {
  const own = part[cell];
  const ends = (job.neighbors[cell] ?? []).filter((next) => part[next] === own);
  const [first] = ends;
  if (first === undefined) return false;
  const open = new Set(ends);
  open.delete(first);
  const seen = new Set([cell, first]);
  const waiting = [first];
  for (let at = waiting.shift(); at !== undefined && open.size > 0; at = waiting.shift()) {
    for (const next of job.neighbors[at] ?? []) {
      if (part[next] !== own || seen.has(next)) continue;
      seen.add(next);
      open.delete(next);
      waiting.push(next);
    }
  }
  return open.size === 0;
}

const touching = ({ job, part }: Working, cell: number, number: number): number =>
  (job.neighbors[cell] ?? []).filter((next) => part[next] === number).length;

/** What giving a cell to another part would bring: less excess, a shorter boundary, fewer companies away from their team. */
function gainOf(working: Working, cell: number, to: number): number {
  const { job, part, loads } = working;
  const from = part[cell] ?? 0;
  const points = job.points[cell] ?? 0;
  const [give, take] = [loads[from] ?? 0, loads[to] ?? 0];
  const balance =
    excess(working, from, give) +
    excess(working, to, take) -
    excess(working, from, give - points) -
    excess(working, to, take + points);
  const boundary = touching(working, cell, to) - touching(working, cell, from);
  const home = job.current[cell];
  const away = (from === home ? 1 : 0) - (to === home ? 1 : 0);
  const firms = (job.firms[cell] ?? 0) + 1;
  return balance * 4000 + boundary * 0.2 - (away * job.calm * firms) / 200;
}

const ROUNDS = 200;

/** Gives cells at boundaries to neighboring parts as long as that helps. Every step keeps all parts whole. */
function improve(working: Working): void {
  const { job, part, loads } = working;
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (let cell = 0; cell < part.length; cell += 1) {
      const from = part[cell] ?? 0;
      const around = new Set((job.neighbors[cell] ?? []).map((next) => part[next] ?? from));
      around.delete(from);
      let best = { to: from, gain: 1e-9 };
      for (const to of around) {
        const gain = gainOf(working, cell, to);
        if (gain > best.gain) best = { to, gain };
      }
      if (best.to === from || !staysWhole(working, cell)) continue;
      const points = job.points[cell] ?? 0;
      part[cell] = best.to;
      loads[from] = (loads[from] ?? 0) - points;
      loads[best.to] = (loads[best.to] ?? 0) + points;
      moved = true;
    }
    if (!moved) return;
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const thousandths = (share: number): number => Math.round((share - 1) * 1000);

/** Evens out the loads of today's areas by moves at their boundaries. Deterministic; takes milliseconds for a district. */
export function evenOut(job: EveningJob): Evened {
  const loads = job.strengths.map(() => 0);
  job.current.forEach((part, cell) => {
    loads[part] = (loads[part] ?? 0) + (job.points[cell] ?? 0);
  });
  const working: Working = {
    job,
    part: [...job.current],
    loads,
    mean: sum(job.points) / Math.max(1, sum(job.strengths)),
  };
  improve(working);
  const { part, mean } = working;
  const above = thousandths(Math.max(...loads.map((load, index) => load / strengthOf(working, index))) / mean);
  // A cell cannot be shared: the heaviest one burdens even the strongest team with all of its points.
  const bound = thousandths(Math.max(...job.points) / Math.max(...job.strengths) / mean);
  return {
    parts: part,
    withinTolerance: above <= job.tolerance,
    bound: bound > job.tolerance ? bound : null,
    movedFirms: sum(part.map((to, cell) => (to === job.current[cell] ? 0 : (job.firms[cell] ?? 0)))),
    above,
    cut: sum(
      part.map((own, cell) => (job.neighbors[cell] ?? []).filter((next) => next > cell && part[next] !== own).length),
    ),
  };
}

/** Prices of moves that a manager is shown beside the one he asked for. */
const CALMS = [0, 10, 30, 60, 100] as const;

/** The same job at other prices: what calm costs in balance, and balance in calm. */
export const curveOf = (job: EveningJob, metersPerEdge: number): readonly CurvePoint[] =>
  CALMS.map((calm) => {
    const { movedFirms, above, cut } = evenOut({ ...job, calm });
    return { calm, movedFirms, above, boundaryMeters: Math.round(cut * metersPerEdge) };
  });
