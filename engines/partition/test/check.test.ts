import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateOf, checkPlan, gapsOf, graphOf } from '../src/index.ts';
import { wholenessOf } from '../src/whole.ts';
import { workOn } from '../src/working.ts';
import { connectedGraph, hangsTogether, lattice } from './graphs.ts';

const row = graphOf(lattice(6, 1));
const options = { parts: 3, tolerance: 0, balance: 'both' } as const;
const broken = (plan: readonly number[], more = {}) =>
  checkPlan(row, plan, { ...options, ...more })
    .verdicts.filter(({ holds }) => !holds)
    .map(({ property, breaking }) => [property, breaking]);

describe('the judge of plans', () => {
  it('passes a good plan, with its sums', () => {
    const judged = checkPlan(row, [0, 0, 1, 1, 2, 2], options);
    expect(judged).toMatchObject({ holds: true, cut: 2, loads: [[2], [2], [2]], maxImbalance: 0 });
  });

  it('sees each planted fault, and names the part', () => {
    expect(broken([0, 1, 0, 1, 2, 2])).toEqual([['contiguous', [0, 1]]]);
    expect(broken([0, 0, 0, 1, 1, 1])).toEqual([
      ['noneEmpty', [2]],
      ['balanced', [0, 1, 2]],
    ]);
    expect(broken([0, 0, 0, 1, 2, 2])).toEqual([['balanced', [0, 1]]]);
    expect(broken([0, 0, 1, 1, 2, 2, 2].slice(0, 5))).toEqual([
      ['assigned', [5, 5]],
      ['balanced', [0, 1, 2]],
    ]);
    expect(broken([0, 0, 1, 1, 2, 7])[0]).toEqual(['assigned', [5]]);
  });

  it('forgives a load below the mean only where nothing bounds it below', () => {
    expect(broken([0, 0, 0, 1, 2, 2], { tolerance: 0.5, balance: 'max' })).toEqual([]);
  });

  it('sees a part that the certificate does not carry', () => {
    const torn = [0, 1, 0, 1, 2, 2];
    expect(gapsOf(row, torn, certificateOf(row, torn, 3))).toEqual([2, 3]);
    const forged = { roots: [0, 1, 4], steps: [0, 0, 1, 1, 0, 1] };
    expect(gapsOf(row, torn, forged)).toEqual([2, 3]);
  });
});

describe('whether a part stays whole without a vertex', () => {
  it('is answered as the simplest search answers it', () => {
    fc.assert(
      fc.property(connectedGraph(30), fc.array(fc.nat(2), { minLength: 30, maxLength: 30 }), (graph, numbers) => {
        const part = Int32Array.from({ length: graph.size }, (_, v) => numbers[v] ?? 0);
        const bound = new Float64Array(3).fill(1);
        const working = workOn(graph, part, {
          parts: 3,
          limits: { least: bound, most: bound, mean: bound },
          home: null,
        });
        const wholeness = wholenessOf(working);
        for (let v = 0; v < graph.size; v += 1) {
          const own = [...part.keys()].filter((u) => part[u] === part[v]);
          // Only whole parts are asked about; what is torn already is mended before the search begins.
          if (!hangsTogether(graph, new Set(own))) continue;
          expect(wholeness.without(v)).toBe(hangsTogether(graph, new Set(own.filter((u) => u !== v))));
        }
      }),
      { numRuns: 300, seed: 20250717 },
    );
  });
});
