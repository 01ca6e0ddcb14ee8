import type { Role } from '@banfei/contracts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chance } from '../../server/src/app/demo/random.ts';
import { buildHttp, type HttpOptions } from '../../server/src/platform/http.ts';
import { EVERY_ROLE } from '../../server/src/platform/identity.ts';
import type { Operation } from '../../server/src/platform/operation.ts';
import { ownerRows } from '../../server/test/database.ts';
import type { JsonSchema } from '../hostile/schema.ts';
import { digest } from '../hostile/stored.ts';
import { validValue } from '../hostile/values.ts';
import { type Ground, layGround, ROLE_OF, signIn } from './district.ts';
import { EXPECTED } from './expected.ts';

/** T-AUTHZ of RELIABILITY: every cell of role × operation and of session × operation, from the router's own table. */
let ground: Ground;
let operations: readonly Operation[];

beforeAll(async () => {
  ground = await layGround();
  operations = ground.app.app.operations;
});
afterAll(() => ground.app.close());

const name = ({ method, path }: Operation): string => `${method} ${path}`;

/** Methods and addresses in the router, read from its printed tree; a name stands under the one that it goes on from. */
function routerTable(printed: string): string[] {
  const stems: string[] = [];
  return printed.split('\n').flatMap((line) => {
    const match = /^([\s│]*)[├└]── (\S+?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (match === null) return [];
    const depth = (match[1] ?? '').length / 4;
    const path = `${depth === 0 ? '' : stems[depth - 1]}${match[2]}`;
    stems[depth] = path;
    return (match[3] ?? '')
      .split(', ')
      .filter((method) => method !== '')
      .map((method) => `${method} ${path}`);
  });
}

const difference = (left: readonly string[], right: readonly string[]): string[] => [
  ...left.filter((each) => !right.includes(each)),
  ...right.filter((each) => !left.includes(each)),
];

describe('operations, router and interface description', () => {
  it('are one and the same list', async () => {
    const declared = operations.map(name).sort();
    const router = routerTable(ground.app.app.http.printRoutes({ commonPrefix: false }));
    const answering = router.filter((each) => !each.startsWith('HEAD ') && each !== 'GET /openapi.json').sort();
    const { body } = await ground.ask('GET', '/openapi.json', '');
    const described = Object.entries(body.paths as Record<string, Record<string, unknown>>) // the shape is what this operation answers or publishes
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
      )
      .sort();
    expect(declared.length).toBeGreaterThan(50);
    expect(difference(declared, answering)).toEqual([]);
    expect(difference(declared, described)).toEqual([]);
    expect(new Set(declared).size).toBe(declared.length);
  });

  it('say of each operation who may call it and which objects are reached', async () => {
    const { body } = await ground.ask('GET', '/openapi.json', '');
    for (const operation of operations) {
      const { authz } = operation;
      const published =
        body.paths[operation.path.replace(/:(\w+)/g, '{$1}')][operation.method.toLowerCase()]['x-authz'];
      expect(published, name(operation)).toEqual(
        'public' in authz ? { public: true, object: authz.object } : { roles: [...authz.roles], object: authz.object },
      );
      expect(authz.object.length, name(operation)).toBeGreaterThan(10);
      if ('roles' in authz) expect(authz.roles.length, name(operation)).toBeGreaterThan(0);
    }
  });

  it('are open to exactly those that the table of expectations names', () => {
    const declared = operations.map((operation) => {
      const { authz } = operation;
      return [name(operation), 'public' in authz ? 'public' : [...authz.roles].sort()] as const;
    });
    const expected = Object.entries(EXPECTED).map(([each, roles]) => [
      each,
      typeof roles === 'string' ? roles : [...roles].sort(),
    ]);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(expected));
  });

  it('do not start with a route that declares nothing', async () => {
    const options = {
      operations: [],
      logger: pino({ level: 'silent' }),
      requestsPerMinute: 0,
      trustProxy: false,
      version: '0',
    } as unknown as HttpOptions; // no operation asks for the rest
    const http = await buildHttp(options);
    expect(() => http.get('/api/planted', () => 'secret')).toThrow('GET /api/planted declares no x-authz');
    expect(() => http.post('/api/planted', { schema: { body: {} } }, () => 'secret')).toThrow('declares no x-authz');
    await http.close();
  });
});

