import type { ErrorFacts } from '@banfei/contracts';

/** Something said of a file, a row or a cell: a code of the catalogue (or of the identifiers engine) and its values. */
export interface Remark {
  readonly code: string;
  readonly facts: ErrorFacts;
}

/**
 * A cell as the file holds it. Text is text; a spreadsheet number keeps being one, since a day, a code and a capital read
 * it differently; `formula` marks the stored result of a formula, `error` a spreadsheet error such as #N/A.
 */
export type Cell =
  | string
  | { readonly number: number }
  | { readonly formula: string | number | null }
  | { readonly error: string };

/** One row of data. A row that could not be read keeps its cells as far as they go and says why. */
export interface TableRow {
  /** Line of the text file, counted from 1, or row number of the sheet. */
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly fault: Remark | null;
}

export interface Table {
  readonly format: 'csv' | 'xlsx';
  readonly encoding: string;
  readonly delimiter: string | null;
  /** Unique names of the columns, in order. */
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  readonly notes: readonly Remark[];
  /** First day of spreadsheet numbers in this file. */
  readonly epoch: 1900 | 1904;
}

/** Result of reading a file: a table, or the sentence why there is none. */
export type ReadResult<Value> = ({ readonly ok: true } & Value) | { readonly ok: false; readonly remark: Remark };

export const refuse = (code: string, facts: ErrorFacts = {}): { readonly ok: false; readonly remark: Remark } => ({
  ok: false,
  remark: { code, facts },
});

/** A cell as people see it. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if ('number' in cell) return String(cell.number);
  if ('error' in cell) return cell.error;
  return cell.formula === null ? '' : String(cell.formula);
}
