/** One payment date from its collections to the state that it leaves. */
import {
  always,
  atLeast,
  beyond,
  both,
  choose,
  either,
  type Flag,
  less,
  mark,
  marked,
  minus,
  NONE,
  type Num,
  not,
  plus,
  same,
  smaller,
  whole,
} from './arithmetic.ts';
import { at, type Day, type Fixed, fixedDues, principalDue } from './dues.ts';
import { type Held, MODES, write } from './held.ts';
import { isMode, isNotMode, type Judged, judge, modeAfter, sumOf } from './judge.ts';
import { type Paid, payInOrder } from './pay.ts';
import { timesDown } from './shares.ts';

/** Support on a date, and what it was called for. */
interface Called {
  readonly liquidity: Num;
  readonly shortfall: Num;
  readonly guarantee: Num;
  readonly needed: Num;
  readonly cash: Num;
}

/** A date after payment: what checks compare with the engine. */
export interface Settled {
  readonly fixed: Fixed;
  readonly judged: Judged;
  readonly mode: Num;
  readonly price: Num;
  readonly called: Called;
  readonly principal: readonly Num[];
  readonly paid: Paid;
  readonly principalPaid: readonly Num[];
  readonly surplus: readonly Num[];
  readonly held: Held;
}

/** The small rest of the pool, sold at its balance, repays senior and mezzanine in full. */
function callPrice({ deal, terms, sheets, index, before, got, isLast }: Day, fixed: Fixed, mode: Num, cash: Num): Num {
  if (deal.cleanUp.num === 0n || isLast) return NONE;
  const pool = sheets.accounts.at('资产余额 / Pool', 0);
  const limit = sheets.steps.put('清仓回购界限 / Clean-up limit', index, timesDown(pool, terms.cleanUp));
  const balances = before.tranches.map(({ balance }) => balance);
  const needed = plus(
    ...fixed.fees,
    sumOf(deal, fixed.interest, 'senior', 'mezzanine'),
    sumOf(deal, balances, 'senior', 'mezzanine'),
    before.liquidityDrawn,
    fixed.liquidityInterest,
    before.shortfallOwed,
    before.guaranteeOwed,
  );
  const due = sheets.steps.put('回购须付清 / To be repaid at a call', index, needed);
  const isSmall = both(less(NONE, got.closing), atLeast(limit, got.closing), isNotMode(mode, 'default'));
  const price = choose(both(isSmall, atLeast(plus(cash, got.closing), due)), got.closing, NONE);
  return sheets.flows.put('清仓回购价 / Clean-up price', index, price);
}

/** What is called when cash and reserve do not reach: liquidity, then 差额支付, then the guarantee. */
function draw(day: Day, fixed: Fixed, mode: Num, cash: Num): Called {
  const { deal, terms, sheets, index, before, isLast } = day;
  const step = (label: string, num: Num): Num => sheets.steps.put(label, index, num);
  const interest = sumOf(deal, fixed.interest, 'senior');
  const urgent = step('税费与优先级利息 / Taxes, fees and senior interest', plus(...fixed.fees, interest));
  const balances = before.tranches.map(({ balance }) => balance);
  const byPlan = choose(isMode(mode, 'normal'), sumOf(deal, fixed.planned, 'senior'), NONE);
  const principal = step(
    '增信所保本金 / Principal that support answers for',
    isLast ? sumOf(deal, balances, 'senior') : byPlan,
  );
  const needed = step('增信所保合计 / What support answers for', plus(urgent, principal));
  const short = step('缺口 / Short', beyond(needed, cash));
  const draws = (label: string, limit: bigint, amount: () => Num): Num =>
    limit === 0n ? NONE : sheets.flows.put(label, index, amount());
  const liquidity = draws('流动性支持 / Liquidity draw', deal.liquidity.limit, () =>
    smaller(smaller(short, beyond(urgent, cash)), beyond(terms.liquidity.limit, before.liquidityDrawn)),
  );
  const shortfall = draws('差额支付 / Shortfall payment', deal.shortfallPromise, () =>
    smaller(minus(short, liquidity), minus(terms.promise, before.shortfallPaid)),
  );
  // The guarantee is for senior holders: it answers for no more than what is due to them.
  const guarantee = draws('担保 / Guarantee payment', deal.guarantee, () =>
    smaller(
      smaller(minus(short, plus(liquidity, shortfall)), plus(interest, principal)),
      minus(terms.guarantee, before.guaranteePaid),
    ),
  );
  const all = sheets.flows.put('可分配现金 / Cash to be paid out', index, plus(cash, liquidity, shortfall, guarantee));
  return { liquidity, shortfall, guarantee, needed, cash: all };
}

