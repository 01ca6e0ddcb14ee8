import { gridDisk } from 'h3-js';

/** The cells that share an edge with this one (six; five around a pentagon). */
export const neighborCells = (cell: string): readonly string[] => gridDisk(cell, 1).filter((other) => other !== cell);

/** Whether one can walk from any of these cells to any other without leaving them. An empty set is not contiguous. */
export function isContiguous(cells: readonly string[]): boolean {
  const [first] = cells;
  if (first === undefined) return false;
  const unseen = new Set(cells);
  unseen.delete(first);
  const waiting = [first];
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    for (const next of neighborCells(cell)) if (unseen.delete(next)) waiting.push(next);
  }
  return unseen.size === 0;
}

/** Areas that touch along at least one cell edge, for each area in ascending order. */
export function neighborsOfAreas(
  areas: readonly { readonly number: number; readonly cells: readonly string[] }[],
): ReadonlyMap<number, readonly number[]> {
  const areaOf = new Map(areas.flatMap((area) => area.cells.map((cell) => [cell, area.number] as const)));
  return new Map(
    areas.map(({ number, cells }) => {
      const found = new Set<number>();
      for (const cell of cells) {
        for (const next of neighborCells(cell)) {
          const other = areaOf.get(next);
          if (other !== undefined && other !== number) found.add(other);
        }
      }
      return [number, [...found].sort((a, b) => a - b)] as const;
    }),
  );
}
