/** The order of payment in formulas: each step is paid in full before the next one sees any cash. */
import type { Deal, TrancheClass } from '@banfei/waterfall';
import { always, beyond, choose, type Flag, minus, NONE, type Num, plus, smaller } from './arithmetic.ts';
import { at, type Day, groupsOf } from './dues.ts';
import { isMode, sumOf } from './judge.ts';
import { split, timesDown } from './shares.ts';

/** What is due on the date that is paid, after mode, triggers and support are known. */
export interface Asked {
  readonly mode: Num;
  readonly fees: readonly Num[];
  readonly interest: readonly Num[];
  readonly principal: readonly Num[];
  readonly liquidity: Num;
  /** Cash that must not leave on this date. */
  readonly retain: Flag;
}

/** What everybody got. */
export interface Paid {
  readonly fees: readonly Num[];
  readonly interest: readonly Num[];
  readonly principal: readonly Num[];
  readonly liquidity: Num;
  readonly reserve: Num;
  readonly promisor: Num;
  readonly guarantor: Num;
  readonly hold: Num;
  /** By subordinated tranche; without one, `seller`. */
  readonly residual: readonly Num[];
  readonly seller: Num;
  readonly kept: Num;
}

/** Pays steps one after the other out of what is left, each payee in a cell of its own. */
class Purse {
  readonly #day: Day;
  left: Num;
  #step = 0;

  constructor(day: Day, cash: Num) {
    this.#day = day;
    this.left = cash;
  }

  pay(name: string, payees: readonly string[], dues: readonly Num[]): readonly Num[] {
    const { sheets, index } = this.#day;
    this.#step += 1;
    const title = `${String(this.#step).padStart(2, '0')} ${name}`;
    if (dues.every(({ text }) => text === '0')) return dues;
    const due = dues.map((each, k) => sheets.flows.put(`${title} · ${at(payees, k)} · 应付 / due`, index, each));
    const amount = smaller(this.left, plus(...due));
    const parts = split({ grid: sheets.steps, index, name: title }, amount, due);
    const paid = due.map((_, k) => sheets.flows.put(`${title} · ${at(payees, k)} · 实付 / paid`, index, at(parts, k)));
    this.left = sheets.flows.put(`${title} · 剩余 / left`, index, minus(this.left, plus(...paid)));
    return paid;
  }
}

/** Indexes of the tranches of a class. */
const ofClass = (deal: Deal, of: TrancheClass): readonly number[] =>
  deal.tranches.flatMap((tranche, k) => (tranche.class === of ? [k] : []));

/** Amounts of one class put into their places among all tranches. */
type Places = Num[];

const CLASS_WORDS: Readonly<Record<TrancheClass, { readonly zh: string; readonly en: string }>> = {
  senior: { zh: '优先级', en: 'senior' },
  mezzanine: { zh: '夹层', en: 'mezzanine' },
  subordinated: { zh: '次级', en: 'subordinated' },
};

/** A class on its turn: who is in it, what is due, and where its payments are noted. */
interface Turn {
  readonly day: Day;
  readonly purse: Purse;
  readonly asked: Asked;
  readonly into: { readonly interest: Places; readonly principal: Places };
}

/** Principal of a class rank by rank; after a default its ranks share alike, which is a split of its own. */
function payPrincipal({ day, purse, asked, into }: Turn, of: TrancheClass, due: (amount: Num) => Num): void {
  const { deal } = day;
  const own = ofClass(deal, of);
  const { zh, en } = CLASS_WORDS[of];
  const names = (group: readonly number[]): readonly string[] => group.map((k) => at(deal.tranches, k).id);
  const groups = groupsOf(deal).filter((group) => group.every((k) => own.includes(k)));
  // Ranks one by one while ranks count; all together, in the step after them, once they do not.
  const alike = groups.length === 1 ? always(false) : isMode(asked.mode, 'default');
  for (const [place, group] of groups.entries()) {
    const rank = groups.length > 1 ? ` ${place + 1}` : '';
    const dues = group.map((k) => choose(alike, NONE, due(at(asked.principal, k))));
    const paid = purse.pay(`${zh}本金${rank} / ${en} principal${rank}`, names(group), dues);
    for (const [j, k] of group.entries()) into.principal[k] = at(paid, j);
  }
  if (groups.length === 1) return;
  const dues = own.map((k) => choose(alike, due(at(asked.principal, k)), NONE));
  const paid = purse.pay(`${zh}违约后本金 / ${en} principal after default`, names(own), dues);
  for (const [j, k] of own.entries()) into.principal[k] = plus(at(into.principal, k), at(paid, j));
}

