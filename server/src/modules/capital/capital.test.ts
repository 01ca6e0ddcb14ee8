import type { CapitalNeedView, InvestorList } from '@banfei/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { checkMatters } from '../matters/index.ts';
import { checkCapital, lapseIntroductions } from './index.ts';

let app: TestApp;
let firm1: Client;
let firm2: Client;
let officer: Client;
let manager: Client;
let auditor: Client;

beforeAll(async () => {
  app = await testApp();
  firm1 = await app.signIn('firm1');
  firm2 = await app.signIn('firm2');
  officer = await app.signIn('equipment');
  manager = await app.signIn('manager');
  auditor = await app.signIn('auditor');
});
afterAll(() => app.close());

/** A word that stands in every secret of an investor: it must not reach a company before both agree. */
const CANARY = '青鸾';
const MILLION = 100_000_000;
const OFFER = {
  name: `${CANARY}创投（演示）`,
  kind: 'fund',
  forms: ['equity'],
  stages: ['early', 'growth'],
  sectors: [],
  leastFen: 5 * MILLION,
  mostFen: 30 * MILLION,
  desk: `${CANARY}投资一部`,
  deskPhone: '0571-00000000',
  reference: `${CANARY}来函 3 号`,
};
const NEED = { form: 'equity', stage: 'growth', amountFen: 20 * MILLION, purpose: '中试线扩产', until: '2027-06-30' };
const error = async (answer: ReturnType<Client['send']>) => (await answer).body.error;
const must = async (answer: ReturnType<Client['send']>) => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};
let serial = 0;
const register = async (more: object = {}): Promise<InvestorList['investors'][number]> => {
  serial += 1;
  const name = `${OFFER.name}${serial}`;
  const list: InvestorList = await must(officer.send('POST', '/api/investors', { ...OFFER, name, ...more }));
  const found = list.investors.find(({ investor }) => investor.name === ((more as { name?: string }).name ?? name)); // the only key that matters
  if (found === undefined) throw new Error('the investor is not on the list');
  return found;
};
const state = (by: Client, more: object = {}): Promise<CapitalNeedView> =>
  must(by.send('POST', '/api/capital-needs', { ...NEED, ...more }));
const ask = (by: Client, need: { id: string }, investorId: string) =>
  by.send('POST', `/api/capital-needs/${need.id}/introductions`, { investorId });
const read = async (by: Client, need: { id: string }): Promise<CapitalNeedView> =>
  (await by.get(`/api/capital-needs/${need.id}`)).body;
const introductionIn = (need: CapitalNeedView, investorId: string) => {
  const found = need.introductions.find(({ investor }) => investor.id === investorId);
  if (found === undefined) throw new Error('the need has no such introduction');
  return found;
};
const answer = (by: Client, { id, version }: { id: string; version: number }, more: object) =>
  by.send('POST', `/api/introductions/${id}/answer`, {
    version,
    side: 'investor',
    agreed: true,
    reference: '邮件 2026-118',
    reason: '',
    ...more,
  });
const found = async () =>
  (await checkCapital(app.database.db, 1)).filter(({ violations }) => violations > 0).map(({ id }) => id);
