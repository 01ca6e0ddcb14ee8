import fc from 'fast-check';
import { expect, it } from 'vitest';
import { counterfactuals } from '../src/counterfactual.ts';
import { judge } from '../src/criterion.ts';
import { compare } from '../src/exact.ts';
import type { FactsView } from '../src/facts.ts';
import { measure } from '../src/measure.ts';
import type { Criterion, Op, Pack } from '../src/pack.ts';
import { PACKS, VOCABULARY } from './library.ts';
import { factKeys, mulberry, randomView } from './random-facts.ts';

const AS_OF = '2026-07-01';
const NUMERIC: readonly (readonly [Pack, Criterion])[] = PACKS.flatMap(({ pack }) =>
  [...pack.criteria.values()].filter(({ test }) => test.kind === 'number').map((each) => [pack, each] as const),
);

/** Written again here, so that the engine does not judge itself. */
const holds = (op: Op, sign: number): boolean =>
  ({ '>=': sign >= 0, '>': sign > 0, '<=': sign <= 0, '<': sign < 0 })[op];

function views(pack: Pack, seed: number, count: number): readonly FactsView[] {
  const random = mulberry(seed);
  const names = factKeys([pack]);
  return Array.from({ length: count }, () => randomView(names, AS_OF, random));
}

/** True when the value moved by so many steps of the grid passes. The value itself is never rounded. */
function passesAfter(criterion: Criterion, pack: Pack, view: FactsView, steps: bigint): boolean | null {
  const judged = judge(criterion, view, pack);
  if (criterion.test.kind !== 'number' || judged.threshold === null) return null;
  const measured = measure(criterion.test.value, view, pack.sections);
  const { num, den } = judged.threshold;
  // Moving the value up is moving the threshold down.
  const moved = { num: num * judged.grid - steps * den, den: den * judged.grid };
  if (measured.kind === 'known') return holds(criterion.test.op, measured.compare(moved));
  if (measured.kind !== 'interval') return null;
  return holds(criterion.test.op, compare({ num: measured.low, den: 100n }, moved));
}

it('moving a value by the stated distance turns the verdict and one step less does not, for every numeric criterion', () => {
  const turned = new Set<string>();
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      for (const { pack } of PACKS) {
        const [view] = views(pack, seed, 1);
        if (view === undefined) continue;
        for (const criterion of pack.criteria.values()) {
          const { distance, outcome } = judge(criterion, view, pack);
          if (outcome !== 'unmet' || distance === null || distance === 0n) continue;
          const place = `${pack.id} ${criterion.id} ${distance}`;
          expect(passesAfter(criterion, pack, view, distance), place).toBe(true);
          expect(passesAfter(criterion, pack, view, distance < 0n ? distance + 1n : distance - 1n), place).toBe(false);
          turned.add(`${pack.id}@${pack.version} ${criterion.id}`);
        }
      }
    }),
    { numRuns: 25, seed: 5 },
  );
  const missing = NUMERIC.filter(([pack, { id }]) => !turned.has(`${pack.id}@${pack.version} ${id}`));
  // What random facts do not leave unmet is shown by the examples beside the criterion.
  expect(missing.length).toBeLessThan(NUMERIC.length / 10);
});

it('one fact changed as the counterfactual says turns the criterion, and one part less does not', () => {
  let found = 0;
  for (const [pack, criterion] of NUMERIC) {
    for (const view of views(pack, 11, 3)) {
      for (const { fact, from, to } of counterfactuals(criterion, view, pack, VOCABULARY)) {
        const outcomeAt = (parts: bigint) => {
          const stated = new Map(view.stated).set(fact, { parts, validUntil: null, source: null });
          return judge(criterion, { ...view, stated }, pack).outcome;
        };
        expect(outcomeAt(to), `${pack.id} ${criterion.id} ${fact}`).toBe('met');
        expect(outcomeAt(to > from ? to - 1n : to + 1n), `${pack.id} ${criterion.id} ${fact}`).not.toBe('met');
        found += 1;
      }
    }
  }
  expect(found).toBeGreaterThan(300);
});
