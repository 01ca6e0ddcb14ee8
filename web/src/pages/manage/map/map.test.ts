import type { AreaView } from '@banfei/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classesFor, countClasses, rampStep, rateOf, STEPS, stepOf } from './classes.ts';
import { drawingOf } from './drawing.ts';
import { labelBox, placeLabels } from './labels.ts';
import { innerSides, latticeOf, outlineOf, sidesOf } from './outline.ts';
import { ARROWS, type Arrow, step } from './walk.ts';

/** Hexagons within six steps of the middle, about as large as the district's cells, with corners rounded as on the wire. */
const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
const STEP = 0.0031;
const reach = Array.from({ length: 13 }, (_, at) => at - 6);
const PLACES = reach.flatMap((q) => reach.map((r) => ({ q, r })).filter(({ r }) => Math.abs(q + r) <= 6));
const cellOf = (q: number, r: number): string => `${q},${r}`;
const DISK = PLACES.map(({ q, r }) => cellOf(q, r));
const RINGS = Object.fromEntries(
  PLACES.map(({ q, r }) => {
    const [x, y] = [120 + STEP * Math.sqrt(3) * (q + r / 2), 30.28 + STEP * 1.5 * r];
    const corners = Array.from({ length: 6 }, (_, at): [number, number] => {
      const angle = (Math.PI / 180) * (60 * at - 30);
      return [rounded(x + STEP * Math.cos(angle)), rounded(y + STEP * Math.sin(angle))];
    });
    return [cellOf(q, r), corners];
  }),
);
const LATTICE = latticeOf(RINGS);

const areaOf = (loop: readonly number[]): number =>
  sidesOf(loop).reduce((sum, [from, to]) => {
    const [[x1, y1], [x2, y2]] = [LATTICE.corners[from] ?? [0, 0], LATTICE.corners[to] ?? [0, 0]];
    return sum + (x1 - 120) * (y2 - 30) - (x2 - 120) * (y1 - 30);
  }, 0) / 2;

const someCells = fc.uniqueArray(fc.constantFrom(...DISK), { minLength: 1, maxLength: 60 });

describe('outlines', () => {
  test('cells that touch share their corners: a disk of hexagons has as many corners as Euler says', () => {
    const sides = new Set(
      Object.values(LATTICE.rings).flatMap((ring) =>
        sidesOf(ring).map(([a, b]) => (a < b ? `${a} ${b}` : `${b} ${a}`)),
      ),
    );
    expect(LATTICE.corners.length - sides.size + DISK.length).toBe(1);
  });

  test('a corner that was rounded apart is still one corner', () => {
    const apart = latticeOf({
      a: [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
      b: [
        [1.00001, 0],
        [2, 0],
        [1, 0.99999],
      ],
    });
    expect(apart.corners).toHaveLength(4);
  });

  test('the outline of any set of cells encloses the sum of their areas, holes taken off', () => {
    fc.assert(
      fc.property(someCells, (cells) => {
        const whole = cells.reduce((sum, cell) => sum + areaOf(LATTICE.rings[cell] ?? []), 0);
        const outline = outlineOf(LATTICE, cells).reduce((sum, loop) => sum + areaOf(loop), 0);
        expect(outline).toBeCloseTo(whole, 12);
      }),
    );
  });

  test('every side of every cell is outline or inner line, never both', () => {
    fc.assert(
      fc.property(someCells, (cells) => {
        const outer = outlineOf(LATTICE, cells).reduce((sum, loop) => sum + loop.length, 0);
        expect(outer + 2 * innerSides(LATTICE, cells).length).toBe(cells.length * 6);
      }),
    );
  });

  test('a ring of cells has an outer and an inner loop', () => {
    const ring = PLACES.filter(({ q, r }) => Math.max(Math.abs(q), Math.abs(r), Math.abs(q + r)) === 1).map(
      ({ q, r }) => cellOf(q, r),
    );
    expect(
      outlineOf(LATTICE, ring)
        .map((loop) => loop.length)
        .sort((a, b) => a - b),
    ).toEqual([6, 18]);
  });
});

const view = (number: number, cells: readonly string[], more: Partial<AreaView> = {}): AreaView => ({
  number,
  name: { zh: '', en: '' },
  tint: 1,
  team: { number, name: { zh: '', en: '' } },
  duty: {
    id: '',
    code: '',
    kind: 'team',
    name: { zh: '', en: '' },
    phone: '',
    deputy: { zh: '', en: '' },
    deputyPhone: '',
    hours: '',
    areaNumber: number,
  },
  neighbors: [],
  cells: [...cells],
  firms: 0,
  open: 0,
  overdue: 0,
  dueToday: 0,
  onTime: { met: 0, settled: 0 },
  ...more,
});

describe('drawing', () => {
  test('numbers stand inside the drawing and inside their own area, north is up', () => {
    const areas = [view(1, DISK.slice(0, 40)), view(2, DISK.slice(40))];
    const drawing = drawingOf({ areas, rings: RINGS });
    for (const { at, box } of drawing.areas) {
      expect(at.x).toBeGreaterThanOrEqual(box.x);
      expect(at.x).toBeLessThanOrEqual(box.x + box.width);
      expect(at.y).toBeGreaterThanOrEqual(box.y);
      expect(at.y).toBeLessThanOrEqual(box.y + box.height);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(drawing.width);
      expect(box.y + box.height).toBeLessThanOrEqual(drawing.height);
    }
    expect(drawing.place(120, 30.29).y).toBeLessThan(drawing.place(120, 30.27).y);
    expect(drawing.place(120.01, 30.28).x).toBeGreaterThan(drawing.place(119.99, 30.28).x);
  });
});

describe('walking', () => {
  const grid = (columns: number, rows: number) =>
    Array.from({ length: columns * rows }, (_, at) => {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      const near = [
        y > 0 ? at - columns : -1,
        y < rows - 1 ? at + columns : -1,
        x > 0 ? at - 1 : -1,
        x < columns - 1 ? at + 1 : -1,
      ];
      return { number: at, center: { x, y }, neighbors: near.filter((each) => each >= 0) };
    });

  test('an arrow leads to the neighbor that way, and the opposite arrow back', () => {
    const stops = grid(7, 5);
    const back: Readonly<Record<Arrow, Arrow>> = {
      ArrowUp: 'ArrowDown',
      ArrowDown: 'ArrowUp',
      ArrowLeft: 'ArrowRight',
      ArrowRight: 'ArrowLeft',
    };
    let steps = 0;
    for (const stop of stops) {
      for (const arrow of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const) {
        const next = step(stops, stop.number, arrow);
        if (next === undefined) continue;
        expect(step(stops, next, back[arrow])).toBe(stop.number);
        steps += 1;
      }
    }
    // 7 × 5 places: 6 × 5 steps sideways and 7 × 4 up and down, each in both directions.
    expect(steps).toBe(2 * (30 + 28));
  });

  test('a step always goes the arrow’s way, and no area is a dead end', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ x: fc.integer({ min: 0, max: 40 }), y: fc.integer({ min: 0, max: 40 }) }), {
          minLength: 2,
          maxLength: 40,
          selector: ({ x, y }) => `${x} ${y}`,
        }),
        (centers) => {
          const stops = centers.map((center, number) => ({ number, center, neighbors: [] }));
          const reached = new Set([0]);
          const queue = [0];
          for (const at of queue) {
            for (const arrow of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const) {
              const next = step(stops, at, arrow);
              if (next === undefined) continue;
              const [from, to] = [centers[at], centers[next]];
              if (from === undefined || to === undefined) throw new Error('a step led nowhere');
              expect((to.x - from.x) * ARROWS[arrow].x + (to.y - from.y) * ARROWS[arrow].y).toBeGreaterThan(0);
              if (!reached.has(next)) {
                reached.add(next);
                queue.push(next);
              }
            }
          }
          expect(reached.size).toBeGreaterThan(1);
        },
      ),
    );
  });
});

