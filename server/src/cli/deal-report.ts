import {
  AS_AGREED,
  type DealRun,
  formatDay,
  measuresOf,
  type PeriodRow,
  type Ratio,
  runDeal,
  spoken,
  structuringOf,
} from '@banfei/waterfall';

/** Fen as a JSON number. The reader of deals bounds every sum below 2^53; should that ever fail, nothing is printed. */
export function fen(amount: bigint): number {
  const number = Number(amount);
  if (!Number.isSafeInteger(number)) throw new Error(`${amount} fen cannot be written without loss`);
  return number;
}

export const share = (ratio: Ratio | null): string | null => (ratio === null ? null : spoken(ratio));

const fens = <Names extends string>(amounts: Readonly<Record<Names, bigint>>): Record<string, number> =>
  Object.fromEntries(Object.entries<bigint>(amounts).map(([name, amount]) => [name, fen(amount)]));

const period = (row: PeriodRow) => ({
  number: row.number,
  date: formatDay(row.day),
  plannedDate: formatDay(row.plannedDay),
  collectionEnd: formatDay(row.collectionEnd),
  mode: row.mode,
  collections: fens(row.collected),
  callPrice: fen(row.callPrice),
  opening: fens({ ...row.opening }),
  draws: fens({ ...row.draws }),
  payments: row.payments.map(({ step, payee, due, paid }) => ({
    step,
    payee,
    due: fen(due),
    paid: fen(paid),
    unpaid: fen(due - paid),
  })),
  closing: fens({ ...row.closing }),
  ratios: {
    coverage: share(row.ratios.coverage),
    overcollateralization: share(row.ratios.overcollateralization),
    cumulativeDefault: share(row.ratios.cumulativeDefault),
    seniorShare: share(row.ratios.seniorShare),
  },
  triggers: row.triggers.map((trigger) => ({ ...trigger, value: share(trigger.value), level: share(trigger.level) })),
  events: row.events,
  proof: { in: fen(row.proof.incoming), out: fen(row.proof.outgoing), holds: row.proof.holds },
});

const table = (run: DealRun, id: string) =>
  run.periods.flatMap(({ number, day, tranches }) =>
    tranches
      .filter((row) => row.id === id)
      .map(({ id: _id, ...amounts }) => ({ number, date: formatDay(day), ...fens(amounts) })),
  );

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, each) => all + each, 0n);

/** Over the whole life: opening accounts and all that came in are all that went out and the closing accounts. */
function lifeProof({ periods }: DealRun) {
  const [first, last] = [periods[0], periods.at(-1)];
  const collected = sum(
    periods.map(({ collected: each }) => each.income + each.principal + each.prepaid + each.recovered),
  );
  const support = sum(periods.flatMap(({ draws }) => [draws.liquidity, draws.shortfall, draws.guarantee]));
  const called = sum(periods.map(({ callPrice }) => callPrice));
  const paid = sum(
    periods.flatMap(({ payments }) =>
      payments.filter(({ step }) => step !== 'reserve' && step !== 'hold').map((payment) => payment.paid),
    ),
  );
  const opening = (first?.opening.cash ?? 0n) + (first?.opening.reserve ?? 0n);
  const closing = (last?.closing.cash ?? 0n) + (last?.closing.reserve ?? 0n);
  return {
    ...fens({ opening, collected, support, callPrice: called, paid, closing }),
    holds: opening + collected + support + called === paid + closing && periods.every(({ proof }) => proof.holds),
  };
}

/** The document of one run: amounts in whole fen, ratios as decimals cut after six digits. */
export function runReport(run: DealRun) {
  const { deal, scenario } = run;
  const structuring = structuringOf(deal, scenario === AS_AGREED ? run : runDeal(deal, AS_AGREED));
  const measures = measuresOf(run);
  return {
    deal: deal.id,
    scenario: scenario.id,
    structure: deal.structure,
    unit: 'fen',
    structuring: {
      overcollateralization: share(structuring.overcollateralization),
      coverage: share(structuring.coverage),
      seniorShare: share(structuring.seniorShare),
      loanToValue: share(structuring.loanToValue),
      largestFirm: { firm: structuring.largestFirm.firm, share: share(structuring.largestFirm.share) },
    },
    tranches: measures.map(({ id, averageLife, yield: rate, ...amounts }) => ({
      id,
      class: deal.tranches.find((tranche) => tranche.id === id)?.class,
      ...fens(amounts),
      averageLifeYears: share(averageLife),
      yield: rate,
      periods: table(run, id),
    })),
    periods: run.periods.map(period),
    outside: fen(run.outside),
    proof: lifeProof(run),
  };
}
