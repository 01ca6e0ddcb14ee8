import type { ImportMapping, ImportReport, ImportRow, ImportRows, ImportTotals, RowOutcome } from '@banfei/contracts';
import { isoInstant, isoOrNull } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { sql } from '../../../platform/sql.ts';
import { wholeTables } from '../whole-tables.ts';
import { headerSignature } from './columns.ts';
import type { Judged, KnownFirm } from './outcome.ts';
import type { Reading } from './reading.ts';
import { reasonOf } from './remarks.ts';
import { cellText, type Remark, type Table, type TableRow } from './table.ts';

const BATCH = 5000;
const SAMPLES = 3;
const REPORT_ROWS = 50;
const PAGE = 50;

/** A dry run on its way into the database. */
export interface NewImport {
  readonly id: string;
  readonly accountId: string | null;
  readonly fileName: string;
  readonly sha256: Buffer;
  readonly bytes: number;
  readonly table: Table;
  readonly mapping: ImportMapping;
  readonly remembered: boolean;
  readonly totals: ImportTotals;
  readonly judged: readonly Judged[];
}

/** What the row of an import keeps of its table beside mapping and totals. */
interface StoredColumns {
  readonly header: readonly string[];
  readonly samples: readonly (readonly string[])[];
  readonly notes: readonly Remark[];
  readonly epoch: 1900 | 1904;
}

function samplesOf(table: Table): string[][] {
  const head = table.rows.slice(0, 50).filter(({ fault }) => fault === null);
  return table.header.map((_, index) =>
    head
      .map((row) => cellText(row.cells[index] ?? '').slice(0, 60))
      .filter((value) => value.trim() !== '')
      .slice(0, SAMPLES),
  );
}

/** The columns of a table with what a person sees of them. */
export const columnsFor = (table: Table): StoredColumns => ({
  header: table.header,
  samples: samplesOf(table),
  notes: table.notes,
  epoch: table.epoch,
});

/** Stores a dry run: the file's facts, every row with its cells and what would become of it. */
export async function insertImport(tx: Tx, staged: NewImport, at: number): Promise<void> {
  const { id, table } = staged;
  const columns = columnsFor(table);
  await tx.run(sql`
    insert into firm_imports (district_id, id, account_id, file_name, sha256, bytes, format, encoding, delimiter, columns,
      mapping, remembered, totals, created_at)
    values (${tx.districtId}, ${id}, ${staged.accountId}, ${staged.fileName}, ${staged.sha256}, ${staged.bytes}, ${table.format},
      ${table.encoding}, ${table.delimiter}, ${JSON.stringify(columns)}, ${JSON.stringify(staged.mapping)}, ${staged.remembered},
      ${JSON.stringify(staged.totals)}, ${new Date(at)})`);
  await insertRows(tx, id, staged.judged, table.rows);
}

// PostgreSQL stores no NUL; rows that hold one are refused, and their cells are kept for the eye alone.
const storable = (value: unknown): string => JSON.stringify(value).replaceAll('\\u0000', '\\ufffd');
const storableText = (text: string): string => text.replaceAll('\0', '\ufffd');

async function insertRows(
  tx: Tx,
  importId: string,
  judged: readonly Judged[],
  rows: readonly TableRow[],
): Promise<void> {
  for (let from = 0; from < judged.length; from += BATCH) {
    const documents = judged.slice(from, from + BATCH).map((each, index) => ({
      line: each.line,
      outcome: each.outcome,
      name: storableText(each.name),
      code: storableText(each.code),
      reasons: each.reasons,
      cells: { cells: rows[from + index]?.cells ?? [], fault: rows[from + index]?.fault ?? null },
      record: each.record,
    }));
    await tx.run(sql`
      insert into firm_import_rows (district_id, import_id, line, outcome, name, code, reasons, cells, record)
      select ${tx.districtId}, ${importId}, r.* from jsonb_to_recordset(${storable(documents)}::jsonb)
        as r (line integer, outcome text, name text, code text, reasons jsonb, cells jsonb, record jsonb)`);
  }
}

