import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaAfter, areasBeside, fitOf, isOnePiece, judge, judgeGround } from './judge.ts';

const areaOf = (number: number, strength: number) => ({ number, strength }) as never; // the judge reads these two members

/** A strip of cells in a row, cut into three areas. */
const strip = (sizes: readonly number[], points: readonly number[]) => {
  const area = sizes.flatMap((size, index) => Array.from({ length: size }, () => index + 1));
  const cells = area.map((_, at) => `cell${at}`);
  const edges = cells.slice(1).map((_, at): [number, number] => [at, at + 1]);
  const graph = {
    cells,
    area,
    points: area.map((_, at) => points[at % points.length] ?? 1),
    firms: area.map(() => 2),
    edges,
  };
  return judgeGround({ graph, areas: [areaOf(1, 1), areaOf(2, 2), areaOf(3, 1)], moves: [] });
};

describe('the judge of edits', () => {
  it('lets a cell at the boundary go, and refuses one whose going would tear or empty its area', () => {
    const ground = strip([2, 3, 1], [1]);
    const { area } = ground.graph;
    expect(fitOf(ground, area, { at: 2, to: 1 })).toMatchObject({ ok: true });
    expect(fitOf(ground, area, { at: 3, to: 1 })).toEqual({ ok: false, why: 'tear' });
    expect(fitOf(ground, area, { at: 5, to: 2 })).toEqual({ ok: false, why: 'empty' });
    expect(areasBeside(ground, area, 4)).toEqual([3]);
    expect(areasBeside(ground, area, 3)).toEqual([]);
  });

  it('counts the load of a team by its members and companies by where they are today', () => {
    const ground = strip([2, 2, 2], [4, 4]);
    // 24 points over four members make 6 for each; the teams of one member carry 8.
    expect(judge(ground, ground.graph.area)).toEqual({ above: 333, movedFirms: 0 });
    expect(judge(ground, areaAfter(ground.graph.area, [{ at: 1, to: 2 }])).movedFirms).toBe(2);
  });

  it('finds one piece exactly where a walk through any order of cells comes to all of them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 12 }), (area) => {
        const neighbors = area.map((_, at) => [at - 1, at + 1].filter((next) => next >= 0 && next < area.length));
        for (const number of [1, 2, 3]) {
          const runs = area.filter((each, at) => each === number && area[at - 1] !== number).length;
          expect(isOnePiece(neighbors, area, number)).toBe(runs === 1);
        }
      }),
    );
  });
});
