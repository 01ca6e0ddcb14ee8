import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareOf, sparkOf } from './spark.ts';

const week = fc
  .nat({ max: 40 })
  .chain((settled) => fc.nat({ max: settled }).map((met) => ({ week: '2026-11-16', met, settled })));

describe('the line of weeks', () => {
  test('a week without settled matters is a gap: no point of it is drawn', () => {
    expect(shareOf({ week: '', met: 0, settled: 0 })).toBeNull();
    fc.assert(
      fc.property(fc.array(week, { minLength: 1, maxLength: 12 }), (weeks) => {
        const spark = sparkOf(weeks, 200, 50);
        const points =
          spark.lines.reduce((sum, line) => sum + (line.match(/[ML]/g) ?? []).length, 0) + spark.dots.length;
        expect(points).toBe(weeks.filter(({ settled }) => settled > 0).length);
        const heights = [...spark.lines.join(' ').matchAll(/[ML][\d.]+ (-?[\d.]+)/g)].map((found) => Number(found[1]));
        for (const y of [...heights, ...spark.dots.map((dot) => dot.y)]) {
          expect(y).toBeGreaterThanOrEqual(-0.05);
          expect(y).toBeLessThanOrEqual(50.05);
        }
      }),
    );
  });

  test('better is higher, and all on time lies at the top', () => {
    const spark = sparkOf(
      [
        { week: '', met: 8, settled: 10 },
        { week: '', met: 10, settled: 10 },
      ],
      200,
      50,
    );
    expect(spark.lines[0]).toMatch(/^M0\.0 \d+\.\d+L200\.0 0\.0$/);
    expect(spark.lowest).toBe(0.7);
  });
});
