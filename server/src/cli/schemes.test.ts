import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schemesCheckCommand, schemesFactsCommand, schemesListCommand, schemesSurveyCommand } from './schemes.ts';

let folder: string;
/** 思看科技 688583, figures as printed in public reports: revenue and profit of 2020 to 2023, implied value at its offer. */
const SCANTECH = {
  firm: '思看科技',
  currency: 'CNY',
  years: {
    2020: { revenue: '91508700', netProfit: '30273600' },
    2021: { revenue: '161000000', netProfit: '67544000' },
    2022: { revenue: '206000000', netProfit: '77634900' },
    2023: { revenue: '272000000', netProfit: '114000000' },
  },
  now: { expectedMarketValue: '2275280000', shareCapital: '68000000', publicShare: 0.25 },
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'banfei-schemes-'));
  writeFileSync(join(folder, 'facts.json'), JSON.stringify(SCANTECH));
  writeFileSync(
    join(folder, 'bad.json'),
    '{"currency":"CNY","years":{"20235":{},"2023":{"staff":-1,"revenue":"many"}}}',
  );
  writeFileSync(join(folder, 'broken.json'), '{');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await schemesCheckCommand(args, io, { INIT_CWD: folder });
  return { code, out, err };
}

interface Answer {
  schemes: {
    id: string;
    outcome: string;
    nearest: string | null;
    packVersion: string | null;
    standards: { id: string; outcome: string; criteria: { id: string; distance: string | null; outcome: string }[] }[];
  }[];
}

it('checks a real company on all boards as of June 2024, under the rules of that day', async () => {
  const { code, out } = await run('--facts', 'facts.json', '--as-of', '2024-06-30', '--json');
  expect([code, out.length]).toEqual([0, 1]);
  const answer: Answer = JSON.parse(out[0] ?? '');
  const board = (id: string) => answer.schemes.find((each) => each.id === id);
  const outcomes = (id: string) => board(id)?.standards.map((each) => `${each.id} ${each.outcome}`);
  expect(answer.schemes).toHaveLength(17);
  // Profit excluding non-recurring items is not in the printed figures, so every test on the lower of both is unknown.
  expect(outcomes('cn.sse.star')?.slice(-5)).toEqual(['1 unknown', '2 unknown', '3 unmet', '4 unmet', '5 unmet']);
  expect(outcomes('cn.sse.main')?.slice(-3)).toEqual(['1 unknown', '2 unmet', '3 unmet']);
  expect(outcomes('cn.szse.main')).toEqual(outcomes('cn.sse.main'));
  // Standard 3 was not open yet, and the fourth did not exist.
  expect(outcomes('cn.szse.chinext')?.slice(-2)).toEqual(['1 unknown', '2 unmet']);
  expect(
    outcomes('cn.bse')
      ?.slice(-5)
      .every((each) => each.endsWith('unknown')),
  ).toBe(true);
  expect(board('hk.main.8.05')?.packVersion).toBe('2022-01-01');
  const limb = (standard: string, id: string) =>
    board('cn.sse.star')
      ?.standards.find((each) => each.id === standard)
      ?.criteria.find((each) => each.id === id);
  expect(limb('3', 'revenue3')).toMatchObject({ outcome: 'unmet', distance: '28000000' });
  expect(limb('4', 'value4')).toMatchObject({ outcome: 'unmet', distance: '724720000' });
  expect(board('cn.sse.star')?.nearest).toBe('4');
});

it('turns a standard from unknown to met by one number', async () => {
  const full = structuredClone(SCANTECH);
  const years = Object.entries(full.years).map(([year, facts]) => [
    year,
    { ...facts, netProfitExNonrecurring: facts.netProfit },
  ]);
  writeFileSync(join(folder, 'full.json'), JSON.stringify({ ...full, years: Object.fromEntries(years) }));
  const { out } = await run('--facts', 'full.json', '--scheme', 'cn.sse.star', '--as-of', '2024-06-30');
  const answer: Answer = JSON.parse(out[0] ?? '');
  expect(answer.schemes[0]?.standards.find(({ id }) => id === '1')?.outcome).toBe('met');
});

it.each([
  [
    ['--facts', 'bad.json', '--as-of', '2024-06-30'],
    ['没有 "20235" 这个会计年度', 'staff 不会是负数', 'revenue 是金额'],
  ],
  [['--facts', 'broken.json', '--as-of', '2024-06-30'], ['它应是 JSON']],
  [['--facts', 'none.json', '--as-of', '2024-06-30'], ['没有']],
  [['--facts', 'facts.json', '--as-of', '2024-06-31'], ['日期 "2024-06-31" 看不懂']],
  [['--facts', 'facts.json', '--as-of', '2024-06-30', '--scheme', 'cn.moon'], ['没有“cn.moon”这套标准']],
  [['--facts', 'facts.json'], ['写明 --facts']],
  [['--nonsense'], ['不认识 --nonsense']],
])('refuses %j with a sentence for each fault and prints nothing', async (args, sentences) => {
  const { code, out, err } = await run(...args);
  expect([code, out, err.length]).toEqual([2, [], sentences.length]);
  for (const sentence of sentences) expect(err.join('\n')).toContain(sentence);
});

it('surveys many companies at once with the answers of the single check', async () => {
  writeFileSync(join(folder, 'many.jsonl'), `${JSON.stringify(SCANTECH)}\n\n{"firm":"演示","currency":"CNY"}\n`);
  writeFileSync(join(folder, 'bad.jsonl'), '{"currency":"CNY"}\n{"currency":"CNY","now":{"staff":1}}\n');
  const survey = async (...args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
    return { code: await schemesSurveyCommand(args, io, { INIT_CWD: folder }), out, err: err.join() };
  };
  const { code, out } = await survey('--facts', 'many.jsonl', '--as-of', '2024-06-30');
  expect(code).toBe(0);
  const surveyed: {
    companies: string[];
    schemes: { id: string; outcomes: string[]; totals: Record<string, number> }[];
  } = JSON.parse(out[0] ?? '');
  expect(surveyed.companies).toEqual(['思看科技', '演示']);
  const single: Answer = JSON.parse((await run('--facts', 'facts.json', '--as-of', '2024-06-30')).out[0] ?? '');
  for (const { id, outcomes, totals } of surveyed.schemes) {
    expect(outcomes[0]).toBe(single.schemes.find((each) => each.id === id)?.outcome);
    expect(Object.values(totals).reduce((sum, count) => sum + count, 0)).toBe(2);
  }
  expect(await survey('--facts', 'bad.jsonl', '--as-of', '2024-06-30')).toMatchObject({ code: 2, out: [] });
  expect((await survey('--facts', 'none.jsonl', '--as-of', '2024-06-30')).err).toContain('没有 none.jsonl');
  expect((await survey('--facts', 'many.jsonl')).err).toContain('写明 --facts');
});

it('lists packs and facts, and takes no argument', async () => {
  const out: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: () => undefined };
  expect([await schemesListCommand([], io), await schemesFactsCommand(['--json'], io)]).toEqual([0, 0]);
  expect(JSON.parse(out[0] ?? '').schemes.length).toBeGreaterThan(17);
  expect(JSON.parse(out[1] ?? '').facts.map(({ name }: { name: string }) => name)).toContain('weightedRoe');
  expect([await schemesListCommand(['x'], io), await schemesFactsCommand(['--x'], io)]).toEqual([2, 2]);
});
