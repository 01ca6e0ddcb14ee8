import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type App, composeApp } from '../src/app/compose.ts';
import { newId } from '../src/platform/ids.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type Login, PASSWORD, type SmallDistrict, smallDistrict } from './district.ts';

export interface Answer {
  readonly status: number;
  // Tests look into answers freely; the product's own types are checked by the schemas of the operations.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

/** A signed-in browser: keeps its cookie, gives each unsafe request a key unless one is given. */
export interface Client {
  readonly cookie: string;
  get(url: string): Promise<Answer>;
  send(method: 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown, key?: string): Promise<Answer>;
}

export interface TestApp {
  readonly app: App;
  readonly database: TestDatabase;
  readonly district: SmallDistrict;
  readonly dataDir: string;
  /** Present of the application in epoch milliseconds; tests move it. */
  readonly time: { now: number };
  signIn(login: Login): Promise<Client>;
  stranger: Client;
  close(): Promise<void>;
}

/** Sunday 2026-11-22 is no working day; Monday 10:00 in Hangzhou is in the middle of a block. */
export const MONDAY_TEN = Date.parse('2026-11-23T10:00:00+08:00');

function clientOf(app: App, cookie: string): Client {
  const answer = async (
    request: Promise<{ statusCode: number; body: string; headers: Answer['headers'] }>,
  ): Promise<Answer> => {
    const { statusCode, body, headers } = await request;
    const json = String(headers['content-type'] ?? '').includes('json');
    return { status: statusCode, body: json && body !== '' ? JSON.parse(body) : body, headers };
  };
  const cookies = { cookie };
  return {
    cookie,
    get: (url) => answer(app.http.inject({ method: 'GET', url, headers: cookies })),
    send: (method, url, body, key = newId()) =>
      answer(
        app.http.inject({
          method,
          url,
          headers: { ...cookies, 'idempotency-key': key },
          ...(body === undefined ? {} : { payload: body as object }), // JSON bodies are objects
        }),
      ),
  };
}

/** The whole application on a fresh database with a small district, its clock in the test's hands. */
export async function testApp(
  options: { readonly now?: number; readonly requestsPerMinute?: number; readonly sessionYears?: number } = {},
): Promise<TestApp> {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'banfei-app-'));
  const time = { now: options.now ?? MONDAY_TEN };
  const district = await smallDistrict(database.db, 1);
  const app = await composeApp({
    db: database.db,
    listenUrl: database.ownerUrl,
    now: () => time.now,
    logger: pino({ level: 'silent' }),
    dataDir,
    requestsPerMinute: options.requestsPerMinute ?? 0,
    sessionIdleMinutes: (options.sessionYears ?? 1) * 365 * 24 * 60,
    sessionHours: (options.sessionYears ?? 1) * 365 * 24,
    secureCookies: false,
    trustProxy: false,
    webFolder: join(dataDir, 'no-web'),
  });
  await app.http.ready();
  const stranger = clientOf(app, '');
  return {
    app,
    database,
    district,
    dataDir,
    time,
    stranger,
    signIn: async (login) => {
      const { status, headers, body } = await stranger.send('POST', '/api/session', { login, password: PASSWORD });
      if (status !== 200) throw new Error(`sign-in of ${login} answered ${status} ${JSON.stringify(body)}`);
      return clientOf(app, String(headers['set-cookie']).split(';')[0] ?? '');
    },
    close: async () => {
      await app.stop();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
