import { trimmed } from '../names.ts';
import { fieldOfHeader } from './columns.ts';
import { COLUMNS_MAX, ROWS_MAX } from './limits.ts';
import { cellText, type ReadResult, type Remark, refuse, type Table, type TableRow } from './table.ts';

const LOOK_AHEAD = 10;

/**
 * Index of the row that names the columns: the one of the first ten with most known names, else the first row. Lists
 * often carry a title above it.
 */
export function headerAt(rows: readonly TableRow[]): number {
  let best = { index: 0, known: 0 };
  for (const [index, { cells, fault }] of rows.slice(0, LOOK_AHEAD).entries()) {
    const known =
      fault === null ? cells.slice(0, COLUMNS_MAX).filter((cell) => fieldOfHeader(cellText(cell)) !== null).length : 0;
    if (known > best.known) best = { index, known };
  }
  return best.index;
}

/** Names of columns made unique: a nameless column is called by its number, a second one of a name by its place. */
function columnNames(cells: TableRow['cells']): string[] {
  const names: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const name = trimmed(cellText(cell)).slice(0, 180) || `#${index + 1}`;
    names.push(names.includes(name) ? `${name} #${index + 1}` : name);
  }
  return names;
}

const isEmpty = (cell: TableRow['cells'][number]): boolean => cellText(cell).trim() === '';

// Spreadsheets write empty cells at the end of rows; only cells that hold something make a row too long.
function withoutEmptyTail<Row extends TableRow>(row: Row, width: number): Row {
  let end = row.cells.length;
  while (end > width && isEmpty(row.cells[end - 1] ?? '')) end--;
  return end === row.cells.length ? row : { ...row, cells: row.cells.slice(0, end) };
}

interface RawTable extends Omit<Table, 'header' | 'rows'> {
  readonly rows: readonly TableRow[];
}

/** Makes the table: names of columns, data rows below them, each of the right width or refused. */
export function tableOf(raw: RawTable, headerIndex: number): ReadResult<{ readonly table: Table }> {
  const head = raw.rows[headerIndex];
  if (head === undefined || head.fault !== null) return refuse('IMPORT_FILE_EMPTY');
  const named = withoutEmptyTail(head, 0);
  if (named.cells.length > COLUMNS_MAX)
    return refuse('IMPORT_TOO_MANY_COLUMNS', { count: named.cells.length, limit: COLUMNS_MAX });
  const header = columnNames(named.cells);
  const rows = raw.rows
    .slice(headerIndex + 1)
    .map((row) => withoutEmptyTail(row, header.length))
    .filter(({ cells, fault }) => fault !== null || cells.some((cell) => !isEmpty(cell)))
    .map((row) => checkedWidth(row, header.length, raw.format));
  if (rows.length > ROWS_MAX) return refuse('IMPORT_TOO_MANY_ROWS', { limit: ROWS_MAX });
  if (rows.length === 0) return refuse('IMPORT_FILE_EMPTY');
  const title: Remark[] = headerIndex > 0 ? [{ code: 'NOTE_TITLE_ROWS', facts: { line: head.line } }] : [];
  return { ok: true, table: { ...raw, header, rows, notes: [...raw.notes, ...title] } };
}

// A sheet leaves out empty cells at the end of a row; a text file does not, so there a short row has lost something.
function checkedWidth(row: TableRow, width: number, format: Table['format']): TableRow {
  if (row.fault !== null || row.cells.length === width) return row;
  if (format === 'xlsx' && row.cells.length < width) return row;
  return { ...row, fault: { code: 'ROW_COLUMNS', facts: { found: row.cells.length, expected: width } } };
}