const asOwner = (statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  ownerRows(app.database.ownerUrl, statement);

describe('an introduction', () => {
  it('tells names when both agree and not before, is a request from the first second, and ends with what came of it', async () => {
    const { investor } = await register();
    let need = await state(firm1);
    const match = need.matches.find((each) => each.investor.id === investor.id);
    expect(match).toMatchObject({ fits: true, investor: { name: null, desk: null, deskPhone: null } });
    expect(match?.reasons.map(({ criterion }) => criterion)).toEqual(['form', 'stage', 'sector', 'amount']);

    need = await must(ask(firm1, need, investor.id));
    let view = introductionIn(need, investor.id);
    expect(view).toMatchObject({ state: 'asked', firmAgreed: true, investorAgreed: null, may: [] });
    expect((await error(ask(firm1, need, investor.id))).code).toBe('INTRODUCTION_TWICE');
    const matter = (await firm1.get(`/api/matters/${view.matter}`)).body;
    expect(matter).toMatchObject({ category: { code: 'finance.loan' }, firm: { id: app.district.firms.firm1 } });
    // Everything that the company can read, its requests included.
    const seen = await Promise.all(
      [`/api/capital-needs`, `/api/capital-needs/${need.id}`, `/api/matters/${view.matter}`, '/api/matters'].map(
        (url) => firm1.get(url),
      ),
    );
    expect(JSON.stringify(seen)).not.toContain(CANARY);
    // And what the investor is to be told does not name the company.
    expect(JSON.stringify(need.profile)).not.toContain(need.firm.name);

    expect((await error(answer(officer, view, { reference: ' ' }))).code).toBe('INTRODUCTION_REFERENCE');
    expect((await error(answer(officer, view, { agreed: false }))).code).toBe('INTRODUCTION_REASON');
    expect((await error(answer(firm1, view, {}))).code).toBe('NOT_PERMITTED');
    expect((await error(answer(firm2, view, { side: 'firm' }))).code).toBe('NOT_FOUND');
    expect((await error(answer(officer, { ...view, version: 7 }, {}))).code).toBe('CAPITAL_VERSION');
    expect((await error(answer(officer, view, { side: 'firm' }))).code).toBe('INTRODUCTION_ANSWERED');
    need = await must(answer(officer, view, {}));
    need = await read(firm1, need);
    view = introductionIn(need, investor.id);
    expect(view).toMatchObject({ state: 'introduced', investorAgreed: true, investor: { desk: OFFER.desk } });
    expect(view.investor.name).toContain(CANARY);

    const outcome = {
      version: view.version,
      amountFen: 8 * MILLION,
      on: '2026-11-23',
      reference: '增资协议 9 号',
      reason: '',
    };
    const conclude = (more: object) =>
      officer.send('POST', `/api/introductions/${view.id}/outcome`, { ...outcome, ...more });
    expect((await error(conclude({ on: '2026-11-24' }))).code).toBe('INTRODUCTION_DAY');
    expect((await error(conclude({ amountFen: null }))).code).toBe('INTRODUCTION_REASON');
    expect((await error(conclude({ reference: '' }))).code).toBe('INTRODUCTION_REFERENCE');
    need = await must(conclude({}));
    expect(need).toMatchObject({ fundedFen: 8 * MILLION, amountFen: 20 * MILLION, made: 1, asked: 0 });
    view = introductionIn(need, investor.id);
    expect((await error(conclude({ version: view.version }))).code).toBe('INTRODUCTION_STATE');
    const list: InvestorList = (await auditor.get('/api/investors')).body;
    expect(list.investors.find((each) => each.investor.id === investor.id)).toMatchObject({
      made: 1,
      funded: 1,
      fundedFen: 8 * MILLION,
    });
    expect(await found()).toEqual([]);
    expect((await checkMatters(app.database.db, 1)).filter(({ violations }) => violations > 0)).toEqual([]);
  });

  it('ends with one no, without telling who said yes, and lapses when a side keeps silent', async () => {
    const [first, second] = [await register(), await register()];
    let need = await state(firm1);
    need = await must(ask(officer, need, first.investor.id));
    need = await must(ask(firm1, need, second.investor.id));
    const asked = introductionIn(need, first.investor.id);
    expect(asked).toMatchObject({ firmAgreed: null, may: ['answerFirm'] });
    const declined = await must(
      answer(firm1, asked, { side: 'firm', agreed: false, reason: '已有意向方', reference: '' }),
    );
    expect(introductionIn(declined, first.investor.id)).toMatchObject({ state: 'declined', investor: { name: null } });

    const began = app.time.now;
    app.time.now += 15 * 86_400_000;
    try {
      // Late already, whether or not the clock has said so.
      const late = introductionIn(declined, second.investor.id);
      expect((await error(answer(officer, late, {}))).code).toBe('INTRODUCTION_STATE');
      expect(await lapseIntroductions(app.app.platform, 1)).toBeGreaterThanOrEqual(1);
      expect(await lapseIntroductions(app.app.platform, 1)).toBe(0);
    } finally {
      app.time.now = began;
    }
    need = await read(firm1, need);
    expect(introductionIn(need, second.investor.id)).toMatchObject({ state: 'lapsed', investor: { name: null } });
    expect(await found()).toEqual([]);
  });

  it('ends with its need, with its investor, and with its company', async () => {
    const [first, second, third] = [await register(), await register(), await register()];
    let need = await state(firm2);
    need = await must(ask(officer, need, first.investor.id));
    need = await must(ask(officer, need, second.investor.id));
    const shut = (id: string, version: number) =>
      manager.send('POST', `/api/investors/${id}/closing`, { version, reason: '本期募资已投完' });
    expect((await error(shut(first.investor.id, 9))).code).toBe('CAPITAL_VERSION');
    await must(shut(first.investor.id, first.version));
    expect((await error(shut(first.investor.id, first.version + 1))).code).toBe('CAPITAL_CLOSED');
    need = await read(firm2, need);
    expect(introductionIn(need, first.investor.id)).toMatchObject({ state: 'ended', investor: { name: null } });
    expect(introductionIn(need, second.investor.id)).toMatchObject({ state: 'asked', investor: { name: null } });
    const close = { version: need.version, reason: '已经谈好' };
    need = await must(firm2.send('POST', `/api/capital-needs/${need.id}/closing`, close));
    expect(need).toMatchObject({ open: false, matches: [], asked: 0 });
    expect((await error(ask(firm2, need, third.investor.id))).code).toBe('CAPITAL_CLOSED');

    const other = await state(officer, { firmId: app.district.firms.firm3 });
    await must(ask(officer, other, third.investor.id));
    const url = `/api/firms/${app.district.firms.firm3}/ending`;
    const ended = await must(manager.send('POST', url, { document: '注销通知 5 号', endedOn: '2026-11-23' }));
    expect(ended.links).toEqual(
      expect.arrayContaining([
        { kind: 'capitalNeed', moved: 0, ended: 1, kept: 0 },
        { kind: 'introduction', moved: 0, ended: 1, kept: 0 },
      ]),
    );
    expect(await found()).toEqual([]);
  });
});

describe('investors and needs', () => {
  it('are refused with the field and its values, and nothing is stored', async () => {
    const stored = () =>
      asOwner('select (select count(*) from investors) as a, (select count(*) from capital_needs) as b');
    const { name } = (await firm1.get('/api/session')).body.firm;
    const before = await stored();
    const offered = async (more: object) =>
      (await error(officer.send('POST', '/api/investors', { ...OFFER, ...more }))).code;
    expect(await offered({ leastFen: 40 * MILLION })).toBe('INVESTOR_AMOUNTS');
    expect(await offered({ sectors: ['99'] })).toBe('INVESTOR_SECTOR');
    expect(await offered({ name: ' a ' })).toBe('INPUT_INVALID');
    expect(await offered({ stages: [] })).toBe('INPUT_INVALID');
    const stated = async (by: Client, more: object) =>
      (await error(by.send('POST', '/api/capital-needs', { ...NEED, ...more }))).code;
    expect(await stated(firm1, { until: '2026-11-23' })).toBe('CAPITAL_UNTIL');
    expect(await stated(firm1, { until: '2027-11-24' })).toBe('CAPITAL_UNTIL');
    expect(await stated(firm1, { amountFen: 0 })).toBe('INPUT_INVALID');
    expect(await stated(firm1, { firmId: app.district.firms.firm2 })).toBe('FIRM_NOT_IN_BODY');
    expect(await stated(officer, {})).toBe('FIRM_REQUIRED');
    expect(await stated(firm1, { purpose: `${name}的中试线` })).toBe('CAPITAL_NAME_TOLD');
    expect(await stored()).toEqual(before);
  });

  it('say every criterion with its distance; what misses two is not asked', async () => {
    const small = await register({ mostFen: 6 * MILLION });
    const far = await register({ mostFen: 6 * MILLION, stages: ['seed'] });
    const lender = await register({ forms: ['debt'] });
    const need = await state(firm1);
    const near = need.matches.find(({ investor }) => investor.id === small.investor.id);
    expect(near).toMatchObject({ fits: false });
    expect(near?.reasons[3]).toEqual({
      criterion: 'amount',
      met: false,
      distanceFen: 14 * MILLION,
      sentence: {
        zh: '单笔 500 万元到 600 万元，要 2,000 万元，多 1,400 万元',
        en: 'between 5 million yuan and 6 million yuan; asked for is 20 million yuan: 14 million yuan above',
      },
    });
    expect(await error(ask(officer, need, far.investor.id))).toMatchObject({
      code: 'INTRODUCTION_MISFIT',
      facts: { missed: 2 },
    });
    expect((await error(ask(officer, need, lender.investor.id))).code).toBe('INTRODUCTION_MISFIT');
    await must(ask(officer, need, small.investor.id));
  });

  it('change by version and under one name only', async () => {
    const { investor, version } = await register({ name: '同名基金（演示）' });
    expect((await error(officer.send('POST', '/api/investors', { ...OFFER, name: '同名基金（演示）' }))).code).toBe(
      'INVESTOR_KNOWN',
    );
    const { name: _name, kind: _kind, ...criteria } = OFFER;
    const revise = (seen: number) =>
      officer.send('POST', `/api/investors/${investor.id}/criteria`, {
        ...criteria,
        version: seen,
        sectors: ['65', '40'],
      });
    expect((await error(revise(version + 1))).code).toBe('CAPITAL_VERSION');
    const list: InvestorList = await must(revise(version));
    const changed = list.investors.find((each) => each.investor.id === investor.id);
    expect(changed?.investor.sectors.map(({ code }) => code)).toEqual(['40', '65']);
    expect(await found()).toEqual([]);
  });

  it('are not touched by an officer who keeps away from the company', async () => {
    const { investor } = await register();
    const entered = await must(
      officer.send('POST', '/api/candidates', {
        firmId: app.district.firms.firm1,
        board: 'star',
        postId: null,
        on: '2026-01-05',
        reference: '推荐表 1 号',
      }),
    );
    const need = await state(firm1);
    const recusal = { version: entered.version, intermediaryId: null, reason: '亲属在该企业任职' };
    await must(officer.send('POST', `/api/candidates/${entered.id}/recusals`, recusal));
    expect((await error(ask(officer, need, investor.id))).code).toBe('POOL_RECUSED');
    const asked: CapitalNeedView = await must(ask(manager, need, investor.id));
    expect(asked).toMatchObject({ mine: true, recused: false });
    expect(asked.introductions[0]?.may).toContain('answerInvestor');
    const read: CapitalNeedView = (await officer.get(`/api/capital-needs/${need.id}`)).body;
    expect(read).toMatchObject({ mine: false, recused: true });
    expect(read.introductions.map(({ may }) => may)).toEqual([[]]);
  });
});

describe('the check', () => {
  it('finds a yes that was said after the end', async () => {
    const { investor } = await register();
    const asked = introductionIn(await must(ask(firm1, await state(firm1), investor.id)), investor.id);
    await must(answer(manager, asked, {}));
    expect(await found()).toEqual([]);
    await asOwner(`update register_events set type = 'lapsed' where subject_id = '${asked.id}' and seq = 2`);
    expect(await found()).toEqual(['I-CAPITAL-agreed']);
    await asOwner(`update register_events set type = 'agreed' where subject_id = '${asked.id}' and seq = 2`);
  });

  it('finds what was planted', async () => {
    const { investor } = await register();
    const need = await must(ask(firm2, await state(firm2), investor.id));
    const { id } = introductionIn(need, investor.id);
    await asOwner(
      `update introductions set state = 'introduced', firm_answer = true, investor_answer = true where id = '${id}'`,
    );
    expect(await found()).toEqual(['I-CAPITAL-agreed']);
    await asOwner(`update introductions set state = 'asked', investor_answer = null, version = 5 where id = '${id}'`);
    expect(await found()).toEqual(['I-CAPITAL-record']);
    await asOwner(`update introductions set version = 1 where id = '${id}'`);
    await asOwner(`update capital_needs set open = false where id = '${need.id}'`);
    expect(await found()).toEqual(['I-CAPITAL-closed']);
    await asOwner(`update capital_needs set open = true where id = '${need.id}'`);
    const [other] = await asOwner(`select matter_id from introductions where id <> '${id}' and matter_id in
      (select m.id from matters m where m.firm_id <> '${app.district.firms.firm2}') limit 1`);
    await asOwner(`delete from introductions where matter_id = '${other?.matter_id}'`);
    await asOwner(`update introductions set matter_id = '${other?.matter_id}' where id = '${id}'`);
    expect(await found()).toEqual(['I-CAPITAL-owner']);
    await asOwner(`delete from introductions where id = '${id}'`);
    await asOwner(`update firms set ended_on = '2026-11-20' where id = '${app.district.firms.firm2}'`);
    expect(await found()).toEqual(['I-LINK-capital']);
  });
});