interface ImportHead {
  readonly file_name: string;
  readonly sha256: Buffer;
  readonly bytes: bigint;
  readonly format: 'csv' | 'xlsx';
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly columns: StoredColumns;
  readonly mapping: ImportMapping;
  readonly remembered: boolean;
  readonly totals: ImportTotals;
  readonly committed_at: number | null;
}

/** The stored import; with `lock` nobody else changes or commits it meanwhile. */
export async function readImport(tx: Tx, id: string, lock: boolean): Promise<ImportHead | undefined> {
  const locked = lock ? sql`for update` : sql``;
  return tx.row<ImportHead>(sql`
    select file_name, sha256, bytes, format, encoding, delimiter, columns, mapping, remembered, totals, committed_at
    from firm_imports where district_id = ${tx.districtId} and id = ${id} ${locked}`);
}

/** The rows of a stored import as its table again. */
export async function readTableRows(tx: Tx, id: string): Promise<TableRow[]> {
  const rows = await tx.rows<{ line: number; cells: Pick<TableRow, 'cells' | 'fault'> }>(sql`
    select line, cells from firm_import_rows where district_id = ${tx.districtId} and import_id = ${id} order by line`);
  return rows.map(({ line, cells }) => ({ line, ...cells }));
}

/** The rows of a stored import as they were read, each with what was judged of it. */
export async function readStaged(tx: Tx, id: string): Promise<{ reading: Reading; outcome: RowOutcome }[]> {
  const rows = await tx.rows<Reading & { readonly outcome: RowOutcome }>(sql`
    select line, name, code, reasons, record, outcome from firm_import_rows
    where district_id = ${tx.districtId} and import_id = ${id} order by line`);
  return rows.map(({ outcome, ...reading }) => ({ reading, outcome }));
}

/** Puts another mapping with its rows in place of the first. */
export async function replaceRows(
  tx: Tx,
  id: string,
  staged: Pick<NewImport, 'mapping' | 'totals' | 'judged'>,
  rows: readonly TableRow[],
): Promise<void> {
  await tx.run(sql`delete from firm_import_rows where district_id = ${tx.districtId} and import_id = ${id}`);
  await insertRows(tx, id, staged.judged, rows);
  await tx.run(sql`
    update firm_imports set mapping = ${JSON.stringify(staged.mapping)}, totals = ${JSON.stringify(staged.totals)}, remembered = false
    where district_id = ${tx.districtId} and id = ${id}`);
}

interface StoredRow {
  readonly line: number;
  readonly outcome: RowOutcome;
  readonly name: string;
  readonly code: string;
  readonly reasons: readonly Remark[];
}

const presentRow = ({ line, outcome, name, code, reasons }: StoredRow): ImportRow => ({
  line,
  outcome,
  name,
  code,
  reasons: reasons.map(reasonOf),
});

/** The report of an import: what was read, what would become or became of it, and the rows worth a look first. */
export async function importReport(tx: Tx, id: string): Promise<ImportReport | undefined> {
  const head = await readImport(tx, id, false);
  if (head === undefined) return undefined;
  const rows = await tx.rows<StoredRow>(sql`
    select line, outcome, name, code, reasons from firm_import_rows where district_id = ${tx.districtId} and import_id = ${id}
    order by array_position(array['rejected', 'duplicate', 'update', 'new', 'unchanged'], outcome), line limit ${REPORT_ROWS}`);
  return {
    id,
    fileName: head.file_name,
    sha256: head.sha256.toString('hex'),
    bytes: Number(head.bytes),
    format: head.format,
    encoding: head.encoding,
    delimiter: head.delimiter,
    columns: head.columns.header.map((header, index) => ({
      header,
      field: head.mapping[header] ?? null,
      samples: [...(head.columns.samples[index] ?? [])],
    })),
    remembered: head.remembered,
    notes: head.columns.notes.map(reasonOf),
    totals: head.totals,
    committedAt: isoOrNull(head.committed_at),
    rows: rows.map(presentRow),
  };
}

