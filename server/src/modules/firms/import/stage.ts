import type { ImportMapping, ImportReport } from '@banfei/contracts';
import { isoInstant } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { Refusal } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { proposeMapping } from './columns.ts';
import { judgeTable } from './judge-table.ts';
import type { KnownFirm } from './outcome.ts';
import { refusalOf } from './remarks.ts';
import {
  importReport,
  insertImport,
  type NewImport,
  readImport,
  readKnownFirms,
  readTableRows,
  rememberedMapping,
  replaceRows,
} from './staged.ts';
import type { Table } from './table.ts';

/** A file that was read, and who brought it. */
export interface Brought {
  readonly accountId: string | null;
  readonly fileName: string;
  readonly sha256: Buffer;
  readonly bytes: number;
  readonly table: Table;
  /** Given by the person; null takes the remembered one or proposes one. */
  readonly mapping: ImportMapping | null;
}

/** The register that a file is compared with. */
export interface Register {
  readonly db: Db;
  readonly districtId: number;
}

export async function reportOf(tx: Tx, id: string): Promise<ImportReport> {
  const report = await importReport(tx, id);
  if (report === undefined) throw new Refusal('NOT_FOUND');
  return report;
}

// Columns that a person leaves out of the mapping are left aside, as a null says.
const completed = (header: readonly string[], mapping: ImportMapping): ImportMapping => ({
  ...Object.fromEntries(header.map((name) => [name, null])),
  ...mapping,
});

interface RegisterView {
  readonly remembered: ImportMapping | null;
  readonly known: readonly KnownFirm[];
}

const registerView = ({ db, districtId }: Register, { mapping, table }: Brought): Promise<RegisterView> =>
  db.readDistrict(districtId, async (tx) => ({
    remembered: mapping === null ? await rememberedMapping(tx, table.header) : null,
    known: await readKnownFirms(tx),
  }));

/**
 * Judges a file against the register on one snapshot, before anything is written; without a register its rows are
 * compared with one another. `storeDryRun` stores the result in a transaction of its own, so that reading a large file
 * holds no lock.
 */
export async function dryRun(register: Register | null, brought: Brought, at: number): Promise<NewImport> {
  const { table } = brought;
  const { remembered, known } =
    register === null ? { remembered: null, known: [] } : await registerView(register, brought);
  const mapping = completed(table.header, brought.mapping ?? remembered ?? proposeMapping(table.header, table.rows));
  const judged = await judgeTable(table, mapping, known);
  if (!judged.ok) throw refusalOf(judged.remark);
  return {
    ...brought,
    id: newId(at),
    mapping,
    remembered: remembered !== null,
    totals: judged.totals,
    judged: judged.judged,
  };
}

export async function storeDryRun(tx: Tx, staged: NewImport, at: number): Promise<ImportReport> {
  await insertImport(tx, staged, at);
  return reportOf(tx, staged.id);
}

/** Reads the stored rows again under another mapping. Once an import has taken effect it stays as it is. */
export async function changeMapping(tx: Tx, id: string, wanted: ImportMapping): Promise<ImportReport> {
  const head = await readImport(tx, id, true);
  if (head === undefined) throw new Refusal('NOT_FOUND');
  if (head.committed_at !== null) throw new Refusal('IMPORT_COMMITTED', { at: isoInstant(head.committed_at) });
  const rows = await readTableRows(tx, id);
  const { header, epoch } = head.columns;
  const mapping = completed(header, wanted);
  const judged = await judgeTable({ header, epoch, rows }, mapping, await readKnownFirms(tx));
  if (!judged.ok) throw refusalOf(judged.remark);
  await replaceRows(tx, id, { mapping, totals: judged.totals, judged: judged.judged }, rows);
  return reportOf(tx, id);
}
