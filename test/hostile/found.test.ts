import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../server/src/platform/ids.ts';
import { type Answer, type Client, type TestApp, testApp } from '../../server/test/app.ts';
import { ownerRows } from '../../server/test/database.ts';
import { misfits } from './stored.ts';

/** What hostile requests have found so far, each as the one request that showed it. */
let app: TestApp;
let firm: Client;
let team: Client;

beforeAll(async () => {
  app = await testApp();
  firm = await app.signIn('firm1');
  team = await app.signIn('team1');
});
afterAll(() => app.close());

const code = ({ status, body }: Answer): string => `${status} ${body.error?.code}`;
const raw = async (
  by: Client,
  url: string,
  payload: string | Buffer,
  { type = 'application/json', key = newId() }: { readonly type?: string; readonly key?: string } = {},
): Promise<Answer> => {
  const headers = { cookie: by.cookie, 'idempotency-key': key, 'content-type': type };
  const { statusCode, body, headers: back } = await app.app.http.inject({ method: 'POST', url, headers, payload });
  return { status: statusCode, body: JSON.parse(body), headers: back };
};
const form = (content: string, name = 'a.txt'): string =>
  `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n--b--\r\n`;
const FORM = 'multipart/form-data; boundary=b';

it('half a surrogate pair is refused before anybody tries to store it', async () => {
  expect(code(await raw(firm, '/api/matters', '{"text":"好\\ud83d"}'))).toBe('400 BODY_UNREADABLE');
  expect(code(await raw(firm, '/api/matters', '{"text":"x","\\ud800":1}'))).toBe('400 BODY_UNREADABLE');
  expect((await raw(firm, '/api/matters', '{"text":"好\\ud83d\\ude00"}')).status).toBe(201);
});

it('a number beyond every range is no number', async () => {
  const { body } = await firm.send('POST', '/api/matters', { text: '货梯停了' });
  expect(code(await raw(team, `/api/matters/${body.number}/replies`, '{"text":"x","version":1e400}'))).toBe(
    '400 INPUT_INVALID',
  );
});

it('an address that cannot be decoded or is endless names nothing', async () => {
  for (const part of ['%', '%zz', '%c0%80', 'x'.repeat(300)])
    expect(code(await firm.get(`/api/matters/${part}`))).toBe('404 NOT_FOUND');
});

it('a form that breaks off is the sender’s mistake', async () => {
  const whole = form('电梯');
  expect(code(await raw(firm, '/api/attachments', whole.slice(0, -6), { type: FORM }))).toBe('400 BODY_UNREADABLE');
  expect(code(await raw(firm, '/api/attachments', whole, { type: 'multipart/form-data' }))).toBe('400 BODY_UNREADABLE');
  expect(
    code(await raw(firm, '/api/attachments', whole, { type: `multipart/form-data; boundary=${'x'.repeat(300)}` })),
  ).toBe('400 BODY_UNREADABLE');
});

it('a position that no list has given is refused', async () => {
  const cursor = (text: string): string => Buffer.from(text).toString('base64url');
  for (const text of [`1 ${'f'.repeat(36)}`, ` ${'-'.repeat(36)}`, `${'9'.repeat(30)} ${newId()}`])
    expect(code(await firm.get(`/api/matters?cursor=${cursor(text)}`)), text).toBe('400 INPUT_INVALID');
  expect(code(await team.get(`/api/firms/unplaced?cursor=${'-'.repeat(36)}`))).toBe('400 INPUT_INVALID');
  for (const text of ['-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z'])
    expect(code(await team.get(`/api/firms/${app.district.firms.firm1}/timeline?cursor=${cursor(text)}`)), text).toBe(
      '400 INPUT_INVALID',
    );
});

it('blanks do not make a company’s name long enough, and half a position is none', async () => {
  expect(code(await team.send('POST', '/api/firms', { name: ' 第 ' }))).toBe('400 INPUT_INVALID');
  const { body } = await team.send('POST', `/api/firms/${app.district.firms.firm3}/sites`, {
    name: '分部',
    address: '无名路',
    lon: 120,
  });
  expect([body.lon, body.lat]).toEqual([null, null]);
});

it('a name of a file does not begin with a dot, not even behind blanks', async () => {
  expect((await raw(firm, '/api/attachments', form('电梯', '  ..a.txt'), { type: FORM })).body.name).toBe('a.txt');
});

it('a title is one line, however the text ends its lines', async () => {
  for (const text of ['第一行\r第二行', '第一行\u2028第二行', '第一行\n第二行']) {
    const { body } = await firm.send('POST', '/api/matters', { text });
    expect((await firm.get(`/api/matters/${body.number}`)).body.title).toBe('第一行');
  }
  expect(code(await firm.send('POST', '/api/matters', { text: 'a\u0085b' }))).toBe('400 INPUT_INVALID');
});

it('one key keeps one file: neither a replay nor a refusal leaves another on the disk', async () => {
  const key = newId();
  const first = await raw(firm, '/api/attachments', form('电梯'), { type: FORM, key });
  const again = await raw(firm, '/api/attachments', form('电梯'), { type: FORM, key });
  expect(again.body).toEqual(first.body);
  expect(code(await raw(firm, '/api/attachments', form('别的'), { type: FORM, key }))).toBe(
    '422 IDEMPOTENCY_KEY_REUSED',
  );
  expect(await misfits(app.database.ownerUrl, app.dataDir)).toEqual([]);
});

it('shows every detector of stored misfits a row that should not be there', async () => {
  const { body } = await firm.send('POST', '/api/matters', { text: '先好好的' });
  const plants: readonly (readonly [statement: string, rule: string])[] = [
    [`update matters set body = repeat('x', 501) where number = $1`, 'matters.body has 1 to 500 characters'],
    [
      `update matters set title = E'a\\u202eb' where number = $1`,
      'matters.title is one line without hidden characters',
    ],
    [`update matters set category = 'no.such' where number = $1`, 'matters.category is one of a closed set'],
    [`update matters set contact_phone = 'call me' where number = $1`, 'matters.contact_phone is a phone number'],
    [`update matters set place = E'a\\ufffdb' where number = $1`, 'matters.place hides nothing'],
    [
      `update matter_events set payload = payload || '{"text": "\\u0001"}' where matter_id = (select id from matters where number = $1)`,
      'matter_events.payload hides nothing',
    ],
    [
      `update matter_events set payload = jsonb_set(payload, '{text}', to_jsonb(repeat('x', 501))) where matter_id = (select id from matters where number = $1)`,
      'text of raised has at most 500 characters and is not blank',
    ],
    [`update uploads set sha256 = decode(repeat('00', 32), 'hex') where $1 <> ''`, 'every row has its file'],
    [`update uploads set name = '../x' where $1 <> ''`, 'names of files are names'],
    [
      `update firms set name = E'a\\u0007b' where name like 'firm2%' and $1 <> ''`,
      'firms.name is one line without hidden characters',
    ],
  ];
  for (const [statement, rule] of plants) {
    await ownerRows(app.database.ownerUrl, statement, [body.number]);
    expect(
      (await misfits(app.database.ownerUrl, app.dataDir)).map((found) => found.rule),
      rule,
    ).toContain(rule);
  }
});
