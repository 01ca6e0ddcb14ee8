import type { DealRun, PeriodRow } from '../src/index.ts';

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, each) => all + each, 0n);

/** What is wrong with a date, judged from the deal and the rows alone; shares no code with the engine's own proof. */
function dateFaults(run: DealRun, row: PeriodRow): readonly string[] {
  const faults: string[] = [];
  const { collected: c, draws: d } = row;
  const cameIn =
    c.income + c.principal + c.prepaid + c.recovered + row.callPrice + d.liquidity + d.shortfall + d.guarantee;
  const had = row.opening.cash + row.opening.reserve;
  const wentOut = sum(row.payments.filter(({ step }) => !['reserve', 'hold'].includes(step)).map(({ paid }) => paid));
  if (had + cameIn !== wentOut + row.closing.cash + row.closing.reserve) faults.push('does not add up');
  const every = [
    ...row.payments.map(({ paid }) => paid),
    ...Object.values(d),
    ...Object.values(c),
    ...Object.values(row.closing),
  ];
  if (every.some((amount) => amount < 0n)) faults.push('something is negative');
  const classOf = new Map<string, string>(run.deal.tranches.map(({ id, class: each }) => [id, each]));
  const seniorShort = row.tranches.some(
    ({ id, interestDue, interestPaid, principalDue, principalPaid }) =>
      classOf.get(id) === 'senior' && (interestPaid < interestDue || principalPaid < principalDue),
  );
  const juniorCash = sum(
    row.tranches
      .filter(({ id }) => classOf.get(id) !== 'senior')
      .map(({ interestPaid, principalPaid, surplus }) => interestPaid + principalPaid + surplus),
  );
  if (seniorShort && juniorCash > 0n) faults.push('a junior is paid while a senior is due');
  for (const { id, opening, closing, principalPaid } of row.tranches)
    if (closing < 0n || closing !== opening - principalPaid) faults.push(`${id} closes at ${closing}`);
  return faults;
}

/** All faults of a run: of each date, between dates, and over its life. */
export function faultsOf(run: DealRun): readonly string[] {
  const faults = run.periods.flatMap((row) => dateFaults(run, row).map((fault) => `date ${row.number} ${fault}`));
  for (const [index, row] of run.periods.entries()) {
    const before = run.periods[index - 1];
    if (before === undefined) continue;
    if (row.opening.cash !== before.closing.cash || row.opening.reserve !== before.closing.reserve)
      faults.push(`date ${row.number} opens otherwise than the one before closed`);
    for (const [place, { id, opening }] of row.tranches.entries())
      if (opening !== before.tranches[place]?.closing) faults.push(`date ${row.number} ${id} jumps`);
  }
  const pool = sum(run.deal.assets.map(({ principal }) => principal));
  const last = run.periods.at(-1);
  const gone = sum(run.periods.map(({ collected: c }) => c.principal + c.prepaid + c.defaulted));
  if (last !== undefined && gone + last.collected.closing !== pool) faults.push('the pool does not add up');
  return faults;
}
