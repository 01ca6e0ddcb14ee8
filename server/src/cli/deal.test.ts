import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './main.ts';

const DEALS = join(import.meta.dirname, '../../../data/deals');
const NAMES = readdirSync(DEALS).filter((name) => name.endsWith('.json') && !name.includes('schema'));
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'banfei-deal-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function banfei(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await run(['deal', ...args, '--json'], { INIT_CWD: folder }, io);
  return { code, out, err: err.join('\n') };
}

describe('banfei deal run', () => {
  it('prints one document for each worked example, with a proof that adds up', async () => {
    expect(NAMES).toHaveLength(5);
    for (const name of NAMES)
      for (const scenario of [[], ['--scenario', join(DEALS, 'scenarios/stress.json')]]) {
        const { code, out } = await banfei('run', '--deal', join(DEALS, name), ...scenario);
        expect([code, out.length], name).toEqual([0, 1]);
        const { proof, periods, tranches } = JSON.parse(out[0] ?? '');
        expect(proof.holds).toBe(true);
        expect(proof.opening + proof.collected + proof.support + proof.callPrice).toBe(proof.paid + proof.closing);
        expect(periods.every((row: { proof: { in: number; out: number } }) => row.proof.in === row.proof.out)).toBe(
          true,
        );
        expect(tranches.every((each: { periods: unknown[] }) => each.periods.length === periods.length)).toBe(true);
      }
  });

  it('pays 1 亿元 at 3.25 % from 2023-11-17 to 2024-11-17 its interest on ACT/365', async () => {
    const { out } = await banfei('run', '--deal', join(DEALS, 'pledge-loan-2023.json'));
    const [senior] = JSON.parse(out[0] ?? '').tranches;
    // A leap day lies between: 366 days. 10^10 × 325 × 366 / (10^4 × 365), half up.
    expect(senior.interest).toBe(Number((10n ** 10n * 325n * 366n * 2n + 3_650_000n) / (2n * 3_650_000n)));
    expect([senior.principal, senior.periods[0].date]).toEqual([10 ** 10, '2024-11-18']);
  });

  it('writes the cash flows as a workbook, or says why it cannot', async () => {
    const deal = join(DEALS, 'receivable.json');
    const { code, out } = await banfei('run', '--deal', deal, '--workbook', 'flows.xlsx');
    expect([code, JSON.parse(out[0] ?? '').proof.holds]).toEqual([0, true]);
    expect(readFileSync(join(folder, 'flows.xlsx')).subarray(0, 2).toString()).toBe('PK');
    const nowhere = await banfei('run', '--deal', deal, '--workbook', 'no/such/folder.xlsx');
    expect([nowhere.code, nowhere.out]).toEqual([2, []]);
    expect(nowhere.err).toMatch(/写不了 no\/such\/folder\.xlsx/);
    const large = json(join(DEALS, 'second-license.json'));
    for (const each of [...large.assets, ...large.tranches]) each.principalFen *= 1000;
    writeFileSync(join(folder, 'large.json'), JSON.stringify(large));
    const refused = await banfei('run', '--deal', 'large.json', '--workbook', 'large.xlsx');
    expect([refused.code, refused.out]).toEqual([2, []]);
    expect(refused.err).toMatch(/电子表格算不到分.*to the fen/);
  });

  const absurd: Readonly<Record<string, (deal: Record<string, unknown>) => unknown>> = {
    'tranches[0].rate': (deal) => ({ ...deal, tranches: [{ ...first(deal, 'tranches'), rate: 1e9 }] }),
    'assets[0].rate': (deal) => ({ ...deal, assets: [{ ...first(deal, 'assets'), rate: '1000000000' }] }),
    'assets[0].terms': (deal) => ({ ...deal, assets: [{ ...first(deal, 'assets'), terms: -3 }] }),
    'assets[0].principalFen': (deal) => ({ ...deal, assets: [{ ...first(deal, 'assets'), principalFen: -1 }] }),
    'tranches[0].after': (deal) => ({ ...deal, tranches: [{ ...first(deal, 'tranches'), after: ['A'] }] }),
    'payments.days[0]': (deal) => ({ ...deal, payments: { days: ['2020-01-01'] } }),
    closing: (deal) => ({ ...deal, closing: '2023-11-01' }),
    tranches: (deal) => ({ ...deal, tranches: [{ ...first(deal, 'tranches'), principalFen: 1 }] }),
    trances: (deal) => ({ ...deal, trances: [] }),
    structure: (deal) => ({ ...deal, structure: 'magic' }),
  };
  const first = (deal: Record<string, unknown>, list: string): object => {
    const items = deal[list];
    return Array.isArray(items) ? items[0] : {};
  };

  it.each(Object.keys(absurd))('refuses what is absurd in %s, with the field and both languages', async (field) => {
    const file = join(folder, 'absurd.json');
    writeFileSync(file, JSON.stringify(absurd[field]?.(json(join(DEALS, 'pledge-loan-2023.json')))));
    const { code, out, err } = await banfei('run', '--deal', file);
    expect([code, out]).toEqual([2, []]);
    expect(err).toContain(`“${field}”`);
    expect(err).toMatch(/[\u4e00-\u9fff].+ \/ .*[A-Za-z]/);
  });

  it('says what is missing, unreadable or unknown', async () => {
    expect((await banfei('run')).err).toContain('--deal');
    expect((await banfei('run', '--deal', 'nowhere.json')).code).toBe(2);
    expect((await banfei('run', '--depth', '3')).code).toBe(2);
    writeFileSync(
      join(folder, 'unheard.json'),
      '{"id":"x","exits":[{"asset":"L99","kind":"default","date":"2024-01-01"}]}',
    );
    const { code, err } = await banfei(
      'run',
      '--deal',
      join(DEALS, 'pledge-loan-2023.json'),
      '--scenario',
      'unheard.json',
    );
    expect([code, err]).toEqual([2, expect.stringContaining('exits[0].asset')]);
  });

  it('describes its files by schemas that the examples keep', () => {
    const ajv = new Ajv2020({ strict: false });
    const isDeal = ajv.compile(json(join(DEALS, 'deal.schema.json')));
    for (const name of NAMES)
      expect([name, isDeal(json(join(DEALS, name))), isDeal.errors]).toEqual([name, true, null]);
    expect(isDeal({ ...json(join(DEALS, 'receivable.json')), fees: [{ id: 'x', basis: 'magic' }] })).toBe(false);
    const isScenario = ajv.compile(json(join(DEALS, 'scenario.schema.json')));
    expect(isScenario(json(join(DEALS, 'scenarios/stress.json')))).toBe(true);
  });
});

