import { PassThrough } from 'node:stream';
import type { FigureRow, RowColumn } from '@banfei/contracts';
import ExcelJS from 'exceljs';
import { DAY, wallInstant } from '../../platform/days.ts';
import type { Lang } from './figure.ts';
import { safeText } from './safe-text.ts';
import { wallMinute } from './shanghai.ts';

/** One export: what is in it and the lines of its second sheet. */
export interface Sheet {
  readonly title: string;
  readonly columns: readonly RowColumn[];
  readonly lang: Lang;
  /** Batches of presented rows in order. */
  readonly batches: AsyncIterable<readonly FigureRow[]>;
  /** Known after the last batch: the count belongs to it. */
  readonly notes: (rows: number) => readonly (readonly [string, string])[];
}

export interface Written {
  readonly bytes: Buffer;
  readonly rows: number;
}

const FORMATS: Readonly<Partial<Record<RowColumn['kind'], string>>> = {
  instant: 'yyyy-mm-dd hh:mm',
  day: 'yyyy-mm-dd',
  duration: '[h]:mm',
  money: '#,##0.00',
};
const WIDTHS: Readonly<Record<RowColumn['kind'], number>> = {
  text: 30,
  number: 9,
  instant: 18,
  day: 12,
  matter: 18,
  firm: 32,
  phone: 18,
  duration: 12,
  money: 18,
};

/** Value with its real type: numbers and times compute, codes and telephones stay text with every leading zero. */
function typed(value: string | number | null | undefined, kind: RowColumn['kind']): string | number | Date | null {
  if (value === null || value === undefined) return null;
  if (kind === 'number') return Number(value);
  if (kind === 'duration') return Number(value) / DAY;
  if (kind === 'money') return Number(value) / 100;
  // Spreadsheets know no zones: the cell says what a clock in the district shows.
  if (kind === 'instant') return wallInstant(Date.parse(String(value)));
  if (kind === 'day') return new Date(`${value}T00:00:00Z`);
  return safeText(String(value));
}

const TURN = 500;

/** Rows in small lots with a pause after each, so that writing 70,000 of them does not keep other requests waiting. */
async function* inTurns(batches: Sheet['batches']): AsyncGenerator<readonly FigureRow[]> {
  for await (const batch of batches) {
    for (let from = 0; from < batch.length; from += TURN) {
      yield batch.slice(from, from + TURN);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** Sheet names refuse these characters and more than 31 of any. */
const sheetName = (title: string): string => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);

async function collected(stream: PassThrough): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Rows on the first sheet (frozen header, filter on), what they are on the second. Rows are written as they come. */
export async function writeWorkbook(sheet: Sheet): Promise<Written> {
  const stream = new PassThrough();
  const bytes = collected(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const page = book.addWorksheet(sheetName(sheet.title), { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = sheet.columns.map(({ id, name, kind }) => ({
    key: id,
    header: name[sheet.lang],
    width: WIDTHS[kind],
    style: { numFmt: FORMATS[kind] ?? (kind === 'number' ? '0' : '@') },
  }));
  page.getRow(1).font = { bold: true };
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: sheet.columns.length } };
  let rows = 0;
  for await (const some of inTurns(sheet.batches)) {
    for (const row of some) page.addRow(sheet.columns.map(({ id, kind }) => typed(row[id], kind))).commit();
    rows += some.length;
  }
  page.commit();
  const about = book.addWorksheet(sheet.lang === 'zh' ? '口径' : 'Definition');
  about.columns = [{ width: 18 }, { width: 90, style: { alignment: { wrapText: true } } }];
  for (const [name, text] of sheet.notes(rows)) about.addRow([name, safeText(text)]).commit();
  about.commit();
  await book.commit();
  return { bytes: await bytes, rows };
}

function plain(value: string | number | null | undefined, kind: RowColumn['kind']): string {
  if (value === null || value === undefined) return '';
  if (kind === 'instant') return wallMinute(Date.parse(String(value)));
  if (kind === 'duration')
    return `${Math.floor(Number(value) / 3_600_000)}:${String(Math.floor((Number(value) % 3_600_000) / 60_000)).padStart(2, '0')}`;
  if (kind === 'money') return (Number(value) / 100).toFixed(2);
  return kind === 'number' ? String(value) : safeText(String(value));
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The same rows as comma-separated text (RFC 4180) with a byte order mark, which is how Excel knows UTF-8. */
export async function writeCsv(sheet: Sheet): Promise<Written> {
  const lines = [sheet.columns.map(({ name }) => quoted(name[sheet.lang])).join(',')];
  for await (const some of inTurns(sheet.batches))
    for (const row of some) lines.push(sheet.columns.map(({ id, kind }) => quoted(plain(row[id], kind))).join(','));
  return { bytes: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`), rows: lines.length - 1 };
}
