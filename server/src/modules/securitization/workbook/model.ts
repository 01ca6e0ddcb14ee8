/** A run as a workbook of formulas: inputs, claims, dates one after the other, and the checks against the engine. */
import { type DealRun, paymentDates, periodEnds } from '@banfei/waterfall';
import { Inexact, minus, type Num, plus, whole } from './arithmetic.ts';
import { Checks } from './checks.ts';
import { COLUMNS, type Pool, writePool } from './claims.ts';
import { at, type Day, type Got } from './dues.ts';
import { Page, serial } from './grid.ts';
import { type Held, openSheets, type Sheets, writeOpening } from './held.ts';
import { settle } from './settle.ts';
import { type Span, writeAssumptions, writeTerms } from './terms.ts';

/** Rows of instalments and dates that a workbook takes; more would keep others waiting and open slowly. */
const MOST_INSTALMENTS = 3000;
const MOST_DATES = 240;
const MOST_CLAIMS = 300;

/** A workbook, or why there is none. */
export type Modeled =
  | { readonly ok: true; readonly pages: readonly Page[] }
  | {
      readonly ok: false;
      readonly code: 'DEAL_WORKBOOK_LARGE';
      readonly facts: { readonly found: number; readonly limit: number };
    }
  | { readonly ok: false; readonly code: 'DEAL_WORKBOOK_INEXACT'; readonly facts: { readonly place: string } };

/** Pairs of a day and an amount that make up what came of a kind. */
function partsOf({
  table,
}: Pool): Readonly<
  Record<'income' | 'principal' | 'prepaid' | 'recovered' | 'defaulted', readonly (readonly [string, string])[]>
> {
  const late = (on: string, after: string): readonly (readonly [string, string])[] => [
    [COLUMNS.due, on],
    ...(table.has(after) ? [[COLUMNS.late, after] as const] : []),
  ];
  const recoveries: (readonly [string, string])[] = [];
  for (let k = 1; table.has(`${COLUMNS.recovered} ${k}`); k += 1)
    recoveries.push([`${COLUMNS.recoveredOn} ${k}`, `${COLUMNS.recovered} ${k}`]);
  return {
    income: late(COLUMNS.income, COLUMNS.incomeLate),
    principal: late(COLUMNS.principal, COLUMNS.principalLate),
    prepaid: [[COLUMNS.due, COLUMNS.prepaid]],
    recovered: recoveries,
    defaulted: [[COLUMNS.due, COLUMNS.defaulted]],
  };
}

const WORDS = {
  income: '收入 / Income',
  principal: '本金 / Principal',
  prepaid: '早偿 / Prepaid',
  recovered: '回收 / Recovered',
  defaulted: '违约 / Defaulted',
} as const;

/** Collections of one period: what came until its end less what came until the end before. */
function collected(
  { pool, sheets: { flows, steps }, before }: { readonly pool: Pool; readonly sheets: Sheets; readonly before: Held },
  index: number,
  end: Num,
): Got {
  const parts = partsOf(pool);
  const of = (kind: keyof typeof parts): Num => {
    const label = `${WORDS[kind]} · 累计 / in all`;
    const sums = parts[kind].map(([days, amounts]) => pool.table.sumUntil(days, amounts, end, pool.rows));
    const soFar = steps.put(label, index, plus(...sums));
    return flows.put(WORDS[kind], index, index === 1 ? soFar : minus(soFar, steps.at(label, index - 1)));
  };
  const got = {
    income: of('income'),
    principal: of('principal'),
    prepaid: of('prepaid'),
    recovered: of('recovered'),
    defaulted: of('defaulted'),
  };
  return {
    ...got,
    cash: flows.put(
      '本期现金 / Cash of the period',
      index,
      plus(got.income, got.principal, got.prepaid, got.recovered),
    ),
    closing: flows.put(
      '期末资产余额 / Pool after the period',
      index,
      minus(before.pool, plus(got.principal, got.prepaid, got.defaulted)),
    ),
  };
}

