import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AS_AGREED, type Deal, type DealRun, readDeal, readScenario, runDeal, type Scenario } from '@banfei/waterfall';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnName } from '../server/src/modules/securitization/workbook/grid.ts';
import { modelOf } from '../server/src/modules/securitization/workbook/model.ts';
import { dealWorkbook } from '../server/src/modules/securitization/workbook.ts';
import { Spreadsheet } from './workbook/spreadsheet.ts';

const DEALS = join(import.meta.dirname, '../data/deals');
const json = (name: string) => JSON.parse(readFileSync(join(DEALS, name), 'utf8'));

function dealOf(data: unknown): Deal {
  const read = readDeal(data);
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.deal;
}

function scenarioOf(data: unknown, deal: Deal): Scenario {
  const read = readScenario(data, deal);
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.scenario;
}

/** The file as it leaves the house, read again. */
async function fileOf(run: DealRun): Promise<Spreadsheet> {
  const workbook = await dealWorkbook(run, []);
  if (!workbook.ok) throw new Error(workbook.code);
  return Spreadsheet.open(workbook.bytes);
}

/** The same without the way through a file, which takes ten times as long. */
function sheetOf(run: DealRun): Spreadsheet {
  const model = modelOf(run, []);
  if (!model.ok) throw new Error(model.code);
  const sheet = new Spreadsheet();
  for (const { name, rows } of model.pages)
    for (const [row, cells] of rows)
      for (const [column, { formula, kind, value }] of cells)
        sheet.take(
          name,
          `${columnName(column)}${row}`,
          formula,
          kind === 'decimal' || typeof value === 'bigint' ? Number(value) : value,
        );
  return sheet;
}

/** What the recomputed sheets say of every date, in the shape of the engine's rows. */
function saidBy(sheet: Spreadsheet, deal: Deal, values = sheet.recompute()) {
  const line = (page: string, label: string) => sheet.line(page, label).map((key) => values.get(key) ?? 0);
  return {
    balances: deal.tranches.map(({ id }) => line('分档 · Tranches', `${id} · 余额 / Balance`).slice(1)),
    unpaid: deal.tranches.map(({ id }) => line('分档 · Tranches', `${id} · 未付利息 / Unpaid interest`).slice(1)),
    interest: deal.tranches.map(({ id }) => line('分档 · Tranches', `${id} · 应付利息 / Interest due`).slice(1)),
    cash: line('账户与费用 · Accounts', '账户现金 / Cash').slice(1),
    reserve: line('账户与费用 · Accounts', '储备金 / Reserve').slice(1),
    pool: line('账户与费用 · Accounts', '资产余额 / Pool').slice(1),
    grand: line('核对 · Checks', '全部差额 / All differences (must be 0)')[0],
  };
}

function saidByEngine({ deal, periods }: DealRun): Omit<ReturnType<typeof saidBy>, 'grand'> {
  const of = (figure: (row: DealRun['periods'][number]['tranches'][number]) => bigint) =>
    deal.tranches.map((_, k) =>
      periods.map(({ tranches }) => Number(tranches[k] === undefined ? -1 : figure(tranches[k]))),
    );
  return {
    balances: of(({ closing }) => closing),
    unpaid: of(({ interestUnpaid }) => interestUnpaid),
    interest: of(({ interestDue }) => interestDue),
    cash: periods.map(({ closing }) => Number(closing.cash)),
    reserve: periods.map(({ closing }) => Number(closing.reserve)),
    pool: periods.map(({ collected }) => Number(collected.closing)),
  };
}

const SEVERE = {
  id: 'severe',
  defaults: '0.03',
  recoveries: [{ lagMonths: 9, share: '0.15' }],
  delay: { share: '0.1', months: 2 },
};
const EXITS = {
  id: 'exits',
  exits: [
    { asset: 'R01', kind: 'default', date: '2026-08-01' },
    { asset: 'R02', kind: 'prepay', date: '2026-09-01' },
  ],
};

