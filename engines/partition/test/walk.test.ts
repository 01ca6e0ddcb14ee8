import { expect, it } from 'vitest';
import { anneal, noneYet } from '../src/anneal.ts';
import { graphOf } from '../src/index.ts';
import { limitsOf } from '../src/limits.ts';
import { randomFrom } from '../src/random.ts';
import { cutOf, priceOf, violationOf, workOn } from '../src/working.ts';
import { lattice } from './graphs.ts';

it('a walk sums up what it does as a count of the plan finds it, above limits and below', () => {
  const field = lattice(12, 12, true);
  let met = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const random = randomFrom(seed);
    const graph = graphOf(
      field,
      field.map(() => 1 + random.below(9)),
    );
    const bands = Int32Array.from(field, (_, v) => Math.floor((v % 12) / 3));
    const home = { part: bands.slice(), weight: graph.weights, price: 0.1, locked: null };
    const limits = limitsOf(graph, 4, { tolerance: 0.02, balance: 'both' });
    const frame = { parts: 4, limits, home };
    // Both ways to keep a best plan; a hot walk that limits hold loosely passes them again and again from both sides.
    const best = noneYet(bands, seed % 2 === 0 ? 30 : null);
    const cooling = { sweeps: 30, hot: 2, cold: 0.1, lenient: 2, strict: 40, random, expired: () => false };
    anneal(workOn(graph, bands.slice(), frame), best, cooling);
    const counted = workOn(graph, best.part, frame);
    expect(best.violation).toBeCloseTo(violationOf(counted), 9);
    expect(best.cost).toBeCloseTo(cutOf(graph, best.part) + priceOf(counted), 9);
    met += Number(best.part.some((p, v) => p !== bands[v]));
  }
  expect(met).toBeGreaterThan(20);
});
