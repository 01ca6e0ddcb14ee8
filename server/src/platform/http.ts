import { ERRORS, type ErrorCode, type ErrorFacts, errorMessage } from '@banfei/contracts';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { Ajv, type AnySchema, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import stringifier from 'fast-json-stringify';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { sqlState } from './db.ts';
import { type Edge, mountOperation } from './edge.ts';
import { Refusal } from './errors.ts';
import { hasHalfCharacter, isTooDeep, NESTING_LIMIT } from './json.ts';
import type { Operation } from './operation.ts';

export interface HttpOptions extends Edge {
  readonly operations: readonly Operation[];
  readonly logger: FastifyBaseLogger;
  readonly requestsPerMinute: number;
  readonly trustProxy: boolean;
  readonly version: string;
}

// A body says its types; an address can only carry text, so there numbers are read from it. Unknown members are refused.
const validator = (coerceTypes: boolean): Ajv => {
  // 1e400 is valid JSON and parses to infinity, which is no number of any operation.
  const strict = { strict: false, strictNumbers: true };
  const ajv = new Ajv({ coerceTypes, removeAdditional: false, useDefaults: true, allErrors: false, ...strict });
  addFormats.default(ajv);
  return ajv;
};

// Both keep what they have compiled.
const [bodies, addresses] = [validator(false), validator(true)];

/** A check that is compiled when it is first asked: hundreds of operations would make every start wait for all of them. */
function lateCheck(ajv: Ajv, schema: AnySchema) {
  let compiled: ReturnType<Ajv['compile']> | undefined;
  const check = (data: unknown): boolean => {
    compiled ??= ajv.compile(schema);
    const isValid = compiled(data) === true;
    check.errors = compiled.errors ?? null;
    return isValid;
  };
  check.errors = null as ErrorObject[] | null; // the framework reads the reasons here, as the compiler leaves them
  return check;
}

type AnswerSchema = Parameters<typeof stringifier>[0];

/** Schemas are constants, and every operation refuses in the same form. */
const serializers = new WeakMap<object, (answer: unknown) => string>();

/** The same for answers. */
const lateSerializer =
  (schema: AnswerSchema & object) =>
  (answer: unknown): string => {
    const known = serializers.get(schema) ?? stringifier(schema);
    serializers.set(schema, known);
    return known(answer);
  };

/** Largest JSON body; files travel as multipart and have limits of their own. */
const BODY_LIMIT = 256 * 1024;
export const FILE_LIMIT = 50 * 1024 * 1024;

// PostgreSQL states that mean "not now": connection trouble, shutting down, too many connections, disk full.
const NOT_NOW = /^(08|53|57P|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/;
const isNotNow = (error: unknown): boolean =>
  NOT_NOW.test(sqlState(error) ?? '') ||
  (error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message));

interface Told {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
}

function sendRefusal(request: FastifyRequest, reply: FastifyReply, { code, facts }: Told) {
  if (typeof facts.seconds === 'number') reply.header('retry-after', String(facts.seconds));
  return reply
    .status(ERRORS[code].status)
    .send({ error: { code, message: errorMessage(code, { ...facts, ref: request.id }), facts, ref: request.id } });
}

function validationFacts(error: FastifyError): ErrorFacts {
  const first = error.validation?.[0];
  const extra = first?.params.additionalProperty ?? first?.params.missingProperty;
  const path = `${first?.instancePath ?? ''}${extra === undefined ? '' : `/${String(extra)}`}`;
  return {
    // The name may be the sender's own invention; a refusal does not carry it back at any length.
    field:
      [...path.replace(/^\//, '').replaceAll('/', '.')].slice(0, 80).join('') ||
      String(error.validationContext ?? 'body'),
    problem: first?.message ?? error.message,
  };
}

// A cut may leave half a character, and the parser of JSON quotes what it stumbled on.
const excerpt = (message: string): string => message.slice(0, 120).replace(/\p{Surrogate}/gu, '');

// The parser of forms throws plain errors; these are the ones that the sender's bytes bring about.
const BROKEN_FORM = /^Multipart: |unexpected end of multipart data$|^The needle cannot /i;

/** Errors that the framework itself raises, as codes of the catalogue. */
function frameworkRefusal(error: FastifyError): { code: ErrorCode; facts: ErrorFacts } | null {
  if (error.validation !== undefined) return { code: 'INPUT_INVALID', facts: validationFacts(error) };
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'BODY_TOO_LARGE', facts: { limit: `${BODY_LIMIT / 1024} KB` } };
    case 'FST_REQ_FILE_TOO_LARGE':
      return { code: 'BODY_TOO_LARGE', facts: { limit: `${FILE_LIMIT / 1024 / 1024} MB` } };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return { code: 'MEDIA_TYPE_UNKNOWN', facts: { type: 'this media type' } };
    default:
      return BROKEN_FORM.test(error.message) ||
        (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
        ? { code: 'BODY_UNREADABLE', facts: { problem: excerpt(error.message) } }
        : null;
  }
}

function onError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof Refusal) {
    if (error.status === 401 || error.status === 403)
      request.log.warn({ code: error.code, operation: request.routeOptions.url }, 'refused');
    return sendRefusal(request, reply, error);
  }
  if (isNotNow(error)) {
    request.log.error({ state: sqlState(error), operation: request.routeOptions.url }, 'database unavailable');
    return sendRefusal(request, reply, { code: 'UNAVAILABLE', facts: { seconds: 5 } });
  }
  const known = frameworkRefusal(error as FastifyError); // every Error has the members that are read there, at most undefined
  if (known !== null) {
    return sendRefusal(request, reply, known);
  }
  request.log.error(
    { error: error.message, state: sqlState(error), stack: error.stack, operation: request.routeOptions.url },
    'unexpected error',
  );
  return sendRefusal(request, reply, { code: 'UNEXPECTED', facts: { ref: request.id } });
}

