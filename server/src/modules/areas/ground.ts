import { getHexagonEdgeLengthAvg, UNITS } from 'h3-js';
import { canonicalJson, sha256 } from '../../platform/ids.ts';
import { CELL_RESOLUTION } from './area.ts';
import type { CellWork } from './area-plan.ts';
import { neighborCells } from './cells.ts';

/** What a plan is computed on: cells in a fixed order, how they touch, whose they are today and what work lies in them. */
export interface Ground {
  readonly cells: readonly string[];
  /** Position of each cell in `cells`. */
  readonly at: ReadonlyMap<string, number>;
  /** Neighbors by position. */
  readonly neighbors: readonly (readonly number[])[];
  /** Area of today by position. */
  readonly area: readonly number[];
  readonly work: readonly CellWork[];
}

const NO_WORK: CellWork = { firms: 0, staff: 0, matters: 0 };

export function groundOf(areaOfCell: ReadonlyMap<string, number>, work: ReadonlyMap<string, CellWork>): Ground {
  const cells = [...areaOfCell.keys()].sort();
  const at = new Map(cells.map((cell, index) => [cell, index] as const));
  return {
    cells,
    at,
    neighbors: cells.map((cell) =>
      neighborCells(cell)
        .flatMap((next) => at.get(next) ?? [])
        .sort((a, b) => a - b),
    ),
    area: cells.map((cell) => areaOfCell.get(cell) ?? 0),
    work: cells.map((cell) => work.get(cell) ?? NO_WORK),
  };
}

/** Pairs of touching cells, each once. */
export const edgesOf = ({ neighbors }: Pick<Ground, 'neighbors'>): [number, number][] =>
  neighbors.flatMap((around, from) => around.filter((to) => from < to).map((to): [number, number] => [from, to]));

/** Fingerprint of who has which cell: two grounds with the same one are cut into areas alike. */
export const fingerprintOfAreas = ({ cells, area }: Pick<Ground, 'cells' | 'area'>): string =>
  sha256(canonicalJson(cells.map((cell, index) => [cell, area[index]]))).toString('hex');

/** Companies by cell, cells without any left out. */
export const firmsOf = ({ cells, work }: Pick<Ground, 'cells' | 'work'>): Record<string, number> =>
  Object.fromEntries(
    cells.map((cell, index) => [cell, work[index]?.firms ?? 0] as const).filter(([, firms]) => firms > 0),
  );

/** How many companies came, went or moved between two counts. A move counts at both of its ends. */
export function firmsChanged(before: Readonly<Record<string, number>>, now: Readonly<Record<string, number>>): number {
  const cells = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...cells].reduce((sum, cell) => sum + Math.abs((before[cell] ?? 0) - (now[cell] ?? 0)), 0);
}

/** Whether an area is one piece: walks inside it from its first cell. An area without cells is none. */
export function isWhole({ neighbors }: Pick<Ground, 'neighbors'>, area: readonly number[], number: number): boolean {
  const start = area.indexOf(number);
  if (start < 0) return false;
  const seen = new Set([start]);
  const waiting = [start];
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    for (const next of neighbors[cell] ?? []) {
      if (area[next] !== number || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen.size === area.reduce((count, each) => count + (each === number ? 1 : 0), 0);
}

/** Average side of a cell. */
export const EDGE_METERS = getHexagonEdgeLengthAvg(CELL_RESOLUTION, UNITS.m);

/** Length of all boundaries between areas: sides of cells between two areas, each of the average length of a side. */
export const boundaryMeters = (ground: Pick<Ground, 'neighbors'>, area: readonly number[]): number =>
  Math.round(edgesOf(ground).filter(([a, b]) => area[a] !== area[b]).length * EDGE_METERS);
