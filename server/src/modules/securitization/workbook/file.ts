import { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Cell, CellKind, Page } from './grid.ts';

const FORMATS: Readonly<Record<CellKind, string>> = {
  fen: '#,##0',
  count: '0',
  day: 'yyyy-mm-dd',
  decimal: '0.000000',
  text: '@',
  head: '@',
};

// A text that begins like a formula stays a text: the type of its cell says so, and an apostrophe tells whoever copies it.
const FORMULA = /^\s*[=+\-@＝＋－＠]/u;
const UNWRITABLE = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

function safe(text: string): string {
  const writable = text.replace(UNWRITABLE, '');
  return FORMULA.test(writable) ? `'${writable}` : writable;
}

const asNumber = (value: bigint | string): number => Number(value);

function written({ kind, formula, value }: Cell): ExcelJS.CellValue {
  if (formula === null) return typeof value === 'string' ? safe(value) : asNumber(value);
  if (kind === 'decimal' && value === '—') return { formula, result: value };
  return { formula, result: asNumber(value) };
}

async function collected(stream: PassThrough): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const TURN = 50;

/** Writes a page row by row, with a pause between lots so that other requests are not kept waiting. */
async function writePage(book: ExcelJS.stream.xlsx.WorkbookWriter, page: Page): Promise<void> {
  const sheet = book.addWorksheet(page.name, { views: [{ state: 'frozen', xSplit: 1, ySplit: 3 }] });
  const widest = Math.max(1, ...[...page.rows.values()].flatMap((cells) => [...cells.keys()]));
  sheet.columns = Array.from({ length: widest }, (_, index) => ({ width: index === 0 ? 44 : 18 }));
  const rows = [...page.rows].sort(([a], [b]) => a - b);
  for (const [count, [number, cells]] of rows.entries()) {
    const row = sheet.getRow(number);
    for (const [column, cell] of cells) {
      const target = row.getCell(column);
      target.value = written(cell);
      target.numFmt = FORMATS[cell.kind];
      if (cell.kind === 'head') target.font = { bold: true };
    }
    row.commit();
    if (count % TURN === TURN - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
}

/** The pages as xlsx: formulas with the values that they have, so that a viewer that computes nothing shows them too. */
export async function writePages(pages: readonly Page[]): Promise<Buffer> {
  const stream = new PassThrough();
  const bytes = collected(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  for (const page of pages) await writePage(book, page);
  await book.commit();
  return bytes;
}
