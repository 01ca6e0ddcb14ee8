import type { CurvePoint } from '@banfei/contracts';
import { graphOf, planAreas } from '@banfei/partition';

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

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const thousandths = (share: number): number => Math.round(share * 1000);

/** Sides of cells that keeping one company at its team is worth at full calm. */
const SIDES_AT_FULL_CALM = 2.5;

// How far the most burdened team lies above its share, as a share of it.
function aboveOf({ points, strengths }: EveningJob, parts: readonly number[]): number {
  const loads = strengths.map(() => 0);
  parts.forEach((part, cell) => {
    loads[part] = (loads[part] ?? 0) + (points[cell] ?? 0);
  });
  const mean = Math.max(1, sum(points)) / Math.max(1, sum(strengths));
  return Math.max(...loads.map((load, part) => load / (strengths[part] ?? 1))) / mean - 1;
}

/**
 * Evens out the loads of today's areas by the engine for partitions: each area is whole, a strong team carries more, and
 * a company that changes its team has the price that calm asks for. A district that the engine refuses stays as it is.
 */
export function evenOut(job: EveningJob): Evened {
  const { neighbors, points, firms, current, strengths, tolerance, calm } = job;
  const plan = planAreas(graphOf(neighbors, points), {
    parts: strengths.length,
    tolerance: tolerance / 1000,
    balance: 'max',
    seed: 1,
    targets: strengths,
    // A cell without companies has a small price too, or it would change its team for nothing.
    current: { parts: current, moved: firms.map((each) => each + 1), price: (calm / 100) * SIDES_AT_FULL_CALM },
  });
  const parts = plan.ok ? Array.from(plan.parts) : current;
  const above = aboveOf(job, parts);
  return {
    parts,
    withinTolerance: plan.ok ? plan.withinTolerance : thousandths(above) <= tolerance,
    bound: plan.ok && plan.bound !== null ? Math.floor(plan.bound.atLeast * 1000) : null,
    movedFirms: sum(parts.map((to, cell) => (to === current[cell] ? 0 : (firms[cell] ?? 0)))),
    above: thousandths(above),
    cut: sum(parts.map((own, cell) => (neighbors[cell] ?? []).filter((n) => n > cell && parts[n] !== own).length)),
  };
}

/** Prices of moves that a manager is shown beside the one he asked for. */
const CALMS = [0, 10, 30, 60, 100] as const;

/** The same job at other prices: what calm costs in length of boundaries, and short boundaries in calm. */
export const curveOf = (job: EveningJob, metersPerEdge: number): readonly CurvePoint[] =>
  CALMS.map((calm) => {
    const { movedFirms, above, cut } = evenOut({ ...job, calm });
    return { calm, movedFirms, above, boundaryMeters: Math.round(cut * metersPerEdge) };
  });
