/** What is due on a date, in formulas: the same questions in the same order as the engine asks them. */
import { type Deal, inOrder } from '@banfei/waterfall';
import { beyond, choose, type Flag, less, minus, NONE, type Num, plus, same, smaller } from './arithmetic.ts';
import type { Grid } from './grid.ts';
import type { Held, Sheets } from './held.ts';
import { split, times } from './shares.ts';
import { ofBoth, type Span, type Terms, yearPart } from './terms.ts';

/** What came in a period. */
export interface Got {
  readonly income: Num;
  readonly principal: Num;
  readonly prepaid: Num;
  readonly recovered: Num;
  readonly defaulted: Num;
  readonly cash: Num;
  readonly closing: Num;
}

/** A date while it is being written. */
export interface Day {
  readonly deal: Deal;
  readonly terms: Terms;
  readonly sheets: Sheets;
  /** Column: 1 for the first date. */
  readonly index: number;
  readonly isLast: boolean;
  readonly day: Num;
  readonly span: Span;
  readonly before: Held;
  readonly got: Got;
}

/** Dues that no trigger changes. */
export interface Fixed {
  readonly fees: readonly Num[];
  readonly liquidityInterest: Num;
  readonly interest: readonly Num[];
  readonly planned: readonly Num[];
  /** Planned and passed on, while the deal is normal: in proportion where it is so agreed, and one after the other. */
  readonly proRata: readonly Num[];
  readonly sequential: readonly Num[];
  /** What the pool has paid or lost and tranches have not had. */
  readonly passThrough: Num;
}

/** A place of a list that is known to be there. */
export const at = <Each>(list: readonly Each[], index: number): Each => {
  const found = list[index];
  if (found === undefined) throw new Error(`no place ${index}`);
  return found;
};

function feesDue({ deal, terms, sheets, index, before, got, span }: Day): readonly Num[] {
  return deal.fees.map(({ id, basis }, k) => {
    const { amount, rate } = at(terms.fees, k);
    const unpaid = at(before.feesUnpaid, k);
    const name = `${id} · 应付 / due`;
    const place = { grid: sheets.steps, index, name };
    const now = {
      fixed: () => amount,
      pool: () => times(place, before.pool, ofBoth(rate, yearPart('ACT/365', span))),
      income: () => times(place, got.income, rate),
      collections: () => times(place, got.cash, rate),
    }[basis]();
    return sheets.accounts.put(name, index, plus(unpaid, now));
  });
}

function interestDue({ deal, terms, sheets, index, before, span }: Day): readonly Num[] {
  return deal.tranches.map(({ id, dayCount }, k) => {
    const { balance, unpaid } = at(before.tranches, k);
    const share = ofBoth(at(terms.tranches, k).rate, yearPart(dayCount, span));
    const n = sheets.tranches.put(`${id} · 利息占比分子 / Interest numerator`, index, share.n, 'count');
    const d = sheets.tranches.put(`${id} · 利息占比分母 / Interest denominator`, index, share.d, 'count');
    const name = `${id} · 应付利息 / Interest due`;
    return sheets.tranches.put(
      name,
      index,
      plus(unpaid, times({ grid: sheets.steps, index, name }, balance, { n, d })),
    );
  });
}

/** Principal by a plan: what should be outstanding after this date is not, so arrears are caught up. */
function plannedDue({ deal, terms, sheets, index, before }: Day): readonly Num[] {
  return deal.tranches.map(({ id, rule, plan }, k) => {
    if (rule === 'bullet' || rule === 'passThrough') return NONE;
    const label = `${id} · 计划本金（给定） / Planned principal (given)`;
    const now = sheets.tranches.put(label, index, {
      text: String(plan[index - 1] ?? 0n),
      value: plan[index - 1] ?? 0n,
    });
    const sumLabel = `${id} · 累计计划 / Planned in all`;
    const soFar = sheets.tranches.put(sumLabel, index, plus(plannedBefore(sheets.tranches, sumLabel, index), now));
    const outstanding = beyond(at(terms.tranches, k).principal, soFar);
    return sheets.tranches.put(
      `${id} · 按计划应付 / Due by plan`,
      index,
      beyond(at(before.tranches, k).balance, outstanding),
    );
  });
}

const plannedBefore = (grid: Grid, label: string, index: number): Num =>
  index === 1 ? NONE : grid.at(label, index - 1);

/** Groups of tranches in the order in which they are paid; their places never change. */
export const groupsOf = (deal: Deal): readonly (readonly number[])[] =>
  inOrder(deal.tranches.map((tranche) => ({ tranche, balance: 0n, interestUnpaid: 0n })));

