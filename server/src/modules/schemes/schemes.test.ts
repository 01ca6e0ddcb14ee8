import type { FactStatement, SchemeLine } from '@banfei/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { newId } from '../../platform/ids.ts';
import { checkMatters } from '../matters/index.ts';
import { checkSchemeVerdicts, importFacts, judgeByTime } from './index.ts';

let bench: TestApp;
let firm1: Client;
let firm2: Client;
let team: Client;

const PAPER = {
  source: '2025 年审计报告（演示）',
  issuer: '演示会计师事务所',
  issuedOn: '2026-04-20',
  validUntil: null,
};
const fact = (name: string, value: FactStatement['value'], more: Partial<FactStatement> = {}): FactStatement => ({
  name,
  year: null,
  value,
  ...PAPER,
  ...more,
});
const yearly = (name: string, year: number, value: FactStatement['value']): FactStatement =>
  fact(name, value, { year, issuedOn: `${year + 1}-04-20` });
/** Everything that the fourth standard of STAR asks, the revenue of 2025 left out. */
const STAR: readonly FactStatement[] = [
  fact('weightedVoting', false),
  fact('industrySoftware', false),
  fact('fifthStandardApplicant', false),
  fact('unlistedRedChip', false),
  fact('overseasListedRedChip', false),
  fact('shareCapital', '60000000'),
  fact('publicShare', 0.25),
  fact('jointStockCompany', true),
  fact('establishedOn', '2016-03-01'),
  fact('internalControlUnqualified', true),
  fact('managementStableYears', 5),
  fact('controlStableYears', 5),
  fact('expectedMarketValue', '3200000000'),
  fact('inventionPatentsInMainBusiness', 12),
  ...[2023, 2024, 2025].flatMap((year) => [
    yearly('auditUnqualified', year, true),
    yearly('rdExpense', year, '12000000'),
    yearly('netProfit', year, '-3000000'),
    yearly('netProfitExNonrecurring', year, '-4000000'),
  ]),
  yearly('revenue', 2023, '150000000'),
  yearly('revenue', 2024, '180000000'),
  yearly('staff', 2025, 200),
  yearly('rdStaff', 2025, 60),
];
const state = (by: Client, facts: readonly FactStatement[], more: object = {}) =>
  by.send('POST', '/api/facts', { facts, ...more });
const code = async (answer: ReturnType<Client['send']>) => (await answer).body.error?.code;
const star = async (by: Client, more = ''): Promise<SchemeLine> =>
  (await by.get(`/api/reach${more}`)).body.schemes.find(({ id }: SchemeLine) => id === 'cn.sse.star');
const owner = <Row extends object = { n: string }>(text: string, values: unknown[] = []) =>
  ownerRows<Row>(bench.database.ownerUrl, text, values);
const found = async () =>
  (await checkSchemeVerdicts(bench.database.db, 1, bench.time.now))
    .filter(({ violations }) => violations > 0)
    .map(({ id }) => id);

beforeAll(async () => {
  bench = await testApp({ sessionYears: 5 });
  [firm1, firm2, team] = [await bench.signIn('firm1'), await bench.signIn('firm2'), await bench.signIn('team1')];
}, 60_000);
afterAll(() => bench.close());

