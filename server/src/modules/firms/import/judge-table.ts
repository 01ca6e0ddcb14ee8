import type { ImportMapping, ImportTotals } from '@banfei/contracts';
import { columnsOf } from './columns.ts';
import { Judge, type Judged, type KnownFirm } from './outcome.ts';
import { RowReader } from './reading.ts';
import type { ReadResult, Table } from './table.ts';

/** Rows between two breaths, in which a server answers other requests. */
const SLICE = 2000;

export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Reads every row under a mapping and judges it against the register. Pure but for the pauses. */
export async function judgeTable(
  table: Pick<Table, 'header' | 'epoch' | 'rows'>,
  mapping: ImportMapping,
  known: Iterable<KnownFirm>,
): Promise<ReadResult<{ readonly judged: readonly Judged[]; readonly totals: ImportTotals }>> {
  const mapped = columnsOf(table.header, mapping);
  if (!mapped.ok) return mapped;
  const reader = new RowReader(table, mapped.columns);
  const judge = new Judge(known);
  const judged: Judged[] = [];
  for (const row of table.rows) {
    judged.push(judge.judge(reader.read(row)));
    if (judged.length % SLICE === 0) await breathe();
  }
  return { ok: true, judged, totals: { ...judge.totals } };
}
