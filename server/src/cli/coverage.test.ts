import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './main.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'banfei-coverage-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function plan(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await run(['coverage', 'plan', ...args, '--as-of', '2026-11-22'], {}, io);
  return { code, out, said: err.join('\n') };
}

const HEADING = 'code,name,fullMembers,staff,lon,lat,industry,organization,host\n';
const ROWS = [
  'A,演示甲,5,80,120.0000,30.2800,6513,B1,',
  'B,演示乙,2,12,120.0010,30.2800,6513,,',
  'C,演示丙,1,12,120.0020,30.2800,6511,,',
  'D,演示丁,0,30,120.0000,30.2801,I,,',
  'E,演示戊,0,9,121.0000,30.2800,,,',
];
const units = (rows: readonly string[] = ROWS): string => file('units.csv', `${HEADING}${rows.join('\n')}\n`);

/** `甲` and `演示` as older sheets save them. */
const GB18030 = Buffer.concat([
  Buffer.from(`${HEADING}A,`),
  Buffer.from([0xd1, 0xdd, 0xca, 0xbe, 0xbc, 0xd7]),
  Buffer.from(',3,80,120,30.28,6513,,\n'),
]);

describe('banfei coverage plan', () => {
  it('gives every unit a mode with rule and reason in both languages, and the totals', async () => {
    const { code, out, said } = await plan('--units', units());
    expect([code, out.length, said]).toEqual([0, 1, '']);
    const answer = JSON.parse(out[0] ?? '');
    expect(answer.units.map(({ mode }: { mode: string }) => mode)).toEqual([
      'standalone',
      'joint',
      'joint',
      'nursery',
      'none',
    ]);
    expect(answer.units[1]).toMatchObject({ group: 'J1', rule: 'PO-3', reasonCode: 'JOINT' });
    expect(answer.units[1].reason).toMatch(/联合党支部 J1.* \/ .*joint branch J1/);
    expect(answer.totals).toMatchObject({ units: 5, organizationCoverage: 1, groups: 1, none: 1 });
    expect(answer.rulesVersion).toBe('2018-10-28/1');
  });

  it('keeps what holds of the plan that it printed itself', async () => {
    const first = await plan('--units', units());
    const renamed = (first.out[0] ?? '').replaceAll('"J1"', '"演示联合支部"');
    const again = await plan('--units', units(), '--current', file('now.json', renamed));
    const answer = JSON.parse(again.out[0] ?? '');
    expect([answer.groups[0].id, answer.totals.moved]).toEqual(['演示联合支部', 0]);
  });

  it('takes organizations as mentors and reads GB18030 and byte order marks', async () => {
    const organizations = file(
      'organizations.csv',
      'code,name,kind,lon,lat,industry,host\nO1,演示支部,branch,121.0001,30.28,,\n',
    );
    const with1 = JSON.parse((await plan('--units', units(), '--organizations', organizations)).out[0] ?? '');
    expect(with1.units[4]).toMatchObject({ mode: 'nursery', mentor: 'O1' });
    const old = await plan('--units', file('old.csv', GB18030));
    expect([old.code, JSON.parse(old.out[0] ?? '').units[0].mode]).toEqual([0, 'standalone']);
    const marked = await plan('--units', file('bom.csv', `\uFEFF${HEADING}${ROWS.join('\n')}`));
    expect(marked.code).toBe(0);
  });

  it('answers a heading without rows with an empty plan', async () => {
    const { code, out } = await plan('--units', units([]));
    expect([code, JSON.parse(out[0] ?? '').totals.units]).toEqual([0, 0]);
  });
});

describe('bad input of banfei coverage plan', () => {
  const bad = async (rows: readonly string[]) => plan('--units', units(rows));

  it('is named with row, column and value, and exits with 2', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['A,甲,-1,80,120,30,6513,,'], /第 2 行的 fullMembers 写成了 "-1"/],
      [['A,甲,2.5,80,120,30,6513,,'], /fullMembers/],
      [['A,甲,3,,120,30,6513,,'], /staff/],
      [['A,甲,3,80,190,30,6513,,'], /第 2 行的 lon/],
      [['A,甲,3,80,120,,6513,,'], /第 2 行的 lat/],
      [['A,甲,3,80,120,30,65133,,'], /industry/],
      [[',甲,3,80,120,30,6513,,'], /第 2 行的 code/],
      [[...ROWS, 'A,又一个,3,80,120,30,6513,,'], /第 7 行的代码 A 在第 2 行已经出现/],
      [['A,甲,3,80,120'], /第 2 行有 5 格，表头有 9 格/],
      [['A,"甲,3,80,120,30,6513,,'], /不成表格|读不成表格/],
    ];
    for (const [rows, sentence] of cases) {
      const { code, out, said } = await bad(rows);
      expect([code, out], rows.join()).toEqual([2, []]);
      expect(said).toMatch(sentence);
      expect(said).toMatch(/ ?\/ [A-Z/]/);
    }
  });

  it('is told for files that are missing, empty, without a column or not JSON', async () => {
    expect((await plan()).said).toMatch(/要写 --units/);
    expect((await plan('--units', join(folder, 'nowhere.csv'))).said).toMatch(/读不了/);
    expect((await plan('--units', file('empty.csv', ''))).said).toMatch(/是空的/);
    expect((await plan('--units', file('short.csv', 'code,name\nA,甲\n'))).said).toMatch(/表头缺少 fullMembers 列/);
    for (const [name, text] of [
      ['cut.json', '{"units":[{"code":"A","gro'],
      ['list.json', '[]'],
      ['number.json', '{"units":[{"code":"A","group":7}]}'],
    ] as const) {
      const { code, said } = await plan('--units', units(), '--current', file(name, text));
      expect(code, name).toBe(2);
      expect(said).toMatch(/不是 JSON|现行方案的 units/);
    }
  });

  it('is told for rule packs that lack a limit or are not in force', async () => {
    const pack = {
      versions: [{ version: '1', effectiveFrom: '2018-01-01', effectiveTo: null, checkedOn: '2026-01-01' }],
    };
    const unfinished = await plan('--units', units(), '--rules', file('pack.json', JSON.stringify(pack)));
    expect([unfinished.code, unfinished.said]).toEqual([2, expect.stringMatching(/规则包的 versions\[0\]\.rules/)]);
    const none = await plan('--units', units(), '--rules', file('none.json', '{"versions":[]}'));
    expect(none.said).toMatch(/没有施行中的规则/);
  });
});