/** Balances that take part in passing on: a tranche waits while one before it that is repaid by plan still stands. */
function passing({ deal, sheets, index, before }: Day, planned: readonly Num[]): readonly Num[] {
  const groups = groupsOf(deal);
  const left = deal.tranches.map((_, k) => minus(at(before.tranches, k).balance, at(planned, k)));
  return deal.tranches.map(({ id, rule }, k) => {
    if (rule !== 'passThrough') return NONE;
    const own = groups.findIndex((group) => group.includes(k));
    const ahead = groups
      .slice(0, own)
      .flat()
      .filter((other) => at(deal.tranches, other).rule !== 'passThrough');
    const waits = less(NONE, plus(...ahead.map((other) => at(left, other))));
    const takes = ahead.length === 0 ? at(left, k) : choose(waits, NONE, at(left, k));
    return sheets.tranches.put(`${id} · 参与过手的余额 / Takes part with`, index, takes);
  });
}

/** Principal of the pool, one group after the other. */
function inSequence({ deal, sheets, index }: Day, amount: Num, weights: readonly Num[]): readonly Num[] {
  const due = deal.tranches.map((): Num => NONE);
  let left = amount;
  for (const [place, group] of groupsOf(deal).entries()) {
    const own = group.filter((k) => at(deal.tranches, k).rule === 'passThrough');
    if (own.length === 0) continue;
    const name = `依次过手 / Passed on in order ${place + 1}`;
    const part = sheets.steps.put(name, index, smaller(left, plus(...own.map((k) => at(weights, k)))));
    const parts = split(
      { grid: sheets.steps, index, name },
      part,
      own.map((k) => at(weights, k)),
    );
    for (const [j, k] of own.entries()) due[k] = at(parts, j);
    left = sheets.steps.put(`${name} · 剩余 / left`, index, minus(left, part));
  }
  return due;
}

/** In proportion to balances. */
function inProportion({ deal, sheets, index }: Day, amount: Num, weights: readonly Num[]): readonly Num[] {
  const own = deal.tranches.flatMap(({ rule }, k) => (rule === 'passThrough' ? [k] : []));
  const due = deal.tranches.map((): Num => NONE);
  const name = '按比例过手 / Passed on pro rata';
  const whole = smaller(amount, plus(...own.map((k) => at(weights, k))));
  const parts = split(
    { grid: sheets.steps, index, name },
    whole,
    own.map((k) => at(weights, k)),
  );
  for (const [j, k] of own.entries()) due[k] = at(parts, j);
  return due;
}

/** Everything that is due whatever triggers say. */
export function fixedDues(day: Day): Fixed {
  const { deal, terms, sheets, index, before, got, span } = day;
  const planned = plannedDue(day);
  const decline = beyond(before.pool, got.closing);
  const passThrough = sheets.accounts.put(
    '本期可过手本金 / Principal to pass on now',
    index,
    plus(before.passThroughOwed, decline),
  );
  const amount = sheets.steps.put(
    '计划之外的过手 / Passed on beyond plans',
    index,
    beyond(passThrough, plus(...planned)),
  );
  const weights = passing(day, planned);
  const both = (passed: readonly Num[]): readonly Num[] => planned.map((due, k) => plus(due, at(passed, k)));
  const sequential = both(inSequence(day, amount, weights));
  const drawn = ofBoth(terms.liquidity.rate, yearPart('ACT/365', span));
  const name = '流动性支持利息 / Liquidity interest';
  const hasLiquidity = deal.liquidity.limit > 0n;
  const interest = hasLiquidity ? times({ grid: sheets.steps, index, name }, before.liquidityDrawn, drawn) : NONE;
  return {
    fees: feesDue(day),
    liquidityInterest: hasLiquidity ? sheets.accounts.put(name, index, interest) : NONE,
    interest: interestDue(day),
    planned,
    sequential,
    proRata: deal.principalMode === 'proRata' ? both(inProportion(day, amount, weights)) : sequential,
    passThrough,
  };
}

/** Principal due under a mode: the whole balance once the deal is not normal, or on its last date. */
export function principalDue(
  { deal, before, isLast }: Day,
  fixed: Fixed,
  mode: Num,
  isSequential: Flag,
): readonly Num[] {
  return deal.tranches.map((_, k) => {
    const { balance } = at(before.tranches, k);
    if (isLast) return balance;
    return choose(same(mode, NONE), choose(isSequential, at(fixed.sequential, k), at(fixed.proRata, k)), balance);
  });
}
