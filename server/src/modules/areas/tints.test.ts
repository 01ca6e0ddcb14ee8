import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TINTS, tintAreas } from './tints.ts';

/** A grid with some edges missing is planar, as maps are. */
const planar = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    holes: fc.infiniteStream(fc.boolean()),
  })
  .map(({ width, height, holes }) => {
    const neighbors = new Map<number, number[]>();
    const cell = (x: number, y: number): number => y * width + x + 1;
    for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) neighbors.set(cell(x, y), []);
    const join = (a: number, b: number): void => {
      neighbors.get(a)?.push(b);
      neighbors.get(b)?.push(a);
    };
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        if (x + 1 < width && holes.next().value) join(cell(x, y), cell(x + 1, y));
        if (y + 1 < height && holes.next().value) join(cell(x, y), cell(x, y + 1));
        // One diagonal per square keeps it planar and brings triangles in.
        if (x + 1 < width && y + 1 < height && holes.next().value) join(cell(x, y), cell(x + 1, y + 1));
      }
    }
    return neighbors;
  });

const clashes = (neighbors: ReadonlyMap<number, readonly number[]>, tints: ReadonlyMap<number, number>): number =>
  [...neighbors].flatMap(([area, around]) => around.filter((next) => tints.get(next) === tints.get(area))).length;

describe('tints of areas', () => {
  it('gives neighbors different tints out of five', () => {
    fc.assert(
      fc.property(planar, (neighbors) => {
        const tints = tintAreas(neighbors);
        expect([...tints.keys()].sort()).toEqual([...neighbors.keys()].sort());
        expect([...tints.values()].every((tint) => TINTS.some((known) => known === tint))).toBe(true);
        expect(clashes(neighbors, tints)).toBe(0);
      }),
    );
  });

  it('keeps every tint on a redraw that joins two areas of different tints', () => {
    fc.assert(
      fc.property(planar, fc.nat(), (neighbors, choice) => {
        const before = tintAreas(neighbors);
        const apart = [...neighbors.keys()].flatMap((a) =>
          [...neighbors.keys()]
            .filter((b) => a < b && before.get(a) !== before.get(b) && !neighbors.get(a)?.includes(b))
            .map((b) => [a, b] as const),
        );
        const pair = apart[choice % Math.max(1, apart.length)];
        if (pair === undefined) return;
        const [a, b] = pair;
        const redrawn = new Map(
          [...neighbors].map(([area, around]) => [
            area,
            area === a ? [...around, b] : area === b ? [...around, a] : around,
          ]),
        );
        expect(tintAreas(redrawn, before)).toEqual(before);
      }),
    );
  });

  it('finds room for an area whose neighbors have kept all five tints, and leaves what is far away', () => {
    // A wheel: the middle area came to touch five others that had a tint each; behind them stands one more.
    const neighbors = new Map([
      [0, [1, 2, 3, 4, 5]],
      [1, [0, 2, 5]],
      [2, [0, 1, 3]],
      [3, [0, 2, 4]],
      [4, [0, 3, 5]],
      [5, [0, 4, 1]],
      [6, [7]],
      [7, [6]],
    ]);
    const earlier = new Map([1, 2, 3, 4, 5].map((area) => [area, area]));
    const tints = tintAreas(neighbors, new Map([...earlier, [6, 4], [7, 2]]));
    expect(clashes(neighbors, tints)).toBe(0);
    expect([tints.get(6), tints.get(7)]).toEqual([4, 2]);
  });

  it('repaints one of two neighbors that had the same tint and leaves the others', () => {
    const neighbors = new Map([
      [1, [2]],
      [2, [1, 3]],
      [3, [2]],
    ]);
    const tints = tintAreas(
      neighbors,
      new Map([
        [1, 4],
        [2, 4],
        [3, 1],
      ]),
    );
    expect(tints.get(1)).toBe(4);
    expect(tints.get(3)).toBe(1);
    expect([1, 4]).not.toContain(tints.get(2));
  });

  it('refuses a map that needs a sixth tint', () => {
    const everybody = [1, 2, 3, 4, 5, 6];
    const complete = new Map(everybody.map((area) => [area, everybody.filter((other) => other !== area)]));
    expect(() => tintAreas(complete)).toThrow(/neighbors in all 5 tints/);
  });
});