/** Interest of a class, then its principal; subordinated holders wait while cash is retained. */
function payClass(turn: Turn, of: TrancheClass): void {
  const { day, purse, asked, into } = turn;
  const own = ofClass(day.deal, of);
  if (own.length === 0) return;
  const due = (amount: Num): Num => (of === 'subordinated' ? choose(asked.retain, NONE, amount) : amount);
  const { zh, en } = CLASS_WORDS[of];
  const interest = purse.pay(
    `${zh}利息 / ${en} interest`,
    own.map((k) => at(day.deal.tranches, k).id),
    own.map((k) => due(at(asked.interest, k))),
  );
  for (const [j, k] of own.entries()) into.interest[k] = at(interest, j);
  payPrincipal(turn, of, due);
}

/** What the reserve should hold; nothing once the deal is being wound up. */
function reserveTarget({ deal, terms, sheets, index, isLast }: Day, asked: Asked, remaining: Num): Num {
  if (isLast || (deal.reserve.fixed === 0n && deal.reserve.shareOfSenior.num === 0n)) return NONE;
  const senior = sheets.steps.put('兑付后优先级余额 / Senior after this date', index, remaining);
  const { fixed, share } = terms.reserve;
  const byShare = sheets.steps.put('按比例的储备金 / Reserve by share', index, timesDown(senior, share));
  const target = plus(fixed, beyond(byShare, fixed));
  const isDue = choose(isMode(asked.mode, 'normal'), target, NONE);
  return choose({ text: `${senior.text}>0`, holds: senior.value > 0n }, isDue, NONE);
}

function payResidual(day: Day, purse: Purse, retain: Flag): Pick<Paid, 'residual' | 'seller' | 'kept'> {
  const { deal, terms, sheets, index } = day;
  const kept = sheets.flows.put('留存 / Kept in the account', index, choose(retain, purse.left, NONE));
  const leaves = sheets.flows.put('余款分配 / Residual', index, minus(purse.left, kept));
  const own = ofClass(deal, 'subordinated');
  const residual = deal.tranches.map((): Num => NONE);
  if (own.length === 0) return { residual, seller: leaves, kept };
  const weights = own.map((k) => at(terms.tranches, k).principal);
  const parts = split({ grid: sheets.steps, index, name: '余款 / Residual' }, leaves, weights);
  for (const [j, k] of own.entries())
    residual[k] = sheets.tranches.put(`${at(deal.tranches, k).id} · 余款 / Residual`, index, at(parts, j));
  return { residual, seller: NONE, kept };
}

/** Pays a date out of all cash that there is. */
export function payInOrder(day: Day, asked: Asked, cash: Num): Paid {
  const { deal, before, got } = day;
  const purse = new Purse(day, cash);
  const into = { interest: deal.tranches.map((): Num => NONE), principal: deal.tranches.map((): Num => NONE) };
  const turn: Turn = { day, purse, asked, into };
  const fees = deal.fees.map((): Num => NONE);
  const feesOf = (kind: 'tax' | 'fee', name: string): void => {
    const own = deal.fees.flatMap((fee, k) => (fee.kind === kind ? [k] : []));
    const paid = purse.pay(
      name,
      own.map((k) => at(deal.fees, k).id),
      own.map((k) => at(asked.fees, k)),
    );
    for (const [j, k] of own.entries()) fees[k] = at(paid, j);
  };
  const remaining = before.tranches.map(({ balance }, k) => minus(balance, at(asked.principal, k)));
  feesOf('tax', '税 / tax');
  feesOf('fee', '费 / fee');
  payClass(turn, 'senior');
  const [liquidity = NONE] = purse.pay('流动性支持 / liquidity', ['liquidity'], [asked.liquidity]);
  const target = reserveTarget(day, asked, sumOf(deal, remaining, 'senior'));
  const [reserve = NONE] = purse.pay('储备金 / reserve', ['reserve'], [target]);
  payClass(turn, 'mezzanine');
  const support = [
    deal.shortfallPromise > 0n ? before.shortfallOwed : NONE,
    deal.guarantee > 0n ? before.guaranteeOwed : NONE,
  ];
  const [promisor = NONE, guarantor = NONE] = purse.pay('偿还增信 / support', ['promisor', 'guarantor'], support);
  const must = beyond(sumOf(deal, remaining, 'senior', 'mezzanine'), plus(got.closing, target));
  const [hold = NONE] = purse.pay('必须留存 / hold', ['account'], [must]);
  payClass(turn, 'subordinated');
  return { fees, ...into, liquidity, reserve, promisor, guarantor, hold, ...payResidual(day, purse, asked.retain) };
}
