/**
 * What a run means for a holder: average life, loss, yield, price. Amounts and average life are exact; yield and price
 * solve an equation that has no exact answer, so they are numbers, computed the same way every time.
 */
import type { Deal } from './deal.ts';
import { type Ratio, ratio, total } from './exact.ts';
import type { DealRun } from './run.ts';

/** Money that a holder pays (negative) or gets, on a day. */
export interface Flow {
  readonly day: number;
  readonly fen: bigint;
}

/** What became of one tranche over the life of a run. */
export interface TrancheMeasures {
  readonly id: string;
  readonly interest: bigint;
  readonly principal: bigint;
  readonly surplus: bigint;
  /** Principal never paid. */
  readonly loss: bigint;
  readonly interestLoss: bigint;
  /** Weighted average life in years of 365 days; null when no principal came. */
  readonly averageLife: Ratio | null;
  /** Yearly yield of buying at par on the closing day; null when nothing came. */
  readonly yield: number | null;
}

/** Value on `from` of the flows at a yearly yield, compounded yearly over ACT/365, in fen. */
export function presentValue(flows: readonly Flow[], from: number, rate: number): number {
  let value = 0;
  for (const { day, fen } of flows) value += Number(fen) / (1 + rate) ** ((day - from) / 365);
  return value;
}

/**
 * The yearly yield at which the flows are worth `price` on `from`. Value falls as the yield rises, since every flow is a
 * receipt, so halving the interval finds the one answer.
 *
 * @returns null when no yield from −99.99 % to 100,000 % gives the price
 */
export function yieldAt(flows: readonly Flow[], from: number, price: bigint): number | null {
  const target = Number(price);
  let [low, high] = [-0.9999, 1000];
  if (!(presentValue(flows, from, low) >= target && presentValue(flows, from, high) <= target)) return null;
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (presentValue(flows, from, middle) > target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Everything a tranche gets, date by date. */
export function flowsOf(run: DealRun, id: string): readonly Flow[] {
  return run.periods.flatMap(({ day, tranches }) =>
    tranches
      .filter((row) => row.id === id)
      .map((row) => ({ day, fen: row.interestPaid + row.principalPaid + row.surplus })),
  );
}

/** Σ principal × days / Σ principal, in years of 365 days. */
function averageLife(run: DealRun, id: string): Ratio | null {
  let [weighted, sum] = [0n, 0n];
  for (const { day, tranches } of run.periods)
    for (const row of tranches)
      if (row.id === id) {
        weighted += row.principalPaid * BigInt(day - run.deal.closing);
        sum += row.principalPaid;
      }
  return sum === 0n ? null : ratio(weighted, sum * 365n);
}

/**
 * Measures of every tranche, in the order of the deal.
 * Average life counts from closing and weighs principal only; the yield is that of a holder who bought at par.
 */
export function measuresOf(run: DealRun): readonly TrancheMeasures[] {
  return run.deal.tranches.map(({ id, principal }) => {
    const rows = run.periods.flatMap(({ tranches }) => tranches.filter((row) => row.id === id));
    const paid = total(rows.map(({ principalPaid }) => principalPaid));
    return {
      id,
      interest: total(rows.map(({ interestPaid }) => interestPaid)),
      principal: paid,
      surplus: total(rows.map(({ surplus }) => surplus)),
      loss: principal - paid,
      interestLoss: rows.at(-1)?.interestUnpaid ?? 0n,
      averageLife: averageLife(run, id),
      yield: yieldAt(flowsOf(run, id), run.deal.closing, principal),
    };
  });
}

/** Ratios of the structure on the closing day, before anything has happened. */
export interface Structuring {
  /** Pool over senior principal 超额抵押率; under 1 it is a warning. */
  readonly overcollateralization: Ratio | null;
  readonly seniorShare: Ratio;
  /** All that the pool pays as agreed over all that senior holders get 超额覆盖. */
  readonly coverage: Ratio | null;
  /** Pool over appraised value, of claims that have one. */
  readonly loanToValue: Ratio | null;
  /** Largest share of one firm in the pool. */
  readonly largestFirm: { readonly firm: string; readonly share: Ratio };
}

/** @param asAgreed the run of the deal with everything paid as agreed */
export function structuringOf(deal: Deal, asAgreed: DealRun): Structuring {
  const pool = total(deal.assets.map(({ principal }) => principal));
  const senior = deal.tranches.filter((tranche) => tranche.class === 'senior');
  const seniorPrincipal = total(senior.map(({ principal }) => principal));
  const seniorFlows = total(senior.flatMap(({ id }) => flowsOf(asAgreed, id)).map(({ fen }) => fen));
  const poolFlows = total(
    asAgreed.periods.map(({ collected }) => collected.income + collected.principal + collected.prepaid),
  );
  const valued = deal.assets.filter(({ appraised }) => appraised !== null);
  const value = total(valued.map(({ appraised }) => appraised ?? 0n));
  const byFirm = new Map<string, bigint>();
  for (const { firm, principal } of deal.assets) byFirm.set(firm, (byFirm.get(firm) ?? 0n) + principal);
  const [firm = '', most = 0n] = [...byFirm].sort((a, b) => (a[1] < b[1] ? 1 : a[1] > b[1] ? -1 : 0))[0] ?? [];
  const all = total(deal.tranches.map(({ principal }) => principal));
  return {
    overcollateralization: seniorPrincipal > 0n ? ratio(pool, seniorPrincipal) : null,
    seniorShare: ratio(seniorPrincipal, all),
    coverage: seniorFlows > 0n ? ratio(poolFlows, seniorFlows) : null,
    loanToValue: value > 0n ? ratio(total(valued.map(({ principal }) => principal)), value) : null,
    largestFirm: { firm, share: ratio(most, pool) },
  };
}
