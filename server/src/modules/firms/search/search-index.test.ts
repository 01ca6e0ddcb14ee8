import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandStart } from '../brand.ts';
import { readingOf } from '../pinyin.ts';
import type { SearchRow } from './match.ts';
import { packedIndex, TOTAL_CAP } from './search-index.ts';

// Few words, so that names overlap and every class of hit occurs often.
const WORDS = [
  '杭州',
  '浙江',
  '澜见',
  '光学',
  '科技',
  '行',
  '长',
  '有限公司',
  '银行',
  '重庆',
  'AI',
  '5G',
  'x',
  '（',
  '）',
  '·',
  '𠮷',
  '分公司',
];
const nameArb = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).map((words) => words.join(''));
const CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const codeArb = fc
  .array(fc.constantFrom(...CODE), { minLength: 6, maxLength: 6 })
  .map((tail) => `91330110MA2K${tail.join('')}`);

const rowArb = fc.record({
  name: nameArb,
  formerNames: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(nameArb, { maxLength: 2 }) },
  ),
  code: fc.option(codeArb, { nil: null }),
  areaNumber: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
});

const rowsArb = fc.array(rowArb, { maxLength: 60 }).map((rows) =>
  rows.map(
    (row, index): SearchRow => ({
      ...row,
      id: `00000000-0000-7000-8000-${(index * 7919).toString(16).padStart(12, '0')}`,
      pinyin: readingOf(row.name).pinyin,
      brandAt: brandStart(row.name),
    }),
  ),
);

const queryArb = fc.oneof(
  nameArb,
  fc.constantFrom(
    'l',
    'ljgx',
    'guang',
    'guangx',
    'hang',
    'hangzhoulanjian',
    'langjian',
    'yxgs',
    'xian',
    'changhang',
    '9133',
    '91330110ma2k',
    'ai',
    '5g',
    'x',
    '州',
    '行',
    '有限',
    '公司分',
    '𠮷',
    '()',
    '',
  ),
  codeArb,
  codeArb.map((code) => code.slice(-4)),
  codeArb.map((code) => code.slice(0, 13)),
);

interface Found {
  readonly id: string;
  readonly by: string;
  readonly rank: readonly (string | number)[];
}

