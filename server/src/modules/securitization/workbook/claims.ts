/** Sheets of the pool: what every claim is, and what it pays on each of its due days under the scenario. */
import {
  type Asset,
  addMonths,
  type Deal,
  instalmentsOf,
  leaving,
  levelPayment,
  monthsBetween,
  multiply,
  type Ratio,
  ratio,
  type Scenario,
} from '@banfei/waterfall';
import {
  beyond,
  choose,
  type Fraction,
  Inexact,
  minus,
  NONE,
  type Num,
  plus,
  product,
  same,
  smaller,
  whole,
} from './arithmetic.ts';
import { Grid, Page, serial } from './grid.ts';
import { times } from './shares.ts';
import { type Assumed, type Curve, ofBoth, yearPart } from './terms.ts';

/** The pool's two sheets. */
export interface Pool {
  readonly pages: readonly Page[];
  readonly table: Grid;
  readonly rows: number;
  readonly principal: Num;
  readonly prices: Num;
  /** What stands as a number because no formula can say it exactly. */
  readonly given: readonly string[];
}

/** Columns of amounts with the days on which they come; the cash flow sheet adds them up by period. */
export const COLUMNS = {
  due: '到期日 / Due',
  late: '延迟到账日 / Late day',
  income: '按时利息 / Interest on time',
  incomeLate: '延迟利息 / Late interest',
  principal: '按时本金 / Principal on time',
  principalLate: '延迟本金 / Late principal',
  prepaid: '早偿 / Prepaid',
  defaulted: '违约 / Defaulted',
  recovered: '回收 / Recovered',
  recoveredOn: '回收日 / Recovered on',
} as const;

interface Claimed {
  readonly asset: Asset;
  readonly principal: Num;
  readonly rate: Fraction;
  readonly payment: Num;
  readonly instalments: readonly Num[];
}

function claimRow(grid: Grid, asset: Asset, index: number): Claimed & { readonly price: Num } {
  grid.text('编号 / Id', index, asset.id);
  grid.text('还款方式 / Kind', index, asset.kind);
  grid.text('计息基准 / Day count', index, asset.dayCount);
  const principal = grid.put('本金 / Principal', index, whole(asset.principal));
  const price = grid.put('买价 / Price', index, whole(asset.price));
  const n = grid.put('利率分子 / Rate numerator', index, whole(asset.rate.num), 'count');
  const d = grid.put('利率分母 / Rate denominator', index, whole(asset.rate.den), 'count');
  grid.put('首个到期日 / First due', index, whole(serial(asset.firstDue)), 'day');
  grid.put('间隔月数 / Months between', index, whole(asset.everyMonths), 'count');
  grid.put('期数 / Instalments', index, whole(asset.terms), 'count');
  const perPeriod = multiply(asset.rate, ratio(BigInt(asset.everyMonths), 12n));
  const level = asset.kind === 'levelPay' ? levelPayment(asset.principal, perPeriod, asset.terms) : 0n;
  const payment = grid.put('等额还款额（给定） / Level payment (given)', index, whole(level));
  return {
    asset,
    principal,
    price,
    rate: { n, d },
    payment,
    instalments: asset.instalments.map((each) => whole(each)),
  };
}

/** One due day being written: its table and row, and what the scenario says. */
interface Row {
  readonly grid: Grid;
  readonly index: number;
  readonly scenario: Scenario;
  readonly assumed: Assumed;
  readonly given: Set<string>;
  /** Interest runs from the first to the second, which is the due day. */
  readonly days: readonly [number, number];
  /** Whole months since the cut-off, of the due day before and of this one. */
  readonly months: readonly [number, number];
}

/** The share that leaves in some months: 1 − Π (1 − share), both products written out. */
function shareLeaving(curve: Curve, from: number, until: number): Fraction | null {
  const shares = Array.from({ length: until - from }, (_, k) => curve(from + k)).filter((each) => each !== null);
  const [first, ...more] = shares;
  if (first === undefined) return null;
  let [d, staying] = [first.d, minus(first.d, first.n)];
  for (const each of more) [d, staying] = [product(d, each.d), product(staying, minus(each.d, each.n))];
  return { n: minus(d, staying), d };
}

