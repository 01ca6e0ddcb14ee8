import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { AS_AGREED, type Deal, type DealRun, readDeal, readScenario, runDeal, type Scenario } from '../src/index.ts';

/** The answer, or an error that shows the refusal. */
export function granted<Answer extends { readonly ok: boolean }>(
  answer: Answer,
): Extract<Answer, { readonly ok: true }> {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer as Extract<Answer, { readonly ok: true }>; // narrowing by a literal does not reach a generic
}

export const EXAMPLES = [
  'pledge-loan-2023',
  'second-license',
  'sale-leaseback',
  'receivable',
  'pro-rata-triggers',
] as const;

export const example = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../data/deals/${name}.json`, import.meta.url), 'utf8'));

export const dealOf = (data: unknown): Deal => granted(readDeal(data)).deal;
export const scenarioOf = (data: unknown, deal: Deal): Scenario => granted(readScenario(data, deal)).scenario;
export const run = (data: unknown, scenario: unknown = null): DealRun => {
  const deal = dealOf(data);
  return runDeal(deal, scenario === null ? AS_AGREED : scenarioOf(scenario, deal));
};

const share = (most: number) => fc.integer({ min: 0, max: most }).map((millionths) => (millionths / 1e6).toFixed(6));
const fen = (least: number, most: number) => fc.integer({ min: least, max: most });
const dayCount = fc.constantFrom('ACT/365', 'ACT/360', '30/360', 'ACT/ACT');

const asset = (structure: string) =>
  fc
    .record({
      firm: fc.integer({ min: 1, max: 9 }).map((n) => `演示${n}`),
      principalFen: fen(1, 5_000_000_00),
      rate: structure === 'receivable' ? fc.constant('0') : share(120_000),
      dayCount,
      month: fc.integer({ min: 2, max: 6 }),
      day: fc.integer({ min: 1, max: 31 }),
      everyMonths: fc.constantFrom(1, 2, 3, 6),
      terms: fc.integer({ min: 1, max: 24 }),
      kind: fc.constantFrom(
        ...(structure === 'pledge_loan'
          ? ['levelPay', 'bullet', 'schedule']
          : structure === 'receivable'
            ? ['bullet', 'schedule']
            : ['levelPay', 'schedule']),
      ),
    })
    .map(({ month, day, kind, terms, ...rest }) => ({
      ...rest,
      kind,
      terms,
      firstDue: `2026-${String(month).padStart(2, '0')}-${String(Math.min(day, 28)).padStart(2, '0')}`,
      ...(kind === 'schedule'
        ? {
            instalmentsFen: Array.from({ length: terms }, (_, k) =>
              k === terms - 1
                ? rest.principalFen - Math.floor(rest.principalFen / terms) * (terms - 1)
                : Math.floor(rest.principalFen / terms),
            ),
          }
        : {}),
    }));

const tranche = (rank: number, dates: number) =>
  fc
    .record({
      principalFen: fen(1, 8_000_000_00),
      rate: share(90_000),
      dayCount,
      rule: fc.constantFrom('passThrough', 'passThrough', 'schedule', 'bullet', 'levelPay'),
      class: rank === 0 ? fc.constant('senior') : fc.constantFrom('senior', 'mezzanine', 'subordinated'),
    })
    .map((each) => ({
      ...each,
      ...(each.rule === 'schedule'
        ? { planFen: [Math.floor(each.principalFen / 2), Math.ceil(each.principalFen / 2)].slice(0, dates > 1 ? 2 : 1) }
        : {}),
    }))
    .map((each) => (each.rule === 'schedule' && dates === 1 ? { ...each, planFen: [each.principalFen] } : each));

const fee = fc.oneof(
  fc.record({ kind: fc.constantFrom('tax', 'fee'), basis: fc.constant('fixed'), amountFen: fen(0, 100_000) }),
  fc.record({
    kind: fc.constantFrom('tax', 'fee'),
    basis: fc.constantFrom('pool', 'income', 'collections'),
    rate: share(40_000),
  }),
);

const trigger = fc.oneof(
  fc.record({
    measure: fc.constantFrom('coverage', 'overcollateralization'),
    level: share(1_400_000),
    effect: fc.constantFrom('watch', 'sequential', 'retain', 'accelerate', 'default'),
    curable: fc.boolean(),
  }),
  fc.record({
    measure: fc.constant('cumulativeDefault'),
    level: share(300_000),
    effect: fc.constantFrom('sequential', 'retain', 'accelerate', 'default'),
    curable: fc.boolean(),
  }),
  fc.record({
    measure: fc.constant('date'),
    date: fc.constantFrom('2026-06-01', '2026-12-31', '2027-08-08'),
    effect: fc.constantFrom('sequential', 'accelerate'),
  }),
);

const numbered = <Item extends object>(letter: string, items: readonly Item[]) =>
  items.map((item, index) => ({ id: `${letter}${index + 1}`, ...item }));

/** Any deal that the reader should take: all structures, rules, accounts and triggers, sums that need not fit. */
export const dealData = fc
  .tuple(
    fc.constantFrom('second_license', 'pledge_loan', 'sale_leaseback', 'receivable'),
    fc.integer({ min: 1, max: 14 }),
  )
  .chain(([structure, count]) =>
    fc.record({
      structure: fc.constant(structure),
      count: fc.constant(count),
      everyMonths: fc.constantFrom(1, 2, 3),
      lag: fc.constantFrom(0, 3, 7),
      accrual: fc.constantFrom('unadjusted', 'adjusted'),
      rule: fc.constantFrom('none', 'following', 'modifiedFollowing', 'preceding'),
      assets: fc.array(asset(structure), { minLength: 1, maxLength: 6 }),
      tranches: fc
        .integer({ min: 1, max: 4 })
        .chain((n) => fc.tuple(...Array.from({ length: n }, (_, k) => tranche(k, count)))),
      chained: fc.boolean(),
      principalMode: fc.constantFrom('sequential', 'proRata'),
      residual: fc.constantFrom('distribute', 'retain'),
      fees: fc.array(fee, { maxLength: 3 }),
      triggers: fc.array(trigger, { maxLength: 3 }),
      reserve: fc.record({ targetFen: fen(0, 200_000_00), shareOfSenior: share(100_000) }),
      opening: fen(0, 1_000_000),
      liquidity: fc.record({ limitFen: fen(0, 100_000_00), rate: share(80_000) }),
      shortfallPromiseFen: fc.oneof(fc.constant(0), fen(0, 500_000_00)),
      guaranteeFen: fc.oneof(fc.constant(0), fen(0, 500_000_00)),
      cleanUpShare: fc.constantFrom('0', '0.1', '0.35'),
    }),
  )
  .map(({ count, everyMonths, lag, accrual, rule, assets, tranches, chained, fees, triggers, opening, ...rest }) => {
    const proceeds = tranches.reduce((sum, { principalFen }) => sum + principalFen, 0);
    const pool = assets.reduce((sum, { principalFen }) => sum + principalFen, 0);
    // What the plan pays is what it raised: the price of each claim in proportion, rounded down.
    const spendable = Math.max(0, proceeds - opening);
    const priced = assets.map((each) => ({
      ...each,
      priceFen: Math.min(each.principalFen, Math.floor((each.principalFen / pool) * spendable)),
    }));
    const named = numbered('T', tranches);
    const seniors = named.filter((each) => each.class === 'senior');
    return {
      id: 'random',
      ...rest,
      cutOff: '2026-01-01',
      closing: '2026-01-10',
      calendar: { rule },
      payments: { first: '2026-03-31', everyMonths, count, collectionLagDays: lag, accrual },
      assets: numbered('L', priced),
      tranches: named.map((each) =>
        chained && each.class === 'senior' && each !== seniors[0] ? { ...each, after: [seniors[0]?.id] } : each,
      ),
      fees: numbered('F', fees),
      triggers: numbered('G', triggers),
      reserve: { ...rest.reserve, openingFen: Math.min(opening, proceeds) },
    };
  });

/** Scenarios from harmless to the loss of everything. */
export const scenarioData = fc.record({
  id: fc.constant('random'),
  defaults: fc.oneof(share(1_000_000), fc.array(share(60_000), { minLength: 1, maxLength: 12 })),
  prepayments: fc.oneof(fc.constant('0'), share(200_000)),
  recoveries: fc.oneof(
    fc.constant([]),
    fc.constant([
      { lagMonths: 0, share: '0.123456' },
      { lagMonths: 5, share: '0.5' },
    ]),
    fc.constant([{ lagMonths: 3, share: 1 }]),
  ),
  delay: fc.record({ share: share(1_000_000), months: fc.integer({ min: 1, max: 5 }) }),
});
