import { trimmed } from './names.ts';

/** Columns of the template in the words that lists of companies use; the reader knows all of them. */
const COLUMNS = [
  '统一社会信用代码',
  '企业名称',
  '曾用名',
  '状态',
  '成立日期',
  '注册资本',
  '地址',
  '行政区划代码',
  '行业代码',
  '经度',
  '纬度',
];

const EXAMPLE = [
  '',
  '示例科技有限公司（演示，导入前删去本行）',
  '',
  '存续',
  '2026-01-31',
  '500万元人民币',
  '杭州市余杭区仓前街道示例路 1 号',
  '330110',
  'I6513',
  '120.0133',
  '30.2857',
];

/** Cells of a list that begin like a formula would be one where the list is opened; a leading quote keeps them text. */
const neutral = (cell: string): string => (/^[=+\-@＝＋－＠\t\r]/u.test(trimmed(cell)) ? `'${cell}` : cell);

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Lines as a csv that every spreadsheet opens as UTF-8: byte mark, CR LF, formulas neutralized. */
export const csvOf = (lines: readonly (readonly string[])[]): Buffer =>
  Buffer.from(
    `\ufeff${lines.map((cells) => `${cells.map((cell) => quoted(neutral(cell))).join(',')}\r\n`).join('')}`,
    'utf8',
  );

/** The template that people fill in: the known columns and one row as an example. */
export const importTemplate = (): Buffer => csvOf([COLUMNS, EXAMPLE]);
