import type { Chance } from '../../server/src/app/demo/random.ts';
import { newId } from '../../server/src/platform/ids.ts';
import type { Operation } from '../../server/src/platform/operation.ts';
import { type JsonSchema, problemOf } from './schema.ts';
import { hostileUpload } from './uploads.ts';
import { type Hints, HOSTILE_TEXTS, hostileValue, mutated, validValue } from './values.ts';

export interface HostileRequest {
  /** How it was made, for the count of a run. */
  readonly kind: string;
  readonly method: Operation['method'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer | undefined;
  /** Why a success would accept what the operation forbids; null when it may succeed. */
  readonly forbidden: string | null;
}

export interface Making {
  readonly operation: Operation;
  /** Values that name something which exists, by member and by place in the address. */
  readonly hints: Hints;
  readonly luck: Chance;
}

interface Draft {
  kind: string;
  params: Record<string, string>;
  query: string;
  headers: Record<string, string>;
  payload: string | Buffer | undefined;
}

const JSON_TYPE = 'application/json';

function draftOf({ operation, hints, luck }: Making): Draft {
  const { params, query, body } = operation.schema;
  const values = params === undefined ? {} : (validValue(params, luck, hints) as Record<string, string>); // params are texts
  const headers: Record<string, string> = operation.method === 'GET' ? {} : { 'idempotency-key': newId() };
  if (body !== undefined) headers['content-type'] = JSON_TYPE;
  const payload = body === undefined ? undefined : JSON.stringify(validValue(body, luck, hints));
  const asked = query === undefined ? [] : Object.entries(validValue(query, luck, hints) as object); // queries are objects
  const search = asked.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&');
  return { kind: 'valid', params: values, query: search === '' ? '' : `?${search}`, headers, payload };
}

/** Text that is not quite JSON, or JSON that parsers disagree on. */
function rawBody(text: string, luck: Chance): string | Buffer {
  const member = JSON.stringify(/"(\w+)":/.exec(text)?.[1] ?? 'text');
  const hostile = JSON.stringify(hostileValue(luck));
  const number = luck.pick(['1e400', '-1e400', '1E-999', '123456789012345678901234567890', '-0', '0.1e1']);
  return luck.pick<() => string | Buffer>([
    () => text.slice(0, luck.below(text.length)),
    () => `${text}${text}`,
    () => `\ufeff${text}`,
    () => text.replace('{', `{${member}:${hostile},`),
    () => text.replace(/\}$/, `,${member}:${hostile}}`),
    () => text.replace(/:("[^"]*"|\d+)/, `:${number}`),
    () => text.replace(/"[^"]*"/, "'x'"),
    () => text.replace(/:"/, ':"\\ud800\\u0000'),
    () => '['.repeat(20_000),
    () => `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
    () => `${text.slice(0, -1)},"x":${'['.repeat(60)}${']'.repeat(60)}}`,
    () => JSON.stringify('x'.repeat(300 * 1024)),
    () =>
      Buffer.concat([Buffer.from(text.slice(0, 12)), Buffer.of(0xff, 0xfe, 0xc0, 0x80), Buffer.from(text.slice(12))]),
    () => Buffer.from(text, 'utf16le'),
    () =>
      luck.pick([
        '',
        'null',
        'true',
        '0',
        '""',
        '[]',
        '{}',
        '{',
        'undefined',
        'NaN',
        '{"":""}',
        '{"__proto__":{"x":1}}',
        '\u0000{}',
      ]),
  ])();
}

const CONTENT_TYPES = [
  '',
  'text/plain',
  'text/json',
  'application/xml',
  'application/x-www-form-urlencoded',
  'application/json; charset=gbk',
  'application/json;charset="utf-8"',
  'APPLICATION/JSON',
  'application/vnd.api+json',
  'application/json, text/html',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=x',
  ';;;',
  'application/json\u00e9',
];

const KEYS = [
  '',
  ' ',
  'short',
  'has space in it',
  'x'.repeat(65),
  'x'.repeat(64),
  'schlüssel-schlüssel',
  '../../../../etc',
  "a'b''--aaaaaa",
  '00000000',
  '__proto__',
  'aaaaaaaa,bbbbbbbb',
  '{}{}{}{}{}',
];

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.test' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { host: 'other.test' },
  { host: '' },
  { host: '[::1]:99999' },
  { 'x-http-method-override': 'DELETE' },
  { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'evil.test' },
  { accept: 'application/xml', 'accept-language': 'x'.repeat(4000) },
  { 'content-encoding': 'gzip' },
  { 'content-length': '1' },
  { expect: '100-continue' },
];

const RAW_PARAMS = [
  '%00',
  '%zz',
  '%',
  '%c0%80',
  '%ed%a0%80',
  '..%2f..%2f',
  '%2e%2e',
  'x'.repeat(201),
  'x'.repeat(2000),
  '%F0%9F%98%80',
  "'--",
  '%e2%80%ae',
  '*',
  ':number',
  'QY-2611-',
  'qy-2611-00001',
  'undefined',
];

function hostileParams(draft: Draft, luck: Chance): string[] {
  const names = Object.keys(draft.params);
  const chosen = luck.pick(names);
  if (luck.yes(0.5)) return [chosen, luck.pick(RAW_PARAMS)];
  return [chosen, luck.pick(HOSTILE_TEXTS.filter((text) => !/\p{Surrogate}/u.test(text) && text.length < 4000))];
}

const encoded = (text: string): string => (RAW_PARAMS.includes(text) ? text : encodeURIComponent(text));

function vary(draft: Draft, { operation, hints, luck }: Making): void {
  const { body, query, params } = operation.schema;
  const roll = luck.next();
  if (roll < 0.15) return;
  if (params !== undefined && roll < 0.27) {
    const [name = '', value = ''] = hostileParams(draft, luck);
    draft.kind = 'address';
    draft.params[name] = value;
  } else if (roll < 0.34 && operation.method !== 'GET') {
    draft.kind = 'key';
    draft.headers['idempotency-key'] = luck.pick(KEYS);
  } else if (roll < 0.4) {
    draft.kind = 'header';
    Object.assign(draft.headers, luck.pick(HEADERS));
  } else if (operation.multipart) {
    draft.kind = 'upload';
  } else if (query !== undefined) {
    draft.kind = 'query';
    draft.query = hostileQuery(query, hints, luck);
  } else if (body === undefined || typeof draft.payload !== 'string') {
    draft.kind = 'type';
    draft.headers['content-type'] = luck.pick(CONTENT_TYPES);
    draft.payload = luck.pick(['', '{}', 'x', '{"a":1}']);
  } else if (roll < 0.48) {
    draft.kind = 'type';
    draft.headers['content-type'] = luck.pick(CONTENT_TYPES);
  } else if (roll < 0.63) {
    draft.kind = 'raw';
    draft.payload = rawBody(draft.payload, luck);
  } else {
    draft.kind = 'value';
    draft.payload = JSON.stringify(mutated(JSON.parse(draft.payload), luck)) ?? '';
  }
}

const queryText = (value: unknown): string => {
  const text = String(value).slice(0, 3000);
  return /\p{Surrogate}/u.test(text) ? '%ED%A0%80' : encoded(text);
};

/** Mostly a query that fits, with one member replaced, repeated, or unknown. */
function hostileQuery(schema: JsonSchema, hints: Hints, luck: Chance): string {
  const good = Object.entries(validValue(schema, luck, hints) as object); // queries are objects
  const names = [...Object.keys(schema.properties ?? {}), ...Object.keys(schema.properties ?? {}), 'x', '__proto__'];
  const bad = Array.from({ length: luck.below(3) }, () => luck.pick(names)).map(
    (key) => [key, luck.pick(key === 'cursor' && luck.yes(0.8) ? CURSORS : QUERY_TEXTS)] as const,
  );
  const kept = luck.yes(0.3) ? good : good.filter(([key]) => bad.every(([name]) => name !== key));
  return `?${[...kept, ...bad].map(([key, value]) => `${key}=${queryText(value)}`).join('&')}`;
}

// Positions of lists that decode to something: dashes, instants beyond every calendar, ids of nothing.
const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');
const CURSORS = [
  '-'.repeat(36),
  ...[
    '-'.repeat(36),
    ` ${'-'.repeat(36)}`,
    `${'9'.repeat(30)} ${newId(0)}`,
    `${'9'.repeat(15)} ${newId(0)}`,
    `1 ${newId(0)}`,
    ` ${newId(0)}`,
    `1 ${'f'.repeat(36)}`,
    '-271821-04-20T00:00:00.000Z',
    '+275760-09-13T00:00:00.000Z',
    '0000-01-01',
    '9999',
    '{}',
    '[1,2,3]',
    '1',
    '-1',
    '1e400',
    '99999999999999999999',
    'null',
    '\u0000',
  ].map(cursorOf),
];
const QUERY_TEXTS = [...HOSTILE_TEXTS, ...RAW_PARAMS, ...CURSORS, '1e3', '0x10', '99999999999999999999'];

const mediaType = (type: string | undefined): string => type?.split(';')[0]?.trim().toLowerCase() ?? '';

function decoded(payload: string | Buffer | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(payload ?? '')));
  } catch {
    return undefined;
  }
}

function decodedParam(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '%';
  }
}

/** Why a success would be wrong, from the operation's own words alone. */
function forbiddance(operation: Operation, draft: Draft): string | null {
  const { params, body } = operation.schema;
  const values = Object.fromEntries(
    Object.entries(draft.params).map(([name, text]) => [name, decodedParam(encoded(text))]),
  );
  const place = params === undefined ? null : problemOf(values, params);
  if (place !== null) return `address ${place}`;
  const { headers } = draft;
  if (operation.method !== 'GET') {
    if (!/^[A-Za-z0-9_-]{8,64}$/.test(headers['idempotency-key'] ?? '')) return 'key does not fit';
    if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return 'comes from another site';
  }
  if (body === undefined) return null;
  if (mediaType(headers['content-type']) !== JSON_TYPE) return 'is not called JSON';
  return problemOf(decoded(draft.payload), body);
}

/** One request against an operation: about one in seven is meant well, every other one has something wrong with it. */
export function makeRequest(making: Making): HostileRequest {
  const { operation, luck } = making;
  const draft = draftOf(making);
  vary(draft, making);
  let forbidden = forbiddance(operation, draft);
  if (operation.multipart) {
    const upload = hostileUpload(luck, draft.kind === 'upload', operation.path === '/api/firm-imports');
    draft.payload = upload.payload;
    draft.headers['content-type'] ??= upload.contentType;
    forbidden ??= upload.forbidden;
  }
  const path = operation.path.replace(/:(\w+)/g, (_whole, name: string) => encoded(draft.params[name] ?? ''));
  const { kind, headers, payload, query } = draft;
  return { kind, method: operation.method, url: `${path}${query}`, headers, payload, forbidden };
}
