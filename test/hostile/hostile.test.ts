import { ERRORS, ErrorBody } from '@banfei/contracts';
import { afterAll, describe, expect, it } from 'vitest';
import { chance } from '../../server/src/app/demo/random.ts';
import { checkMatters } from '../../server/src/modules/matters/index.ts';
import { newId } from '../../server/src/platform/ids.ts';
import type { Operation } from '../../server/src/platform/operation.ts';
import { testApp } from '../../server/test/app.ts';
import { ownerRows } from '../../server/test/database.ts';
import { LOGINS } from '../../server/test/district.ts';
import { type HostileRequest, makeRequest } from './requests.ts';
import { type JsonSchema, problemOf } from './schema.ts';
import { callerOf, createWorld, type World } from './stage.ts';
import { columnNames, digest, misfits } from './stored.ts';
import { validValue } from './values.ts';

/**
 * Hostile requests, made from each operation's own schema (RELIABILITY B4, B5, T-MASS): no 5xx, no answer off its
 * schema, no success for what the schema forbids, and nothing in the tables that no schema allows. HOSTILE sets how
 * many requests each writing operation gets, SEED repeats a run.
 */
const HOSTILE = Number(process.env.HOSTILE ?? 80);
const READS = Math.ceil(HOSTILE / 10);
/** Every operation draws its own columns, so that together they meet all of them; the long form tries each with each. */
const COLUMNS_SHARE = HOSTILE >= 250 ? 1 : 0.2;
/** Operations that compute; a tenth of the requests says as much of them and takes a tenth of the time. */
const COMPUTING = new Set(['POST /api/area-plans']);
const SEED = Number(process.env.SEED ?? 20250717);

const app = await testApp();
const clients = new Map(await Promise.all(LOGINS.map(async (login) => [login, await app.signIn(login)] as const)));
const world: World = await createWorld(app, clients);
const { ownerUrl } = app.database;

const name = ({ method, path }: Operation): string => `${method} ${path}`;
const WRITES = app.app.operations.filter(({ method }) => method !== 'GET');
// The stream of changes has no end, so it is tried apart.
const ANSWERS = app.app.operations.filter(({ method, path }) => method === 'GET' && path !== '/api/live');

interface Tally {
  readonly operation: string;
  readonly requests: number;
  readonly done: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly seconds: number;
}

const tallies: Tally[] = [];

/** What an answer should not be: a fault of the server, off its schema, or a success of what is forbidden. */
function complaintOf(
  operation: Operation,
  request: HostileRequest,
  answer: { statusCode: number; body: string; headers: object },
): string | null {
  const { statusCode: status, body } = answer;
  if (status >= 500) return `${status} ${body.slice(0, 300)}`;
  if (status === operation.status) {
    if (request.forbidden !== null) return `accepted although it ${request.forbidden}`;
    const type = String((answer.headers as Record<string, unknown>)['content-type'] ?? ''); // headers of a response
    if (status === 204) return body === '' ? null : 'an empty answer has a body';
    if (!type.startsWith('application/json')) return null;
    const problem = problemOf(JSON.parse(body), operation.schema.response as JsonSchema); // schemas of operations are JSON Schema
    return problem === null ? null : `answer off its schema: ${problem}`;
  }
  if (status < 400) return `answered ${status}`;
  let refusal: unknown;
  try {
    refusal = JSON.parse(body);
  } catch {
    return `${status} without JSON: ${body.slice(0, 200)}`;
  }
  const problem = problemOf(refusal, ErrorBody as JsonSchema); // schemas of operations are JSON Schema
  if (problem !== null) return `${status} off the schema of refusals: ${problem} ${body.slice(0, 200)}`;
  const { code } = (refusal as { error: { code: string } }).error; // just checked
  return Object.hasOwn(ERRORS, code) ? null : `${code} is not in the catalogue`;
}

const show = ({ kind, method, url, headers, payload }: HostileRequest): string =>
  `${kind} ${method} ${url.slice(0, 200)} ${JSON.stringify(headers).slice(0, 300)} ${String(payload ?? '').slice(0, 300)}`;

// What an operation acts on is used up by a success; making it anew costs several requests, so it is not done for ever.
const RENEWALS = 12;