const FILED = new Set(['pledge-loan-2023', 'receivable']);
const CASES: readonly (readonly [string, unknown, string])[] = [
  ['pledge-loan-2023', null, 'normal'],
  ['pledge-loan-2023', json('scenarios/stress.json'), 'normal'],
  ['second-license', null, 'normal'],
  ['sale-leaseback', SEVERE, 'default'],
  ['sale-leaseback', EXITS, 'normal'],
  ['receivable', json('scenarios/stress.json'), 'normal'],
  ['pro-rata-triggers', null, 'called'],
  ['pro-rata-triggers', SEVERE, 'accelerated'],
];

const share = (most: number) => fc.integer({ min: 0, max: most }).map((each) => (each / 10_000).toFixed(4));

/** An example with other rates, support, order and triggers; three claims are enough to go through every step. */
const variant = fc
  .record({
    name: fc.constantFrom('second-license', 'sale-leaseback', 'receivable', 'pro-rata-triggers'),
    coupons: fc.array(share(900), { minLength: 3, maxLength: 3 }),
    dayCount: fc.constantFrom('ACT/365', '30/360', 'ACT/ACT'),
    principalMode: fc.constantFrom('sequential', 'proRata'),
    residual: fc.constantFrom('distribute', 'retain'),
    shortfallPromiseFen: fc.integer({ min: 0, max: 900_000_000 }),
    guaranteeFen: fc.integer({ min: 0, max: 900_000_000 }),
    cleanUpShare: fc.constantFrom('0', '0.1', '0.35'),
    levels: fc.tuple(share(14_000), share(3000)),
    effects: fc.tuple(fc.constantFrom('watch', 'retain', 'sequential'), fc.constantFrom('accelerate', 'default')),
  })
  .map(({ name, coupons, dayCount, levels, effects, ...terms }) => {
    const file = json(`${name}.json`);
    const kept = file.assets.slice(0, 3);
    const sum = (list: readonly { readonly principalFen: number }[]) =>
      list.reduce((all, each) => all + each.principalFen, 0);
    const cut = (fen: number) => Math.ceil((fen * sum(kept)) / sum(file.assets));
    return {
      ...file,
      ...terms,
      assets: kept,
      tranches: file.tranches.map((each: { principalFen: number }, k: number) => ({
        ...each,
        principalFen: cut(each.principalFen) + (k === 0 ? 200_000_000 : 0),
        rate: coupons[k],
        dayCount,
      })),
      triggers: [
        { id: 'c', measure: 'coverage', level: levels[0], effect: effects[0], curable: true },
        { id: 'd', measure: 'cumulativeDefault', level: levels[1], effect: effects[1] },
      ],
    };
  });

/** Scenarios from harmless to ruinous. */
const losses = fc.record({
  id: fc.constant('random'),
  defaults: fc.oneof(share(900), fc.array(share(600), { minLength: 1, maxLength: 6 })),
  prepayments: fc.oneof(fc.constant('0'), share(300)),
  recoveries: fc.constantFrom(
    [],
    [
      { lagMonths: 0, share: '0.1234' },
      { lagMonths: 5, share: '0.5' },
    ],
  ),
  delay: fc.record({ share: share(10_000), months: fc.integer({ min: 1, max: 4 }) }),
});

