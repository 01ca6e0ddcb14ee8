import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byAlias, byPeriod } from '../src/draw.ts';
import { times } from '../src/exact.ts';
import { roomFor } from '../src/exits.ts';
import { probabilityOf, startPath } from '../src/generator.ts';
import { layOut } from '../src/index.ts';
import { shareOf, sharesOf, wholeShareOf } from '../src/shares.ts';
import { dealOf, granted, scenarioOf } from './material.ts';

/** Loans of three lengths and two rhythms, chances that change by month: several tables, and tables that loans share. */
function unlikeLoans() {
  const shapes = [
    { terms: 12, everyMonths: 1 },
    { terms: 3, everyMonths: 3 },
    { terms: 5, everyMonths: 1 },
    { terms: 12, everyMonths: 1 },
  ];
  const deal = dealOf({
    id: 'unlike',
    structure: 'pledge_loan',
    cutOff: '2026-01-01',
    closing: '2026-01-01',
    payments: { first: '2026-02-01', everyMonths: 1, count: 12 },
    assets: shapes.map((shape, index) => ({
      id: `L${index}`,
      firm: `L${index}`,
      kind: 'levelPay',
      principalFen: 1_000_000,
      rate: '0.05',
      firstDue: '2026-02-01',
      ...shape,
    })),
    tranches: [{ id: 'A', class: 'senior', principalFen: 4_000_000, rate: '0.03' }],
  });
  const chances = { id: 'chances', defaults: ['0.02', '0.05', '0.01'], prepayments: ['0.03', '0.01', '0.04'] };
  return granted(layOut(deal, scenarioOf(chances, deal))).fast;
}

describe('who leaves', () => {
  it('follows the chances of every loan and month, drawn in either way', () => {
    const fast = unlikeLoans();
    const { loans, periods, defaultLimits, exitLimits } = fast;
    const outcomes = 2 * periods + 1;
    // Worked out month by month, apart from the tables that the draw makes.
    const expected = Array.from({ length: loans * outcomes }, () => 0);
    for (let loan = 0; loan < loans; loan += 1) {
      let staying = 1;
      for (let period = 0; period < periods; period += 1) {
        const fails = probabilityOf(defaultLimits[loan * periods + period] ?? 0);
        const leaves = probabilityOf(exitLimits[loan * periods + period] ?? 0);
        expected[loan * outcomes + period] = staying * fails;
        expected[loan * outcomes + periods + period] = staying * (leaves - fails);
        staying *= 1 - leaves;
      }
      expected[loan * outcomes + 2 * periods] = staying;
    }
    const paths = 40_000;
    const chiSquare = (draw: ReturnType<typeof byAlias>, weights: readonly number[]) => {
      const found = new Float64Array(loans * outcomes);
      const words = new Int32Array(4);
      const exits = roomFor(loans);
      for (let path = 0; path < paths; path += 1) {
        startPath(words, 20_261_127, path);
        draw(exits, words);
        const stayed = new Set(Array.from({ length: loans }, (_, loan) => loan));
        for (let place = 0; place < exits.count; place += 1) {
          const loan = exits.loans[place] ?? 0;
          stayed.delete(loan);
          const at = loan * outcomes + (exits.outcomes[place] ?? 0);
          found[at] = (found[at] ?? 0) + 1;
        }
        for (const loan of stayed) {
          const at = loan * outcomes + 2 * periods;
          found[at] = (found[at] ?? 0) + 1;
        }
      }
      // What cannot happen must not.
      expect(weights.every((weight, at) => weight > 1e-9 || found[at] === 0)).toBe(true);
      const used = weights.flatMap((weight, at) => (weight > 1e-9 ? [{ mean: weight * paths, at }] : []));
      const sum = used.reduce((all, { mean, at }) => all + ((found[at] ?? 0) - mean) ** 2 / mean, 0);
      // Standard normal, nearly: each loan's outcomes are one distribution, and take one degree of freedom.
      return (sum - (used.length - loans)) / Math.sqrt(2 * (used.length - loans));
    };
    expect(Math.abs(chiSquare(byPeriod(fast), expected))).toBeLessThan(3.3);
    expect(Math.abs(chiSquare(byAlias(fast), expected))).toBeLessThan(3.3);
    // The detector sees chances that are a fifth off in two months of one loan.
    const twisted = expected.map((weight, at) => (at === 1 ? weight * 1.2 : at === 2 ? weight * 0.8 : weight));
    expect(chiSquare(byAlias(fast), twisted)).toBeGreaterThan(3.3);
  });
});

describe('a share without division', () => {
  it('is the exact one, halves and wholes included', () => {
    let near = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 33 }),
        fc.integer({ min: 0, max: 4000 }),
        fc.constantFrom(1, 2, 3, 10, 12, 1000, 12_000, 73_000),
        (amount, num, den) => {
          const share = { num: BigInt(num), den: BigInt(den) };
          const shares = sharesOf([share], 2n ** 33n);
          fc.pre(shares !== null);
          if (shares === null) return;
          const exact = times(BigInt(amount), share);
          if ((2n * BigInt(amount) * share.num) % share.den === 0n) near += 1;
          expect(BigInt(shareOf(shares, amount, 0))).toBe(exact);
          expect(BigInt(wholeShareOf(shares, amount, 0))).toBe((BigInt(amount) * share.num) / share.den);
        },
      ),
      { numRuns: 4000, seed: 20_261_127 },
    );
    // Guesses that sit on a whole fen or a half are the ones that could go wrong.
    expect(near).toBeGreaterThan(500);
  });

  it('is refused where doubles could not hold it', () => {
    expect(sharesOf([{ num: 1n, den: 3n }], 2n ** 52n)).toBeNull();
    expect(sharesOf([{ num: 1n, den: 1n }], 2n ** 39n)).toBeNull();
  });
});