async function addSafety(app: FastifyInstance, options: HttpOptions): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: false,
  });
  await app.register(cookie);
  await app.register(multipart, {
    limits: { fileSize: FILE_LIMIT, files: 1, fields: 4, fieldSize: 64 * 1024, parts: 6, headerPairs: 50 },
  });
  if (options.requestsPerMinute > 0)
    await app.register(rateLimit, {
      max: options.requestsPerMinute,
      timeWindow: 60_000,
      errorResponseBuilder: (_request, context) =>
        new Refusal('TOO_MANY_REQUESTS', { seconds: Math.ceil(context.ttl / 1000) }),
    });
}

// JSON is parsed natively and then measured: the parser itself takes any depth, later code should not.
function addJsonParser(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer)); // parseAs promises a buffer
    } catch (error) {
      return done(
        new Refusal('BODY_UNREADABLE', { problem: error instanceof Error ? excerpt(error.message) : 'not JSON' }),
      );
    }
    if (isTooDeep(value)) return done(new Refusal('BODY_TOO_DEEP', { limit: NESTING_LIMIT }));
    if (hasHalfCharacter(value)) return done(new Refusal('BODY_UNREADABLE', { problem: 'half a surrogate pair' }));
    return done(null, value);
  });
}

/** The HTTP edge: safety headers, limits, errors as catalogue entries, and one route for each declared operation. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be decoded, or is too long to name anything, never reaches the handlers below.
    frameworkErrors: (_error, request, reply) => sendRefusal(request, reply, { code: 'NOT_FOUND', facts: {} }),
  });
  app.setValidatorCompiler<AnySchema>(({ schema, httpPart }) =>
    lateCheck(httpPart === 'body' ? bodies : addresses, schema),
  );
  app.setSerializerCompiler<AnswerSchema>(({ schema }) => lateSerializer(schema));
  app.setErrorHandler(onError);
  app.setNotFoundHandler((request, reply) => sendRefusal(request, reply, { code: 'NOT_FOUND', facts: {} }));
  await addSafety(app, options);
  addJsonParser(app);
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Banfei 伴飞', version: options.version }, servers: [{ url: '/' }] },
  });
  app.addHook('onRoute', (route) => {
    // No declaration, no build: a route without x-authz stops the start (SECURITY.md).
    const declared = route.schema !== undefined && 'x-authz' in route.schema;
    if (!declared && route.method !== 'HEAD')
      throw new Error(`Route ${String(route.method)} ${route.url} declares no x-authz.`);
  });
  for (const each of options.operations) mountOperation(app, each, options);
  const open = { 'x-authz': { public: true, object: 'the interface description names no data' }, hide: true };
  app.get('/openapi.json', { schema: open }, () => app.swagger());
  return app;
}
