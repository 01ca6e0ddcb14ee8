/** Runs a deal from its closing to its last payment, date by date. */

import { paymentDay } from './calendar.ts';
import { type Collected, collect, type PoolRun, periodEnds } from './collections.ts';
import type { Deal, Scenario } from './deal.ts';
import { cashOf, type Dues, duesOf, type PaymentDate } from './dues.ts';
import { beyond, isLess, least, ratio, total } from './exact.ts';
import { dueIn, type Payment, PROTECTED, payInOrder, residualOf, type Step, stepsOf } from './order.ts';
import { prove } from './proof.ts';
import type { Draws, Event, PeriodRow, TrancheRow } from './rows.ts';
import { balanceOf, type Mode, opening, poolPrincipal, type State } from './state.ts';
import { hasEffect, judge, type Ratios, ratiosOf, type TriggerRow } from './triggers.ts';

/** A deal from closing to its last payment under one scenario. */
export interface DealRun {
  readonly deal: Deal;
  readonly scenario: Scenario;
  readonly periods: readonly PeriodRow[];
  /** Cash of the pool after the last payment, or sold with the pool; outside the deal. */
  readonly outside: bigint;
}

/** Payment days with the span of interest that each pays. */
export function paymentDates(deal: Deal): readonly PaymentDate[] {
  const moved = deal.paymentDays.map((day) => paymentDay(day, deal.calendar));
  const accrual = deal.accrual === 'adjusted' ? moved : deal.paymentDays;
  return deal.paymentDays.map((planned, index) => ({
    index,
    day: moved[index] ?? planned,
    accrualFrom: (index === 0 ? deal.closing : accrual[index - 1]) ?? deal.closing,
    accrualUntil: accrual[index] ?? planned,
    isLast: index === deal.paymentDays.length - 1,
  }));
}

/** Due before all others: taxes, fees and senior interest. */
const URGENT = PROTECTED.slice(0, 3);

interface Plan {
  readonly dues: Dues;
  readonly steps: readonly Step[];
}

/** Senior principal for which support answers. */
const seniorCalled = (state: State, { called }: Dues): bigint =>
  total(state.standings.map(({ tranche }, index) => (tranche.class === 'senior' ? (called[index] ?? 0n) : 0n)));

/** What is called when cash and reserve do not reach: liquidity, then 差额支付, then the guarantee. */
function drawsOf(deal: Deal, state: State, { dues, steps }: Plan, cash: bigint): Draws {
  const urgent = dueIn(steps, URGENT);
  const principal = seniorCalled(state, dues);
  const short = beyond(urgent + principal, cash);
  const liquidity = least(least(short, beyond(urgent, cash)), beyond(deal.liquidity.limit, state.liquidityDrawn));
  const shortfall = least(short - liquidity, deal.shortfallPromise - state.shortfallPaid);
  // The guarantee is for senior holders: it answers for no more than what is due to them.
  const guaranteed = least(short - liquidity - shortfall, dueIn(steps, ['seniorInterest']) + principal);
  const guarantee = least(guaranteed, deal.guarantee - state.guaranteePaid);
  return { liquidity, shortfall, guarantee };
}

/** The call is exercised when the small rest of the pool, sold at its balance, repays senior and mezzanine in full. */
function callPrice(
  deal: Deal,
  state: State,
  collected: Collected,
  { date, cash }: { readonly date: PaymentDate; readonly cash: bigint },
): bigint {
  const isSmall = collected.closing > 0n && !isLess(deal.cleanUp, ratio(collected.closing, poolPrincipal(deal)));
  if (!isSmall || date.isLast || state.mode === 'default') return 0n;
  const called: State = { ...state, mode: 'called' };
  const steps = stepsOf(deal, called, duesOf(deal, called, collected, { date, sequential: true }), {
    isLast: true,
    retain: true,
  });
  return cash + collected.closing >= total(steps.flatMap(({ claims }) => claims.map(({ due }) => due)))
    ? collected.closing
    : 0n;
}

/** A date after its payments. */
interface Settled {
  readonly dues: Dues;
  readonly payments: readonly Payment[];
  readonly cash: bigint;
}

