import { parse } from 'csv-parse/sync';
import { decodeText } from './encoding.ts';
import { headerAt, tableOf } from './header.ts';
import { CELLS_MAX, ROWS_MAX } from './limits.ts';
import { type ReadResult, type Remark, refuse, type Table, type TableRow } from './table.ts';

/** A record of the text: one company, over as many lines as its quoted cells take. */
interface RawRecord {
  readonly line: number;
  readonly text: string;
  readonly fault: Remark | null;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE_LINES = 40;

/** Cells of one line if `delimiter` is the one, quoted cells counted as one. */
function cellCount(line: string, delimiter: string): number {
  let [count, quoted] = [1, false];
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) count++;
  }
  return count;
}

/** The delimiter under which most of the first lines have the same number of cells, more than one. */
export function detectDelimiter(text: string): string {
  const lines = text
    .slice(0, 200_000)
    .split(/\r\n|\r|\n/, SAMPLE_LINES)
    .filter((line) => line.trim() !== '');
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const tally = new Map<number, number>();
    for (const line of lines) {
      const count = cellCount(line, delimiter);
      tally.set(count, (tally.get(count) ?? 0) + 1);
    }
    const [cells = 1, agreeing = 0] =
      [...tally].filter(([count]) => count > 1).sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
    // Agreement counts first; among equals the delimiter that makes more cells.
    const score = cells < 2 ? 0 : agreeing * 1000 + cells;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Delimiters and line ends of the whole text: no fewer than its cells, and counted before any of them takes memory. */
function cellsAtMost(text: string, delimiter: string): number {
  const code = delimiter.charCodeAt(0);
  let count = 1;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === code || unit === 10) count++;
  }
  return count;
}

/** A quoted cell of more lines than this was never closed: nobody writes an address of a hundred lines. */
const QUOTED_LINES_MAX = 100;

/**
 * Cuts text into records after RFC 4180. A quotation mark opens a quoted cell only at the beginning of a cell. When one
 * is not closed, its line alone is refused and reading goes on at the next line; nothing after it is swallowed.
 */
class RecordCutter {
  readonly #text: string;
  readonly #delimiter: string;
  #at = 0;
  #line = 1;

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  next(): RawRecord | null {
    if (this.#at >= this.#text.length) return null;
    const start = this.#at;
    const line = this.#line;
    const fault = this.#walk();
    if (fault !== null) {
      this.#at = start;
      this.#line = line;
      this.#toLineEnd();
    }
    const text = this.#text.slice(start, this.#at);
    this.#overLineEnd();
    if (text.includes('\0')) return { line, text, fault: { code: 'ROW_NUL', facts: {} } };
    return { line, text, fault };
  }

  // Goes to the end of the record that begins here.
  #walk(): Remark | null {
    for (;;) {
      if (this.#text[this.#at] === '"') {
        const fault = this.#quoted();
        if (fault !== null) return fault;
      }
      for (;;) {
        const character = this.#text[this.#at];
        if (character === undefined || character === '\n' || character === '\r') return null;
        this.#at++;
        if (character === this.#delimiter) break;
      }
    }
  }

  #quoted(): Remark | null {
    const from = this.#line;
    for (this.#at++; ; this.#at++) {
      const character = this.#text[this.#at];
      if (character === undefined || this.#line - from > QUOTED_LINES_MAX)
        return { code: 'ROW_QUOTE_UNCLOSED', facts: {} };
      if (character === '\n' || (character === '\r' && this.#text[this.#at + 1] !== '\n')) this.#line++;
      if (character !== '"') continue;
      if (this.#text[this.#at + 1] === '"') this.#at++;
      else break;
    }
    this.#at++;
    const after = this.#text[this.#at];
    if (after === undefined || after === this.#delimiter || after === '\n' || after === '\r') return null;
    return { code: this.#line > from ? 'ROW_QUOTE_UNCLOSED' : 'ROW_QUOTE_STRAY', facts: {} };
  }

  #toLineEnd(): void {
    for (
      let character = this.#text[this.#at];
      character !== undefined && character !== '\n' && character !== '\r';
      character = this.#text[this.#at]
    )
      this.#at++;
  }

  #overLineEnd(): void {
    if (this.#text[this.#at] === '\r') this.#at++;
    if (this.#text[this.#at] === '\n') this.#at++;
    this.#line++;
  }
}

function cut(text: string, delimiter: string): readonly RawRecord[] | null {
  const cutter = new RecordCutter(text, delimiter);
  const records: RawRecord[] = [];
  for (let record = cutter.next(); record !== null; record = cutter.next()) {
    if (record.text.trim() === '') continue;
    // One header and a few title rows come on top of the data rows.
    if (records.length > ROWS_MAX + 20) return null;
    records.push(record);
  }
  return records;
}

/** Cells of sound records, all at once: the cutter has settled where each one ends. */
function parseRecords(records: readonly RawRecord[], delimiter: string): readonly (readonly string[])[] {
  const sound = records.filter(({ fault }) => fault === null);
  return parse(sound.map(({ text }) => text).join('\u001e'), {
    delimiter,
    record_delimiter: '\u001e',
    relax_column_count: true,
    relax_quotes: true,
  });
}

/** Reads a text file of companies: encoding and delimiter by evidence, faults by row. */
export function readCsv(bytes: Uint8Array): ReadResult<{ readonly table: Table }> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const delimiter = detectDelimiter(decoded.text);
  if (cellsAtMost(decoded.text, delimiter) > CELLS_MAX)
    return refuse('IMPORT_TOO_MANY_CELLS', { limit: CELLS_MAX / 10_000, limitEn: CELLS_MAX });
  const records = cut(decoded.text, delimiter);
  if (records === null) return refuse('IMPORT_TOO_MANY_ROWS', { limit: ROWS_MAX });
  const parsed = parseRecords(records, delimiter)[Symbol.iterator]();
  const rows = records.map(
    ({ line, text, fault }): TableRow => ({
      line,
      cells: fault === null ? (parsed.next().value ?? []) : [text],
      fault,
    }),
  );
  const header = headerAt(rows);
  return tableOf(
    { format: 'csv', encoding: decoded.encoding, delimiter, epoch: 1900, notes: decoded.notes, rows },
    header,
  );
}