/** What a reader has to know before the first figure. */
function aboutPage(run: DealRun, given: readonly string[], notes: readonly (readonly [string, string])[]): Page {
  const page = new Page('说明 · About');
  page.text(1, 1, '现金流工作簿 / Cash flow workbook', 'head');
  const always: readonly (readonly [string, string])[] = [
    ['产品 / Product', run.deal.id],
    ['情景 / Scenario', run.scenario.id],
    ['单位 / Unit', '金额为整数分，每一步都是整数 / whole fen, whole numbers at every step'],
    [
      '公式 / Formulas',
      '还款、收款、应付、触发、状态、分配与余额都是公式；“核对”表逐期与引擎比较 / instalments, collections, dues, triggers, modes, payments and balances are formulas; the checks compare every date with the engine',
    ],
    [
      '精度 / Exactness',
      '每一步小于 10^14，电子表格的双精度不失真；大数乘除按位长除 / every step is below 10^14, which spreadsheets compute exactly; large products are divided digit by digit',
    ],
    [
      '日期 / Dates',
      '到期日、兑付日与归集期末由引擎按日历给定 / due days, payment days and period ends are given by the engine and its calendar',
    ],
    [
      '期数 / Dates paid',
      '只列引擎实际兑付的各期；回购后不再有期 / only dates that the engine pays: none after a clean-up call',
    ],
    [
      '提示 / Note',
      '限额与触发只是提示，不是法律结论；情景是假设，不是预测 / limits and triggers are warnings, not a legal conclusion; scenarios are assumptions, not forecasts',
    ],
  ];
  const values = given.map((each) => ['给定值 / Given, no formula', each] as const);
  for (const [index, [name, text]] of [...always, ...values, ...notes].entries()) {
    page.text(index + 3, 1, name);
    page.text(index + 3, 2, text);
  }
  return page;
}

function write(run: DealRun, notes: readonly (readonly [string, string])[]): readonly Page[] {
  const { deal, scenario } = run;
  const { page: termsPage, terms } = writeTerms(deal);
  const { page: assumptions, assumed } = writeAssumptions(scenario);
  const pool = writePool(deal, scenario, assumed);
  const sheets = openSheets();
  const checks = new Checks(run);
  const ends = periodEnds(deal);
  let before = writeOpening(deal, terms, sheets, pool);
  for (const [k, date] of paymentDates(deal).slice(0, run.periods.length).entries()) {
    const index = k + 1;
    const put = (label: string, day: number): Num => sheets.flows.put(label, index, whole(serial(day)), 'day');
    const day = put('兑付日 / Payment day', date.day);
    const end = put('归集期末 / End of collections', at(ends, k));
    const span: Span = {
      from: put('计息起 / Interest from', date.accrualFrom),
      until: put('计息止 / Interest until', date.accrualUntil),
      days: [date.accrualFrom, date.accrualUntil],
    };
    for (const grid of [sheets.tranches, sheets.accounts, sheets.triggers, sheets.steps])
      grid.put('兑付日 / Payment day', index, day, 'day');
    const got = collected({ pool, sheets, before }, index, end);
    const one: Day = { deal, terms, sheets, index, isLast: date.isLast, day, span, before, got };
    const settled = settle(one);
    checks.add(one, settled, at(run.periods, k));
    before = settled.held;
  }
  const { flows, tranches, accounts, triggers, steps } = sheets;
  const about = aboutPage(run, [...pool.given, ...levelGiven(run)], notes);
  return [
    about,
    checks.finish(),
    termsPage,
    assumptions,
    ...pool.pages,
    ...[flows, tranches, accounts, triggers, steps].map(({ page }) => page),
  ];
}

const levelGiven = ({ deal }: DealRun): readonly string[] =>
  deal.tranches.some(({ rule }) => rule === 'levelPay' || rule === 'schedule')
    ? ['分档的计划本金（按期给定） / planned principal of tranches by date']
    : [];

/**
 * The workbook of a run.
 *
 * @param notes lines for the first sheet: who took it and when
 */
export function modelOf(run: DealRun, notes: readonly (readonly [string, string])[]): Modeled {
  const { assets } = run.deal;
  const found = assets.reduce((sum, { terms }) => sum + terms, 0);
  const large = (count: number, limit: number): Modeled => ({
    ok: false,
    code: 'DEAL_WORKBOOK_LARGE',
    facts: { found: count, limit },
  });
  if (assets.length > MOST_CLAIMS) return large(assets.length, MOST_CLAIMS);
  if (found > MOST_INSTALMENTS) return large(found, MOST_INSTALMENTS);
  if (run.periods.length > MOST_DATES) return large(run.periods.length, MOST_DATES);
  try {
    return { ok: true, pages: write(run, notes) };
  } catch (error) {
    if (error instanceof Inexact) return { ok: false, code: 'DEAL_WORKBOOK_INEXACT', facts: { place: error.message } };
    throw error;
  }
}
