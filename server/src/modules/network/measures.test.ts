import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuresOf } from './measures.ts';

const anyGraph = fc.integer({ min: 1, max: 9 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    links: fc.array(fc.tuple(fc.integer({ min: 0, max: count - 1 }), fc.integer({ min: 0, max: count - 1 })), {
      maxLength: 16,
    }),
  }),
);

/** Another way to the same: all distances by Floyd and Warshall, all shortest paths by walking them. */
function oracle(count: number, links: readonly (readonly [number, number])[]) {
  const linked = (a: number, b: number) =>
    a !== b && links.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
  const nodes = Array.from({ length: count }, (_, node) => node);
  const far = nodes.map((a) => nodes.map((b) => (a === b ? 0 : linked(a, b) ? 1 : Number.POSITIVE_INFINITY)));
  const at = (a: number, b: number) => far[a]?.[b] ?? Number.POSITIVE_INFINITY;
  for (const k of nodes)
    for (const a of nodes) for (const b of nodes) far[a]?.splice(b, 1, Math.min(at(a, b), at(a, k) + at(k, b)));
  const walks = (a: number, b: number): number[][] =>
    a === b
      ? [[b]]
      : nodes
          .filter((next) => linked(a, next) && at(next, b) === at(a, b) - 1)
          .flatMap((next) => walks(next, b).map((walk) => [a, ...walk]));
  const between = nodes.map((node) => {
    let sum = 0;
    for (const a of nodes)
      for (const b of nodes)
        if (a < b && a !== node && b !== node && Number.isFinite(at(a, b))) {
          const all = walks(a, b);
          sum += all.filter((walk) => walk.includes(node)).length / all.length;
        }
    const pairs = ((count - 1) * (count - 2)) / 2;
    return pairs <= 0 ? 0 : sum / pairs;
  });
  return { between, withinTwo: nodes.map((a) => nodes.filter((b) => a !== b && at(a, b) <= 2).length) };
}

describe('measures of the network', () => {
  it('agree with distances and paths that were found another way', () => {
    fc.assert(
      fc.property(anyGraph, ({ count, links }) => {
        const { standings } = measuresOf(count, links);
        const expected = oracle(count, links);
        expect(standings.map(({ withinTwo }) => withinTwo)).toEqual(expected.withinTwo);
        for (const [node, { between }] of standings.entries())
          expect(between).toBeCloseTo(expected.between[node] ?? -1, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('name the broker, the isolates and the parts of a star beside a stranger', () => {
    const star = measuresOf(5, [
      [0, 1],
      [0, 2],
      [3, 0],
    ]);
    expect(star.standings[0]).toEqual({ links: 3, withinTwo: 3, between: 0.5 });
    expect(star).toMatchObject({ isolates: 1, components: 2, reachWithinTwo: 12 / 20 });
  });
});
