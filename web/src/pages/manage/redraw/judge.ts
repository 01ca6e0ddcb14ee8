import type { AreaPlanDetail } from '@banfei/contracts';

/** What an edit is judged on: the graph of the plan, and how many members share the load of each area. */
export interface JudgeGround {
  readonly graph: AreaPlanDetail['graph'];
  readonly strengths: ReadonlyMap<number, number>;
  /** Area of today by position of cell: whoever is elsewhere under the plan has changed team. */
  readonly today: readonly number[];
  readonly neighbors: readonly (readonly number[])[];
}

export function judgeGround({ graph, areas, moves }: Pick<AreaPlanDetail, 'graph' | 'areas' | 'moves'>): JudgeGround {
  const neighbors: number[][] = graph.cells.map(() => []);
  for (const [a, b] of graph.edges) {
    neighbors[a]?.push(b);
    neighbors[b]?.push(a);
  }
  const from = new Map(moves.map((move) => [move.cell, move.from]));
  return {
    graph,
    strengths: new Map(areas.map(({ number, strength }) => [number, strength])),
    today: graph.cells.map((cell, at) => from.get(cell) ?? graph.area[at] ?? 0),
    neighbors,
  };
}

/** One edit by hand: a cell, by position, and the area it goes to. */
export interface Edit {
  readonly at: number;
  readonly to: number;
}

export const areaAfter = (base: readonly number[], edits: readonly Edit[]): readonly number[] => {
  const area = [...base];
  for (const { at, to } of edits) area[at] = to;
  return area;
};

/** Whether an area is one piece; false where it has no cell at all. */
export function isOnePiece(neighbors: JudgeGround['neighbors'], area: readonly number[], number: number): boolean {
  const start = area.indexOf(number);
  if (start < 0) return false;
  const seen = new Set([start]);
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const next of neighbors[at] ?? [])
      if (area[next] === number && !seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
  return area.every((each, at) => each !== number || seen.has(at));
}

export interface Judgement {
  /** Load of the heaviest team above the mean, in thousandths. */
  readonly above: number;
  readonly movedFirms: number;
}

/** Balance and moved companies under an assignment, as the server counts them. */
export function judge({ graph, strengths, today }: JudgeGround, area: readonly number[]): Judgement {
  const points = new Map<number, number>([...strengths.keys()].map((number) => [number, 0]));
  area.forEach((number, at) => {
    points.set(number, (points.get(number) ?? 0) + (graph.points[at] ?? 0));
  });
  const total = graph.points.reduce((sum, each) => sum + each, 0);
  const mean =
    total /
    Math.max(
      1,
      [...strengths.values()].reduce((sum, each) => sum + each, 0),
    );
  const heaviest = Math.max(...[...points].map(([number, load]) => load / (strengths.get(number) ?? 1)));
  return {
    above: mean === 0 ? 0 : Math.round((heaviest / mean - 1) * 1000),
    movedFirms: area.reduce((sum, number, at) => sum + (number === today[at] ? 0 : (graph.firms[at] ?? 0)), 0),
  };
}

export type Fit =
  | { readonly ok: true; readonly above: number }
  | { readonly ok: false; readonly why: 'tear' | 'empty' };

/** What giving a cell to an area would do: refused where its old area would fall apart or be left with nothing. */
export function fitOf(ground: JudgeGround, area: readonly number[], { at, to }: Edit): Fit {
  const from = area[at] ?? 0;
  const after = areaAfter(area, [{ at, to }]);
  if (!after.includes(from)) return { ok: false, why: 'empty' };
  if (!isOnePiece(ground.neighbors, after, from) || !isOnePiece(ground.neighbors, after, to))
    return { ok: false, why: 'tear' };
  return { ok: true, above: judge(ground, after).above };
}

/** Areas beside a cell that are not its own, ascending. */
export const areasBeside = (
  { neighbors }: Pick<JudgeGround, 'neighbors'>,
  area: readonly number[],
  at: number,
): number[] =>
  [...new Set((neighbors[at] ?? []).flatMap((next) => area[next] ?? []))]
    .filter((number) => number !== area[at])
    .sort((a, b) => a - b);

/** Short name of a cell for people: the part of its index in which the cells of one district differ. */
export const cellName = (cell: string): string => cell.slice(5, 10);