async function attack(operation: Operation, count: number): Promise<string[]> {
  const began = performance.now();
  const luck = chance('hostile', SEED, name(operation));
  const { cookie } = world.client(callerOf(operation));
  const complaints: string[] = [];
  const statuses: Record<string, number> = {};
  let [done, renewals] = [0, 0];
  await world.renew(operation);
  for (let sent = 0; sent < count; sent += 1) {
    const request = makeRequest({ operation, hints: world.hints, luck });
    const { method, url, headers, payload } = request;
    const answer = await app.app.http.inject({
      method,
      url,
      headers: { cookie, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1;
    const complaint = complaintOf(operation, request, answer);
    if (complaint !== null) complaints.push(`${complaint} ← ${show(request)}`);
    if (answer.statusCode !== operation.status) continue;
    done += 1;
    if (operation.method !== 'GET' && renewals < RENEWALS) {
      renewals += 1;
      await world.renew(operation);
    }
  }
  tallies.push({
    operation: name(operation),
    requests: count,
    done,
    statuses,
    seconds: (performance.now() - began) / 1000,
  });
  return complaints;
}

afterAll(async () => {
  const total = tallies.reduce((sum, { requests }) => sum + requests, 0);
  console.log(`seed ${SEED}: ${total} hostile requests to ${tallies.length} operations`);
  for (const { operation, requests, done, statuses, seconds } of tallies)
    console.log(`  ${operation}: ${requests}, ${done} accepted, ${JSON.stringify(statuses)}, ${seconds.toFixed(1)} s`);
  await app.close();
});

describe('hostile requests', () => {
  it.each(WRITES.map((operation) => [name(operation), operation] as const))(
    '%s stays within its schema',
    async (_name, operation) => {
      const requests = COMPUTING.has(name(operation)) ? READS : HOSTILE;
      expect((await attack(operation, requests)).slice(0, 5)).toEqual([]);
    },
  );

  it.each(ANSWERS.map((operation) => [name(operation), operation] as const))(
    '%s answers within its schema',
    async (_name, operation) => {
      expect((await attack(operation, READS)).slice(0, 5)).toEqual([]);
    },
  );
});

describe('members that no schema names', () => {
  const bodies = WRITES.filter(({ schema }) => schema.body !== undefined);

  it.each(bodies.map((operation) => [name(operation), operation] as const))(
    '%s takes no column by its name',
    async (_name, operation) => {
      const columns = await columnNames(ownerUrl, ['matters', 'matter_events', 'accounts', 'firms', 'sites', 'offers']);
      const luck = chance('mass', SEED, name(operation));
      const { cookie } = world.client(callerOf(operation));
      await world.renew(operation);
      const { params, body } = operation.schema;
      const place = params === undefined ? {} : (validValue(params, luck, world.hints) as Record<string, string>); // texts
      const url = operation.path.replace(/:(\w+)/g, (_whole, key: string) => place[key] ?? '');
      const before = await digest(ownerUrl);
      // schemas of operations are JSON Schema
      const foreign = columns.filter((each) => !Object.hasOwn((body as JsonSchema).properties ?? {}, each));
      for (const column of foreign.filter(() => luck.yes(COLUMNS_SHARE))) {
        const sent = {
          ...(validValue(body as JsonSchema, luck, world.hints) as object),
          [column]: luck.pick<unknown>(['manager', newId(), 1, true]),
        }; // bodies are objects
        const answer = await app.app.http.inject({
          method: operation.method,
          url,
          headers: { cookie, 'idempotency-key': newId() },
          payload: sent,
        });
        expect(answer.statusCode, `${column}: ${answer.body}`).toBe(400);
        expect(JSON.parse(answer.body).error.code).toBe('INPUT_INVALID');
      }
      expect(await digest(ownerUrl)).toBe(before);
    },
  );
});

describe('the judge of answers', () => {
  const [operation] = WRITES.filter(({ path }) => path === '/api/matters');
  const request = { kind: 'planted', method: 'POST', url: '', headers: {}, payload: '', forbidden: null } as const;
  const answer = (statusCode: number, body: unknown) => ({
    statusCode,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  const refusal = (code: string) => ({ error: { code, message: { zh: '', en: '' }, facts: {}, ref: '' } });

  it('sees each of the faults that it looks for', () => {
    if (operation === undefined) throw new Error('raising a matter is gone');
    const judged = (statusCode: number, body: unknown, forbidden: string | null = null) =>
      complaintOf(operation, { ...request, forbidden }, answer(statusCode, body));
    expect(judged(500, refusal('UNEXPECTED'))).toMatch(/^500/);
    expect(judged(201, {}, 'is too long')).toBe('accepted although it is too long');
    expect(judged(201, { number: 'QY' })).toMatch(/^answer off its schema/);
    expect(judged(302, '')).toBe('answered 302');
    expect(judged(400, 'Bad Request')).toMatch(/without JSON/);
    expect(judged(400, { error: 'Bad Request' })).toMatch(/off the schema of refusals/);
    expect(judged(400, refusal('NO_SUCH_CODE'))).toMatch(/not in the catalogue/);
    expect(judged(400, refusal('INPUT_INVALID'))).toBeNull();
  });
});

describe('after all of it', () => {
  it('every invariant of matters holds', async () => {
    expect((await checkMatters(app.database.db, 1)).filter(({ violations }) => violations > 0)).toEqual([]);
  });

  it('nothing is stored that no schema allows', async () => {
    expect(await misfits(ownerUrl, app.dataDir)).toEqual([]);
  });

  it('the accounts are the ones that there were', async () => {
    const rows = await ownerRows<{ login: string; role: string; active: boolean }>(
      ownerUrl,
      'select login, role, active from accounts',
    );
    expect(rows.map(({ login }) => login).sort()).toEqual([...LOGINS].sort());
    expect(rows.every(({ active }) => active)).toBe(true);
  });
});
