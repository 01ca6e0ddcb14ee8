import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, runDeal, simulation } from '../src/index.ts';
import { dealOf, granted, scenarioOf } from './material.ts';

const fcRate = (most: number) => fc.integer({ min: 0, max: most }).map((n) => (n / 1e4).toFixed(4));

/** Deals that the fast way takes. */
const fastData = fc
  .record({
    loans: fc.array(
      fc.record({
        principalFen: fc.integer({ min: 1, max: 9_000_000_00 }),
        rate: fcRate(900),
        kind: fc.constantFrom('levelPay', 'bullet'),
        terms: fc.integer({ min: 1, max: 12 }),
        everyMonths: fc.constantFrom(1, 3),
        dayCount: fc.constantFrom('30/360', 'ACT/365'),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    months: fc.constantFrom(1, 2),
    shares: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })),
    rates: fc.tuple(fcRate(600), fcRate(900), fcRate(900)),
    residual: fc.constantFrom('distribute', 'retain'),
    fees: fc.constantFrom(
      [],
      [{ id: 'F', basis: 'pool', rate: '0.005' }],
      [
        { id: 'F', basis: 'fixed', amountFen: 12_345 },
        { id: 'G', kind: 'tax', basis: 'collections', rate: '0.01' },
      ],
    ),
    shareOfSenior: fcRate(1000),
    trigger: fc.record({ level: fcRate(6000), effect: fc.constantFrom('accelerate', 'default', 'watch') }),
  })
  .map(({ loans, months, shares, rates, trigger, shareOfSenior, ...rest }) => {
    const pool = loans.reduce((sum, { principalFen }) => sum + principalFen, 0);
    const [a, b, c] = shares;
    const part = (weight: number) => Math.max(1, Math.floor((pool * weight) / (a + b + c + 10)));
    const tranches = [
      { id: 'A1', class: 'senior', principalFen: part(a), rate: rates[0] },
      { id: 'A2', class: 'senior', principalFen: part(10), rate: rates[0], after: ['A1'] },
      { id: 'B', class: 'mezzanine', principalFen: part(b), rate: rates[1] },
      { id: 'S', class: 'subordinated', principalFen: part(c), rate: rates[2] },
    ];
    const proceeds = tranches.reduce((sum, { principalFen }) => sum + principalFen, 0);
    return {
      id: 'fast',
      structure: 'pledge_loan',
      cutOff: '2026-01-01',
      closing: '2026-01-01',
      payments: { first: '2026-02-28', everyMonths: months, count: 8, collectionLagDays: 3 },
      assets: loans.map((loan, index) => ({
        id: `L${index}`,
        firm: `L${index}`,
        firstDue: '2026-02-10',
        priceFen: Math.floor((loan.principalFen / pool) * proceeds * 0.9),
        ...loan,
      })),
      tranches,
      reserve: { openingFen: Math.floor(proceeds * 0.05), shareOfSenior },
      triggers: [{ id: 'loss', measure: 'cumulativeDefault', ...trigger }],
      ...rest,
    };
  });

const HAZARD = { id: 'hazard', defaults: '0.06', prepayments: '0.04', recoveries: [{ lagMonths: 4, share: '0.37' }] };

describe('one simulated path', () => {
  it('pays the same fen as the exact run in which the same loans leave on the same days', () => {
    let [left, losing] = [0, 0];
    fc.assert(
      fc.property(
        fastData,
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.constantFrom('direct', 'alias'),
        (data, seed, method) => {
          const deal = dealOf(data);
          const hazard = scenarioOf(HAZARD, deal);
          const { fast } = granted(layOut(deal, hazard));
          const simulated = simulation(fast, { paths: 2, seed, method });
          simulated.run(0, 2);
          const scenario = simulated.replay(1);
          left += scenario.exits.length;
          losing += simulated.losses.tranches.filter(({ losses }) => (losses[1] ?? 0) > 0).length;
          const exact = runDeal(deal, scenario);
          const closing = exact.periods.at(-1)?.tranches.map(({ id, closing: unpaid }) => [id, Number(unpaid)]);
          expect(simulated.losses.tranches.map(({ id, losses }) => [id, losses[1]])).toEqual(closing);
        },
      ),
      { numRuns: 150, seed: 20_260_712 },
    );
    // Paths on which nothing happens would agree without proving anything.
    expect(Math.min(left, losing)).toBeGreaterThan(100);
  });
});

describe('the two ways to draw', () => {
  it('lead to the same distribution of losses, and pieces of a run to the whole', () => {
    const assets = Array.from({ length: 20 }, (_, index) => ({
      id: `L${index}`,
      firm: `L${index}`,
      kind: 'levelPay',
      principalFen: 1_000_000 * (1 + (index % 4)),
      rate: '0.05',
      firstDue: '2026-02-01',
      terms: 12,
    }));
    const pool = assets.reduce((sum, { principalFen }) => sum + principalFen, 0);
    const deal = dealOf({
      id: 'same',
      structure: 'pledge_loan',
      cutOff: '2026-01-01',
      closing: '2026-01-01',
      payments: { first: '2026-02-01', everyMonths: 1, count: 12 },
      assets,
      tranches: [
        { id: 'A', class: 'senior', principalFen: pool * 0.85, rate: '0.03' },
        { id: 'S', class: 'subordinated', principalFen: pool * 0.15 },
      ],
    });
    const { fast } = granted(layOut(deal, scenarioOf({ ...HAZARD, defaults: '0.02', prepayments: '0.01' }, deal)));
    const paths = 4000;
    const losses = (method: 'direct' | 'alias', pieces: readonly (readonly [number, number])[]) => {
      const simulated = simulation(fast, { paths, seed: 77, method });
      for (const [from, until] of pieces) simulated.run(from, until);
      return simulated.losses;
    };
    const whole = losses('alias', [[0, paths]]);
    expect(
      losses('alias', [
        [1500, paths],
        [0, 1500],
      ]),
    ).toEqual(whole);
    // Kolmogorov–Smirnov at one in a thousand, on losses of the pool; the seed is fixed, so this never flickers.
    const [a, b] = [whole.defaulted.toSorted(), losses('direct', [[0, paths]]).defaulted.toSorted()];
    const below = (all: Float64Array, limit: number) => all.filter((each) => each <= limit).length / all.length;
    const distance = (x: Float64Array, y: Float64Array) =>
      Math.max(...[...new Set([...x, ...y])].map((limit) => Math.abs(below(x, limit) - below(y, limit))));
    const bound = 1.95 * Math.sqrt(2 / paths);
    expect(distance(a, b)).toBeLessThan(bound);
    // The detector sees a distribution that is a little worse.
    expect(
      distance(
        a,
        b.map((each) => each * 1.1),
      ),
    ).toBeGreaterThan(bound);
  });
});
