import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeMapping } from './columns.ts';
import { demoCode, ENCODINGS, encoded, type TestEncoding, wrongCode } from './fixture.ts';
import { judgeTable } from './judge-table.ts';
import { readFirmFile } from './read-file.ts';
import { reasonOf } from './remarks.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Ways of writing a day, with the day that must be read; null where no such day exists. */
const DAYS: readonly (readonly [text: string, day: string | null])[] = [
  ['2026-1-2', '2026-01-02'],
  ['2026/01/02', '2026-01-02'],
  ['2026.1.2', '2026-01-02'],
  ['2026年1月2日', '2026-01-02'],
  ['20260102', '2026-01-02'],
  ['46024', '2026-01-02'],
  ['46024.75', '2026-01-02'],
  ['2026-01-02 10:20:30', '2026-01-02'],
  ['2026-02-30', null],
  ['03/04/2026', null],
];

interface Line {
  readonly cells: readonly string[];
  readonly outcome: 'new' | 'duplicate' | 'rejected';
  /** What must be said of the row, if anything. */
  readonly reason?: string;
  /** The line as it stands in the file, when it is not simply its cells. */
  readonly raw?: (delimiter: string) => string;
}

const HEADER = ['统一社会信用代码', '企业名称', '成立日期', '注册资本', '地址'];

const fullWidth = (code: string): string =>
  [...code].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join('');

/** The rows of one file: every fault once, sound rows between, each with its fate. */
function linesOf(seed: number, day: readonly [string, string | null]): Line[] {
  const n = seed * 40;
  const row = (
    k: number,
    more: Partial<Line> & { code?: string; name?: string; day?: string; address?: string } = {},
  ): Line => ({
    outcome: 'new',
    ...more,
    cells: [
      more.code ?? demoCode(n + k),
      more.name ?? `演示第${n + k}号科技有限公司`,
      more.day ?? day[0],
      '500万元人民币',
      more.address ?? `文一西路${k}号`,
    ],
  });
  const zero = demoCode(n + 8);
  return [
    row(0),
    row(1, { name: '（演示）𠮷野·镕基㐂（杭州）有限公司', address: '仓前街道，良睦路"甲"号\n二楼' }),
    row(2, { code: fullWidth(demoCode(n + 2)) }),
    row(3, { code: demoCode(n + 3).toLowerCase() }),
    row(4, { name: '=HYPERLINK("x")演示', address: '+86 @ -1' }),
    row(5, { outcome: 'rejected', reason: 'CREDIT_CODE_CHECK_DIGIT', code: wrongCode(n + 5) }),
    row(6, { outcome: 'rejected', reason: 'CREDIT_CODE_LENGTH', code: demoCode(n + 6).slice(0, 17) }),
    row(7, { outcome: 'rejected', reason: 'ROW_CODE_NUMBER', code: '9.13301E+17' }),
    row(8, { outcome: 'rejected', reason: 'CREDIT_CODE_CHARACTER', code: zero.replace('0', 'O') }),
    row(9, { outcome: 'duplicate', reason: 'ROW_CODE_TWICE', code: demoCode(n) }),
    row(10, { outcome: 'duplicate', reason: 'ROW_NAME_TWICE', code: '', name: `演示第${n}号科技有限公司` }),
    row(11, { outcome: 'new', reason: 'ROW_CODE_MISSING', code: '' }),
    row(12, { outcome: 'rejected', reason: 'ROW_NAME_MISSING', name: '', code: '' }),
    row(13, { outcome: 'rejected', reason: 'ROW_HIDDEN_CHARACTER', name: '演示\u200b隐形有限公司' }),
    row(14, { outcome: 'rejected', reason: 'ROW_HIDDEN_CHARACTER', name: '演示\u202e有限公司' }),
    row(15, { outcome: 'rejected', reason: 'ROW_ENCODING', name: '演示\ufffd有限公司' }),
    row(16, { outcome: 'rejected', reason: 'ROW_NUL', name: '演示\0有限公司' }),
    {
      ...row(17, { outcome: 'rejected', reason: 'ROW_COLUMNS' }),
      raw: (d) => [demoCode(n + 17), '演示缺列有限公司', day[0]].join(d),
    },
    {
      ...row(18, { outcome: 'rejected', reason: 'ROW_QUOTE_UNCLOSED' }),
      raw: (d) => [demoCode(n + 18), '"演示没关引号有限公司', day[0], '1', '2'].join(d),
    },
    {
      ...row(19, { outcome: 'rejected', reason: 'ROW_QUOTE_STRAY' }),
      raw: (d) => [demoCode(n + 19), '"演示"多字', day[0], '1', '2'].join(d),
    },
    row(20, { reason: 'ROW_DATE_IMPOSSIBLE', day: '2025-02-29' }),
    row(21, { name: `演示第${n}号科技有限公司` }),
  ];
}

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const fileText = (lines: readonly Line[], delimiter: string, newline: string): string =>
  [HEADER, ...lines]
    .map((line) =>
      'raw' in line && line.raw !== undefined
        ? line.raw(delimiter)
        : ('cells' in line ? line.cells : line).map((cell) => quoted(cell, delimiter)).join(delimiter),
    )
    .join(newline) + newline;