/** A request that would be carried out if nobody asked who sends it. */
function filled(operation: Operation): { url: string; body: unknown } {
  const luck = chance('matrix', name(operation));
  const things = ground.own;
  const ids: Readonly<Record<string, string>> = {
    firms: things.firm,
    sites: things.site,
    files: things.upload,
    'firm-imports': things.import,
    'area-plans': things.plan,
    'key-dates': things.keyDate,
    facts: things.fact,
    deals: things.deal,
    'deal-proposals': things.proposal,
    candidates: things.pooled,
    investors: things.investor,
    'capital-needs': things.capitalNeed,
    introductions: things.introduction,
    figures: 'open',
  };
  const kind = Object.keys(ids).find((each) => operation.path.includes(`/${each}/`)) ?? '';
  const known: Readonly<Record<string, unknown>> = {
    number: things.matter,
    offerId: things.offer,
    id: ids[kind],
    firmId: things.firm,
    candidateId: things.candidate,
    paperId: things.paper,
    intermediaryId: things.intermediary,
    toPostId: ground.app.district.posts.land,
    category: 'other',
  };
  const hints = (member: string): unknown => (Object.hasOwn(known, member) ? known[member] : undefined);
  const { params, query, body } = operation.schema;
  const place = params === undefined ? {} : (validValue(params as JsonSchema, luck, hints) as Record<string, string>); // texts
  const asked = query === undefined ? {} : (validValue(query as JsonSchema, luck, hints) as Record<string, unknown>); // an object
  const search = Object.entries(asked)
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
    .join('&');
  const path = operation.path.replace(/:(\w+)/g, (_whole, key: string) => place[key] ?? '');
  return {
    url: search === '' ? path : `${path}?${search}`,
    body: body === undefined ? undefined : validValue(body as JsonSchema, luck, hints), // the shape is what this operation answers or publishes
  };
}

describe('role × operation', () => {
  it('refuses every role that is not named, before anything else is looked at, and changes nothing', async () => {
    const before = await digest(ground.app.database.ownerUrl);
    let cells = 0;
    for (const operation of operations) {
      const { authz } = operation;
      if ('public' in authz) continue;
      for (const role of EVERY_ROLE.filter((each) => !authz.roles.includes(each))) {
        const { url, body } = filled(operation);
        for (const sent of [body, body === undefined ? undefined : {}]) {
          const answer = await ground.ask(operation.method, url, cookieOf(role), { body: sent });
          expect(answer.status, `${role} ${name(operation)}`).toBe(403);
          expect(answer.body.error.code).toBe('NOT_PERMITTED');
        }
        cells += 1;
      }
    }
    console.log(`${cells} cells of role × operation refused`);
    expect(await digest(ground.app.database.ownerUrl)).toBe(before);
  });

  it('lets every role that is named go on to what the operation itself says', async () => {
    let cells = 0;
    for (const operation of operations) {
      const { authz } = operation;
      if (operation.path === '/api/live' || name(operation) === 'DELETE /api/session') continue;
      const roles: readonly Role[] = 'public' in authz ? EVERY_ROLE : authz.roles;
      for (const role of roles) {
        // Without a body no write is carried out: what answers is the schema, behind the gate.
        const { url } = filled(operation);
        const empty = operation.method === 'GET' ? undefined : {};
        const answer = await ground.ask(
          operation.method,
          url,
          cookieOf(role),
          operation.multipart ? {} : { body: empty },
        );
        expect(answer.status, `${role} ${name(operation)}`).not.toBe(401);
        expect(answer.body?.error?.code, `${role} ${name(operation)}`).not.toBe('NOT_PERMITTED');
        expect(answer.status, `${role} ${name(operation)} ${JSON.stringify(answer.body).slice(0, 200)}`).toBeLessThan(
          500,
        );
        cells += 1;
      }
    }
    console.log(`${cells} cells of role × operation let through`);
  });
});

