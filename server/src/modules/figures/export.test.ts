import type { FigureRow } from '@banfei/contracts';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownerRows, type TestDatabase, testDatabase } from '../../../test/database.ts';
import { sha256 } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import { createPosts, type PostDirectory } from '../posts/index.ts';
import { FIGURES, figureAsked } from './definitions.ts';
import { exportRows } from './export-rows.ts';
import type { Figure } from './figure.ts';
import { NOW, type SeededDistrict, seedDistrict } from './fixture.ts';
import { safeText } from './safe-text.ts';
import { readFigureRows } from './views.ts';

let database: TestDatabase;
let district: SeededDistrict;
let directory: PostDirectory;
let platform: Platform;
let principal: Principal;

beforeAll(async () => {
  database = await testDatabase();
  district = await seedDistrict(database.db, 1, 99, 'Z');
  await seedDistrict(database.db, 2, 5, 'CANARY2');
  directory = await createPosts({ db: database.db, now: () => NOW }).directory(1);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  platform = { db: database.db, now: () => NOW, log, dataDir: '', outboxFilled: () => undefined };
  principal = { districtId: 1, accountId: district.accountId, role: 'manager', scopes: [] };
});
afterAll(() => database.close());

const take = (figure: Figure, format: 'xlsx' | 'csv', area: number | null = null) =>
  exportRows(platform, directory, { figure, area, format, lang: 'zh', principal, now: NOW });

async function screen(figure: Figure, area: number | null = null): Promise<readonly FigureRow[]> {
  const page = await database.db.readDistrict(1, (tx) =>
    readFigureRows(tx, figure, directory, { area, cursor: undefined, limit: 1000, lang: 'zh', now: NOW }),
  );
  expect(page.next).toBeNull();
  return page.rows;
}

async function workbookOf(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  return book;
}

const HOUR = 3_600_000;

/** What the screen would show for a cell, as an independent reading of the file's own types. */
function onScreen(cell: ExcelJS.Cell, kind: string): string | number | null {
  const { value } = cell;
  if (value === null) return null;
  if (kind === 'instant' && value instanceof Date) return new Date(value.getTime() - 8 * HOUR).toISOString();
  if (kind === 'duration') {
    const days = value instanceof Date ? (value.getTime() - Date.UTC(1899, 11, 30)) / (24 * HOUR) : Number(value);
    return Math.round((days * 24 * HOUR) / 1000) * 1000;
  }
  if (kind === 'day' && value instanceof Date) return value.toISOString().slice(0, 10);
  if (kind === 'money') return Math.round(Number(value) * 100);
  return typeof value === 'number' ? value : String(value);
}

// XML turns a lone tab or carriage return at an edge into white space; the words are what must agree.
const words = (value: string | number | null | undefined) =>
  typeof value === 'string' ? value.replace(/\s+/g, ' ') : (value ?? '');