describe('the cash flow workbook', () => {
  it.each(CASES)('of %s recomputes to the fen of the engine', async (name, data, mode) => {
    const deal = dealOf(json(`${name}.json`));
    const run = runDeal(deal, data === null ? AS_AGREED : scenarioOf(data, deal));
    expect(run.periods.some((row) => row.mode === mode)).toBe(true);
    const sheet = FILED.has(name) ? await fileOf(run) : sheetOf(run);
    const values = sheet.recompute();
    const { grand, ...said } = saidBy(sheet, deal, values);
    expect(said).toEqual(saidByEngine(run));
    expect(grand).toBe(0);
    const wrong = [...sheet.brought].filter(([key, value]) => {
      const now = values.get(key);
      return typeof now === 'number' && !Number.isInteger(now) ? false : now !== value;
    });
    expect(wrong).toEqual([]);
  });

  // Inputs are inputs: whoever changes a cell sees what the engine would say, and that the checks no longer agree.
  const CHANGES: readonly (readonly [
    string,
    string,
    (row: string) => Record<string, number>,
    (file: ReturnType<typeof json>) => void,
  ])[] = [
    [
      'second-license',
      'A1 · 票面利率 / coupon',
      (row) => ({ [`C${row}`]: 49, [`D${row}`]: 1000 }),
      (file) => {
        file.tranches[0].rate = '0.049';
      },
    ],
    [
      'sale-leaseback',
      '储备金占优先级比例 / Reserve over senior',
      (row) => ({ [`C${row}`]: 1, [`D${row}`]: 20 }),
      (file) => {
        file.reserve.shareOfSenior = '0.05';
      },
    ],
    [
      'pro-rata-triggers',
      'losses-10 · 触发值 / level',
      (row) => ({ [`C${row}`]: 1, [`D${row}`]: 100 }),
      (file) => {
        file.triggers[3].level = '0.01';
      },
    ],
    [
      'receivable',
      'rating · 每次金额 / amount a date',
      (row) => ({ [`B${row}`]: 999_999_999 }),
      (file) => {
        file.fees[1].amountFen = 999_999_999;
      },
    ],
  ];

  it.each(CHANGES)('of %s follows a changed input: %s', (name, label, cells, change) => {
    const file = json(`${name}.json`);
    const stressed = name === 'pro-rata-triggers' ? json('scenarios/stress.json') : null;
    const run = (deal: Deal) => runDeal(deal, stressed === null ? AS_AGREED : scenarioOf(stressed, deal));
    const sheet = sheetOf(run(dealOf(file)));
    const [first = ''] = sheet.line('条款 · Terms', label);
    for (const [place, value] of Object.entries(cells(/\d+$/.exec(first)?.[0] ?? '')))
      sheet.given.set(`条款 · Terms!${place}`, value);
    change(file);
    const changed = run(dealOf(file));
    const { grand, ...said } = saidBy(sheet, changed.deal);
    expect(said).toEqual(saidByEngine(changed));
    expect(grand).toBeGreaterThan(0);
  });

  // A few at each test; WORKBOOKS=2000 runs the long programme, SEED another one.
  it('of random variants of the examples recomputes to the fen', () => {
    const modes = new Map<string, number>();
    fc.assert(
      fc.property(variant, losses, (file, data) => {
        const deal = dealOf(file);
        const run = runDeal(deal, scenarioOf(data, deal));
        for (const mode of new Set(run.periods.map((row) => row.mode))) modes.set(mode, (modes.get(mode) ?? 0) + 1);
        const { grand, ...said } = saidBy(sheetOf(run), deal);
        expect(said).toEqual(saidByEngine(run));
        expect(grand).toBe(0);
      }),
      { numRuns: Number(process.env.WORKBOOKS ?? 12), seed: Number(process.env.SEED ?? 5) },
    );
    expect([...modes.keys()]).toEqual(expect.arrayContaining(['accelerated', 'default', 'normal']));
  });

  it('is refused where a spreadsheet would lose fen, or would have too many rows', () => {
    const large = json('second-license.json');
    for (const list of [large.assets, large.tranches]) for (const each of list) each.principalFen *= 1000;
    large.shortfallPromiseFen = 0;
    const inexact = modelOf(runDeal(dealOf(large), AS_AGREED), []);
    expect(inexact).toMatchObject({ ok: false, code: 'DEAL_WORKBOOK_INEXACT' });
    const long = json('pro-rata-triggers.json');
    long.assets = Array.from({ length: 100 }, (_, k) => ({ ...long.assets[0], id: `L${k}`, principalFen: 80_000_000 }));
    const many = modelOf(runDeal(dealOf(long), AS_AGREED), []);
    expect(many).toEqual({ ok: false, code: 'DEAL_WORKBOOK_LARGE', facts: { found: 3600, limit: 3000 } });
  });
});