/** One curve at one due day. */
interface Leaving {
  readonly label: string;
  readonly curve: Curve;
  readonly shares: readonly Ratio[];
  readonly balance: Num;
  readonly months: readonly [number, number];
}

/** What leaves of a balance; given where the share over many months has more digits than a cell can hold. */
function leaves({ grid, index, given }: Row, { label, curve, shares, balance, months }: Leaving): Num {
  try {
    const share = shareLeaving(curve, ...months);
    if (share === null) return NONE;
    const n = grid.put(`${label} · 占比分子 / share numerator`, index, share.n, 'count');
    const d = grid.put(`${label} · 占比分母 / share denominator`, index, share.d, 'count');
    return smaller(balance, times({ grid, index, name: label }, balance, { n, d }));
  } catch (error) {
    if (!(error instanceof Inexact)) throw error;
    given.add(
      `${label}：跨多个月的占比位数超出单元格，金额由引擎给定 / a share over many months has more digits than a cell holds: the engine’s amount is given`,
    );
    const { num, den } = leaving(shares, ...months);
    return whole((2n * balance.value * num + den) / (2n * den));
  }
}

/** A part of what is due comes later. */
function late({ grid, index, scenario, assumed }: Row, label: string, lateLabel: string, amount: Num): void {
  if (scenario.delay.share.num === 0n) {
    grid.put(label, index, amount);
    return;
  }
  const due = grid.put(`${label} · 应付 / due`, index, amount);
  const part = grid.put(lateLabel, index, times({ grid, index, name: lateLabel }, due, assumed.delay));
  grid.put(label, index, minus(due, part));
}

/** Recoveries of a default, each with its day; together never more than was lost. */
function recover({ grid, index, scenario, assumed }: Row, defaulted: Num, day: number): void {
  let back = NONE;
  for (const [k, { lagMonths }] of scenario.recoveries.entries()) {
    grid.put(`${COLUMNS.recoveredOn} ${k + 1}`, index, whole(serial(addMonths(day, lagMonths))), 'day');
    const label = `${COLUMNS.recovered} ${k + 1}`;
    const share = assumed.recoveries[k];
    if (share === undefined) continue;
    const amount = smaller(times({ grid, index, name: label }, defaulted, share), minus(defaulted, back));
    back = plus(back, grid.put(label, index, amount));
  }
}

/** What the claim owes on a day when nothing unplanned happens. */
interface Planned {
  readonly opening: Num;
  readonly principal: Num;
  readonly interestShare: Fraction;
}

function planned(row: Row, { asset, payment, rate, instalments }: Claimed, k: number, opening: Num): Planned {
  const { grid, index } = row;
  const from = grid.put('起息日 / From', index, whole(serial(row.days[0])), 'day');
  const until = grid.put(COLUMNS.due, index, whole(serial(row.days[1])), 'day');
  if (row.scenario.delay.share.num > 0n)
    grid.put(COLUMNS.late, index, whole(serial(addMonths(row.days[1], row.scenario.delay.months))), 'day');
  const share = ofBoth(rate, yearPart(asset.dayCount, { from, until, days: row.days }));
  if (asset.dayCount === 'ACT/ACT') row.given.add('ACT/ACT 的年化部分 / parts of a year by ACT/ACT');
  const interestShare = {
    n: grid.put('利息占比分子 / Interest numerator', index, share.n, 'count'),
    d: grid.put('利息占比分母 / Interest denominator', index, share.d, 'count'),
  };
  const start = grid.put('计划期初 / Planned opening', index, opening);
  const isLast = k === asset.terms - 1;
  const due = (): Num => {
    if (asset.kind === 'schedule') return instalments[k] ?? NONE;
    if (isLast) return start;
    if (asset.kind === 'bullet') return NONE;
    const name = '计划利息 / Planned interest';
    const interest = grid.put(name, index, times({ grid, index, name }, start, interestShare));
    return smaller(start, beyond(payment, interest));
  };
  return { opening: start, principal: grid.put('计划本金 / Planned principal', index, due()), interestShare };
}