describe('facts', () => {
  it('come in all or none, with a sentence for each fault', async () => {
    const wrong = [
      yearly('revenue', 2025, '2.1亿'),
      yearly('staff', 2025, -3),
      fact('jointStockCompany', 'yes'),
      fact('turnover', 1),
      yearly('netProfit', 1977, '1'),
      { ...yearly('totalAssets', 2026, '1'), issuedOn: '2026-10-01' },
      fact('finding.governance', true),
      fact('shareCapital', '60000000', { issuedOn: '2026-12-01' }),
      fact('shareholders', 3, { validUntil: '2026-01-01' }),
      fact('marketMakers', 2),
      fact('marketMakers', 2),
    ];
    const { status, body } = await state(firm1, wrong);
    expect([status, body.stored]).toEqual([200, 0]);
    const said = body.faults.map(({ sentence }: { sentence: { zh: string } }) => sentence.zh).join('\n');
    for (const part of [
      '文件日期 2026-12-01 还没有到',
      '由工作人员审核后登记',
      '写了两次',
      '早于文件日期',
      '要等年度结束',
      'staff 不会是负数',
      '没有 "1977" 这个会计年度',
      'turnover',
      'jointStockCompany',
      '2.1亿',
    ])
      expect(said).toContain(part);
    expect(await owner('select count(*) as n from firm_facts')).toEqual([{ n: '0' }]);
    expect(await code(state(firm1, [fact('marketMakers', 2)], { firmId: bench.district.firms.firm2 }))).toBe(
      'FIRM_NOT_IN_BODY',
    );
    expect(await code(state(team, [fact('marketMakers', 2)]))).toBe('FIRM_REQUIRED');
    expect(await code(state(team, [fact('marketMakers', 2)], { firmId: newId() }))).toBe('NOT_FOUND');
  });

  it('turn a board from unknown to a distance by the one number that was missing', async () => {
    expect((await state(firm1, STAR)).body).toEqual({ stored: STAR.length, faults: [] });
    const findings = ['independence', 'lawfulRecord', 'sciencePositioning'].map((each) =>
      fact(`finding.${each}`, true),
    );
    expect((await state(team, findings, { firmId: bench.district.firms.firm1 })).body.faults).toEqual([]);
    const before = await star(firm1);
    expect(before).toMatchObject({ outcome: 'unknown' });
    expect((await state(firm1, [yearly('revenue', 2025, '210000000')])).body.stored).toBe(1);
    const { body } = await firm1.get('/api/reach/cn.sse.star');
    expect(body).toMatchObject({ outcome: 'unmet', fiscalYear: 2025 });
    const limb = body.standards
      .find(({ id }: { id: string }) => id === '4')
      .criteria.find(({ id }: { id: string }) => id === 'revenue3');
    expect(limb).toMatchObject({ value: '210000000', threshold: '300000000', distance: '90000000' });
    expect(limb.explanation.zh).toContain('现为 2.1 亿元');
    expect(body.turns.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['unmet', 'unknown']);
    expect((await firm2.get('/api/reach')).body.facts).toEqual([]);
    expect(await found()).toEqual([]);
  });

  it('refuse a part that exceeds its whole, whichever was stated first', async () => {
    const { body } = await state(firm1, [yearly('rdStaff', 2025, 201)]);
    expect(body.stored).toBe(0);
    expect(body.faults).toHaveLength(1);
    expect(body.faults[0].place).toContain('rdStaff');
  });

  it('stand beside older papers, so that a past day is judged by what was out by then', async () => {
    await state(firm1, [fact('expectedMarketValue', '2900000000', { issuedOn: '2026-09-01' })]);
    const facts = async (asOf: string) =>
      (await firm1.get(`/api/reach?asOf=${asOf}`)).body.facts.find(
        ({ name }: { name: string }) => name === 'expectedMarketValue',
      )?.value;
    expect(await facts('2026-08-31')).toBe('3200000000');
    expect(await facts('2026-09-01')).toBe('2900000000');
    expect(await facts('2026-04-19')).toBeUndefined();
    expect(await code(firm1.get('/api/reach?asOf=2030-01-01'))).toBe('AS_OF_AHEAD');
    // The same paper read again replaces what was taken from it.
    await state(firm1, [fact('expectedMarketValue', '3100000000', { issuedOn: '2026-09-01' })]);
    expect(await facts('2026-09-01')).toBe('3100000000');
    expect(await found()).toEqual([]);
  });

  it('are confirmed by an officer and withdrawn by their company, each with what it has seen', async () => {
    const revenue = async () =>
      (await firm1.get('/api/reach')).body.facts.find(
        ({ name, year }: FactStatement) => name === 'revenue' && year === 2025,
      );
    const { id, version } = await revenue();
    const act = (by: Client, what: string, body: object) => by.send('POST', `/api/facts/${id}/${what}`, body);
    expect(await code(act(firm2, 'withdrawal', { version, reason: '不是我们的' }))).toBe('NOT_FOUND');
    expect((await act(team, 'confirmation', { version })).status).toBe(200);
    expect(await code(act(team, 'confirmation', { version: version + 1 }))).toBe('FACT_CONFIRMED');
    expect(await revenue()).toMatchObject({ confirmed: true });
    expect(await code(act(firm1, 'withdrawal', { version, reason: '报告更正' }))).toBe('FACT_VERSION');
    const { body } = await act(firm1, 'withdrawal', { version: version + 1, reason: '报告更正' });
    expect(body.schemes.find(({ id: scheme }: SchemeLine) => scheme === 'cn.sse.star').outcome).toBe('unknown');
    await state(firm1, [yearly('revenue', 2025, '210000000')]);
    expect(await found()).toEqual([]);
  });
});