/** Rows of an import, all or of one outcome, in the order of the file; the cursor is the last line shown. */
export async function importRows(
  tx: Tx,
  id: string,
  wanted: { readonly outcome: RowOutcome | null; readonly after: number },
): Promise<ImportRows> {
  const rows = await tx.rows<StoredRow>(sql`
    select line, outcome, name, code, reasons from firm_import_rows
    where district_id = ${tx.districtId} and import_id = ${id} and line > ${wanted.after}
      and (${wanted.outcome}::text is null or outcome = ${wanted.outcome})
    order by line limit ${PAGE + 1}`);
  const page = rows.slice(0, PAGE);
  return { rows: page.map(presentRow), next: rows.length > PAGE ? String(page.at(-1)?.line ?? '') : null };
}

/** Every row of an import, for the command line, whose answer is one document. */
export async function allRows(tx: Tx, id: string): Promise<ImportRow[]> {
  const rows = await tx.rows<StoredRow>(sql`
    select line, outcome, name, code, reasons from firm_import_rows
    where district_id = ${tx.districtId} and import_id = ${id} order by line`);
  return rows.map(presentRow);
}

/** The mapping that was used for the last file with this header. */
export async function rememberedMapping(tx: Tx, header: readonly string[]): Promise<ImportMapping | null> {
  const row = await tx.row<{ mapping: ImportMapping }>(sql`
    select mapping from import_mappings where district_id = ${tx.districtId} and header_key = ${headerSignature(header)}`);
  return row?.mapping ?? null;
}

export async function rememberMapping(
  tx: Tx,
  header: readonly string[],
  mapping: ImportMapping,
  at: number,
): Promise<void> {
  const key = headerSignature(header);
  await tx.run(sql`delete from import_mappings where district_id = ${tx.districtId} and header_key = ${key}`);
  await tx.run(sql`insert into import_mappings (district_id, header_key, mapping, saved_at)
    values (${tx.districtId}, ${key}, ${JSON.stringify(mapping)}, ${new Date(at)})`);
}

interface KnownRow {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly former_names: string[];
  readonly status: string;
  readonly established_on: string | null;
  readonly capital_text: string;
  readonly capital_minor: bigint | null;
  readonly capital_currency: string | null;
  readonly industry_code: string | null;
  readonly region_code: string | null;
  readonly provisional: boolean;
  readonly head: KnownFirm['head'];
}

/** Every company of the district as far as an import compares it. */
export async function readKnownFirms(tx: Tx): Promise<KnownFirm[]> {
  const rows = await wholeTables<KnownRow>(
    tx,
    sql`
    select f.id, f.code, f.name, f.former_names, f.status, f.established_on, f.capital_text, f.capital_minor,
      f.capital_currency, f.industry_code, f.region_code, f.provisional,
      case when s.id is not null then jsonb_build_object('id', s.id, 'address', s.address, 'lon', s.lon, 'lat', s.lat,
        'placedBy', s.placed_by) end as head
    from firms f
    left join sites s on s.district_id = f.district_id and s.firm_id = f.id and s.kind = 'head'
    where f.district_id = ${tx.districtId}`,
  );
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    formerNames: row.former_names,
    status: row.status,
    establishedOn: row.established_on,
    capital: { text: row.capital_text, minor: row.capital_minor, currency: row.capital_currency },
    industryCode: row.industry_code,
    regionCode: row.region_code,
    provisional: row.provisional,
    head: row.head,
  }));
}

/** Writes down what became of rows that the commit judged otherwise than the dry run. */
export async function settleRows(tx: Tx, id: string, moved: readonly Judged[]): Promise<void> {
  for (let from = 0; from < moved.length; from += BATCH) {
    const documents = moved.slice(from, from + BATCH).map(({ line, outcome, reasons }) => ({ line, outcome, reasons }));
    await tx.run(sql`
      update firm_import_rows r set outcome = d.outcome, reasons = d.reasons
      from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as d (line integer, outcome text, reasons jsonb)
      where r.district_id = ${tx.districtId} and r.import_id = ${id} and r.line = d.line`);
  }
}

export const settleImport = (tx: Tx, id: string, totals: ImportTotals, at: number): Promise<number> =>
  tx.run(sql`update firm_imports set totals = ${JSON.stringify(totals)}, committed_at = ${new Date(at)}
    where district_id = ${tx.districtId} and id = ${id} and committed_at is null`);

/** How people read where a fact came from: the file and the day of its import. */
export const sourceOf = (fileName: string, at: number): string => `${fileName} · ${isoInstant(at).slice(0, 10)}`;
