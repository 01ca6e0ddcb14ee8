/** Where the deal stands between two dates, as references to cells: the opening column, then the closing of every date. */
import type { Deal } from '@banfei/waterfall';
import { type Flag, marked, minus, NONE, type Num, plus } from './arithmetic.ts';
import { Grid, Page } from './grid.ts';
import type { Terms } from './terms.ts';

/** Sheets whose columns are payment dates. */
export interface Sheets {
  readonly flows: Grid;
  readonly tranches: Grid;
  readonly accounts: Grid;
  readonly triggers: Grid;
  readonly steps: Grid;
}

export function openSheets(): Sheets {
  return {
    flows: new Grid(
      new Page('现金流 · Cash flows'),
      '每个兑付日的现金流，单位为分 / Cash flows of every payment date in fen',
      false,
    ),
    tranches: new Grid(new Page('分档 · Tranches'), '各档证券 / Tranches', false),
    accounts: new Grid(new Page('账户与费用 · Accounts'), '账户、费用与增信 / Accounts, fees and support', false),
    triggers: new Grid(new Page('触发 · Triggers'), '触发事件与可见的数值 / Triggers with their values', false),
    steps: new Grid(
      new Page('算步 · Steps'),
      '乘法和最大余数分配的中间步 / Steps of multiplication and of largest remainders',
      false,
    ),
  };
}

/** 0 normal, 1 accelerated, 2 default, 3 called. */
export const MODES = { normal: 0n, accelerated: 1n, default: 2n, called: 3n } as const;

/** A state between two dates. */
export interface Held {
  readonly mode: Num;
  readonly cash: Num;
  readonly reserve: Num;
  readonly tranches: readonly { readonly balance: Num; readonly unpaid: Num }[];
  readonly feesUnpaid: readonly Num[];
  readonly liquidityDrawn: Num;
  readonly shortfallPaid: Num;
  readonly shortfallOwed: Num;
  readonly guaranteePaid: Num;
  readonly guaranteeOwed: Num;
  readonly passThroughOwed: Num;
  readonly pool: Num;
  readonly defaulted: Num;
  readonly struck: readonly Flag[];
}

/** Writes a state into a column and answers with references to it. */
export function write(
  deal: Deal,
  sheets: Sheets,
  index: number,
  held: Omit<Held, 'struck'> & { readonly struck: readonly Num[] },
): Held {
  const { accounts, tranches, flows, triggers } = sheets;
  const account = (label: string, num: Num): Num => accounts.put(label, index, num);
  return {
    mode: flows.put(
      '状态（0 正常，1 加速，2 违约，3 回购） / Mode (0 normal, 1 accelerated, 2 default, 3 called)',
      index,
      held.mode,
      'count',
    ),
    cash: account('账户现金 / Cash', held.cash),
    reserve: account('储备金 / Reserve', held.reserve),
    tranches: deal.tranches.map(({ id }, k) => ({
      balance: tranches.put(`${id} · 余额 / Balance`, index, held.tranches[k]?.balance ?? NONE),
      unpaid: tranches.put(`${id} · 未付利息 / Unpaid interest`, index, held.tranches[k]?.unpaid ?? NONE),
    })),
    feesUnpaid: deal.fees.map(({ id }, k) => account(`${id} · 未付 / Unpaid`, held.feesUnpaid[k] ?? NONE)),
    liquidityDrawn: account('流动性支持余额 / Liquidity drawn', held.liquidityDrawn),
    shortfallPaid: account('差额支付累计 / Shortfall paid in all', held.shortfallPaid),
    shortfallOwed: account('差额支付待偿 / Shortfall to be paid back', held.shortfallOwed),
    guaranteePaid: account('担保累计 / Guarantee paid in all', held.guaranteePaid),
    guaranteeOwed: account('担保待偿 / Guarantee to be paid back', held.guaranteeOwed),
    passThroughOwed: account('待过手本金 / Principal to be passed on', held.passThroughOwed),
    pool: account('资产余额 / Pool', held.pool),
    defaulted: account('累计违约 / Defaulted in all', held.defaulted),
    struck: deal.triggers.map(({ id }, k) =>
      marked(triggers.put(`${id} · 曾触发 / Struck`, index, held.struck[k] ?? NONE, 'count')),
    ),
  };
}

/** On the closing day proceeds have bought the pool and filled the reserve; the rest is cash. */
export function writeOpening(
  deal: Deal,
  terms: Terms,
  sheets: Sheets,
  pool: { readonly principal: Num; readonly prices: Num },
): Held {
  const proceeds = plus(...terms.tranches.map(({ principal }) => principal));
  sheets.flows.text('兑付日 / Payment day', 0, '设立 / closing');
  return write(deal, sheets, 0, {
    mode: NONE,
    cash: minus(proceeds, plus(pool.prices, terms.reserve.opening, terms.closingCosts)),
    reserve: terms.reserve.opening,
    tranches: terms.tranches.map(({ principal }) => ({ balance: principal, unpaid: NONE })),
    feesUnpaid: deal.fees.map(() => NONE),
    liquidityDrawn: NONE,
    shortfallPaid: NONE,
    shortfallOwed: NONE,
    guaranteePaid: NONE,
    guaranteeOwed: NONE,
    passThroughOwed: NONE,
    pool: pool.principal,
    defaulted: NONE,
    struck: deal.triggers.map(() => NONE),
  });
}