describe('a file of facts', () => {
  const HEAD = '统一社会信用代码,资料,会计年度,数值,文件,出具单位,文件日期,有效期到';
  const take = (text: string) =>
    importFacts(
      { db: bench.database.db, now: bench.time.now, districtId: 1 },
      { content: Buffer.from(text), fileName: 'facts.csv' },
    );
  const CODE = '91330110MA7DEMO93X';

  it('is taken whole, or a sentence stands beside every line that is wrong', async () => {
    const firm = CODE;
    await owner('update firms set code = $1 where id = $2', [CODE, bench.district.firms.firm3]);
    const bad = await take(
      `${HEAD}\n${firm},营业收入,2025,2.1亿,年报,演示所,2026-04-20,\n${firm},staff,2025,120,年报,演示所,2026年4月,\n91330100XXXXXXXXXX,staff,2025,1,年报,演示所,2026-04-20,\n${firm},registeredInHangzhou,,是,证书,演示局,2024-12-01,2027-11-30\n`,
    );
    expect(bad.faults.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(bad.stored).toBe(0);
    expect((await team.get(`/api/reach?firmId=${bench.district.firms.firm3}`)).body.facts).toEqual([]);
    expect((await take('甲,乙\n1,2\n')).faults[0]?.sentence.zh).toContain('表头缺少这几列');
    await expect(take('%PDF-1.7')).rejects.toThrow();
    const good = await take(
      `${HEAD}\n${firm},营业收入,2025,210000000,年报,演示所,2026-04-20,\n${firm},registeredInHangzhou,,是,证书,演示局,2024-12-01,2027-11-30\n`,
    );
    expect(good).toEqual({ read: 2, stored: 2, companies: 1, faults: [] });
    const { facts } = (await team.get(`/api/reach?firmId=${bench.district.firms.firm3}`)).body;
    expect(facts).toMatchObject([
      { name: 'registeredInHangzhou', value: true },
      { name: 'revenue', origin: 'import', confirmed: true },
    ]);
    expect(await found()).toEqual([]);
  });
});

describe('time', () => {
  it('moves verdicts by itself when a paper expires', async () => {
    const firmId = bench.district.firms.firm2;
    const held = fact('validHighTech', true, { issuedOn: '2024-12-01', validUntil: '2026-12-15' });
    await state(team, [held], { firmId });
    const list = async (show: string) => (await team.get(`/api/schemes/cn.hightech/firms?show=${show}`)).body;
    expect((await list('ending')).rows).toMatchObject([{ firm: { id: firmId }, until: '2026-12-15' }]);
    const scheme = async () =>
      (await team.get('/api/schemes')).body.schemes.find(({ id }: { id: string }) => id === 'cn.hightech');
    expect(await scheme()).toMatchObject({ held: 1, ending: 1 });
    const asked = ['holdsTierTwo', 'holdsTierOne'].map((name) =>
      fact(name, false, { issuedOn: '2026-01-05', validUntil: '2026-12-20' }),
    );
    await state(team, asked, { firmId });
    const outcome = async (id: string) =>
      (await firm2.get('/api/reach')).body.schemes.find((each: SchemeLine) => each.id === id).outcome;
    expect(await outcome('cn.sme.giant')).toBe('unmet');
    const stay = bench.time.now;
    bench.time.now = Date.parse('2026-12-21T02:00:00+08:00');
    expect(await judgeByTime(bench.app.platform, 1)).toBeGreaterThan(0);
    expect(await judgeByTime(bench.app.platform, 1)).toBe(0);
    expect(await outcome('cn.sme.giant')).toBe('unknown');
    expect(await scheme()).toMatchObject({ held: 0, ending: 0 });
    const { turns } = (await firm2.get('/api/reach/cn.sme.giant')).body;
    expect(turns[0]).toMatchObject({ outcome: 'unknown', cause: 'time', on: '2026-12-21' });
    expect(await found()).toEqual([]);
    bench.time.now = stay;
  });
});

describe('coaching', () => {
  it('is one request with an owner that says what is left, once while it is open', async () => {
    const book = (by: Client, scheme: string, more: object = {}) =>
      by.send('POST', '/api/coachings', { scheme, note: '想约下周', ...more });
    expect(await code(book(firm1, 'cn.moon'))).toBe('SCHEME_NONE');
    const { status, body } = await book(firm1, 'cn.sse.star');
    expect(status).toBe(201);
    const number = body.schemes.find(({ id }: SchemeLine) => id === 'cn.sse.star').coaching;
    const matter = (await firm1.get(`/api/matters/${number}`)).body;
    expect(matter).toMatchObject({ owner: { id: bench.district.posts.team1 }, category: { code: 'finance.listing' } });
    expect(matter.text).toContain('想约下周');
    expect(await code(book(firm1, 'cn.sse.star'))).toBe('COACHING_OPEN');
    expect((await book(firm1, 'cn.hightech')).status).toBe(201);
    expect((await checkMatters(bench.database.db, 1)).filter(({ violations }) => violations > 0)).toEqual([]);
    expect(await found()).toEqual([]);
  });
});

describe('a company that merges', () => {
  it('keeps its figures to itself', async () => {
    const manager = await bench.signIn('manager');
    const body = { document: '演示批复 9 号', endedOn: '2026-11-20', intoId: bench.district.firms.firm1 };
    const before = (await firm1.get('/api/reach')).body.facts.length;
    const ended = await manager.send('POST', `/api/firms/${bench.district.firms.firm2}/ending`, body);
    expect(ended.body.links).toContainEqual({ kind: 'fact', moved: 0, ended: 0, kept: 3 });
    expect((await firm1.get('/api/reach')).body.facts).toHaveLength(before);
    expect((await team.get('/api/schemes')).body.companies).toBe(2);
    expect(await found()).toEqual([]);
  });
});

describe('the check', () => {
  it('finds every planted fault', async () => {
    const faults: readonly (readonly [string, string, string])[] = [
      [
        'I-FACT-read',
        `update firm_facts set value = '9000' where name = 'rdStaff' and state = 'stated'`,
        `update firm_facts set value = '60' where name = 'rdStaff' and state = 'stated'`,
      ],
      [
        'I-SCHEME-verdict',
        `update scheme_verdicts set open = open + 1 where scheme = 'cn.sse.star'`,
        `update scheme_verdicts set open = open - 1 where scheme = 'cn.sse.star'`,
      ],
      [
        'I-SCHEME-turn',
        `update scheme_turns set turned_on = turned_on - 1 where scheme = 'cn.sse.star'`,
        `update scheme_turns set turned_on = turned_on + 1 where scheme = 'cn.sse.star'`,
      ],
      [
        'I-SCHEME-coaching',
        `update coachings set firm_id = (select id from firms f where f.id <> coachings.firm_id limit 1)`,
        `update coachings c set firm_id = m.firm_id from matters m where m.id = c.matter_id`,
      ],
    ];
    for (const [id, broken, mended] of faults) {
      await owner(broken);
      expect(await found()).toContain(id);
      await owner(mended);
      expect(await found()).toEqual([]);
    }
  });
});
