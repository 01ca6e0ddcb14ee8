import type { Num } from './arithmetic.ts';

/** How a cell is shown. */
export type CellKind = 'fen' | 'count' | 'day' | 'decimal' | 'text' | 'head';

/** One cell: a text, a given number, or a formula with the value that it has. */
export interface Cell {
  readonly kind: CellKind;
  readonly formula: string | null;
  readonly value: bigint | string;
}

/** A sheet under a name in both languages; places are counted from 1 as spreadsheets do. */
export class Page {
  readonly name: string;
  readonly rows: Map<number, Map<number, Cell>> = new Map();

  constructor(name: string) {
    this.name = name;
  }

  set(row: number, column: number, cell: Cell): void {
    const line = this.rows.get(row) ?? new Map<number, Cell>();
    line.set(column, cell);
    this.rows.set(row, line);
  }

  text(row: number, column: number, value: string, kind: CellKind = 'text'): void {
    this.set(row, column, { kind, formula: null, value });
  }

  /** Puts a number or a formula and answers with the reference to it. */
  put(row: number, column: number, { text, value }: Num, kind: CellKind): Num {
    const isGiven = /^-?\d+$/.test(text);
    this.set(row, column, { kind, formula: isGiven ? null : text.replaceAll(`'${this.name}'!`, ''), value });
    return { text: this.ref(row, column), value };
  }

  ref(row: number, column: number): string {
    return `'${this.name}'!${columnName(column)}${row}`;
  }

  valueAt(row: number, column: number): bigint {
    const value = this.rows.get(row)?.get(column)?.value;
    return typeof value === 'bigint' ? value : 0n;
  }
}

/** 1 is A, 27 is AA. */
export function columnName(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return `${before > 0 ? columnName(before) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

const HEAD = 3;

/**
 * A table of named lines over an index: payment dates run to the right, instalments run down. A line takes its place when
 * it is first written.
 */
export class Grid {
  readonly page: Page;
  readonly #down: boolean;
  readonly #lines: Map<string, number> = new Map();

  constructor(page: Page, title: string, down: boolean) {
    this.page = page;
    this.#down = down;
    page.text(1, 1, title, 'head');
  }

  #place(label: string, index: number): readonly [number, number] {
    let at = this.#lines.get(label);
    if (at === undefined) {
      at = this.#lines.size + 1;
      this.#lines.set(label, at);
      if (this.#down) this.page.text(HEAD, at, label, 'head');
      else this.page.text(at + HEAD - 1, 1, label);
    }
    return this.#down ? [index + HEAD + 1, at] : [at + HEAD - 1, index + 2];
  }

  put(label: string, index: number, num: Num, kind: CellKind = 'fen'): Num {
    return this.page.put(...this.#place(label, index), num, kind);
  }

  has(label: string): boolean {
    return this.#lines.has(label);
  }

  /** Gives lines their places before they are written. */
  reserve(...labels: readonly string[]): void {
    for (const label of labels) this.#place(label, 0);
  }

  /** The cell that was put there before. */
  at(label: string, index: number): Num {
    const [row, column] = this.#place(label, index);
    return { text: this.page.ref(row, column), value: this.page.valueAt(row, column) };
  }

  /** A quotient for the eye: nothing is computed from it. */
  show(label: string, index: number, n: Num, d: Num): void {
    const [row, column] = this.#place(label, index);
    const text = `IF(${d.text}=0,"—",${n.text}/${d.text})`.replaceAll(`'${this.page.name}'!`, '');
    const value = d.value === 0n ? '—' : String(Number(n.value) / Number(d.value));
    this.page.set(row, column, { kind: 'decimal', formula: text, value });
  }

  text(label: string, index: number, value: string): void {
    this.page.text(...this.#place(label, index), value);
  }

  /** Σ of a column over the rows whose day, in another column, is not after `end`. Of tables that run down only. */
  sumUntil(days: string, amounts: string, end: Num, count: number): Num {
    const range = (label: string): string => {
      const [row, column] = this.#place(label, 0);
      return `${this.page.ref(row, column)}:${columnName(column)}${row + count - 1}`;
    };
    let value = 0n;
    for (let index = 0; index < count; index += 1)
      if (this.page.valueAt(...this.#place(days, index)) <= end.value)
        value += this.page.valueAt(...this.#place(amounts, index));
    return { text: `SUMIF(${range(days)},"<="&${end.text},${range(amounts)})`, value };
  }
}

/** Days of the engine count from 1970-01-01, days of a spreadsheet from 1899-12-30. */
export const serial = (day: number): bigint => BigInt(day + 25_569);
