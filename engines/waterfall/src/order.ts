/**
 * The order of payment (现金流分配顺序). Every mode is a list of steps; a step is paid in full before the next one sees
 * any cash, and payees of one step share in proportion to what is due to them.
 */
import type { Deal, TrancheClass } from './deal.ts';
import { type Dues, inOrder } from './dues.ts';
import { beyond, least, total } from './exact.ts';
import { largestRemainder } from './rounding.ts';
import type { State } from './state.ts';

/** Steps of all modes. Which of them a date has, and in which sequence, says `stepsOf`. */
export type StepName =
  | 'tax'
  | 'fee'
  | 'seniorInterest'
  | 'seniorPrincipal'
  | 'liquidity'
  | 'reserve'
  | 'mezzanineInterest'
  | 'mezzaninePrincipal'
  | 'support'
  | 'hold'
  | 'subordinatedInterest'
  | 'subordinatedPrincipal'
  | 'residual';

/** Steps before which support is called: taxes, fees, and what is due to senior holders. */
export const PROTECTED: readonly StepName[] = ['tax', 'fee', 'seniorInterest', 'seniorPrincipal'];

/** Somebody to whom something is due. */
export interface Claim {
  readonly payee: string;
  readonly due: bigint;
}

/** Payees of equal rank. */
export interface Step {
  readonly name: StepName;
  readonly claims: readonly Claim[];
}

/** What a payee got of what was due. */
export interface Payment extends Claim {
  readonly step: StepName;
  /** Place of the step on its date, from 0. */
  readonly order: number;
  readonly paid: bigint;
}

const INTEREST = {
  senior: 'seniorInterest',
  mezzanine: 'mezzanineInterest',
  subordinated: 'subordinatedInterest',
} as const;
const PRINCIPAL = {
  senior: 'seniorPrincipal',
  mezzanine: 'mezzaninePrincipal',
  subordinated: 'subordinatedPrincipal',
} as const;

/** Taxes, or fees: all of a kind share. */
function feeStep(deal: Deal, dues: Dues, kind: 'tax' | 'fee'): Step {
  const claims = deal.fees.flatMap((fee, index) =>
    fee.kind === kind ? [{ payee: fee.id, due: dues.fees[index] ?? 0n }] : [],
  );
  return { name: kind, claims };
}

/** Interest of a class in one step, then its principal rank by rank; after a default its ranks share alike. */
function trancheSteps(state: State, dues: Dues, of: TrancheClass): readonly Step[] {
  const claim = (index: number, due: readonly bigint[]): readonly Claim[] => {
    const tranche = state.standings[index]?.tranche;
    return tranche?.class === of ? [{ payee: tranche.id, due: due[index] ?? 0n }] : [];
  };
  const interest = state.standings.flatMap((_, index) => claim(index, dues.interest));
  const groups = inOrder(state.standings).map((group) => group.flatMap((index) => claim(index, dues.principal)));
  const ranks = state.mode === 'default' ? [groups.flat()] : groups;
  return [{ name: INTEREST[of], claims: interest }, ...ranks.map((claims): Step => ({ name: PRINCIPAL[of], claims }))];
}

/** What will be left of some classes when everything due is paid. */
function remaining(state: State, dues: Dues, of: readonly TrancheClass[]): bigint {
  let sum = 0n;
  for (const [index, { tranche, balance }] of state.standings.entries())
    if (of.includes(tranche.class)) sum += balance - (dues.principal[index] ?? 0n);
  return sum;
}

/** What the reserve should hold; nothing once the deal is being wound up. */
function reserveTarget(deal: Deal, state: State, dues: Dues, isLast: boolean): bigint {
  const senior = remaining(state, dues, ['senior']);
  if (state.mode !== 'normal' || isLast || senior === 0n) return 0n;
  const { fixed, shareOfSenior } = deal.reserve;
  const byShare = (senior * shareOfSenior.num) / shareOfSenior.den;
  return fixed + beyond(byShare, fixed);
}

/**
 * Cash that stays before anything goes to subordinated holders: pool, reserve and account together must not fall under
 * what senior and mezzanine holders are still owed.
 */
function holdTarget(state: State, dues: Dues, reserve: bigint): bigint {
  return beyond(remaining(state, dues, ['senior', 'mezzanine']), dues.pool + reserve);
}

/** All steps of a date but the residual, in order. */
export function stepsOf(
  deal: Deal,
  state: State,
  dues: Dues,
  { isLast, retain }: { readonly isLast: boolean; readonly retain: boolean },
): readonly Step[] {
  const subordinated = retain ? [] : trancheSteps(state, dues, 'subordinated');
  const reserve = reserveTarget(deal, state, dues, isLast);
  return [
    feeStep(deal, dues, 'tax'),
    feeStep(deal, dues, 'fee'),
    ...trancheSteps(state, dues, 'senior'),
    { name: 'liquidity', claims: [{ payee: 'liquidity', due: state.liquidityDrawn + dues.liquidityInterest }] },
    { name: 'reserve', claims: [{ payee: 'reserve', due: reserve }] },
    ...trancheSteps(state, dues, 'mezzanine'),
    {
      name: 'support',
      claims: [
        { payee: 'promisor', due: state.shortfallOwed },
        { payee: 'guarantor', due: state.guaranteeOwed },
      ],
    },
    { name: 'hold', claims: [{ payee: 'account', due: holdTarget(state, dues, reserve) }] },
    ...subordinated,
  ];
}

export const dueIn = (steps: readonly Step[], names: readonly StepName[]): bigint =>
  total(steps.filter(({ name }) => names.includes(name)).flatMap(({ claims }) => claims.map(({ due }) => due)));

/** Pays the steps in order. Nothing is lost: `payments` and `left` add up to `cash`. */
export function payInOrder(
  steps: readonly Step[],
  cash: bigint,
): { readonly payments: readonly Payment[]; readonly left: bigint } {
  let left = cash;
  const payments: Payment[] = [];
  for (const [order, { name, claims }] of steps.entries()) {
    const dues = claims.map(({ due }) => due);
    const amount = least(left, total(dues));
    const parts = largestRemainder(amount, dues);
    for (const [index, claim] of claims.entries())
      if (claim.due > 0n) payments.push({ step: name, order, ...claim, paid: parts[index] ?? 0n });
    left -= amount;
  }
  return { payments, left };
}

/** What remains goes to the subordinated holders by their principal, or back to the seller if there are none. */
export function residualOf(deal: Deal, amount: bigint, order: number): readonly Payment[] {
  if (amount === 0n) return [];
  const holders = deal.tranches.filter((tranche) => tranche.class === 'subordinated');
  const parts = largestRemainder(
    amount,
    holders.map(({ principal }) => principal),
  );
  if (holders.length === 0) return [{ step: 'residual', order, payee: 'seller', due: amount, paid: amount }];
  return holders.map(({ id }, index) => {
    const paid = parts[index] ?? 0n;
    return { step: 'residual', order, payee: id, due: paid, paid };
  });
}