/** The part of a planned instalment that falls on what is left; as planned where the scenario never changes a balance. */
function partOf(row: Row, { opening, principal }: Planned, balance: Num): Num {
  const { grid, index, scenario } = row;
  if (isUndisturbed(scenario)) return principal;
  const name = '本金占比 / Principal share';
  const part = times({ grid, index, name }, balance, { n: principal, d: opening });
  return choose(same(principal, opening), balance, smaller(balance, part));
}

const isUndisturbed = ({ defaults, prepayments, exits }: Scenario): boolean =>
  exits.length === 0 && [...defaults, ...prepayments].every(({ num }) => num === 0n);

/** One due day: defaults, then what is due, then prepayments. Answers with the balance after it. */
function dueDay(row: Row, claimed: Claimed, plan: Planned, balance: Num): Num {
  const { grid, index, scenario, assumed, months, days } = row;
  const before = grid.put('期初余额 / Balance before', index, balance);
  const named = scenario.exits.find(({ asset, day }) => asset === claimed.asset.id && days[1] >= day);
  const leave = (kind: 'defaults' | 'prepayments', label: string, of: Num): Num =>
    named?.kind === (kind === 'defaults' ? 'default' : 'prepay')
      ? of
      : leaves(row, { label, curve: assumed[kind], shares: scenario[kind], balance: of, months });
  const lost = grid.put(COLUMNS.defaulted, index, leave('defaults', COLUMNS.defaulted, before));
  recover(row, lost, days[1]);
  const paying = grid.put('违约后余额 / Still paying', index, minus(before, lost));
  const name = '利息 / Interest';
  late(row, COLUMNS.income, COLUMNS.incomeLate, times({ grid, index, name }, paying, plan.interestShare));
  const principal = grid.put('到期本金 / Principal due', index, partOf(row, plan, paying));
  late(row, COLUMNS.principal, COLUMNS.principalLate, principal);
  const left = grid.put('还本后余额 / Left', index, minus(paying, principal));
  const early = grid.put(COLUMNS.prepaid, index, leave('prepayments', COLUMNS.prepaid, left));
  return minus(left, early);
}

/** All due days of a claim, one row each. */
function claimRows(sheet: Omit<Row, 'index' | 'days' | 'months'>, deal: Deal, claimed: Claimed, first: number): number {
  const { asset } = claimed;
  let [balance, opening] = [claimed.principal, claimed.principal];
  let [before, month] = [deal.cutOff, 0];
  const instalments = instalmentsOf(asset, deal.cutOff);
  for (const [k, { day }] of instalments.entries()) {
    const index = first + k;
    sheet.grid.text('编号 / Id', index, asset.id);
    sheet.grid.put('第几期 / Number', index, whole(k + 1), 'count');
    const until = monthsBetween(deal.cutOff, day);
    const row: Row = { ...sheet, index, days: [before, day], months: [month, until] };
    const plan = planned(row, claimed, k, opening);
    opening = minus(plan.opening, plan.principal);
    balance = dueDay(row, claimed, plan, balance);
    [before, month] = [day, until];
  }
  return first + instalments.length;
}

/** Writes the claims and all their due days. */
export function writePool(deal: Deal, scenario: Scenario, assumed: Assumed): Pool {
  const claims = new Grid(new Page('资产 · Assets'), '底层资产 / Claims of the pool', true);
  const table = new Grid(new Page('还款 · Instalments'), '每笔每期还款 / Every claim on every due day', true);
  const given = new Set<string>();
  if (deal.assets.some(({ kind }) => kind === 'levelPay'))
    given.add(
      '等额还款额：精确的商位数超出单元格，由引擎给定 / level payments: the exact quotient has more digits than a cell holds; the engine’s amount is given',
    );
  let rows = 0;
  const claimed = deal.assets.map((asset, index) => claimRow(claims, asset, index));
  for (const each of claimed) rows = claimRows({ grid: table, scenario, assumed, given }, deal, each, rows);
  return {
    pages: [claims.page, table.page],
    table,
    rows,
    principal: claims.put('本金合计 / Pool principal', 0, plus(...claimed.map(({ principal }) => principal))),
    prices: claims.put('买价合计 / Prices', 0, plus(...claimed.map(({ price }) => price))),
    given: [...given],
  };
}