describe('export = screen', () => {
  test.each(FIGURES.map((figure) => [figure.id, figure] as const))('%s', async (_id, figure) => {
    const rows = await screen(figure);
    const file = await take(figure, 'xlsx');
    const page = (await workbookOf(file.bytes)).worksheets[0];
    expect(file.rows).toBe(rows.length);
    expect(page?.rowCount).toBe(rows.length + 1);
    expect(page?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(page?.autoFilter).toBeTruthy();
    for (const [at, row] of rows.entries()) {
      for (const [column, { id, kind }] of figure.columns.entries()) {
        const cell = page?.getCell(at + 2, column + 1);
        if (cell === undefined) throw new Error('the sheet has no such cell');
        expect(cell.type).not.toBe(ExcelJS.ValueType.Formula);
        const value = kind === 'duration' && row[id] !== null ? Math.round(Number(row[id]) / 1000) * 1000 : row[id];
        const shown = typeof value === 'string' && kind !== 'instant' ? safeText(value) : value;
        expect(words(onScreen(cell, kind))).toBe(words(shown));
      }
    }
  });

  test('codes and telephones stay text, numbers and times have their real type', async () => {
    const firms = (await workbookOf((await take(figureAsked('firms'), 'xlsx')).bytes)).worksheets[0];
    const codes =
      firms
        ?.getColumn(2)
        .values.slice(2)
        .filter((value) => value != null) ?? [];
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.every((value) => typeof value === 'string' && value.startsWith('0'))).toBe(true);
    const overdue = (await workbookOf((await take(figureAsked('overdue'), 'xlsx')).bytes)).worksheets[0];
    const headers = overdue?.getRow(1).values;
    if (!Array.isArray(headers)) throw new Error('the sheet has no header');
    const cell = (name: string) => overdue?.getCell(2, headers.indexOf(name)).type;
    expect(cell('办结期限')).toBe(ExcelJS.ValueType.Date);
    expect(cell('岗位电话')).toBe(ExcelJS.ValueType.String);
  });

  test('the second sheet says what, when, who and which filter', async () => {
    const file = await take(figureAsked('open'), 'xlsx', 2);
    const about = (await workbookOf(file.bytes)).getWorksheet('口径');
    const notes = new Map(about?.getRows(1, about.rowCount)?.map((row) => [row.getCell(1).text, row.getCell(2).text]));
    expect(notes.get('口径')).toBe(figureAsked('open').definition.zh);
    expect(notes.get('筛选')).toBe('第 2 片区');
    expect(notes.get('截至')).toBe('2026-11-20 10:20（北京时间）');
    expect(notes.get('导出账号')).toBe('管理Z');
    expect(notes.get('条数')).toBe(String((await screen(figureAsked('open'), 2)).length));
    expect(file.name).toBe('在办诉求-第2片区-2026-11-20.xlsx');
  });

  test('comma-separated text: byte order mark, the same rows, nothing that computes', async () => {
    const figure = figureAsked('open');
    const text = (await take(figure, 'csv')).bytes.toString('utf8');
    expect(text.startsWith('\ufeff"编号"')).toBe(true);
    // A field may hold a line break or a quote; this reader follows RFC 4180 and shares nothing with the writer.
    const fields = [...text.slice(1).matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)].map(
      (found) => found[1]?.replaceAll('""', '"') ?? '',
    );
    const rows = await screen(figure);
    expect(fields.length).toBe((rows.length + 1) * figure.columns.length);
    for (const field of fields) expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
    const numbers = fields.filter((_, at) => at >= figure.columns.length && at % figure.columns.length === 0);
    expect(numbers).toEqual(rows.map((row) => row.number));
  });
});

describe('on record', () => {
  test('every file leaves one row and one register leaf with the hash of the very bytes', async () => {
    const file = await take(figureAsked('confirmed'), 'csv', 4);
    const rows = await ownerRows<{
      figure: string;
      area_number: number;
      rows: number;
      sha256: Buffer;
      account_id: string;
      leaves: number;
    }>(
      database.ownerUrl,
      `select e.*, (select count(*)::int from leaves l where l.district_id = e.district_id and l.subject = 'export' and l.subject_id = e.id) as leaves
       from figure_exports e where e.district_id = 1 order by e.id desc`,
    );
    const recorded = rows.find((row) => row.sha256.equals(sha256(file.bytes)) && row.figure === 'confirmed');
    expect(recorded).toMatchObject({ area_number: 4, rows: file.rows, account_id: district.accountId, leaves: 1 });
    expect(rows.every((row) => row.leaves === 1)).toBe(true);
  });

  test('a file whose record cannot be written does not leave', async () => {
    const stranger: Principal = { ...principal, accountId: '01900000-0000-7000-8000-000000000000' };
    const asked = {
      figure: figureAsked('open'),
      area: null,
      format: 'csv',
      lang: 'zh',
      principal: stranger,
      now: NOW,
    } as const;
    await expect(exportRows(platform, directory, asked)).rejects.toThrow(/figure_exports/);
  });

  test('no export holds a word of another district', async () => {
    for (const figure of FIGURES) expect((await take(figure, 'csv')).bytes.toString('utf8')).not.toContain('CANARY2');
  });
});

describe('safe text', () => {
  test('never begins like a formula, and keeps every other text as it is', () => {
    const starts = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      ' =',
      '＝',
      '＋',
      '－',
      '＠',
      '',
      '\u0000=',
      '  ＋',
    );
    fc.assert(
      fc.property(starts, fc.string({ unit: 'binary' }), (start, rest) => {
        const safe = safeText(start + rest);
        expect(safe).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u);
        expect([...safe].every((character) => character >= ' ' || '\t\n\r'.includes(character))).toBe(true);
      }),
      { numRuns: 2000 },
    );
    for (const text of ['杭州', 'a=b', '0571-0000', "'x", '12', '']) expect(safeText(text)).toBe(text);
  });
});
