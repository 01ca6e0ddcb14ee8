import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveOf, type EveningJob, evenOut } from './even-out.ts';
import { isWhole } from './ground.ts';

/** A grid cut into vertical bands: every band is whole, loads are whatever comes. */
const jobs = fc
  .record({
    width: fc.integer({ min: 2, max: 8 }),
    height: fc.integer({ min: 1, max: 8 }),
    points: fc.infiniteStream(fc.integer({ min: 0, max: 900 })),
    strengths: fc.infiniteStream(fc.integer({ min: 1, max: 6 })),
    tolerance: fc.integer({ min: 5, max: 500 }),
    calm: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ width, height, points, strengths, tolerance, calm }): EveningJob => {
    const cells = Array.from({ length: width * height }, (_, at) => at);
    const parts = Math.max(2, width >> 1);
    const at = (x: number, y: number): number[] => (x < 0 || y < 0 || x >= width || y >= height ? [] : [y * width + x]);
    return {
      neighbors: cells.map((cell) => {
        const [x, y] = [cell % width, Math.floor(cell / width)];
        return [...at(x - 1, y), ...at(x + 1, y), ...at(x, y - 1), ...at(x, y + 1)];
      }),
      points: cells.map((cell) => (cell === 0 ? 1 : points.next().value)),
      firms: cells.map((cell) => cell % 5),
      current: cells.map((cell) => Math.min(parts - 1, Math.floor(((cell % width) * parts) / width))),
      strengths: Array.from({ length: parts }, () => strengths.next().value),
      tolerance,
      calm,
    };
  });

describe('evening out', () => {
  it('keeps every area whole and none empty, counts what it moved, and says the same the second time', () => {
    fc.assert(
      fc.property(jobs, (job) => {
        const { parts, movedFirms, above, bound } = evenOut(job);
        for (const part of job.strengths.keys()) expect(isWhole(job, parts, part)).toBe(true);
        const moved = parts.reduce((sum, to, cell) => sum + (to === job.current[cell] ? 0 : (job.firms[cell] ?? 0)), 0);
        expect(movedFirms).toBe(moved);
        // A bound that a plan could beat would be none.
        if (bound !== null) expect(above).toBeGreaterThanOrEqual(bound);
        expect(evenOut(job).parts).toEqual(parts);
      }),
      { numRuns: 15, seed: 20250717 },
    );
  });

  it('brings a district that is far out of balance within its tolerance, and moves fewer the calmer it is asked to be', () => {
    const width = 12;
    const cells = Array.from({ length: width * width }, (_, at) => at);
    const job: EveningJob = {
      neighbors: cells.map((cell) =>
        [
          cell - width,
          cell + width,
          ...(cell % width > 0 ? [cell - 1] : []),
          ...(cell % width < width - 1 ? [cell + 1] : []),
        ].filter((next) => next >= 0 && next < cells.length),
      ),
      points: cells.map(() => 100),
      firms: cells.map(() => 1),
      // Two thirds of the ground for one of two equal teams.
      current: cells.map((cell) => (cell % width < 8 ? 0 : 1)),
      strengths: [1, 1],
      tolerance: 50,
      calm: 0,
    };
    expect(evenOut(job)).toMatchObject({ withinTolerance: true, bound: null });
    const curve = curveOf(job, 200);
    expect(curve[0]?.movedFirms).toBeGreaterThanOrEqual(curve.at(-1)?.movedFirms ?? 0);
    // However dear moves are, the tolerance is kept: calm is paid for with boundaries.
    expect(curve.filter(({ above }) => above > job.tolerance)).toEqual([]);
  });
});