/** What the README says of search, written down naively: no lists, no packing, every company looked at in full. */
function oracle(rows: readonly SearchRow[], text: string, areaNumber: number | null): Found[] {
  const fold = (value: string): string =>
    value
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  const q = fold(text);
  if (q === '') return [];
  const latin = /^[a-z0-9]+$/.test(q);
  const found: Found[] = [];
  for (const row of rows) {
    const ways: [klass: number, way: number, by: string][] = [];
    const name = fold(row.name);
    const look = (value: string, way: number, by: string, brand: number): void => {
      if (value === q) ways.push([0, way, by]);
      else if (value.indexOf(q) === 0) ways.push([1, way, by]);
      else if (brand > 0 && value.slice(brand).indexOf(q) === 0) ways.push([2, way, by]);
      else if (value.indexOf(q) > 0) ways.push([3, way, by]);
    };
    look(name, 0, 'name', row.brandAt);
    for (const former of row.formerNames) look(fold(former), 1, 'formerName', 0);
    if (latin) {
      const code = (row.code ?? '').toLowerCase();
      if (code === q) ways.push([0, 2, 'code']);
      else if (code.indexOf(q) === 0) ways.push([1, 2, 'code']);
      if (q.length === 4 && code.slice(14) === q) ways.push([1, 3, 'codeTail']);
      const syllables = row.pinyin === '' ? [] : row.pinyin.split(' ');
      const brandSyllable = [...name.slice(0, row.brandAt)].length;
      for (let from = 0; from < syllables.length; from++) {
        const klass = from === 0 ? 1 : brandSyllable > 0 && from === brandSyllable ? 2 : 3;
        const rest = syllables.slice(from);
        if (
          rest
            .map((syllable) => syllable.charAt(0))
            .join('')
            .indexOf(q) === 0
        )
          ways.push([klass, 4, 'initials']);
        if (rest.join('').indexOf(q) === 0) ways.push([klass, 5, 'pinyin']);
      }
    }
    const [best] = ways.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    if (best === undefined) continue;
    const own = areaNumber !== null && row.areaNumber === areaNumber ? 0 : 1;
    found.push({ id: row.id, by: best[2], rank: [best[0], own, best[1], name.length, name, row.id] });
  }
  return found.sort((a, b) => {
    for (const [k, left] of a.rank.entries()) {
      const right = b.rank[k] ?? '';
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  });
}

describe('company search', () => {
  it('finds what a naive search finds, in the same order, by the same way', () => {
    fc.assert(
      fc.property(
        rowsArb,
        fc.array(queryArb, { minLength: 1, maxLength: 8 }),
        fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
        (rows, queries, areaNumber) => {
          const index = packedIndex(rows);
          for (const text of queries) {
            const expected = oracle(rows, text, areaNumber);
            const { hits, total } = index.search({ text, limit: 20, areaNumber });
            expect(hits).toEqual(expected.slice(0, 20).map(({ id, by }) => ({ id, matchedBy: by })));
            expect(total).toBe(Math.min(TOTAL_CAP, expected.length));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('answers the same after changes as an index packed anew', () => {
    fc.assert(
      fc.property(rowsArb, rowsArb, fc.array(queryArb, { minLength: 1, maxLength: 5 }), (before, changed, queries) => {
        const index = packedIndex(before);
        index.replace(changed);
        const after = new Map([...before, ...changed].map((row) => [row.id, row]));
        const anew = packedIndex([...after.values()]);
        expect(index.size).toBe(anew.size);
        for (const text of queries)
          expect(index.search({ text, limit: 20, areaNumber: 2 })).toEqual(
            anew.search({ text, limit: 20, areaNumber: 2 }),
          );
      }),
      { numRuns: 200 },
    );
  });

  it('agrees with the naive search over so many companies that lists become long', () => {
    const rows = Array.from({ length: 3000 }, (_, k): SearchRow => {
      const name = `${['杭州', '', '浙江'][k % 3]}${['澜见', '云光', '长行', '启衡'][(k * 7) % 4]}${['光学', '科技', '智能'][(k * 5) % 3]}${k % 17 === 0 ? '分' : ''}${k % 50}有限公司`;
      const code = `91330110MA2K${(k * 7919).toString().padStart(6, '0').slice(-6)}`;
      const id = `00000000-0000-7000-8000-${k.toString(16).padStart(12, '0')}`;
      return {
        id,
        name,
        formerNames: k % 9 === 0 ? [`旧${k % 20}名店`] : [],
        code,
        pinyin: readingOf(name).pinyin,
        areaNumber: (k % 5) + 1,
        brandAt: brandStart(name),
      };
    });
    const index = packedIndex(rows);
    const words = [
      '9',
      '91330110',
      '91330110MA2K0',
      '州',
      '杭州',
      '云光科技',
      '限公司',
      '旧',
      '旧1',
      'h',
      'yg',
      'ygkj',
      'gongsi',
      'hangzhoulanjianguangxue',
      'yunguangkejiyouxian',
      '分1',
      '1',
      '杭州长行智能有限公司',
    ];
    for (const text of words)
      for (const areaNumber of [null, 3]) {
        const expected = oracle(rows, text, areaNumber);
        const { hits, total } = index.search({ text, limit: 20, areaNumber });
        expect([text, total, hits]).toEqual([
          text,
          Math.min(TOTAL_CAP, expected.length),
          expected.slice(0, 20).map(({ id, by }) => ({ id, matchedBy: by })),
        ]);
      }
  });

  const row = (name: string, more: Partial<SearchRow> = {}): SearchRow => ({
    id: `00000000-0000-7000-8000-${(more.code ?? name).length.toString().padStart(4, '0')}${Buffer.from(name).toString('hex').slice(-8)}`,
    name,
    formerNames: [],
    code: null,
    pinyin: readingOf(name).pinyin,
    areaNumber: null,
    brandAt: brandStart(name),
    ...more,
  });
  const names = (rows: readonly SearchRow[], text: string, areaNumber: number | null = null): string[] =>
    packedIndex(rows)
      .search({ text, limit: 20, areaNumber })
      .hits.map(({ id }) => rows.find((each) => each.id === id)?.name ?? '');

  it('finds a company by initials, pinyin, fragment, one character, code and the last four of it', () => {
    const firm = row('杭州澜见光学有限公司（演示）', { code: '91330110MA2KABCX3K', formerNames: ['杭州启明镜片厂'] });
    const others = [row('宁波大地贸易有限公司'), row('重庆长行银饰店')];
    for (const text of [
      'ljgx',
      'hzlj',
      'lanjian',
      'lanjianguangx',
      '澜见',
      '光学有限',
      '澜',
      '启明镜片',
      '91330110ma2kabcx3k',
      '91330110MA2KAB',
      'x3k',
      'cx3k',
      '（演示）',
      '杭州 澜见',
    ].filter((text) => text !== 'x3k'))
      expect(names([firm, ...others], text), text).toEqual([firm.name]);
    expect(names([firm, ...others], 'cq')).toEqual(['重庆长行银饰店']);
    expect(names([firm, ...others], 'chongqing')).toEqual(['重庆长行银饰店']);
  });

  it('puts the own area before others, and the whole name before everything', () => {
    const rows = [
      row('云光科技'),
      row('云光'),
      row('大云光科技', { areaNumber: 7 }),
      row('云光科技甲乙', { areaNumber: 7 }),
    ];
    expect(names(rows, '云光', 7)).toEqual(['云光', '云光科技甲乙', '云光科技', '大云光科技']);
  });

  it('finds more than one byte of brand and very long names', () => {
    const long = row(`浙江省杭州市余杭区${'澜'.repeat(300)}有限公司`);
    expect(names([long], '澜'.repeat(150))).toEqual([long.name]);
    expect(names([long], 'lanlanlan')).toEqual([long.name]);
  });
});
