/**
 * Conservation (I-MONEY), asked of every date from its row alone: what came in has gone out or is still there, to the fen;
 * nothing is negative; and nobody is paid while somebody before them is owed.
 */
import { total } from './exact.ts';
import type { PeriodRow, Proof } from './rows.ts';

/** A row before it has been proved. */
type Row = Omit<PeriodRow, 'proof'>;

/** Payees of one step share; a later step gets nothing while an earlier one is short. */
function orderFault({ payments }: Row): string | null {
  let short: number | null = null;
  for (const { order, payee, due, paid } of payments) {
    if (paid < 0n || paid > due) return `${payee} gets ${paid} of ${due}`;
    if (short !== null && order > short && paid > 0n) return `${payee} is paid while step ${short} is short`;
    if (paid < due) short ??= order;
  }
  return null;
}

/** Balances move by principal alone, and nothing is below zero. */
function balanceFault(row: Row): string | null {
  for (const { id, opening, closing, principalPaid, interestUnpaid, interestPaid } of row.tranches) {
    if (closing !== opening - principalPaid) return `${id} closes at ${closing}`;
    if (closing < 0n || interestUnpaid < 0n || interestPaid < 0n || principalPaid < 0n) return `${id} is negative`;
  }
  const { opening, closing, draws } = row;
  const amounts = [opening.cash, opening.reserve, closing.cash, closing.reserve, ...Object.values(draws)];
  return amounts.some((amount) => amount < 0n) ? 'an account is negative' : null;
}

/** Ranks among tranches: nobody's residual leaves while senior interest or principal of the date is unpaid. */
function rankFault({ payments }: Row): string | null {
  const senior = payments.filter(({ step }) => step === 'seniorInterest' || step === 'seniorPrincipal');
  const unpaid = total(senior.map(({ due, paid }) => due - paid));
  const junior = payments.filter(({ step }) => /^(mezzanine|subordinated|residual)/.test(step));
  return unpaid > 0n && total(junior.map(({ paid }) => paid)) > 0n ? 'senior is due and a junior is paid' : null;
}

/** Proves one date. The fault is told with amounts; the first one found is enough to stop a run. */
export function prove(row: Row): Proof {
  const { income, principal, prepaid, recovered } = row.collected;
  const incoming =
    row.opening.cash +
    row.opening.reserve +
    income +
    principal +
    prepaid +
    recovered +
    row.callPrice +
    total(Object.values(row.draws));
  // These two steps only move cash into accounts whose closing balances hold it.
  const paid = row.payments.filter(({ step }) => step !== 'reserve' && step !== 'hold').map((payment) => payment.paid);
  const outgoing = total(paid) + row.closing.cash + row.closing.reserve;
  const sums = incoming === outgoing ? null : `in ${incoming}, out ${outgoing}`;
  const fault = sums ?? balanceFault(row) ?? rankFault(row) ?? orderFault(row);
  return { incoming, outgoing, holds: fault === null, fault };
}