// U+FFFD and the direction characters have no place in GB18030 files of old systems, yet GB18030 can say them.
const fits = (line: Line, encoding: TestEncoding): boolean =>
  !(encoding === 'GB18030' && line.reason === 'ROW_ENCODING');

async function judge(bytes: Buffer) {
  const read = await readFirmFile(bytes, 'list.csv');
  if (!read.ok) throw new Error(reasonOf(read.remark).message.en);
  const judged = await judgeTable(read.table, proposeMapping(read.table.header, read.table.rows), []);
  if (!judged.ok) throw new Error(reasonOf(judged.remark).message.en);
  return { table: read.table, ...judged };
}

const files = ENCODINGS.flatMap((encoding) =>
  DELIMITERS.flatMap((delimiter) => DAYS.map((day, k) => ({ encoding, delimiter, day, seed: k + 1 }))),
);

describe(`a corpus of ${files.length} generated lists`, () => {
  it.each(ENCODINGS)('is read without a crash, a changed character or a lost row in %s', async (encoding) => {
    for (const { delimiter, day, seed } of files.filter((file) => file.encoding === encoding)) {
      const lines = linesOf(seed, day).filter((line) => fits(line, encoding));
      const text = fileText(lines, delimiter, seed % 2 === 0 ? '\n' : '\r\n');
      const { table, judged, totals } = await judge(encoded(text, encoding));
      expect(table.delimiter).toBe(delimiter);
      expect(judged).toHaveLength(lines.length);
      for (const [index, line] of lines.entries()) {
        const got = judged[index];
        expect([got?.outcome, line.cells], `${encoding} ${delimiter} ${day[0]} row ${index}`).toEqual([
          line.outcome,
          line.cells,
        ]);
        if (line.reason !== undefined) expect(got?.reasons.map(({ code }) => code)).toContain(line.reason);
        if (line.outcome !== 'new') continue;
        expect(got?.record?.name).toBe(line.cells[1]);
        expect(got?.record?.address).toBe(line.cells[4]);
        expect(got?.record?.capital).toEqual({ text: '500万元人民币', minor: '500000000', currency: 'CNY' });
        if (line.cells[2] === day[0]) expect(got?.record?.establishedOn).toBe(day[1]);
      }
      const counted = { read: lines.length, new: 0, update: 0, unchanged: 0, duplicate: 0, rejected: 0 };
      for (const { outcome } of lines) counted[outcome]++;
      expect(totals).toEqual(counted);
      for (const { reasons } of judged)
        for (const remark of reasons) expect(reasonOf(remark).message.zh).not.toMatch(/\{\w+\}/);
    }
  });

  it('names the physical line of each row, quoted line breaks counted', async () => {
    const text = 'name,address\n甲甲公司,"一\n二\n三"\n乙乙公司,四\n\n丙丙公司,五\n';
    const { judged } = await judge(encoded(text, 'UTF-8'));
    expect(judged.map(({ line }) => line)).toEqual([2, 5, 7]);
  });
});

