/** The engine's figures beside the formulas: a difference per date and figure, their sums, and the sum of all. */
import type { Deal, DealRun, PeriodRow } from '@banfei/waterfall';
import { gap, NONE, type Num, plus, whole } from './arithmetic.ts';
import { at, type Day } from './dues.ts';
import { Grid, Page } from './grid.ts';
import { MODES } from './held.ts';
import type { Settled } from './settle.ts';

const GRAND = '全部差额 / All differences (must be 0)';
const DATE = '本期差额 / Differences of the date (must be 0)';
const FLOW = '本期收支差 / Incoming less outgoing (must be 0)';

/** A figure in both forms. */
interface Pair {
  readonly label: string;
  readonly formula: Num;
  readonly engine: bigint;
}

const totalOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, each) => sum + each, 0n);

function collections({ got }: Day, { collected }: PeriodRow): readonly Pair[] {
  return [
    { label: '收入 / Income', formula: got.income, engine: collected.income },
    { label: '本金 / Principal', formula: got.principal, engine: collected.principal },
    { label: '早偿 / Prepaid', formula: got.prepaid, engine: collected.prepaid },
    { label: '回收 / Recovered', formula: got.recovered, engine: collected.recovered },
    { label: '违约 / Defaulted', formula: got.defaulted, engine: collected.defaulted },
    { label: '资产余额 / Pool', formula: got.closing, engine: collected.closing },
  ];
}

function accounts({ mode, price, called, paid, held }: Settled, row: PeriodRow): readonly Pair[] {
  const residual = totalOf(row.payments.filter(({ step }) => step === 'residual').map((each) => each.paid));
  return [
    { label: '状态 / Mode', formula: mode, engine: MODES[row.mode] },
    { label: '清仓回购价 / Clean-up price', formula: price, engine: row.callPrice },
    { label: '流动性支持 / Liquidity draw', formula: called.liquidity, engine: row.draws.liquidity },
    { label: '差额支付 / Shortfall payment', formula: called.shortfall, engine: row.draws.shortfall },
    { label: '担保 / Guarantee payment', formula: called.guarantee, engine: row.draws.guarantee },
    { label: '余款 / Residual', formula: plus(...paid.residual, paid.seller), engine: residual },
    { label: '账户现金 / Cash', formula: held.cash, engine: row.closing.cash },
    { label: '储备金 / Reserve', formula: held.reserve, engine: row.closing.reserve },
  ];
}

function feesAndTriggers(deal: Deal, { fixed, paid, judged }: Settled, row: PeriodRow): readonly Pair[] {
  const fees = deal.fees.flatMap(({ id }, k): readonly Pair[] => {
    const own = row.payments.filter(({ step, payee }) => payee === id && (step === 'tax' || step === 'fee'));
    return [
      { label: `${id} · 应付 / due`, formula: at(fixed.fees, k), engine: totalOf(own.map(({ due }) => due)) },
      { label: `${id} · 实付 / paid`, formula: at(paid.fees, k), engine: totalOf(own.map((each) => each.paid)) },
    ];
  });
  const triggers = deal.triggers.map(
    ({ id }, k): Pair => ({
      label: `${id} · 触发 / hit`,
      formula: at(judged.hits, k),
      engine: row.triggers[k]?.hit === true ? 1n : 0n,
    }),
  );
  return [...fees, ...triggers];
}

function tranches(deal: Deal, settled: Settled, row: PeriodRow): readonly Pair[] {
  const { fixed, paid, principal, principalPaid, surplus, held } = settled;
  return deal.tranches.flatMap(({ id }, k): readonly Pair[] => {
    const own = at(row.tranches, k);
    const now = at(held.tranches, k);
    return [
      { label: `${id} · 应付利息 / interest due`, formula: at(fixed.interest, k), engine: own.interestDue },
      { label: `${id} · 实付利息 / interest paid`, formula: at(paid.interest, k), engine: own.interestPaid },
      { label: `${id} · 应付本金 / principal due`, formula: at(principal, k), engine: own.principalDue },
      { label: `${id} · 实付本金 / principal paid`, formula: at(principalPaid, k), engine: own.principalPaid },
      { label: `${id} · 超额 / surplus`, formula: at(surplus, k), engine: own.surplus },
      { label: `${id} · 未付利息 / interest unpaid`, formula: now.unpaid, engine: own.interestUnpaid },
      { label: `${id} · 余额 / balance`, formula: now.balance, engine: own.closing },
    ];
  });
}

/** All that came in and was there, against all that went out and is there. */
function conservation({ before, got }: Day, { price, called, paid, held }: Settled): Num {
  const incoming = plus(
    before.cash,
    before.reserve,
    got.cash,
    price,
    called.liquidity,
    called.shortfall,
    called.guarantee,
  );
  const owners = [...paid.fees, ...paid.interest, ...paid.principal, ...paid.residual];
  const outgoing = plus(...owners, paid.seller, paid.liquidity, paid.promisor, paid.guarantor, held.cash, held.reserve);
  return gap(incoming, outgoing);
}

/** One sheet of checks over a whole run. */
export class Checks {
  readonly #grid = new Grid(
    new Page('核对 · Checks'),
    '引擎与公式之差，全部应为 0 / Engine less formula: all must be 0',
    false,
  );
  readonly #run: DealRun;
  #all: Num = NONE;

  constructor(run: DealRun) {
    this.#run = run;
    this.#grid.reserve('兑付日 / Payment day', GRAND, DATE, FLOW);
  }

  /** Writes a date's checks. A workbook that does not say what the engine says is a fault, and is never written. */
  add(day: Day, settled: Settled, row: PeriodRow): void {
    const { deal } = this.#run;
    const grid = this.#grid;
    grid.put('兑付日 / Payment day', day.index, day.day, 'day');
    const pairs = [
      ...collections(day, row),
      ...accounts(settled, row),
      ...feesAndTriggers(deal, settled, row),
      ...tranches(deal, settled, row),
    ];
    const differences = pairs.map(({ label, formula, engine }) => {
      if (formula.value !== engine)
        throw new Error(`${deal.id}, date ${day.index}, ${label}: formula ${formula.value}, engine ${engine}`);
      const given = grid.put(`${label} · 引擎 / engine`, day.index, whole(engine));
      return grid.put(`${label} · 差 / difference`, day.index, gap(formula, given));
    });
    const flow = grid.put(FLOW, day.index, conservation(day, settled));
    this.#all = plus(this.#all, grid.put(DATE, day.index, plus(...differences, flow)));
  }

  /** The sheet with the sum of all. */
  finish(): Page {
    this.#grid.put(GRAND, 0, this.#all);
    return this.#grid.page;
  }
}