describe('classes', () => {
  test('each value falls into exactly one class, classes are in order, at most five', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 80 }), (values) => {
        const classes = countClasses(values);
        expect(classes.length).toBeLessThanOrEqual(STEPS);
        for (const value of values)
          expect(classes.filter(({ from, to }) => value >= from && value <= to)).toHaveLength(1);
        for (const [at, { from, to }] of classes.entries()) {
          expect(from).toBeLessThanOrEqual(to);
          const next = classes[at + 1];
          if (next !== undefined) expect(next.from).toBeGreaterThan(to);
        }
        const steps = classes.map((_, at) => rampStep(at, classes.length));
        expect(new Set(steps).size).toBe(classes.length);
      }),
    );
  });

  test('nothing settled is no data, not one hundred per cent, and one late in a thousand is not rounded away', () => {
    const none = view(1, []);
    expect(rateOf(none.onTime)).toBeNull();
    expect(stepOf('onTime', none, classesFor('onTime', [none]))).toBeNull();
    expect(rateOf({ met: 1999, settled: 2000 })).toBe(999);
    const late = view(1, [], { onTime: { met: 1999, settled: 2000 } });
    const met = view(2, [], { onTime: { met: 2, settled: 2 } });
    expect(stepOf('onTime', late, classesFor('onTime', [late]))).toBe(3);
    expect(stepOf('onTime', met, classesFor('onTime', [met]))).toBe(4);
  });
});

describe('place names', () => {
  test('never cover each other, a number or the edge', () => {
    const box = fc.record({
      x: fc.integer({ min: 0, max: 900 }),
      y: fc.integer({ min: 0, max: 500 }),
      width: fc.constant(20),
      height: fc.constant(20),
    });
    const label = fc.record({
      text: fc.constantFrom('梦想小镇', 'Dream Town', '5G 创新园', '海创人形机器人中心'),
      at: fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 0, max: 560 }) }),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 20 }), fc.array(box, { maxLength: 60 }), (labels, taken) => {
        const placed = placeLabels(labels, { size: 14, width: 1000, height: 560, taken });
        const boxes = [...placed.map((each) => labelBox(each, 14)), ...taken];
        placed.forEach((_, at) => {
          const a = boxes[at];
          boxes.forEach((b, other) => {
            if (a === undefined || other === at) return;
            expect(a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height).toBe(
              false,
            );
          });
        });
      }),
    );
    expect(
      placeLabels([{ text: '梦想小镇', at: { x: 500, y: 300 } }], { size: 14, width: 1000, height: 560, taken: [] }),
    ).toHaveLength(1);
  });
});
