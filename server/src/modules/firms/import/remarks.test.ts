import { expect, it } from 'vitest';
import { proposeMapping } from './columns.ts';
import { demoCode, wrongCode } from './fixture.ts';
import { judgeTable } from './judge-table.ts';
import type { KnownFirm } from './outcome.ts';
import { readFirmFile } from './read-file.ts';
import { reasonOf } from './remarks.ts';

const HEADER = '统一社会信用代码,企业名称,成立日期,注册资本,地址,行政区划代码,行业代码,经度,纬度';

async function judge(text: string, known: readonly KnownFirm[] = []) {
  const read = await readFirmFile(Buffer.from(text), 'list.csv');
  if (!read.ok) throw new Error(read.remark.code);
  const judged = await judgeTable(read.table, proposeMapping(read.table.header, read.table.rows), known);
  if (!judged.ok) throw new Error(judged.remark.code);
  return { notes: read.table.notes, rows: judged.judged };
}

const row = (
  cells: Partial<
    Record<'code' | 'name' | 'day' | 'capital' | 'address' | 'region' | 'industry' | 'lon' | 'lat', string>
  >,
): string => {
  const {
    code = demoCode(1),
    name = '演示甲有限公司',
    day = '',
    capital = '',
    address = '',
    region = '',
    industry = '',
    lon = '',
    lat = '',
  } = cells;
  return [code, name, day, capital, address, region, industry, lon, lat].join(',');
};

it.each([
  ['ROW_NAME_TOO_LONG', 'rejected', { name: '甲'.repeat(121) }],
  ['ROW_CELL_TOO_LONG', 'rejected', { address: '甲'.repeat(1001) }],
  ['ROW_CODE_HINT', 'rejected', { code: demoCode(1).replace('0', 'O') }],
  ['CREDIT_CODE_CHECK_DIGIT', 'rejected', { code: wrongCode(1) }],
  ['ROW_DATE_UNREADABLE', 'new', { day: '前年春天' }],
  ['ROW_CAPITAL_UNREADABLE', 'new', { capital: '若干' }],
  ['ROW_REGION_UNKNOWN', 'new', { region: '999999' }],
  ['ROW_INDUSTRY_UNKNOWN', 'new', { industry: 'Z9999' }],
  ['ROW_INDUSTRY_UNKNOWN', 'new', { industry: 'A6513' }],
  ['ROW_COORDINATES_UNREADABLE', 'new', { lon: '12', lat: '120' }],
  ['ROW_COORDINATES_UNREADABLE', 'new', { lon: '120.01' }],
] as const)('%s is said of a row that is %s', async (code, outcome, cells) => {
  const { rows } = await judge(`${HEADER}\n${row(cells)}\n`);
  expect(rows.map((each) => each.outcome)).toEqual([outcome]);
  const reason = rows[0]?.reasons.map(reasonOf).find((each) => each.code === code);
  expect(reason?.message.zh).toMatch(/\p{Script=Han}/u);
  expect(`${reason?.message.zh}${reason?.message.en}`).not.toMatch(/\{\w+\}|undefined/);
});

it.each([
  ['330110', 'I6513', '330110', 'I6513'],
  ['330110012', '6513', '330110', 'I6513'],
  ['330110012001', 'I', '330110', 'I'],
  ['330103', 'M7320 工程和技术研究', '330103', 'M7320'],
])('region %s and industry %s are known as %s and %s', async (region, industry, code, known) => {
  const { rows } = await judge(`${HEADER}\n${row({ region, industry })}\n`);
  expect(rows[0]?.reasons).toEqual([]);
  expect(rows[0]?.record).toMatchObject({ regionCode: code, industryCode: known });
});

it('ROW_NAME_SHARED is said of a new company whose name the register knows under another code', async () => {
  const known: KnownFirm = {
    id: 'x',
    code: demoCode(2),
    name: '演示甲有限公司',
    formerNames: [],
    status: '',
    establishedOn: null,
    capital: { text: '', minor: null, currency: null },
    industryCode: null,
    regionCode: null,
    provisional: false,
    head: null,
  };
  const { rows } = await judge(`${HEADER}\n${row({})}\n`, [known]);
  expect(rows[0]).toMatchObject({
    outcome: 'new',
    reasons: [{ code: 'ROW_NAME_SHARED', facts: { code: demoCode(2) } }],
  });
});

it('NOTE_TITLE_ROWS is said of a list with a title above its columns', async () => {
  const { notes, rows } = await judge(`2026 年企业名单${','.repeat(8)}\n\n${HEADER}\n${row({})}\n`);
  expect(notes).toEqual([{ code: 'NOTE_TITLE_ROWS', facts: { line: 3 } }]);
  expect(rows.map(({ line }) => line)).toEqual([4]);
});