/** Pays the steps; the rest goes out, or stays in the account while it is retained. */
function settle(
  deal: Deal,
  state: State,
  { dues, steps, cash, keep }: Plan & { readonly cash: bigint; readonly keep: boolean },
): Settled {
  const { payments, left } = payInOrder(steps, cash);
  const owed = payments.some(({ due, paid }) => paid < due);
  if (left > 0n && owed) throw new Error(`${deal.id}: ${left} fen remain while something is due in ${state.mode}`);
  return keep
    ? { dues, payments, cash: left }
    : { dues, payments: [...payments, ...residualOf(deal, left, steps.length)], cash: 0n };
}

const paidTo = (payments: readonly Payment[], payee: string, step: RegExp): bigint =>
  total(payments.filter((each) => each.payee === payee && step.test(each.step)).map(({ paid }) => paid));

/** Rows of the tranches after payment. Once nobody ranks before them, subordinated holders get principal first. */
function trancheRows(state: State, { dues, payments }: Settled): readonly TrancheRow[] {
  const rows = state.standings.map(({ tranche, balance }, index): TrancheRow => {
    const interestDue = dues.interest[index] ?? 0n;
    const interestPaid = paidTo(payments, tranche.id, /Interest$/);
    const principalPaid = paidTo(payments, tranche.id, /Principal$/);
    return {
      id: tranche.id,
      opening: balance,
      interestDue,
      interestPaid,
      principalDue: dues.principal[index] ?? 0n,
      principalPaid,
      surplus: paidTo(payments, tranche.id, /^residual$/),
      interestUnpaid: interestDue - interestPaid,
      closing: balance - principalPaid,
    };
  });
  const before = state.standings.map(({ tranche }, index) =>
    tranche.class === 'subordinated' ? 0n : (rows[index]?.closing ?? 0n),
  );
  if (total(before) > 0n) return rows;
  return rows.map((row) => {
    const more = least(row.surplus, row.closing);
    return {
      ...row,
      surplus: row.surplus - more,
      principalPaid: row.principalPaid + more,
      closing: row.closing - more,
    };
  });
}

/** The state after a date. */
function post(deal: Deal, state: State, row: Omit<PeriodRow, 'proof'>, dues: Dues): State {
  const { payments, draws } = row;
  const liquidity = paidTo(payments, 'liquidity', /^liquidity$/);
  return {
    mode: row.mode,
    cash: row.closing.cash,
    reserve: row.closing.reserve,
    standings: state.standings.map(({ tranche }, index) => ({
      tranche,
      balance: row.tranches[index]?.closing ?? 0n,
      interestUnpaid: row.tranches[index]?.interestUnpaid ?? 0n,
    })),
    feesUnpaid: deal.fees.map(({ id }, index) => (dues.fees[index] ?? 0n) - paidTo(payments, id, /^(tax|fee)$/)),
    liquidityDrawn: state.liquidityDrawn + dues.liquidityInterest - liquidity + draws.liquidity,
    shortfallPaid: state.shortfallPaid + draws.shortfall,
    shortfallOwed: state.shortfallOwed + draws.shortfall - paidTo(payments, 'promisor', /^support$/),
    guaranteePaid: state.guaranteePaid + draws.guarantee,
    guaranteeOwed: state.guaranteeOwed + draws.guarantee - paidTo(payments, 'guarantor', /^support$/),
    passThroughOwed: beyond(dues.passThrough, total(row.tranches.map(({ principalPaid }) => principalPaid))),
    poolBalance: row.collected.closing,
    defaulted: state.defaulted + row.collected.defaulted,
    struck: new Set([...state.struck, ...row.triggers.filter(({ hit }) => hit).map(({ id }) => id)]),
    ended: row.callPrice > 0n,
  };
}

/** A date worked out: what was called, what was struck, who was paid. */
interface Resolved {
  readonly state: State;
  readonly settled: Settled;
  readonly draws: Draws;
  readonly callPrice: bigint;
  readonly ratios: Ratios;
  readonly triggers: readonly TriggerRow[];
  readonly unmet: boolean;
}

