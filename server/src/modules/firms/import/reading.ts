import type { ImportField } from '@banfei/contracts';
import { checkCreditCode } from '@banfei/identifiers';
import { industries, regions, sections } from '../code-tables.ts';
import { hasLostCharacter, hiddenCharacter, trimmed } from '../names.ts';
import { isPoint } from '../place.ts';
import { readCapital } from './capital.ts';
import { dayOfSerial, readDay } from './days.ts';
import { CELL_LENGTH_MAX, NAME_LENGTH_MAX } from './limits.ts';
import { type Cell, cellText, type Remark, type Table, type TableRow } from './table.ts';

/** What a row says of a company. Null: the file says nothing about it, which never erases what is known. */
export interface FirmRecord {
  readonly code: string | null;
  readonly name: string | null;
  readonly formerNames: readonly string[];
  readonly status: string | null;
  readonly establishedOn: string | null;
  /** Amount in minor units as a decimal string, so that a record can be stored as JSON. */
  readonly capital: { readonly text: string; readonly minor: string | null; readonly currency: string | null } | null;
  readonly industryCode: string | null;
  readonly regionCode: string | null;
  readonly address: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** A row as it was understood: a record, or the reasons why there is none; remarks on single cells either way. */
export interface Reading {
  readonly line: number;
  /** Name and code as the file has them, for the report. */
  readonly name: string;
  readonly code: string;
  readonly reasons: readonly Remark[];
  readonly record: FirmRecord | null;
}

/** Reads rows of one table under one mapping. */
export class RowReader {
  readonly #header: readonly string[];
  readonly #epoch: 1900 | 1904;
  readonly #columns: ReadonlyMap<ImportField, number>;
  readonly #capitalUnit: 1 | 10_000;

  constructor(table: Pick<Table, 'header' | 'epoch'>, columns: ReadonlyMap<ImportField, number>) {
    this.#header = table.header;
    this.#epoch = table.epoch;
    this.#columns = columns;
    this.#capitalUnit = /万/u.test(table.header[columns.get('capital') ?? -1] ?? '') ? 10_000 : 1;
  }

  read(row: TableRow): Reading {
    const cells = new RowCells(row, this.#columns, this.#header);
    const shown = {
      line: row.line,
      name: trimmed(cells.text('name')).slice(0, NAME_LENGTH_MAX),
      code: trimmed(cells.text('code')).slice(0, 40),
    };
    if (row.fault !== null) return { ...shown, reasons: [row.fault], record: null };
    const name = cells.checked('name', NAME_LENGTH_MAX);
    const code = readCode(cells);
    const record: FirmRecord = {
      code,
      name: name === '' ? null : name,
      formerNames: splitNames(cells.checked('formerName', CELL_LENGTH_MAX)),
      status: cells.checked('status', 60) || null,
      establishedOn: this.#day(cells),
      capital: this.#capital(cells),
      industryCode: readIndustry(cells),
      regionCode: readRegion(cells),
      address: cells.checked('address', CELL_LENGTH_MAX) || null,
      ...readPoint(cells),
    };
    if (record.name === null && record.code === null) cells.refuse('ROW_NAME_MISSING', {});
    return { ...shown, reasons: cells.remarks, record: cells.refused ? null : record };
  }

  #day(cells: RowCells): string | null {
    const cell = cells.cell('establishedOn');
    const value = cells.checked('establishedOn', CELL_LENGTH_MAX);
    if (value === '') return null;
    const number =
      typeof cell === 'object' && 'number' in cell
        ? cell.number
        : typeof cell === 'object' && 'formula' in cell && typeof cell.formula === 'number'
          ? cell.formula
          : null;
    // A number cell of eight digits is 20260131, not the day 20,260,131 of the calendar.
    const day = number !== null && number < 1_000_000 ? dayOfSerial(number, this.#epoch) : readDay(value, this.#epoch);
    if (day.ok) return day.day;
    cells.remark(day.why === 'impossible' ? 'ROW_DATE_IMPOSSIBLE' : 'ROW_DATE_UNREADABLE', {
      column: cells.column('establishedOn'),
      value: value.slice(0, 40),
    });
    return null;
  }

  #capital(cells: RowCells): FirmRecord['capital'] {
    const text = cells.checked('capital', 200);
    if (text === '') return null;
    const capital = readCapital(text, this.#capitalUnit);
    if (capital.minor === null && !/^[无\-—/]+$/u.test(text))
      cells.remark('ROW_CAPITAL_UNREADABLE', { value: text.slice(0, 60) });
    return { text, minor: capital.minor?.toString() ?? null, currency: capital.currency };
  }
}

/** The cells of one row by field, and what there is to say of them. */
class RowCells {
  readonly remarks: Remark[] = [];
  refused = false;
  readonly #row: TableRow;
  readonly #columns: ReadonlyMap<ImportField, number>;
  readonly #header: readonly string[];

  constructor(row: TableRow, columns: ReadonlyMap<ImportField, number>, header: readonly string[]) {
    this.#row = row;
    this.#columns = columns;
    this.#header = header;
  }

