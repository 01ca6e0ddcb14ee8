import type { Bilingual, Role } from '@banfei/contracts';
import { ErrorBody } from '@banfei/contracts';
import type { TSchema } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify';
import type { Now } from './clock.ts';
import { Refusal } from './errors.ts';
import { fingerprintOf, type Intention } from './idempotency.ts';
import { type Authorization, type Call, type Operation, type OperationSchema, SENT } from './operation.ts';
import type { Principal } from './principal.ts';
import type { Sessions } from './sessions.ts';

export const SESSION_COOKIE = 'banfei';

/** Principal of public writes (sign-in): keys of strangers share one name and are told apart by their key alone. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface Edge {
  readonly sessions: Sessions;
  readonly now: Now;
  /** District that a public request addresses, by its host name. */
  readonly districtOfHost: (host: string) => Promise<number>;
  /** Names of roles for the refusal sentence. */
  readonly roleName: (role: Role) => Bilingual;
  /** Called after each answer with operation, status and seconds: metrics and the access log. */
  readonly observe: (request: FastifyRequest, operation: Operation, status: number, seconds: number) => void;
}

const UNSAFE = new Set(['POST', 'PUT', 'DELETE']);
const KEY = /^[A-Za-z0-9_-]{8,64}$/;

// Browsers say where a request comes from; a page of another site cannot act with this site's cookie.
function checkOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('ORIGIN_REFUSED');
  const origin = request.headers.origin;
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== request.host) throw new Refusal('ORIGIN_REFUSED');
}

function intentionOf(
  request: FastifyRequest,
  operation: Operation,
  districtId: number,
  principal: Principal | null,
): Intention {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) throw new Refusal('IDEMPOTENCY_KEY_MISSING');
  return {
    districtId,
    principal: principal?.accountId ?? NOBODY,
    route: `${operation.method} ${operation.path}`,
    key,
    fingerprint: fingerprintOf(request.method, request.url, operation.multipart ? null : request.body),
  };
}

/** Facts of the refusal that names who holds a step, spoken in each language. */
const holders = (names: readonly Bilingual[]) => ({
  holderZh: names.map(({ zh }) => zh).join('、'),
  holderEn: names.map(({ en }) => en).join(', '),
});

async function authorized(request: FastifyRequest, authz: Authorization, edge: Edge): Promise<Principal | null> {
  const cookie = request.cookies[SESSION_COOKIE];
  const principal = cookie === undefined ? null : await edge.sessions.read(cookie);
  if ('public' in authz) return principal;
  if (principal === null) throw new Refusal('NOT_SIGNED_IN');
  if (!authz.roles.includes(principal.role))
    throw new Refusal('NOT_PERMITTED', holders(authz.roles.map(edge.roleName)));
  return principal;
}

const NOTHING: Intention = { districtId: 0, principal: NOBODY, route: '', key: '', fingerprint: Buffer.alloc(0) };

async function callOf(
  request: FastifyRequest,
  operation: Operation,
  edge: Edge,
): Promise<Omit<Call<OperationSchema, Principal | null>, 'reply'>> {
  const principal = await authorized(request, operation.authz, edge);
  const districtId = principal?.districtId ?? (await edge.districtOfHost(request.hostname));
  const unsafe = UNSAFE.has(operation.method);
  if (unsafe) checkOrigin(request);
  return {
    // The route's schema has validated these three; the operation's own types say what they are.
    params: request.params as undefined,
    query: request.query as undefined,
    body: request.body as undefined,
    principal,
    districtId,
    now: edge.now(),
    intention: unsafe ? intentionOf(request, operation, districtId, principal) : NOTHING,
    request,
  };
}

const publishedAuthz = (authz: Authorization) =>
  'public' in authz ? { public: true, object: authz.object } : { roles: [...authz.roles], object: authz.object };

function schemaOf(operation: Operation): FastifySchema {
  const { params, query, body, response } = operation.schema;
  const noContent = operation.status === 204;
  const answers: Record<string, TSchema> = { '4xx': ErrorBody, '5xx': ErrorBody };
  if (!noContent) answers[operation.status] = response;
  return {
    summary: operation.summary,
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    response: answers,
    'x-authz': publishedAuthz(operation.authz),
  } as FastifySchema; // x-authz is this product's extension of the route schema
}

/** Mounts one operation: authorize, check origin and key, act, answer. */
export function mountOperation(app: FastifyInstance, operation: Operation, edge: Edge): void {
  app.route({
    method: operation.method,
    url: operation.path,
    schema: schemaOf(operation),
    // Authorization comes before validation, so that a stranger learns nothing about what an operation accepts.
    preValidation: async (request) => {
      if (!('public' in operation.authz)) await authorized(request, operation.authz, edge);
    },
    handler: async (request, reply) => {
      const call = await callOf(request, operation, edge);
      const answer = await operation.handle({ ...call, reply });
      if (answer === SENT) return reply;
      return reply.status(answer.status).send(answer.body ?? undefined);
    },
    onResponse: async (request, reply) => edge.observe(request, operation, reply.statusCode, reply.elapsedTime / 1000),
  });
}