describe('bytes of any kind', () => {
  it('are read or refused with a sentence, and totals add up', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => Buffer.from(`name,code\n${text}`)),
      fc
        .array(fc.constantFrom('name', '企业名称', ',', ';', '"', '\n', '\r', '\t', '|', '\0', '甲公司', '""', ' '), {
          maxLength: 60,
        })
        .map((parts) => Buffer.from(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const read = await readFirmFile(Buffer.from(content), 'x.csv');
        if (!read.ok) {
          expect(reasonOf(read.remark).message.zh).not.toBe('');
          return;
        }
        const judged = await judgeTable(read.table, proposeMapping(read.table.header, read.table.rows), []);
        if (!judged.ok) {
          expect(reasonOf(judged.remark).message.zh).not.toBe('');
          return;
        }
        const { totals } = judged;
        expect(totals.new + totals.update + totals.unchanged + totals.duplicate + totals.rejected).toBe(totals.read);
        expect(totals.read).toBe(read.table.rows.length);
        for (const { record } of judged.judged) expect(JSON.stringify(record)).not.toMatch(/\ufffd|\0/);
      }),
      { numRuns: 500 },
    );
  });

  it('refuse a list in Big5, since reading it as GB18030 would garble it', async () => {
    // 公司名稱 and 台灣積體電路 in Big5.
    const bytes = Buffer.concat([
      Buffer.from([0xa4, 0xbd, 0xa5, 0x71, 0xa6, 0x57, 0xba, 0xd9, 0x0a]),
      Buffer.from([0xa5, 0x78, 0xc6, 0x57, 0xbf, 0x6e, 0xc5, 0xe9, 0xb9, 0x71, 0xb8, 0xf4, 0x0a]),
    ]);
    const read = await readFirmFile(bytes, 'x.csv');
    expect(read.ok ? read.table.encoding : read.remark.code).toBe('IMPORT_ENCODING_UNKNOWN');
  });

  it('keep the sound rows of a UTF-8 file in which one row was pasted from GB18030', async () => {
    const bytes = Buffer.concat([
      Buffer.from('企业名称,地址\n甲甲科技有限公司,一号\n'),
      encoded('乙乙科技有限公司,二号\n', 'GB18030'),
      Buffer.from('丙丙科技有限公司,三号\n丁丁科技有限公司,四号\n戊戊科技有限公司,五号\n己己科技有限公司,六号\n'),
    ]);
    const { table, judged } = await judge(bytes);
    expect(judged.map(({ outcome }) => outcome)).toEqual(['new', 'rejected', 'new', 'new', 'new', 'new']);
    expect(table.notes.map(({ code }) => code)).toEqual(['NOTE_ENCODING_DAMAGED']);
  });

  it('that two encodings can read are read by the evidence of column names, which is reported', async () => {
    // The two bytes of 一 in GB18030 are a Cyrillic letter in UTF-8.
    const text = 'name,address\n一一,一一\n';
    const { table } = await judge(encoded(text, 'GB18030'));
    expect([table.encoding, table.rows[0]?.cells[0], table.notes[0]?.code]).toEqual([
      'GB18030',
      '一一',
      'NOTE_ENCODING',
    ]);
    const cyrillic = await judge(Buffer.from('name,address\nПривет,мир\n'));
    expect([cyrillic.table.encoding, cyrillic.table.rows[0]?.cells[0]]).toEqual(['UTF-8', 'Привет']);
    const accented = await judge(Buffer.from('name,address\nCafé,é\n'));
    expect(accented.table.rows[0]?.cells).toEqual(['Café', 'é']);
  });
});
