import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Cell, TableRow } from './table.ts';

/** Spreadsheets write control characters and their own escape as _xHHHH_. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

// Some writers give every tag a prefix; the local name is what counts.
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

interface Handlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

function parserOf({ open, text, close }: Handlers): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => open(localName(tag.name), tag.attributes));
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', (tag: SaxesTagPlain) => close(localName(tag.name)));
  return parser;
}

/** What a sheet holds beyond what may be read: the reader stops at once instead of filling up to it. */
export class SheetTooLarge extends Error {
  readonly what: keyof SheetBounds;
  readonly count: number;

  constructor(what: keyof SheetBounds, count: number) {
    super(`sheet reaches ${what} ${count}`);
    this.what = what;
    this.count = count;
  }
}

export interface SheetBounds {
  readonly row: number;
  readonly column: number;
  readonly cells: number;
  readonly characters: number;
}

/** Counts what comes out of the parts: one long shared text may be named by a million cells. */
class Counter {
  readonly #bounds: SheetBounds;
  #cells = 0;
  #characters = 0;

  constructor(bounds: SheetBounds) {
    this.#bounds = bounds;
  }

  add(characters: number): void {
    this.#cells++;
    this.#characters += characters;
    if (this.#cells > this.#bounds.cells) throw new SheetTooLarge('cells', this.#cells);
    if (this.#characters > this.#bounds.characters) throw new SheetTooLarge('characters', this.#characters);
  }
}

/** The shared strings of a workbook, plain: fonts fall away, and so do phonetic guides, which repeat the text. */
export function sharedStringsParser(strings: string[], bounds: SheetBounds): SaxesParser {
  const count = new Counter(bounds);
  let current: string | null = null;
  let [inText, phonetic] = [false, 0];
  return parserOf({
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic++;
      inText = name === 't' && phonetic === 0;
    },
    text: (text) => {
      if (inText && current !== null) current += text;
    },
    close: (name) => {
      if (name === 'si') {
        count.add(current?.length ?? 0);
        strings.push(unescaped(current ?? ''));
      }
      if (name === 'rPh') phonetic--;
      inText = false;
    },
  });
}

/** 1 for A, 27 for AA; 0 when the reference carries no letters. */
function columnNumber(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  value: string;
  hasValue: boolean;
  hasFormula: boolean;
}

function cellOf({ type, value, hasValue, hasFormula }: OpenCell, strings: readonly string[]): Cell {
  const plain = (): Cell => {
    if (type === 's') return strings[Number(value)] ?? '';
    if (type === 'inlineStr' || type === 'str' || type === 'd') return unescaped(value);
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'e') return { error: value };
    return value === '' || Number.isNaN(Number(value)) ? value : { number: Number(value) };
  };
  const cell = plain();
  if (!hasFormula) return cell;
  if (typeof cell === 'object' && 'error' in cell) return cell;
  if (!hasValue || cell === '') return { formula: null };
  return { formula: typeof cell === 'object' && 'number' in cell ? cell.number : String(cell) };
}

/** Rows of a sheet, one after the other. Of a formula the stored result is taken; nothing is calculated. */
export function sheetParser(
  strings: readonly string[],
  bounds: SheetBounds,
  onRow: (row: TableRow) => void,
): SaxesParser {
  const count = new Counter(bounds);
  let [line, cells]: [number, Cell[]] = [0, []];
  let cell: OpenCell | null = null;
  let [reading, phonetic] = [false, 0];
  return parserOf({
    open: (name, attributes) => {
      if (name === 'row') {
        line = Number(attributes.r ?? line + 1);
        cells = [];
        if (line > bounds.row) throw new SheetTooLarge('row', line);
      } else if (name === 'c') {
        const column = columnNumber(attributes.r ?? '') || cells.length + 1;
        if (column > bounds.column) throw new SheetTooLarge('column', column);
        cell = { column, type: attributes.t ?? 'n', value: '', hasValue: false, hasFormula: false };
      } else if (name === 'f' && cell !== null) cell.hasFormula = true;
      else if (name === 'rPh') phonetic++;
      reading = name === 'v' || (name === 't' && phonetic === 0);
      if (reading && cell !== null) cell.hasValue = true;
    },
    text: (text) => {
      if (reading && cell !== null) cell.value += text;
    },
    close: (name) => {
      reading = false;
      if (name === 'rPh') phonetic--;
      if (name === 'c' && cell !== null) {
        while (cells.length < cell.column - 1) {
          cells.push('');
          count.add(0);
        }
        const read = cellOf(cell, strings);
        count.add(typeof read === 'string' ? read.length : 8);
        cells[cell.column - 1] = read;
        cell = null;
      }
      if (name === 'row' && cells.some((each) => each !== '')) onRow({ line, cells, fault: null });
    },
  });
}
