import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { newId } from '../../platform/ids.ts';
import { checkMatters } from '../matters/index.ts';
import { checkMoments, tellMoments } from './index.ts';

let bench: TestApp;
let firm1: Client;
let firm2: Client;
let team: Client;

const DAY = 86_400_000;
const day = (text: string): number => Date.parse(`${text}T09:00:00+08:00`);
const CERTIFICATE = {
  kind: 'certificate',
  title: '高新技术企业证书（演示）',
  reference: 'GR-演示-0001',
  dueOn: '2027-01-20',
  everyMonths: null,
};
const owner = (text: string, values: unknown[] = []) => ownerRows<{ n: string }>(bench.database.ownerUrl, text, values);
const found = async () =>
  (await checkMoments(bench.database.db, 1, bench.time.now))
    .filter(({ violations }) => violations > 0)
    .map(({ id }) => id);
const enter = (by: Client, body: object) => by.send('POST', '/api/key-dates', { ...CERTIFICATE, ...body });
const tell = () =>
  tellMoments({ platform: bench.app.platform, posts: bench.app.matters.posts, numbers: bench.app.matters.numbers }, 1);

beforeAll(async () => {
  bench = await testApp({ sessionYears: 5 });
  [firm1, firm2, team] = [await bench.signIn('firm1'), await bench.signIn('firm2'), await bench.signIn('team1')];
}, 60_000);
afterAll(() => bench.close());

describe('key dates', () => {
  it('are refused one sentence at a time, and nothing is stored', async () => {
    const code = async (answer: ReturnType<Client['send']>) => (await answer).body.error?.code;
    expect(await code(enter(firm1, { dueOn: '2026-11-22' }))).toBe('KEY_DATE_PAST');
    expect(await code(enter(firm1, { dueOn: '2126-11-22' }))).toBe('KEY_DATE_FAR');
    expect(await code(enter(firm1, { kind: 'birthday' }))).toBe('INPUT_INVALID');
    expect(await code(enter(firm1, { firmId: bench.district.firms.firm2 }))).toBe('FIRM_NOT_IN_BODY');
    expect(await code(enter(team, {}))).toBe('FIRM_REQUIRED');
    expect(await code(enter(team, { firmId: newId() }))).toBe('NOT_FOUND');
    expect((await firm1.get('/api/moments')).body.moments).toEqual([]);
  });

  it('are told in time by one request with an owner, several together, and once', async () => {
    expect((await enter(firm1, {})).status).toBe(201);
    expect((await enter(firm1, {})).body.error.code).toBe('KEY_DATE_TWICE');
    const fee = {
      kind: 'patentFee',
      title: '发明专利年费',
      reference: 'ZL-演示-1',
      dueOn: '2026-01-10',
      everyMonths: 12,
    };
    await enter(firm1, fee);
    await enter(team, { firmId: bench.district.firms.firm2, reference: 'GR-演示-0002' });
    expect((await firm2.get('/api/moments')).body.moments).toMatchObject([{ reference: 'GR-演示-0002' }]);
    // The certificate is ripe from 22 October on, the fee of 10 January from 11 November on.
    expect(await tell()).toBe(2);
    expect(await tell()).toBe(0);
    const { moments, quarter } = (await firm1.get('/api/moments')).body;
    expect(quarter).toMatchObject({ contacts: 1, aboveBudget: 0, from: '2026-10-01', until: '2026-12-31' });
    expect(moments).toMatchObject([
      { kind: 'patentFee', dueOn: '2027-01-10', state: 'told' },
      { kind: 'certificate', dueOn: '2027-01-20', state: 'told' },
    ]);
    expect(new Set(moments.map(({ matter }: { matter: string }) => matter)).size).toBe(1);
    const matter = (await firm1.get(`/api/matters/${moments[0].matter}`)).body;
    expect(matter).toMatchObject({ channel: 'district', owner: { id: bench.district.posts.team1 } });
    expect(matter.text).toContain('2027-01-20 证书到期：高新技术企业证书（演示）');
    expect(await found()).toEqual([]);
    expect((await checkMatters(bench.database.db, 1)).filter(({ violations }) => violations > 0)).toEqual([]);
  });

  it('wait for the next quarter when a company has heard enough, unless they bind and cannot', async () => {
    await enter(firm1, { kind: 'filing', reference: 'SB-1', dueOn: '2026-12-20' });
    expect(await tell()).toBe(1);
    // The budget of two is used up. A lease that ends in March can wait, a filing of next week cannot.
    await enter(firm1, { kind: 'leaseEnd', title: '7 幢租约', reference: 'ZL-7', dueOn: '2027-03-20' });
    expect(await tell()).toBe(0);
    const waiting = (await firm1.get('/api/moments')).body.moments.find(
      ({ state }: { state: string }) => state === 'waiting',
    );
    expect(waiting).toMatchObject({ reference: 'ZL-7', waitsUntil: '2027-01-01' });
    await enter(firm1, { kind: 'filing', reference: 'SB-2', dueOn: '2026-12-03' });
    expect(await tell()).toBe(1);
    const { quarter, moments } = (await firm1.get('/api/moments')).body;
    expect(quarter).toMatchObject({ contacts: 3, aboveBudget: 1 });
    // The lease went along: the company is turned to once, not twice.
    expect(moments.find(({ reference }: { reference: string }) => reference === 'ZL-7')).toMatchObject({
      state: 'told',
    });
    expect(await found()).toEqual([]);
  });

  it('come back, and are told again the next time', async () => {
    bench.time.now = day('2027-11-20');
    expect(await tell()).toBe(1);
    const [next] = (await firm1.get('/api/moments')).body.moments;
    expect(next).toMatchObject({ kind: 'patentFee', dueOn: '2028-01-10', state: 'told' });
    expect(await found()).toEqual([]);
  });

  it('are withdrawn by their own company with what it has seen', async () => {
    const [{ keyDate }] = (await firm1.get('/api/moments')).body.moments;
    const body = { version: keyDate.version, reason: '专利已经转让' };
    const withdraw = (by: Client, given: object = body) =>
      by.send('POST', `/api/key-dates/${keyDate.id}/withdrawal`, given);
    expect((await withdraw(firm2)).body.error.code).toBe('NOT_FOUND');
    expect((await withdraw(firm1, { ...body, version: 9 })).body.error.code).toBe('KEY_DATE_VERSION');
    expect((await withdraw(firm1)).body.moments).toEqual([]);
    expect((await withdraw(firm1)).body.error.code).toBe('KEY_DATE_VERSION');
  });
});