describe('banfei deal pool', () => {
  const wan = 1_000_000;
  const candidate = (id: string, firm: string, risk: string, more = {}) => ({
    id,
    firm,
    principalFen: 300 * wan,
    risk,
    ...more,
  });
  const question = (limits: readonly object[]) => ({
    leastFen: 600 * wan,
    mostFen: 600 * wan,
    candidates: [
      candidate('a', '演示一', '0.01'),
      candidate('b', '演示一', '0.01'),
      candidate('c', '演示二', '0.02'),
      candidate('d', '演示三', '0.001', { disputed: true }),
      candidate('e', '演示四', '0.03'),
    ],
    limits,
  });
  const ask = async (limits: readonly object[]) => {
    writeFileSync(join(folder, 'pool.json'), JSON.stringify(question(limits)));
    const { code, out } = await banfei('pool', '--candidates', 'pool.json');
    return { code, ...JSON.parse(out[0] ?? '{}') };
  };

  it('chooses the pool of least expected loss and names the limits that bind', async () => {
    const limits = [
      { id: 'one', kind: 'firmShare', level: '0.5' },
      { id: 'count', kind: 'firms', firms: 2 },
      { id: 'clean', kind: 'undisputed' },
      { id: 'top', kind: 'topShare', firms: 2, level: 1 },
    ];
    const { code, chosen, expectedLoss, binding, excluded } = await ask(limits);
    expect([code, chosen.length, expectedLoss]).toEqual([0, 2, 9 * wan]);
    expect(chosen).toContain('c');
    // Without the dispute rule d joins; without one of the two others the other still forbids a and b together.
    expect(binding).toEqual([{ limit: 'clean', expectedLossWithout: 3_300_000 }]);
    expect(excluded).toEqual([{ id: 'd', by: ['clean'] }]);
  });

  it('says that no pool exists and which limit alone stands in the way', async () => {
    const { code, found, binding } = await ask([
      { id: 'one', kind: 'firmShare', level: '0.2' },
      { id: 'clean', kind: 'undisputed' },
    ]);
    expect([code, found]).toEqual([0, false]);
    expect(binding).toEqual([{ limit: 'one', expectedLossWithout: 6 * wan }]);
  });
});

describe('banfei deal simulate and stress', () => {
  const plain = () => {
    const deal = json(join(DEALS, 'pledge-loan-2023.json'));
    writeFileSync(
      join(folder, 'plain.json'),
      JSON.stringify({ ...deal, guaranteeFen: 0, tranches: [{ ...deal.tranches[0], rule: 'passThrough' }] }),
    );
  };

  it('gives the same losses for the same seed, and says what it cannot simulate', async () => {
    plain();
    const args = ['simulate', '--deal', 'plain.json', '--paths', '2000'];
    const [once, again, other] = [
      await banfei(...args),
      await banfei(...args),
      await banfei(...args, '--seed', '2', '--method', 'direct'),
    ];
    expect(once.out).toEqual(again.out);
    const means = [once, other].map(({ out }) => JSON.parse(out[0] ?? '').tranches[0].expectedLoss);
    expect(means[0]).not.toBe(means[1]);
    // One year at 0.5 % a month on a bullet of 1 亿元 without recovery loses about 5.8 %.
    for (const mean of means) expect(Math.abs(mean / 10 ** 10 - (1 - 0.995 ** 11))).toBeLessThan(0.01);
    const { code, err } = await banfei('simulate', '--deal', join(DEALS, 'pledge-loan-2023.json'));
    expect([code, err]).toEqual([2, expect.stringContaining('guaranteeFen')]);
    expect((await banfei(...args, '--seed', 'x')).code).toBe(2);
  });

  it('finds the default rate that the senior tranche just bears', async () => {
    plain();
    const { code, out } = await banfei('stress', '--deal', 'plain.json');
    const { grid, breakEven } = JSON.parse(out[0] ?? '');
    expect([code, grid.length]).toEqual([0, 16]);
    const [{ bearsPerMonth, losesPerMonth }] = breakEven;
    expect(Number(losesPerMonth) - Number(bearsPerMonth)).toBeCloseTo(0.000001, 9);
    expect(Number(bearsPerMonth)).toBeGreaterThan(0);
  });
});
