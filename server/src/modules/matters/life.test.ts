import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, MONDAY_TEN, type TestApp, testApp } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { newId } from '../../platform/ids.ts';
import { checkMatters, disableAccount, runSweep } from './index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let app: TestApp;
let firm: Client;
let other: Client;
let team: Client;
let clerk: Client;
let equipment: Client;
let land: Client;
let supervisor: Client;
let manager: Client;

beforeAll(async () => {
  app = await testApp();
  [firm, other, team, clerk, equipment, land, supervisor, manager] = (await Promise.all(
    (['firm1', 'firm2', 'team1', 'counter', 'equipment', 'land', 'supervisor', 'manager'] as const).map(app.signIn),
  )) as [Client, Client, Client, Client, Client, Client, Client, Client]; // eight logins give eight clients
});

afterAll(async () => {
  const verdicts = await checkMatters(app.database.db, 1);
  expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
  await app.close();
});

const raise = async (by: Client = firm, more: object = {}): Promise<string> => {
  const { status, body } = await by.send('POST', '/api/matters', {
    text: '货梯停了三天，样机出不了货',
    category: 'park.lift',
    ...more,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.number;
};
const step = (by: Client, number: string, path: string, body: object = {}) =>
  by.send('POST', `/api/matters/${number}/${path}`, body);

describe('raising a matter', () => {
  it('gives number, code, owner and promises at once, and the owner is the duty post of the area', async () => {
    const { status, body } = await firm.send('POST', '/api/matters', { text: '货梯停了三天' });
    expect(status).toBe(201);
    expect(body.number).toMatch(/^QY-2611-\d{5}$/);
    expect(body.queryCode).toMatch(/^\d{6}$/);
    expect(body.owner.id).toBe(app.district.posts.team1);
    expect(Date.parse(body.promises.respondBy)).toBeGreaterThan(MONDAY_TEN);
  });

  it('is owned by whoever was asked when a counter takes it down, even while another post has been asked', async () => {
    const number = await raise(clerk, {
      firmId: app.district.firms.firm1,
      channel: 'counter',
      offerToPostId: app.district.posts.team1,
    });
    const { body } = await team.get(`/api/matters/${number}`);
    expect(body.owner.id).toBe(app.district.posts.counter);
    expect(body.pendingOffer.to.id).toBe(app.district.posts.team1);
    expect(body.steps).toContain('accept');
    const accepted = await step(team, number, `offers/${body.pendingOffer.id}/accept`);
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
    expect(accepted.body.owner.id).toBe(app.district.posts.team1);
    expect(accepted.body.spans).toHaveLength(2);
  });

  it('belongs to the counter on duty when the company has no place yet', async () => {
    const unplaced = await app.signIn('firm3');
    const { body } = await unplaced.send('POST', '/api/matters', { text: '网络断了' });
    expect(body.owner.id).toBe(app.district.posts.counter);
  });

  it('stores one matter for one key, however often and however simultaneously it is sent', async () => {
    const key = newId();
    const twins = await Promise.all(
      Array.from({ length: 8 }, () => firm.send('POST', '/api/matters', { text: '双击的诉求' }, key)),
    );
    expect(new Set(twins.map(({ body }) => body.number)).size).toBe(1);
    expect(twins.every(({ status }) => status === 201)).toBe(true);
    const again = await firm.send('POST', '/api/matters', { text: '另一段文字' }, key);
    expect(again.body.error.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const rows = await ownerRows<{ n: number }>(
      app.database.ownerUrl,
      `select count(*)::int as n from matters where body = '双击的诉求'`,
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('refuses what does not fit, with a sentence, and stores nothing', async () => {
    const before = await ownerRows<{ n: number }>(app.database.ownerUrl, 'select count(*)::int as n from matters');
    const cases: [Client, object, string][] = [
      [firm, { text: '   ' }, 'MATTER_TEXT_EMPTY'],
      [firm, { text: 'x', category: 'no.such' }, 'CATEGORY_UNKNOWN'],
      [firm, { text: 'x', firmId: app.district.firms.firm2 }, 'FIRM_NOT_IN_BODY'],
      [firm, { text: 'x', channel: 'counter' }, 'CHANNEL_NOT_ALLOWED'],
      [clerk, { text: 'x' }, 'FIRM_REQUIRED'],
      [clerk, { text: 'x', firmId: app.district.firms.firm1, offerToPostId: newId() }, 'POST_UNKNOWN'],
      [clerk, { text: 'x', firmId: newId() }, 'NOT_FOUND'],
      [firm, { text: 'x', attachmentIds: [newId()] }, 'ATTACHMENT_UNKNOWN'],
      [firm, { text: 'x'.repeat(501) }, 'INPUT_INVALID'],
      [firm, { text: 'x', owner: 'me' }, 'INPUT_INVALID'],
      [manager, { text: 'x', firmId: app.district.firms.firm1 }, 'NOT_PERMITTED'],
    ];
    for (const [by, body, code] of cases)
      expect((await by.send('POST', '/api/matters', body)).body.error?.code, code).toBe(code);
    expect(await ownerRows(app.database.ownerUrl, 'select count(*)::int as n from matters')).toEqual(before);
  });
});

describe('the life of a matter', () => {
  it('goes from the first sentence to "solved, says the company", rated once', async () => {
    const number = await raise();
    expect((await step(team, number, 'replies', { text: '已联系维保单位，下午到场' })).status).toBe(200);
    expect((await step(team, number, 'notes', { text: '物业电话不通' })).status).toBe(200);
    expect((await step(team, number, 'arrivals', { text: '互联网村 7 幢' })).body.step).toBe(3);
    expect((await step(team, number, 'proposals', { text: '货梯已恢复' })).body.state).toBe('proposed');
    const seen = await firm.get(`/api/matters/${number}`);
    expect(seen.body.history.map(({ type }: { type: string }) => type)).not.toContain('noted');
    expect(JSON.stringify(seen.body)).not.toContain('物业电话不通');
    const back = await step(firm, number, 'confirmation', { outcome: 'unsolved', text: '又停了' });
    expect(back.body.state).toBe('inHand');
    expect(back.body.owner.id).toBe(app.district.posts.team1);
    await step(team, number, 'proposals', { text: '更换了变频器' });
    expect((await step(firm, number, 'confirmation', { outcome: 'solved' })).body.outcome).toBe('confirmed');
    expect((await step(firm, number, 'rating', { grade: 5, tags: ['fast'] })).body.rating.grade).toBe(5);
    expect((await step(firm, number, 'rating', { grade: 1, tags: [] })).body.error.code).toBe('RATING_ALREADY_GIVEN');
  });

  it('keeps the first-asked owner through a refusal, asks the supervisor after the second, and lets the ruling stand', async () => {
    const number = await raise();
    const offer = async (toPostId: string, ask: string) =>
      (await step(team, number, 'offers', { toPostId, kind: 'handOver', ask })).body;
    const first = await offer(app.district.posts.equipment, '请现场检验');
    const declined = await step(equipment, number, `offers/${first.pendingOffer.id}/decline`, {
      basis: '职责清单第 3 条',
      suggestedPostId: app.district.posts.land,
    });
    expect(declined.body.owner.id).toBe(app.district.posts.team1);
    const second = await offer(app.district.posts.land, '请协调场地');
    await step(land, number, `offers/${second.pendingOffer.id}/decline`, {
      basis: '不在用地范围',
      suggestedPostId: null,
    });
    const third = await step(team, number, 'offers', {
      toPostId: app.district.posts.equipment,
      kind: 'handOver',
      ask: '再请一次',
    });
    expect(third.body.error.code).toBe('RETURNS_EXHAUSTED');
    expect(third.body.error.message.zh).toContain('supervisor 岗');
    const ruled = await step(supervisor, number, 'arbitration', {
      toPostId: app.district.posts.equipment,
      reason: '按特种设备职责',
    });
    expect(ruled.body.owner.id).toBe(app.district.posts.equipment);
    expect(ruled.body.spans).toHaveLength(2);
  });

  it('lets an offer lapse with the giver still answerable, and an accept that comes late changes nothing', async () => {
    const number = await raise();
    const { body } = await step(team, number, 'offers', {
      toPostId: app.district.posts.equipment,
      kind: 'handOver',
      ask: '请接手',
    });
    app.time.now += 5 * HOUR;
    expect(await runSweep(app.app.matters, 1, 'lapse-offers')).toBeGreaterThan(0);
    const late = await step(equipment, number, `offers/${body.pendingOffer.id}/accept`);
    expect(late.status).toBe(409);
    expect((await team.get(`/api/matters/${number}`)).body.owner.id).toBe(app.district.posts.team1);
  });

  it('pauses the clock while the company is asked, names what for, and runs on when the answer comes', async () => {
    const number = await raise();
    const paused = await step(team, number, 'waits', { what: '请补营业执照复印件', resumeBy: '2026-12-10' });
    expect(paused.body.state).toBe('waiting');
    expect(paused.body.resolve.status).toBe('paused');
    expect(paused.body.resolve.dueAt).toBeNull();
    expect(paused.body.pauses[0].what).toBe('请补营业执照复印件');
    const resumed = await step(firm, number, 'supplements', { text: '已传' });
    expect(resumed.body.state).toBe('inHand');
    expect(resumed.body.resolve.dueAt).not.toBeNull();
  });

  it('closes as unconfirmed after silence, counts it apart, and opens again for the company', async () => {
    const number = await raise();
    await step(team, number, 'proposals', { text: '已处理' });
    for (const days of [4, 4, 3]) {
      app.time.now += days * DAY;
      await runSweep(app.app.matters, 1, 'remind-companies');
      await runSweep(app.app.matters, 1, 'close-unconfirmed');
    }
    const closed = await firm.get(`/api/matters/${number}`);
    expect(closed.body.outcome).toBe('unconfirmed');
    const reopened = await step(firm, number, 'reopening', { text: '其实没解决' });
    expect(reopened.body.state).toBe('inHand');
    expect(reopened.body.owner.id).toBe(app.district.posts.team1);
    await step(firm, number, 'withdrawal', {});
  });

  it('tells the second of two writers that somebody was first, and keeps both pages right', async () => {
    const number = await raise();
    const { body } = await team.get(`/api/matters/${number}`);
    await step(team, number, 'replies', { text: '第一条', version: body.version });
    const second = await step(team, number, 'replies', { text: '第二条', version: body.version });
    expect(second.body.error.code).toBe('VERSION_CONFLICT');
    expect(second.status).toBe(409);
  });
});

describe('who may see what', () => {
  it('answers another company exactly as if the matter did not exist', async () => {
    const number = await raise();
    const foreign = await other.get(`/api/matters/${number}`);
    const nothing = await other.get('/api/matters/QY-2611-99999');
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body.error, ref: '' }).toEqual({ ...nothing.body.error, ref: '' });
    expect((await step(other, number, 'nudge')).status).toBe(404);
    expect(
      (await other.get('/api/matters?view=all')).body.rows.map((row: { number: string }) => row.number),
    ).not.toContain(number);
  });

  it('opens the receipt page with number and code, and with nothing less', async () => {
    const { body } = await firm.send('POST', '/api/matters', { text: '回执能看' });
    const page = await app.stranger.get(`/api/receipts/${body.number}?code=${body.queryCode}`);
    expect(page.status, JSON.stringify(page.body)).toBe(200);
    expect(page.body.history[0].text).toBeNull();
    const wrong = String((Number(body.queryCode) + 1) % 1_000_000).padStart(6, '0');
    const answers = [];
    for (let tries = 0; tries < 9; tries += 1)
      answers.push((await app.stranger.get(`/api/receipts/${body.number}?code=${wrong}`)).body.error.code);
    expect(answers.at(0)).toBe('RECEIPT_NOT_FOUND');
    expect(answers.at(-1)).toBe('RECEIPT_THROTTLED');
    expect((await app.stranger.get(`/api/receipts/${body.number}?code=${body.queryCode}`)).status).toBe(200);
  });

  it('shows no business data to an administrator of the system', async () => {
    const system = await app.signIn('system');
    expect((await system.get('/api/matters')).body.error.code).toBe('NOT_PERMITTED');
  });
});

describe('leavers', () => {
  it('pass on what they answer for, and a matter that is reopened later finds an active owner at once', async () => {
    const number = await raise();
    const { body } = await step(team, number, 'offers', {
      toPostId: app.district.posts.land,
      kind: 'handOver',
      ask: '请办',
    });
    await step(land, number, `offers/${body.pendingOffer.id}/accept`);
    await step(land, number, 'proposals', { text: '办好了' });
    await step(firm, number, 'confirmation', { outcome: 'solved' });
    await disableAccount(app.app.matters, 1, app.district.accounts.land);
    const reopened = await step(firm, number, 'reopening', { text: '又不行了' });
    expect(reopened.status, JSON.stringify(reopened.body)).toBe(200);
    expect(reopened.body.owner.id).toBe(app.district.posts.supervisor);
  });
});