describe('the registers', () => {
  it('say by themselves when a term ends, and follow a company that merges', async () => {
    const manager = await bench.signIn('manager');
    await owner(
      `insert into organizations (district_id, id, code, name_zh, name_en, kind, firm_id, form, reelection_due_on)
       values (1, $1, 'Z1', '演示支部', 'Branch (demo)', 'keyCompany', $2, 'branch', '2028-03-01')`,
      [newId(), bench.district.firms.firm2],
    );
    expect(await tell()).toBe(1);
    expect((await firm2.get('/api/moments')).body.moments).toMatchObject([{ kind: 'reelection', state: 'told' }]);
    await enter(firm2, { reference: 'GR-演示-0003', dueOn: '2029-01-20' });
    const body = { document: '演示批复 9 号', endedOn: '2027-11-20', intoId: bench.district.firms.firm1 };
    const ended = await manager.send('POST', `/api/firms/${bench.district.firms.firm2}/ending`, body);
    expect(ended.body.links).toContainEqual({ kind: 'keyDate', moved: 2, ended: 0, kept: 0 });
    expect(await found()).toEqual([]);
  });
});

describe('the check', () => {
  it('finds every planted fault', async () => {
    const faults: readonly (readonly [string, string, string])[] = [
      [
        'I-MOMENT-owner',
        `update moment_contacts c set firm_id = (select id from firms f where f.id <> c.firm_id limit 1) where id in (select id from moment_contacts limit 1)`,
        `update moment_contacts c set firm_id = m.firm_id from matters m where m.id = c.matter_id`,
      ],
      [
        'I-MOMENT-budget',
        'update moment_contacts set above_budget = false',
        `update moment_contacts set above_budget = true where id = (select id from moment_contacts where made_on = '2026-11-23' and firm_id =
          (select firm_id from moment_contacts group by firm_id order by count(*) desc limit 1) limit 1)`,
      ],
      [
        'I-MOMENT-missed',
        `update moment_causes set cause = cause || '-lost' where cause like 'date:%'`,
        `update moment_causes set cause = left(cause, -5) where cause like '%-lost'`,
      ],
      [
        'I-LINK-dates',
        `update firms set ended_on = '2026-01-01' where ended_on is null`,
        `update firms set ended_on = null where ended_on = '2026-01-01'`,
      ],
    ];
    bench.time.now += DAY;
    expect(await found()).toEqual([]);
    for (const [id, broken, mended] of faults) {
      await owner(broken);
      expect(await found(), id).toContain(id);
      await owner(mended);
      expect(await found(), id).not.toContain(id);
    }
  });
});
