import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importFirmsCommand } from './import-firms.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'banfei-import-'));
  writeFileSync(join(folder, 'list.csv'), 'name,place\n演示甲公司,一\n演示甲公司,二\n,三\n');
  writeFileSync(join(folder, 'map.json'), '{"name":"name","place":"address"}');
  writeFileSync(join(folder, 'bad.json'), '{"name":"nonsense"}');
  writeFileSync(join(folder, 'notes.pdf'), '%PDF-1.7');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await importFirmsCommand(args, io, { INIT_CWD: folder, DATA_DIR: join(folder, 'data') });
  return { code, out, err: err.join('\n') };
}

it('tries a file without a server and prints one document', async () => {
  const { code, out, err } = await run('list.csv', '--dry-run', '--json');
  expect([code, out.length]).toEqual([0, 1]);
  const answer = JSON.parse(out[0] ?? '');
  expect(answer).toMatchObject({
    dryRun: true,
    comparedWithRegister: false,
    encoding: 'UTF-8',
    delimiter: ',',
    totals: { read: 3, new: 1, update: 0, unchanged: 0, duplicate: 1, rejected: 1 },
  });
  expect(answer.rows.map(({ line, outcome }: { line: number; outcome: string }) => [line, outcome])).toEqual([
    [2, 'new'],
    [3, 'duplicate'],
    [4, 'rejected'],
  ]);
  expect(err).toContain('读 3 行');
});

it('takes a mapping from a file', async () => {
  const { out } = await run('list.csv', '--map', 'map.json', '--dry-run');
  expect(JSON.parse(out[0] ?? '').columns.map(({ field }: { field: string }) => field)).toEqual(['name', 'address']);
});

it.each([
  [[], '写一个文件'],
  [['none.csv', '--dry-run'], '没有 none.csv'],
  [['list.csv', '--map', 'none.json', '--dry-run'], '读不懂 none.json'],
  [['list.csv', '--map', 'bad.json', '--dry-run'], '应是列名到字段'],
  [['notes.pdf', '--dry-run'], '这里读 csv 和 xlsx'],
  [['list.csv', '--nonsense'], '不认识 --nonsense'],
])('refuses %j with one sentence and writes nothing', async (args, sentence) => {
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([2, []]);
  expect(err).toContain(sentence);
});