  cell(field: ImportField): Cell {
    const index = this.#columns.get(field);
    return index === undefined ? '' : (this.#row.cells[index] ?? '');
  }

  column(field: ImportField): string {
    return this.#header[this.#columns.get(field) ?? -1] ?? field;
  }

  text(field: ImportField): string {
    return cellText(this.cell(field));
  }

  remark(code: string, facts: Remark['facts']): void {
    this.remarks.push({ code, facts });
  }

  refuse(code: string, facts: Remark['facts']): void {
    this.remark(code, facts);
    this.refused = true;
  }

  /** Text of a cell without outer white space. Characters that are invisible or already lost refuse the row. */
  checked(field: ImportField, lengthMax: number): string {
    const cell = this.cell(field);
    const column = this.column(field);
    if (typeof cell === 'object' && 'error' in cell) {
      this.remark('ROW_CELL_ERROR', { column, value: cell.error.slice(0, 20) });
      return '';
    }
    const text = trimmed(cellText(cell));
    if (typeof cell === 'object' && 'formula' in cell)
      this.remark(cell.formula === null ? 'ROW_FORMULA_EMPTY' : 'ROW_FORMULA', { column, value: text.slice(0, 60) });
    // Line breaks and tabs inside an address are how it was written; inside a name they are not.
    const hidden = hiddenCharacter(field === 'name' ? text : text.replace(/[\r\n\t]/g, ''));
    const length = [...text].length;
    if (hasLostCharacter(text)) this.refuse('ROW_ENCODING', { column });
    else if (hidden !== null) this.refuse('ROW_HIDDEN_CHARACTER', { column, character: hidden });
    else if (length > lengthMax)
      this.refuse(field === 'name' ? 'ROW_NAME_TOO_LONG' : 'ROW_CELL_TOO_LONG', { column, length, limit: lengthMax });
    return text;
  }
}

/** 9.14403E+17: what a spreadsheet makes of an eighteen-digit code. */
const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d{1,3}$/i;
/** Numbers from here on are not exact in a spreadsheet. */
const INEXACT = 1e15;

function readCode(cells: RowCells): string | null {
  const cell = cells.cell('code');
  const text = cells.checked('code', 200);
  if (text === '') return null;
  const number = typeof cell === 'object' && 'number' in cell ? cell.number : null;
  if ((number !== null && number >= INEXACT) || SCIENTIFIC.test(text.replace(/\s/g, ''))) {
    cells.refuse('ROW_CODE_NUMBER', { value: text.slice(0, 40) });
    return null;
  }
  const checked = checkCreditCode(text);
  if (checked.ok) {
    for (const warning of checked.warnings) cells.remark(warning.code, { ...warning.facts });
    return checked.code;
  }
  const { normalized, code, facts } = checked;
  cells.refuse(code, { ...facts, normalized: normalized.slice(0, 40) });
  if ('hint' in facts && facts.hint !== null) cells.remark('ROW_CODE_HINT', { hint: facts.hint });
  return null;
}

const splitNames = (text: string): string[] =>
  text
    .split(/[、；;|\n]/u)
    .map(trimmed)
    .filter((name) => name !== '');

function readIndustry(cells: RowCells): string | null {
  const text = cells.checked('industry', 200);
  if (text === '') return null;
  const key = text.normalize('NFKC').toUpperCase();
  const found = /^([A-T])?(\d{2,4})?(?!\d)/.exec(key);
  const digits = found?.[2];
  const letter = digits === undefined ? found?.[1] : sections().get(digits.slice(0, 2));
  const code = `${letter ?? ''}${digits ?? ''}`;
  const agrees = found?.[1] === undefined || found[1] === letter;
  if (letter !== undefined && agrees && industries().has(digits ?? letter)) return code;
  cells.remark('ROW_INDUSTRY_UNKNOWN', { value: text.slice(0, 40) });
  return null;
}

function readRegion(cells: RowCells): string | null {
  const text = cells.checked('region', 200);
  if (text === '') return null;
  const digits = text.normalize('NFKC').replace(/\s/g, '');
  // Streets have nine and villages twelve digits; the first six are the county.
  const code = /^\d{6}(?:\d{3}|\d{6})?$/.test(digits) ? digits.slice(0, 6) : '';
  if (regions().has(code)) return code;
  cells.remark('ROW_REGION_UNKNOWN', { value: text.slice(0, 40) });
  return null;
}

const CHINA = { lon: [73, 136], lat: [3, 54] } as const;
const within = (value: number, [low, high]: readonly [number, number]): boolean => value >= low && value <= high;

function readPoint(cells: RowCells): { lon: number | null; lat: number | null } {
  const [lonText, latText] = [cells.checked('lon', 40), cells.checked('lat', 40)];
  if (lonText === '' && latText === '') return { lon: null, lat: null };
  const [lon, lat] = [Number(lonText.normalize('NFKC') || Number.NaN), Number(latText.normalize('NFKC') || Number.NaN)];
  if (isPoint(lon, lat) && within(lon, CHINA.lon) && within(lat, CHINA.lat)) return { lon, lat };
  cells.remark('ROW_COORDINATES_UNREADABLE', { value: `${lonText}, ${latText}`.slice(0, 60) });
  return { lon: null, lat: null };
}
