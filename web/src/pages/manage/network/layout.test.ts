import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from './layout.ts';

const links = (count: number) => fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 30 });

describe('the drawing of the network', () => {
  it('keeps every node on the paper, apart from the others, and is the same each time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }).chain((count) => fc.tuple(fc.constant(count), links(count))),
        ([count, pairs]) => {
          const spots = layoutOf(count, pairs);
          expect(layoutOf(count, pairs)).toEqual(spots);
          expect(spots).toHaveLength(count);
          for (const { x, y } of spots) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(1000);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(1000);
          }
          expect(new Set(spots.map(({ x, y }) => `${x} ${y}`)).size).toBe(count);
        },
      ),
      { numRuns: 20 },
    );
  });
});
