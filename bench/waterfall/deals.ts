/** Twelve demo deals of one shape: 130 loans, 60 monthly payments, senior in two ranks, mezzanine, subordinated, reserve. */

const below = (state: { seed: number }, limit: number): number => {
  // Numerical Recipes' linear congruence: the same deals on every machine.
  state.seed = (Math.imul(state.seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state.seed / 2 ** 32) * limit);
};

/** The data of one deal; `number` changes loans, rates and sizes. */
export function benchDeal(number: number): Readonly<Record<string, unknown>> {
  const state = { seed: 20_260_000 + number };
  const assets = Array.from({ length: 130 }, (_, index) => {
    const principalFen = (100 + below(state, 900)) * 1_000_000;
    return {
      id: `L${index}`,
      firm: `演示${index}`,
      kind: below(state, 10) === 0 ? 'bullet' : 'levelPay',
      principalFen,
      rate: (0.045 + below(state, 20) / 1000).toFixed(3),
      dayCount: '30/360',
      firstDue: '2026-02-10',
      everyMonths: 1,
      terms: 60,
    };
  });
  const pool = assets.reduce((sum, { principalFen }) => sum + principalFen, 0);
  const part = (percent: number): number => Math.floor((pool * percent) / 100);
  const [a1, a2, b] = [part(30), part(45 + (number % 4)), part(14)];
  const reserve = part(1);
  return {
    id: `bench-${number}`,
    structure: 'pledge_loan',
    cutOff: '2026-01-01',
    closing: '2026-01-05',
    payments: { first: '2026-02-20', everyMonths: 1, count: 60, collectionLagDays: 5 },
    assets,
    tranches: [
      { id: 'A1', class: 'senior', principalFen: a1, rate: '0.028' },
      { id: 'A2', class: 'senior', principalFen: a2, rate: '0.033', after: ['A1'] },
      { id: 'B', class: 'mezzanine', principalFen: b, rate: '0.048' },
      { id: 'S', class: 'subordinated', principalFen: pool + reserve - a1 - a2 - b, rate: 0 },
    ],
    residual: number % 2 === 0 ? 'distribute' : 'retain',
    fees: [{ id: 'fees', basis: 'pool', rate: '0.003' }],
    reserve: { openingFen: reserve, shareOfSenior: '0.01' },
    // Levels at which the event of default of two seniors would need products beyond 64 bits are left to the exact run.
    triggers: [{ id: 'losses', measure: 'cumulativeDefault', level: '0.12', effect: 'accelerate' }],
  };
}

export const BENCH_SCENARIO = {
  id: 'bench',
  defaults: '0.003',
  prepayments: '0.004',
  recoveries: [{ lagMonths: 9, share: '0.35' }],
};
