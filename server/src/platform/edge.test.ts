import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../test/app.ts';
import { sql } from './sql.ts';

let app: TestApp;
let firm: Client;

beforeAll(async () => {
  app = await testApp();
  firm = await app.signIn('firm1');
});
afterAll(() => app.close());

interface Raw {
  readonly payload?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
}

/** Code of the refusal that a raw request gets. */
async function refused({ payload = '{"text":"x"}', headers = {}, url = '/api/matters' }: Raw): Promise<string> {
  const answer = await app.app.http.inject({
    method: 'POST',
    url,
    payload,
    headers: { cookie: firm.cookie, 'content-type': 'application/json', 'idempotency-key': 'a-good-key-1', ...headers },
  });
  return JSON.parse(answer.body).error?.code ?? `status ${answer.statusCode}`;
}

const form = (name: string, content: string): Raw => ({
  url: '/api/attachments',
  headers: { 'content-type': 'multipart/form-data; boundary=edge' },
  payload: `--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n--edge--\r\n`,
});

describe('the edge', () => {
  it('refuses what it cannot read, with a code of the catalogue', async () => {
    expect(await refused({ payload: '{"text":' })).toBe('BODY_UNREADABLE');
    expect(await refused({ payload: Buffer.from([0x22, 0xff, 0x22]) })).toBe('BODY_UNREADABLE');
    expect(await refused({ payload: `{"text":"${'x'.repeat(300_000)}"}` })).toBe('BODY_TOO_LARGE');
    expect(await refused({ payload: `{"text":${'['.repeat(40)}${']'.repeat(40)}}` })).toBe('BODY_TOO_DEEP');
    expect(await refused({ payload: '<a/>', headers: { 'content-type': 'text/xml' } })).toBe('MEDIA_TYPE_UNKNOWN');
  });

  it('acts for pages of its own alone, and only with a key', async () => {
    expect(await refused({ headers: { origin: 'https://elsewhere.example' } })).toBe('ORIGIN_REFUSED');
    expect(await refused({ headers: { 'sec-fetch-site': 'cross-site' } })).toBe('ORIGIN_REFUSED');
    expect(await refused({ headers: { 'idempotency-key': 'short' } })).toBe('IDEMPOTENCY_KEY_MISSING');
  });

  it('takes files by their content and not by their name', async () => {
    expect(await refused(form('x.exe', 'MZ\u0000\u0000'))).toBe('ATTACHMENT_TYPE');
    expect(await refused(form('photo.png', '<html><script>alert(1)</script></html>'))).toBe('ATTACHMENT_TYPE');
    expect(await refused(form('leer.txt', ''))).toBe('ATTACHMENT_EMPTY');
    const none = '--edge\r\ncontent-disposition: form-data; name="word"\r\n\r\nx\r\n--edge--\r\n';
    expect(await refused({ ...form('', ''), payload: none })).toBe('ATTACHMENT_MISSING');
    expect(await refused(form('big.txt', 'x'.repeat(50 * 1024 * 1024 + 1)))).toBe('ATTACHMENT_TOO_LARGE');
  });

  it('answers a wrong password like an unknown account, and after five tries not at all', async () => {
    const attempt = async (login: string) =>
      (await app.stranger.send('POST', '/api/session', { login, password: 'not it' })).body.error;
    const [known, unknown] = [await attempt('land'), await attempt('nobody-here')];
    expect(known.code).toBe('SIGN_IN_REFUSED');
    expect({ ...known, ref: '' }).toEqual({ ...unknown, ref: '' });
    for (let tries = 0; tries < 4; tries += 1) await attempt('land');
    expect((await attempt('land')).code).toBe('SIGN_IN_THROTTLED');
    app.time.now += 11 * 60_000;
    expect((await attempt('land')).code).toBe('SIGN_IN_REFUSED');
  });

  it('says that nobody can answer rather than leave a matter without an owner', async () => {
    const unplaced = await app.signIn('firm3');
    await app.database.db.inDistrict(1, (tx) =>
      tx.run(sql`update posts set active = false where district_id = 1 and kind = 'counter'`),
    );
    await app.app.matters.posts.reload(1);
    const { body } = await unplaced.send('POST', '/api/matters', { text: '网络断了' });
    expect(body.error.code).toBe('OWNER_MISSING');
  });

  it('slows down whoever asks too fast', async () => {
    const busy = await testApp({ requestsPerMinute: 5 });
    const answers = [];
    for (let tries = 0; tries < 7; tries += 1) answers.push((await busy.stranger.get('/healthz')).body.error?.code);
    expect(answers.at(-1)).toBe('TOO_MANY_REQUESTS');
    await busy.close();
  });
});
