import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../bench/waterfall/alike.ts';
import { type FastDeal, layOut, type Method, runDeal, simulation } from '../src/index.ts';
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
        terms: fc.integer({ min: 1, max: 14 }),
        everyMonths: fc.constantFrom(1, 3),
        dayCount: fc.constantFrom('30/360', 'ACT/365'),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    months: fc.constantFrom(1, 2),
    count: fc.constantFrom(1, 6, 8, 13),
    shares: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })),
    rates: fc.tuple(fcRate(600), fcRate(900), fcRate(900)),
    residual: fc.constantFrom('distribute', 'retain'),
    fees: fc.constantFrom(
      [],
      [{ id: 'F', basis: 'pool', rate: '0.005' }],
      [
        { id: 'F', basis: 'pool', rate: '0.005' },
        { id: 'G', basis: 'pool', rate: '0.0013' },
      ],
      [
        { id: 'F', basis: 'fixed', amountFen: 12_345 },
        { id: 'G', kind: 'tax', basis: 'collections', rate: '0.01' },
      ],
    ),
    shareOfSenior: fcRate(1000),
    // Some reserves have a floor, and some tranches are larger than the pool: then cash has to stay before juniors.
    target: fc.constantFrom(0, 0.01, 0.04),
    size: fc.constantFrom(0.95, 1, 1.1),
    trigger: fc.record({ level: fcRate(6000), effect: fc.constantFrom('accelerate', 'default', 'watch') }),
  })
  .map(({ loans, months, count, shares, rates, trigger, shareOfSenior, target, size, ...rest }) => {
    const pool = loans.reduce((sum, { principalFen }) => sum + principalFen, 0);
    const [a, b, c] = shares;
    const part = (weight: number) => Math.max(1, Math.floor((size * pool * weight) / (a + b + c + 10)));
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
      payments: { first: '2026-02-28', everyMonths: months, count, collectionLagDays: 3 },
      assets: loans.map((loan, index) => ({
        id: `L${index}`,
        firm: `L${index}`,
        firstDue: '2026-02-10',
        priceFen: Math.floor((loan.principalFen / pool) * proceeds * 0.9),
        ...loan,
      })),
      tranches,
      reserve: { openingFen: Math.floor(proceeds * 0.05), shareOfSenior, targetFen: Math.floor(proceeds * target) },
      triggers: [{ id: 'loss', measure: 'cumulativeDefault', ...trigger }],
      ...rest,
    };
  });

/** Few and many exits: both the usual months and those after trigger and default. */
const HAZARDS = [
  { id: 'calm', defaults: '0.01', prepayments: '0.02', recoveries: [{ lagMonths: 2, share: '0.5' }] },
  { id: 'rising', defaults: ['0', '0.02', '0.05'], prepayments: ['0.1', '0'], recoveries: [] },
  { id: 'storm', defaults: '0.06', prepayments: '0.04', recoveries: [{ lagMonths: 4, share: '0.37' }] },
];

const HAZARD = { id: 'hazard', defaults: '0.06', prepayments: '0.04', recoveries: [{ lagMonths: 4, share: '0.37' }] };

describe('one simulated path', () => {
  it('pays the same fen as the exact run in which the same loans leave on the same days', () => {
    let [left, losing] = [0, 0];
    fc.assert(
      fc.property(
        fastData,
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.constantFrom('direct', 'alias'),
        fc.constantFrom(...HAZARDS),
        (data, seed, method, hazard) => {
          const deal = dealOf(data);
          const { fast } = granted(layOut(deal, scenarioOf(hazard, deal)));
          const simulated = simulation(fast, { paths: 4, seed, method });
          simulated.run(0, 4);
          // Several paths, because what one leaves behind must not reach the next.
          for (const path of [1, 3]) {
            const scenario = simulated.replay(path);
            left += scenario.exits.length;
            losing += simulated.losses.tranches.filter(({ losses }) => (losses[path] ?? 0) > 0).length;
            const { periods } = runDeal(deal, scenario);
            const last = periods.at(-1);
            const closing = last?.tranches.map(({ id, closing: unpaid }) => [id, Number(unpaid)]);
            expect(simulated.losses.tranches.map(({ id, losses }) => [id, losses[path]])).toEqual(closing);
            const sum = (amounts: readonly (bigint | undefined)[]) =>
              Number(amounts.reduce<bigint>((all, each) => all + (each ?? 0n), 0n));
            expect(simulated.losses.defaulted[path]).toBe(sum(periods.map(({ collected }) => collected.defaulted)));
            const seniors = last?.tranches.filter(({ id }) => id.startsWith('A')) ?? [];
            expect(simulated.losses.seniorInterest[path]).toBe(sum(seniors.map((each) => each.interestUnpaid)));
          }
        },
      ),
      { numRuns: 500, seed: 20_260_712 },
    );
    // Paths on which nothing happens would agree without proving anything.
    expect(Math.min(left, losing)).toBeGreaterThan(100);
  });
});

/** Twenty loans of a year, so small a deal that many seeds are quick. */
function smallDeal(hazard: { readonly defaults: string; readonly prepayments: string }) {
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
  return granted(layOut(deal, scenarioOf({ ...HAZARD, ...hazard }, deal))).fast;
}

describe('the two ways to draw', () => {
  const fast = smallDeal({ defaults: '0.02', prepayments: '0.01' });
  const SEEDS = Array.from({ length: 24 }, (_, index) => 20_261_000 + index);
  const PATHS = 1500;

  /** Losses of every tranche and defaults of the pool, of every seed, then of all seeds together. */
  function samples(of: FastDeal, method: Method) {
    const runs = SEEDS.map((seed) => {
      const simulated = simulation(of, { paths: PATHS, seed, method });
      simulated.run(0, PATHS);
      const { tranches, defaulted } = simulated.losses;
      return [...tranches.map(({ losses }) => losses), defaulted];
    });
    const together = [0, 1, 2].map((kind) => Float64Array.from(runs.flatMap((run) => [...(run[kind] ?? [])])));
    return [...runs, together];
  }

  const pairs = (a: ReturnType<typeof samples>, b: ReturnType<typeof samples>) =>
    a.flatMap((kinds, run) =>
      kinds.map((sample, kind) => ({
        name: `${SEEDS[run] ?? 'all seeds'} ${['A', 'S', 'pool'][kind]}`,
        a: sample,
        b: b[run]?.[kind] ?? new Float64Array(),
      })),
    );

  it('lead to the same distributions of losses over many seeds, and a table that is wrong does not', () => {
    const direct = samples(fast, 'direct');
    // 25 × 3 samples, three comparisons of each; together they err once in a thousand times. Seeds are fixed: no flicker.
    const found = compare(pairs(direct, samples(fast, 'alias')), 0.001);
    expect(found.comparisons).toBe(225);
    expect(found.beyond).toEqual([]);
    // Tables of a pool in which a tenth more loans default.
    const wrong = samples(smallDeal({ defaults: '0.022', prepayments: '0.01' }), 'alias');
    expect(compare(pairs(direct, wrong), 0.001).beyond).toContain('all seeds S, distribution');
  });

  it('give the same paths in pieces as in one run', () => {
    const losses = (pieces: readonly (readonly [number, number])[]) => {
      const simulated = simulation(fast, { paths: 4000, seed: 77, method: 'alias' });
      for (const [from, until] of pieces) simulated.run(from, until);
      return simulated.losses;
    };
    const pieces = [
      [1500, 4000],
      [0, 1500],
    ] as const;
    expect(losses(pieces)).toEqual(losses([[0, 4000]]));
  });
});