const cookieOf = (role: Role): string => ground.cookies.get(ROLE_OF[role] ?? 'firm1') ?? '';

describe('session × operation', () => {
  /** Cookies that were good once, or never. Each kind is made anew, since making it spoils the account or the clock. */
  async function spoiled(): Promise<ReadonlyMap<string, string>> {
    const { app, ask } = ground;
    const { ownerUrl } = app.database;
    const fresh = () => signIn(ask, 'team3', 'localhost');
    const [expired, idle, signedOut, disabled] = [
      await fresh(),
      await fresh(),
      await fresh(),
      await signIn(ask, 'land', 'localhost'),
    ];
    const hashed = `sha256(convert_to(split_part($1, '.', 2), 'utf8'))`;
    const tokenOf = (cookie: string) => decodeURIComponent(cookie.split('=')[1] ?? '');
    const past = new Date(app.time.now - 1);
    await ownerRows(ownerUrl, `update sessions set expires_at = $2 where token_hash = ${hashed}`, [
      tokenOf(expired),
      past,
    ]);
    await ownerRows(ownerUrl, `update sessions set last_seen_at = $2 where token_hash = ${hashed}`, [
      tokenOf(idle),
      new Date(app.time.now - 51 * 365 * 86_400_000),
    ]);
    await ownerRows(ownerUrl, `update accounts set active = false where district_id = 1 and login = 'land'`);
    expect((await ask('DELETE', '/api/session', signedOut)).status).toBe(204);
    // Sessions are read again after fifteen seconds at the latest.
    app.time.now += 16_000;
    const good = tokenOf(ground.cookies.get('manager') ?? '');
    const moved = good.replace(/^1\./, '2.');
    return new Map([
      ['none', ''],
      ['garbage', 'banfei=%00'],
      ['forged', `banfei=1.${'A'.repeat(43)}`],
      ['of this token in another district', `banfei=${moved}`],
      ['with an overlong district', `banfei=999999999999.${'A'.repeat(43)}`],
      ['expired', expired],
      ['idle', idle],
      ['signed out', signedOut],
      ['of a disabled account', disabled],
    ]);
  }

  it('asks everybody without a living session to sign in, on every operation that is not public, and changes nothing', async () => {
    const sessions = await spoiled();
    const before = await digest(ground.app.database.ownerUrl);
    let cells = 0;
    for (const operation of operations.filter(({ authz }) => !('public' in authz)))
      for (const [state, cookie] of sessions) {
        const { url, body } = filled(operation);
        const answer = await ground.ask(operation.method, url, cookie, { body });
        expect(answer.status, `${state} ${name(operation)}`).toBe(401);
        expect(answer.body.error.code).toBe('NOT_SIGNED_IN');
        cells += 1;
      }
    for (const operation of operations.filter(({ method, authz }) => method === 'GET' && !('public' in authz)))
      expect((await ground.ask('HEAD', filled(operation).url, '')).status, `HEAD ${operation.path}`).toBe(401);
    console.log(`${cells} cells of session × operation refused`);
    expect(await digest(ground.app.database.ownerUrl)).toBe(before);
  });

  it('keeps what is public open to a stranger, and knows a living session', async () => {
    for (const operation of operations.filter(({ authz }) => 'public' in authz)) {
      const answer = await ground.ask(
        operation.method,
        filled(operation).url,
        '',
        operation.schema.body === undefined ? {} : { body: {} },
      );
      expect(answer.body?.error?.code, name(operation)).not.toBe('NOT_SIGNED_IN');
      expect(answer.status).toBeLessThan(500);
    }
    expect((await ground.ask('GET', '/api/session', ground.cookies.get('manager') ?? '')).status).toBe(200);
  });
});
