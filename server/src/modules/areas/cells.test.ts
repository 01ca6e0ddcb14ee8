import { gridDisk, gridPathCells, gridRing, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { CELL_RESOLUTION } from './area.ts';
import { isContiguous, neighborCells, neighborsOfAreas } from './cells.ts';

const center = latLngToCell(30.28, 120, CELL_RESOLUTION);

describe('cells', () => {
  it('have six neighbors that share an edge, and are nobody’s neighbor themselves', () => {
    expect([...neighborCells(center)].sort()).toEqual(gridRing(center, 1).sort());
  });

  it('are contiguous as a disk, and not without the ring between middle and rim', () => {
    const disk = gridDisk(center, 3);
    expect(isContiguous(disk)).toBe(true);
    const gap = new Set(gridRing(center, 1));
    expect(isContiguous(disk.filter((cell) => !gap.has(cell)))).toBe(false);
    expect(isContiguous([])).toBe(false);
    expect(isContiguous([center])).toBe(true);
  });

  it('make areas neighbors exactly where they touch', () => {
    const [far = center] = gridRing(center, 4);
    const path = gridPathCells(center, far);
    const areas = path.map((cell, index) => ({ number: index + 1, cells: [cell] }));
    const neighbors = neighborsOfAreas(areas);
    expect(neighbors.get(1)).toEqual([2]);
    expect(neighbors.get(3)).toEqual([2, 4]);
    expect(neighbors.get(path.length)).toEqual([path.length - 1]);
  });
});