/** Works out one date: triggers, the mode that follows, support, and the payments. */
function resolve(deal: Deal, before: State, collected: Collected, date: PaymentDate): Resolved {
  const cash = before.cash + before.reserve + cashOf(collected);
  const { isLast } = date;
  const asked = (state: State, sequential: boolean, retain: boolean) => {
    const dues = duesOf(deal, state, collected, { date, sequential });
    return { dues, steps: stepsOf(deal, state, dues, { isLast, retain }) };
  };
  const usual = asked(before, false, false);
  const ratios = ratiosOf(deal, before, collected, dueIn(usual.steps, PROTECTED));
  const triggers = judge(deal, before, ratios, date.day);
  const sequential = hasEffect(triggers, 'sequential');
  let state: State = { ...before, mode: modeAfter(before.mode, triggers) };
  const price = callPrice(deal, state, collected, { date, cash });
  if (price > 0n) state = { ...state, mode: 'called' };
  // Retained cash waits for senior and mezzanine holders; without them there is nothing to wait for.
  const waits = state.mode === 'normal' && !isLast && balanceOf(before, 'senior', 'mezzanine') > 0n;
  const retain = waits && (deal.residual === 'retain' || hasEffect(triggers, 'retain'));
  let plan = asked(state, sequential, retain);
  const draws = drawsOf(deal, state, plan, cash + price);
  const available = cash + price + draws.liquidity + draws.shortfall + draws.guarantee;
  // 差额支付 and the guarantee did not reach: an event of default, and this very date pays by its order.
  const unmet = state.mode === 'normal' && dueIn(plan.steps, URGENT) + seniorCalled(state, plan.dues) > available;
  if (unmet) {
    state = { ...state, mode: 'default' };
    plan = asked(state, sequential, false);
  }
  const settled = settle(deal, state, { ...plan, cash: available, keep: retain && !unmet });
  return { state, settled, draws, callPrice: price, ratios, triggers, unmet };
}

/** Modes only get worse; default is the last. */
function modeAfter(mode: Mode, triggers: readonly TriggerRow[]): Mode {
  if (mode === 'default' || hasEffect(triggers, 'default')) return 'default';
  return hasEffect(triggers, 'accelerate') ? 'accelerated' : mode;
}

/** What is announced to holders, in the order in which it happened. */
function eventsOf(before: State, { state, draws }: Resolved): readonly Event[] {
  const events: Event[] = [];
  if (draws.liquidity > 0n) events.push('liquidityDraw');
  if (draws.shortfall > 0n) events.push('shortfallPayment');
  if (draws.guarantee > 0n) events.push('guaranteePayment');
  if (state.mode !== before.mode)
    events.push(state.mode === 'called' ? 'cleanUpCall' : state.mode === 'accelerated' ? 'acceleration' : 'default');
  return events;
}

/** The row of a date with its proof, and the state that it leaves. */
function rowOf(deal: Deal, before: State, collected: Collected, date: PaymentDate) {
  const resolved = resolve(deal, before, collected, date);
  const { settled, state, draws, ratios, triggers } = resolved;
  const reserve = paidTo(settled.payments, 'reserve', /^reserve$/);
  const held = paidTo(settled.payments, 'account', /^hold$/);
  const unproved = {
    number: date.index + 1,
    plannedDay: deal.paymentDays[date.index] ?? date.day,
    day: date.day,
    collectionEnd: periodEnds(deal)[date.index] ?? date.day,
    mode: state.mode,
    collected,
    callPrice: resolved.callPrice,
    opening: { cash: before.cash, reserve: before.reserve },
    draws,
    payments: settled.payments,
    closing: { cash: settled.cash + held, reserve },
    tranches: trancheRows(state, settled),
    ratios,
    triggers,
    events: eventsOf(before, resolved),
  };
  const proof = prove(unproved);
  // A deal that does not add up must not leave the engine.
  if (!proof.holds) throw new Error(`${deal.id}, date ${date.index + 1}: ${proof.fault}`);
  return { row: { ...unproved, proof }, next: post(deal, before, unproved, settled.dues) };
}

/** Runs the dates over collections that are known already: projected, or reported by a servicer. */
export function runOver(deal: Deal, scenario: Scenario, pool: PoolRun): DealRun {
  let state = opening(deal);
  const periods: PeriodRow[] = [];
  let outside = pool.afterwards;
  for (const date of paymentDates(deal)) {
    const collected = pool.periods[date.index];
    if (collected === undefined) break;
    if (state.ended) {
      outside += cashOf(collected);
      continue;
    }
    const { row, next } = rowOf(deal, state, collected, date);
    periods.push(row);
    state = next;
  }
  return { deal, scenario, periods, outside };
}

/**
 * Runs a deal under a scenario. Pure: the same deal and scenario give the same run, to the fen.
 *
 * @throws when conservation fails, which is a fault of the engine and never of the deal
 */
export const runDeal = (deal: Deal, scenario: Scenario): DealRun => runOver(deal, scenario, collect(deal, scenario));
