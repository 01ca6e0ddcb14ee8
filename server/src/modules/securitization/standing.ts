import type { TriggerColor } from '@banfei/contracts';
import { AS_AGREED, type Deal as EngineDeal, type PeriodRow, readDeal, runOver, spoken } from '@banfei/waterfall';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Deal } from './deal.ts';

/** Planned and reported amounts of one participation in one period. Reversed reports cancel out in the sums. */
export interface Cell {
  readonly number: number;
  readonly period: number;
  readonly planPrincipal: bigint;
  readonly planInterest: bigint;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly recovered: bigint;
  readonly defaulted: bigint;
}

/** A trigger on a payment date, from what was reported. */
export interface TriggerState {
  readonly period: number;
  readonly id: string;
  readonly measure: PeriodRow['triggers'][number]['measure'];
  readonly value: string | null;
  readonly level: string;
  readonly color: TriggerColor;
}

/** A product in its life after issue: plan against reports, and where its triggers stand. */
export interface Standing {
  readonly engine: EngineDeal;
  readonly cells: readonly Cell[];
  /** Periods with a report that stands, counted from the first without a gap. */
  readonly reported: number;
  readonly triggers: readonly TriggerState[];
}

const cellsOf = (tx: Tx, dealId: string): Promise<Cell[]> =>
  tx.rows<Cell>(sql`
    with said as (
      select l.number, r.period, sum(l.principal_fen)::bigint as principal, sum(l.interest_fen)::bigint as interest,
        sum(l.recovered_fen)::bigint as recovered, sum(l.defaulted_fen)::bigint as defaulted
      from servicer_lines l join servicer_reports r on r.district_id = l.district_id and r.id = l.report_id
      where l.district_id = ${tx.districtId} and l.deal_id = ${dealId} group by l.number, r.period)
    select p.number, p.period, p.principal_fen as "planPrincipal", p.interest_fen as "planInterest",
      coalesce(s.principal, 0)::bigint as principal, coalesce(s.interest, 0)::bigint as interest,
      coalesce(s.recovered, 0)::bigint as recovered, coalesce(s.defaulted, 0)::bigint as defaulted
    from deal_projections p left join said s on s.number = p.number and s.period = p.period
    where p.district_id = ${tx.districtId} and p.deal_id = ${dealId} order by p.period, p.number`);

/** Reports that stand: not reversed, and no reversals. */
export const standingReports = sql`r.reverses_id is null and not exists (select from servicer_reports v
  where v.district_id = r.district_id and v.reverses_id = r.id)`;

async function reportedPeriods(tx: Tx, dealId: string): Promise<number> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*)::integer as count from servicer_reports r
    where r.district_id = ${tx.districtId} and r.deal_id = ${dealId} and ${standingReports}`);
  return row?.count ?? 0;
}

const COLORS: Readonly<Record<string, TriggerColor>> = { accelerate: 'red', default: 'red' };

/** Runs what was reported through the order of payment; each trigger is judged on the fen that really came. */
export function triggersOf(engine: EngineDeal, cells: readonly Cell[], reported: number): readonly TriggerState[] {
  const sum = (period: number, of: (cell: Cell) => bigint): bigint =>
    cells.filter((cell) => cell.period === period).reduce((all, cell) => all + of(cell), 0n);
  let closing = engine.assets.reduce((all, { principal }) => all + principal, 0n);
  const periods = Array.from({ length: reported }, (_, index) => {
    const [principal, defaulted] = [sum(index + 1, (cell) => cell.principal), sum(index + 1, (cell) => cell.defaulted)];
    closing -= principal + defaulted;
    const [income, recovered] = [sum(index + 1, (cell) => cell.interest), sum(index + 1, (cell) => cell.recovered)];
    return { income, principal, prepaid: 0n, recovered, defaulted, written: 0n, closing };
  });
  const run = runOver(engine, { ...AS_AGREED, id: 'reported' }, { periods, afterwards: 0n });
  return run.periods.flatMap(({ number, triggers }) =>
    triggers.map(({ id, measure, value, level, hit, effect }) => ({
      period: number,
      id,
      measure,
      value: value === null ? null : spoken(value, 4),
      level: spoken(level, 4),
      color: hit ? (COLORS[effect] ?? 'amber') : 'green',
    })),
  );
}

/** How an issued product stands; null before its issue, and for products known from public reports alone. */
export async function standingOf(tx: Tx, deal: Pick<Deal, 'id' | 'file'>): Promise<Standing | null> {
  if (deal.file === null) return null;
  const read = readDeal(deal.file);
  if (!read.ok) throw new Error(`the stored deal ${deal.id} is refused: ${read.code}`);
  const cells = await cellsOf(tx, deal.id);
  const reported = await reportedPeriods(tx, deal.id);
  return { engine: read.deal, cells, reported, triggers: triggersOf(read.deal, cells, reported) };
}