/** Once nobody ranks before them, subordinated holders get principal first. */
function afterResidual(day: Day, paid: Paid): Pick<Settled, 'principalPaid' | 'surplus'> {
  const { deal, sheets, index, before } = day;
  const closing = before.tranches.map(({ balance }, k) => minus(balance, at(paid.principal, k)));
  const ahead = sheets.steps.put(
    '优先与夹层剩余 / Senior and mezzanine left',
    index,
    sumOf(deal, closing, 'senior', 'mezzanine'),
  );
  const rows = deal.tranches.map(({ id }, k) => {
    const residual = at(paid.residual, k);
    const isOwed = residual.text !== '0';
    const more = isOwed ? choose(same(ahead, NONE), smaller(residual, at(closing, k)), NONE) : NONE;
    const principal = sheets.tranches.put(
      `${id} · 实付本金 / Principal paid`,
      index,
      plus(at(paid.principal, k), more),
    );
    const extra = minus(residual, isOwed ? minus(principal, at(paid.principal, k)) : NONE);
    return { principal, surplus: isOwed ? sheets.tranches.put(`${id} · 超额 / Surplus`, index, extra) : NONE };
  });
  return { principalPaid: rows.map(({ principal }) => principal), surplus: rows.map(({ surplus }) => surplus) };
}

/** The state that a date leaves. */
function post(day: Day, settled: Omit<Settled, 'held'>): Held {
  const { deal, sheets, index, before, got } = day;
  const { fixed, called, paid, principalPaid, judged, mode } = settled;
  return write(deal, sheets, index, {
    mode,
    cash: plus(paid.kept, paid.hold),
    reserve: paid.reserve,
    tranches: before.tranches.map(({ balance }, k) => ({
      balance: minus(balance, at(principalPaid, k)),
      unpaid: minus(at(fixed.interest, k), at(paid.interest, k)),
    })),
    feesUnpaid: deal.fees.map((_, k) => minus(at(fixed.fees, k), at(paid.fees, k))),
    liquidityDrawn: minus(plus(before.liquidityDrawn, fixed.liquidityInterest, called.liquidity), paid.liquidity),
    shortfallPaid: plus(before.shortfallPaid, called.shortfall),
    shortfallOwed: minus(plus(before.shortfallOwed, called.shortfall), paid.promisor),
    guaranteePaid: plus(before.guaranteePaid, called.guarantee),
    guaranteeOwed: minus(plus(before.guaranteeOwed, called.guarantee), paid.guarantor),
    passThroughOwed: beyond(fixed.passThrough, plus(...principalPaid)),
    pool: got.closing,
    defaulted: plus(before.defaulted, got.defaulted),
    struck: judged.hits.map((hit, k) => mark(either(marked(hit), at(before.struck, k)))),
  });
}

/** Retained cash waits for senior and mezzanine holders; without them there is nothing to wait for. */
function retains({ deal, before, isLast }: Day, { effect }: Judged, mode: Num): Flag {
  if (isLast) return always(false);
  const balances = before.tranches.map(({ balance }) => balance);
  const waits = both(isMode(mode, 'normal'), less(NONE, sumOf(deal, balances, 'senior', 'mezzanine')));
  return both(waits, deal.residual === 'retain' ? always(true) : effect('retain'));
}

/** Works out one date, step by step as the engine does. */
export function settle(day: Day): Settled {
  const { deal, sheets, index, before, got } = day;
  const fixed = fixedDues(day);
  const judged = judge(day, fixed);
  const sequential = deal.principalMode === 'proRata' ? judged.effect('sequential') : always(true);
  const triggered = modeAfter(day, judged);
  const cash = sheets.flows.put(
    '可用现金 / Cash, reserve and collections',
    index,
    plus(before.cash, before.reserve, got.cash),
  );
  const price = callPrice(day, fixed, triggered, cash);
  const called = sheets.steps.put(
    '回购后的状态 / Mode after the call',
    index,
    choose(less(NONE, price), whole(MODES.called), triggered),
    'count',
  );
  const support = draw(day, fixed, called, plus(cash, price));
  // 差额支付 and the guarantee did not reach: an event of default, and this very date pays by its order.
  const unmet = marked(
    sheets.flows.put(
      '未能足额 / Not met',
      index,
      mark(both(isMode(called, 'normal'), less(support.cash, support.needed))),
      'count',
    ),
  );
  const mode = sheets.steps.put(
    '付款时的状态 / Mode of payment',
    index,
    choose(unmet, whole(MODES.default), called),
    'count',
  );
  const keeps = both(retains(day, judged, called), not(unmet));
  const retain = marked(sheets.flows.put('留存 / Retains', index, mark(keeps), 'count'));
  const principal = principalDue(day, fixed, mode, sequential).map((due, k) =>
    sheets.tranches.put(`${at(deal.tranches, k).id} · 应付本金 / Principal due`, index, due),
  );
  const liquidity = deal.liquidity.limit > 0n ? plus(before.liquidityDrawn, fixed.liquidityInterest) : NONE;
  const paid = payInOrder(
    day,
    { mode, fees: fixed.fees, interest: fixed.interest, principal, liquidity, retain },
    support.cash,
  );
  const settled = { fixed, judged, mode, price, called: support, principal, paid, ...afterResidual(day, paid) };
  return { ...settled, held: post(day, settled) };
}
