import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposeMapping } from './columns.ts';
import { deflatedRun, demoCode, textRow, workbookParts, type ZipPart, zipOf } from './fixture.ts';
import { judgeTable } from './judge-table.ts';
import { FILE_BYTES_MAX, ROWS_MAX, SHEET_PARTS_MAX } from './limits.ts';
import { readFirmFile } from './read-file.ts';
import { reasonOf } from './remarks.ts';
import { readSheet } from './sheet.ts';

const HEAD = ['统一社会信用代码', '企业名称', '成立日期'];
const SOUND = textRow(1, HEAD) + textRow(2, [demoCode(1), '演示科技有限公司', '2026-01-02']);
const SHEET = 'xl/worksheets/sheet1.xml';

const replaced = (parts: readonly ZipPart[], name: string, part: Partial<ZipPart>): ZipPart[] =>
  parts.map((each) => (each.name === name ? { ...each, ...part } : each));
const extra = (name: string, text = 'x'): ZipPart => ({ name, data: Buffer.from(text) });

const ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, k) => `<!ENTITY a${k} "${`&a${k === 0 ? '' : k - 1};`.repeat(10)}">`).join('')}]>`;

/** Each file with the code of the sentence that must refuse it. */
const CASES: readonly (readonly [what: string, code: string, make: () => Promise<Buffer> | Buffer])[] = [
  [
    'a sheet that unpacks to 260 MB',
    'IMPORT_SHEET_EXPANDS',
    async () =>
      zipOf(
        replaced(workbookParts(''), SHEET, {
          ready: await deflatedRun({
            head: '<worksheet>',
            fill: ' '.repeat(1 << 20),
            times: 260,
            tail: '</worksheet>',
          }),
        }),
      ),
  ],
  [
    'the same while its directory says 1 kB',
    'IMPORT_SHEET_DAMAGED',
    async () =>
      zipOf(
        replaced(workbookParts(''), SHEET, {
          ready: await deflatedRun({
            head: '<worksheet>',
            fill: ' '.repeat(1 << 20),
            times: 260,
            tail: '</worksheet>',
          }),
          claims: 1000,
        }),
      ),
  ],
  [
    'a directory that claims 3 GB',
    'IMPORT_SHEET_EXPANDS',
    () => zipOf(replaced(workbookParts(SOUND), SHEET, { claims: 3_000_000_000 })),
  ],
  [
    'one long text that a hundred thousand cells name',
    'IMPORT_TOO_MUCH_TEXT',
    () =>
      zipOf(
        workbookParts(
          Array.from({ length: 100_000 }, (_, k) => `<row r="${k + 1}"><c t="s"><v>0</v></c></row>`).join(''),
          {
            shared: `<sst><si><t>${'长'.repeat(30_000)}</t></si></sst>`,
          },
        ),
      ),
  ],
  [
    'rows full of empty cells',
    'IMPORT_TOO_MANY_CELLS',
    () =>
      zipOf(
        workbookParts(
          Array.from(
            { length: 30_000 },
            (_, k) => `<row r="${k + 1}"><c r="GR${k + 1}"><v>${(k * 7919) % 100_003}</v></c></row>`,
          ).join(''),
        ),
      ),
  ],
  [
    'a text of nothing but commas',
    'IMPORT_TOO_MANY_CELLS',
    () => Buffer.from(`name${','.repeat(199)}\n`.repeat(30_000)),
  ],
  [
    'a hundred thousand parts',
    'IMPORT_SHEET_PARTS',
    () =>
      zipOf([
        ...workbookParts(SOUND),
        ...Array.from({ length: 65_000 }, (_, k) => ({
          ...extra(`xl/media/${k}.png`),
          ready: { deflated: Buffer.from([3, 0]), size: 0 },
        })),
      ]),
  ],
  [
    'parts just above the limit',
    'IMPORT_SHEET_PARTS',
    () =>
      zipOf([
        ...workbookParts(SOUND),
        ...Array.from({ length: SHEET_PARTS_MAX }, (_, k) => extra(`xl/media/${k}.png`)),
      ]),
  ],
  ['an archive inside', 'IMPORT_SHEET_NESTED', () => zipOf([...workbookParts(SOUND), extra('xl/embeddings/more.zip')])],
  [
    'a workbook inside',
    'IMPORT_SHEET_NESTED',
    () => zipOf([...workbookParts(SOUND), extra('xl/embeddings/Book1.xlsx')]),
  ],
  [
    'an external entity in the sheet',
    'IMPORT_SHEET_ENTITIES',
    () => zipOf(workbookParts(`<?xml version="1.0"?>${ENTITY}<worksheet><sheetData>${SOUND}</sheetData></worksheet>`)),
  ],
  [
    'an external entity in the texts',
    'IMPORT_SHEET_ENTITIES',
    () => zipOf(workbookParts(SOUND, { shared: `${ENTITY}<sst><si><t>&e;</t></si></sst>` })),
  ],
  [
    'entities that multiply',
    'IMPORT_SHEET_ENTITIES',
    () => zipOf(workbookParts(SOUND, { shared: `${LAUGHS}<sst><si><t>&a19;</t></si></sst>` })),
  ],
  [
    'a sheet in UTF-16',
    'IMPORT_SHEET_ENTITIES',
    () => zipOf(replaced(workbookParts(SOUND), SHEET, { data: Buffer.from(`\ufeff<worksheet/>`, 'utf16le') })),
  ],
  [
    'a cell at ZZZ9999999',
    'IMPORT_TOO_MANY_ROWS',
    () => zipOf(workbookParts(`${SOUND}<row r="9999999"><c r="ZZZ9999999" t="inlineStr"><is><t>x</t></is></c></row>`)),
  ],
  [
    'a cell at ZZZ3',
    'IMPORT_TOO_MANY_COLUMNS',
    () => zipOf(workbookParts(`${SOUND}<row r="3"><c r="ZZZ3" t="inlineStr"><is><t>x</t></is></c></row>`)),
  ],
  [
    'more rows than an import takes',
    'IMPORT_TOO_MANY_ROWS',
    () =>
      zipOf(
        workbookParts(
          SOUND +
            Array.from({ length: ROWS_MAX + 30 }, (_, k) => `<row r="${k + 3}"><c t="n"><v>1</v></c></row>`).join(''),
        ),
      ),
  ],
  [
    'a password on a part',
    'IMPORT_SHEET_LOCKED',
    () => zipOf(replaced(workbookParts(SOUND), SHEET, { encrypted: true })),
  ],
  [
    'a password on the file, or an old xls',
    'IMPORT_FORMAT_UNKNOWN',
    () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(5000)]),
  ],
  [
    'two parts of one name',
    'IMPORT_SHEET_DAMAGED',
    () => zipOf([...workbookParts(SOUND), extra(SHEET, '<worksheet/>')]),
  ],
  [
    'a part that climbs out',
    'IMPORT_SHEET_DAMAGED',
    () => zipOf([...workbookParts(SOUND), extra('../../etc/cron.d/x')]),
  ],
  ['half an archive', 'IMPORT_SHEET_DAMAGED', () => zipOf(workbookParts(SOUND)).subarray(0, 600)],
  ['an archive of something else', 'IMPORT_SHEET_DAMAGED', () => zipOf([extra('readme.txt')])],
  ['an empty archive', 'IMPORT_SHEET_DAMAGED', () => zipOf([])],
  ['a sheet that is not XML', 'IMPORT_SHEET_DAMAGED', () => zipOf(workbookParts('<row r="1"><c></row>'))],
  [
    'a sheet with bytes that are no UTF-8',
    'IMPORT_SHEET_DAMAGED',
    () =>
      zipOf(
        replaced(workbookParts(SOUND), SHEET, {
          data: Buffer.concat([
            Buffer.from('<worksheet><sheetData><row r="1"><c t="str"><v>'),
            Buffer.from([0xb0, 0xa1]),
            Buffer.from('</v></c></row></sheetData></worksheet>'),
          ]),
        }),
      ),
  ],
  [
    'a workbook whose sheet is missing',
    'IMPORT_SHEET_DAMAGED',
    () => zipOf(workbookParts(SOUND).filter(({ name }) => name !== SHEET)),
  ],
  ['a sheet without rows', 'IMPORT_FILE_EMPTY', () => zipOf(workbookParts(''))],
  ['a header without rows', 'IMPORT_FILE_EMPTY', () => zipOf(workbookParts(textRow(1, HEAD)))],
  ['a file above the limit', 'IMPORT_FILE_TOO_LARGE', () => Buffer.alloc(FILE_BYTES_MAX + 1, 'a')],
  ['an empty file', 'IMPORT_FILE_EMPTY', () => Buffer.alloc(0)],
  ['a PDF', 'IMPORT_FORMAT_UNKNOWN', () => Buffer.from('%PDF-1.7 …')],
  [
    'more columns than an import takes',
    'IMPORT_TOO_MANY_COLUMNS',
    () => Buffer.from(`${Array.from({ length: 1_000_000 }, (_, k) => `c${k}`).join(',')}\n1\n`),
  ],
];

describe(`${CASES.length} hostile files`, () => {
  let [peak, start] = [0, 0];
  let watch: NodeJS.Timeout;
  beforeAll(() => {
    start = process.memoryUsage.rss();
    watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 20);
  });
  afterAll(() => clearInterval(watch));

  it.each(CASES)('%s: refused by %s', async (_, code, make) => {
    const read = await readFirmFile(await make(), 'list.xlsx');
    expect(read.ok ? 'read' : read.remark.code).toBe(code);
    if (read.ok) return;
    const { message } = reasonOf(read.remark);
    expect(message.zh + message.en).not.toMatch(/\{\w+\}/);
  });

  it('leave the memory of the server within 512 MB of where it was', () => {
    expect(peak - start).toBeLessThan(512 * 1024 * 1024);
  });
});

describe('the reading thread', () => {
  const shared = `<sst>${Array.from({ length: 400_000 }, (_, k) => `<si><t>演示${k * 7919}</t></si>`).join('')}</sst>`;
  const sheet = (): Buffer => zipOf(workbookParts(SOUND, { shared }));

  it('ends at its memory limit, and the server goes on', async () => {
    const read = await readSheet(sheet(), { memoryMb: 16, seconds: 60 });
    expect(read).toEqual({ ok: false, remark: { code: 'IMPORT_SHEET_MEMORY', facts: { limit: 16 } } });
  });

  it('ends at its time limit', async () => {
    const read = await readSheet(sheet(), { memoryMb: 256, seconds: 0.001 });
    expect(read).toEqual({ ok: false, remark: { code: 'IMPORT_SHEET_TIMEOUT', facts: { seconds: 0.001 } } });
  });
});

describe('cells of a sheet', () => {
  const judged = async (bytes: Buffer) => {
    const read = await readFirmFile(bytes, 'list.xlsx');
    if (!read.ok) throw new Error(read.remark.code);
    const result = await judgeTable(read.table, proposeMapping(read.table.header, read.table.rows), []);
    if (!result.ok) throw new Error(result.remark.code);
    return { ...result, table: read.table };
  };
  const number = (reference: string, value: string): string => `<c r="${reference}"><v>${value}</v></c>`;

  it('count days from 1904 where the workbook says so, and say it', async () => {
    const rows =
      textRow(1, HEAD) +
      `<row r="2">${`<c r="A2" t="inlineStr"><is><t>${demoCode(1)}</t></is></c><c r="B2" t="inlineStr"><is><t>甲公司</t></is></c>`}${number('C2', '45000.5')}</row>`;
    const of1900 = await judged(zipOf(workbookParts(rows)));
    expect(of1900.judged[0]?.record?.establishedOn).toBe('2023-03-15');
    const workbook = '<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>';
    const of1904 = await judged(zipOf(workbookParts(rows, { workbook })));
    expect(of1904.judged[0]?.record?.establishedOn).toBe('2027-03-16');
    expect(of1904.table.notes.map(({ code }) => code)).toEqual(['NOTE_1904']);
  });

  it('refuse a code that became a number, and take stored results of formulas without calculating', async () => {
    const text = (reference: string, value: string): string =>
      `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const rows =
      textRow(1, [...HEAD, '地址', '状态']) +
      `<row r="2">${number('A2', '913301100000000000')}${text('B2', '甲公司')}</row>` +
      `<row r="3">${text('A3', demoCode(3))}<c r="B3" t="str"><f>CONCATENATE("乙","公司")</f><v>乙公司</v></c><c r="D3"><f>1/0</f></c><c r="E3" t="e"><v>#N/A</v></c></row>` +
      `<row r="4">${text('A4', demoCode(4))}${text('B4', '=cmd|&quot;/c calc&quot;!A1')}</row>`;
    const { judged: all } = await judged(zipOf(workbookParts(rows)));
    expect(all.map(({ outcome }) => outcome)).toEqual(['rejected', 'new', 'new']);
    expect(all[0]?.reasons.map(({ code }) => code)).toEqual(['ROW_CODE_NUMBER']);
    expect(all[1]?.record?.name).toBe('乙公司');
    expect(all[1]?.reasons.map(({ code }) => code)).toEqual(['ROW_FORMULA', 'ROW_CELL_ERROR', 'ROW_FORMULA_EMPTY']);
    expect(all[2]?.record?.name).toBe('=cmd|"/c calc"!A1');
  });

  it('read shared and rich texts without phonetic guides, prefixed tags, escapes and links; the first visible sheet counts', async () => {
    const shared =
      '<x:sst xmlns:x="a"><x:si><x:t>统一社会信用代码</x:t></x:si><x:si><x:r><x:t>企业</x:t></x:r><x:r><x:t>名称</x:t></x:r><x:rPh><x:t>ｷ</x:t></x:rPh></x:si><x:si><x:t>甲_x0041_公司</x:t></x:si></x:sst>';
    const sheet = `<?xml version="1.0"?><x:worksheet xmlns:x="a"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>${demoCode(1)}</x:t></x:is></x:c><x:c t="s"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const workbook =
      '<workbook><sheets><sheet name="藏" state="hidden" r:id="rId2"/><sheet name="名单" r:id="rId1"/></sheets></workbook>';
    const { judged: all, table } = await judged(
      zipOf([...workbookParts(sheet, { shared, workbook }), extra('xl/worksheets/sheet2.xml', '<worksheet/>')]),
    );
    expect(all[0]?.record).toMatchObject({ name: '甲A公司', code: demoCode(1) });
    expect(table.notes).toEqual([{ code: 'NOTE_OTHER_SHEETS', facts: { sheet: '名单', count: 1 } }]);
  });

  it('keep every character of a sheet of many chunks', async () => {
    // A reader that decodes chunk by chunk breaks a character of three bytes at every second boundary.
    const names = Array.from({ length: 4000 }, (_, k) => `演示${'澜见光学𠮷野'.repeat(5)}第${k}号（杭州）有限公司`);
    const rows = names.map((name, k) => textRow(k + 2, [name, `${name}一楼`])).join('');
    const { judged: all } = await judged(zipOf(workbookParts(textRow(1, ['企业名称', '地址']) + rows)));
    expect(all.map(({ record }) => record?.name)).toEqual(names);
    expect(all.map(({ record }) => record?.address)).toEqual(names.map((name) => `${name}一楼`));
  });
});
