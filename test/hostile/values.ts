import type { Chance } from '../../server/src/app/demo/random.ts';
import { newId } from '../../server/src/platform/ids.ts';
import { isObject, type JsonSchema, problemOf } from './schema.ts';

/** Known good values for members that name something: posts, companies, categories. */
export type Hints = (name: string, luck: Chance) => unknown;

const NESTED = (depth: number): unknown => (depth === 0 ? 'x' : [NESTED(depth - 1)]);

/** Texts that have broken some system somewhere. U+FFFD is not among them: where it is stored, something was lost. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '　',
  '\n\t ',
  '\u0000',
  'a\u0000b',
  '\\u0000',
  '\ud800',
  'a\udfffb',
  '\udc00\ud800',
  '好\ud83d',
  '\u0008\u001b[31m',
  '\u007f',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u202e）示演（',
  '\u2066x\u2069',
  '\u200b\u200d\ufeff',
  '\ufeff开头',
  '\uffff',
  '\u{10ffff}',
  'ﷺ'.repeat(60),
  '😀'.repeat(250),
  '👩‍👩‍👧‍👦'.repeat(80),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍'.repeat(20),
  'A'.repeat(501),
  '汉'.repeat(2001),
  '长'.repeat(60_000),
  '\r\n',
  '第一行\r第二行',
  '第一行\u2028第二行',
  '\u0085\u009b31m',
  "'; drop table matters; --",
  '" onmouseover="alert(1)',
  '<script>alert(1)</script>',
  '＜img src=x onerror=alert(1)＞',
  '=cmd|calc!A1',
  '＝1+1',
  '{zh}{field}{problem}',
  '#{7*7}<%= 7*7 %>',
  '%s%n%x',
  '../../../etc/passwd',
  'file:///etc/passwd',
  '__proto__',
  'constructor',
  'NaN',
  'null',
  'true',
  '0',
  '-1',
  '00000000-0000-0000-0000-000000000000',
  '0x10',
  '9999-12-31',
  '0000-01-01',
  '2026-02-30',
  'ａｂｃ１２３',
  'АВС',
  'İıſK',
];

/** Values of the wrong kind for almost anything. */
const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1.5,
  0.1 + 0.2,
  2 ** 31,
  2 ** 53,
  1e308,
  -1e308,
  5e-324,
  [],
  {},
  [[]],
  [null],
  ['x', 'x'],
  { toString: 1 },
  { length: 3 },
  { valueOf: 1, hasOwnProperty: 1 },
  { $ne: null },
  NESTED(5),
  NESTED(31),
  Array.from({ length: 200 }, (_, index) => index),
];

export const hostileValue = (luck: Chance): unknown =>
  luck.yes(0.6) ? luck.pick(HOSTILE_TEXTS) : luck.pick(HOSTILE_VALUES);

const WORDS = [
  '货梯停了三天',
  '样机出不了货',
  'the lift is out',
  'ＡＢＣ',
  'café',
  '👷🏽‍♀️',
  'مرحبا',
  '第 27 队',
  '·',
  '——',
  '\n',
  '12%',
];

function plainText(length: number, luck: Chance): string {
  const characters: string[] = [];
  while (characters.length < length) characters.push(...luck.pick(WORDS));
  return characters.slice(0, length).join('');
}

const CANDIDATES: readonly ((luck: Chance) => string)[] = [
  (luck) => String(luck.below(1_000_000)).padStart(6, '0'),
  (luck) => `0571-${String(luck.below(10_000)).padStart(4, '0')} 0000`,
  () => 'park.lift',
  () => 'other',
  () => 'x',
];

function validString(schema: JsonSchema, luck: Chance): string {
  if (schema.format === 'uuid') return newId(luck.below(2 ** 40));
  if (schema.format === 'date') return `2026-${luck.pick(['11-24', '11-30', '12-10', '12-31'])}`;
  const [least, most] = [schema.minLength ?? 0, Math.min(schema.maxLength ?? 40, 4000)];
  const length = luck.pick([least, most, Math.min(most, least + luck.below(30)), Math.min(most, least + 8)]);
  const text = plainText(length, luck);
  if (problemOf(text, schema) === null) return text;
  const line = text.replace(/\s/g, '。');
  if (problemOf(line, schema) === null) return line;
  return CANDIDATES.map((each) => each(luck)).find((each) => problemOf(each, schema) === null) ?? text;
}

function validNumber(schema: JsonSchema, luck: Chance): number {
  const [least, most] = [schema.minimum ?? 0, schema.maximum ?? (schema.minimum ?? 0) + 100];
  const value = luck.pick([least, most, luck.between(least, most), luck.between(least, most)]);
  return schema.type === 'integer' ? Math.round(value) : value;
}

/** A value that the schema allows: ends of every range as often as its middle, optional members half of the time. */
export function validValue(schema: JsonSchema, luck: Chance, hints: Hints, name = ''): unknown {
  const hinted = name === '' ? undefined : hints(name, luck);
  if (hinted !== undefined && problemOf(hinted, schema) === null) return hinted;
  if (schema.anyOf !== undefined) return validValue(luck.pick(schema.anyOf), luck, hints, name);
  if ('const' in schema) return schema.const;
  switch (schema.type) {
    case 'object': {
      const required = new Set(schema.required ?? []);
      const members = Object.entries(schema.properties ?? {}).filter(([key]) => required.has(key) || luck.yes(0.4));
      return Object.fromEntries(members.map(([key, member]) => [key, validValue(member, luck, hints, key)]));
    }
    case 'array': {
      const { items } = schema;
      const [item] = Array.isArray(items) ? items : [items];
      const count = (schema.minItems ?? 0) + luck.below(3);
      return item === undefined ? [] : unique(Array.from({ length: count }, () => validValue(item, luck, hints, name)));
    }
    case 'string':
      return validString(schema, luck);
    case 'integer':
    case 'number':
      return validNumber(schema, luck);
    case 'boolean':
      return luck.yes(0.5);
    default:
      return null;
  }
}

const unique = (values: readonly unknown[]): unknown[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** Addresses of everything inside a value, the value itself included. */
function places(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const inner = Array.isArray(value)
    ? value.flatMap((each, index) => places(each, [...path, index]))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, each]) => places(each, [...path, key]))
      : [];
  return [path, ...inner];
}

function replaced(value: unknown, path: readonly (string | number)[], by: (old: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return by(value);
  if (Array.isArray(value)) return value.map((each, index) => (index === first ? replaced(each, rest, by) : each));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, key === first ? replaced(each, rest, by) : each]);
  return Object.fromEntries(entries.filter(([, each]) => each !== REMOVED));
}

const REMOVED = Symbol('removed');

const EXTRA_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'role',
  'ownerPostId',
  'district_id',
  'state',
  '',
  'toString',
  'x'.repeat(300),
  '\u0000',
  '\ud800',
];

/** One thing about the value made wrong, or merely strange. */
export function mutated(value: unknown, luck: Chance): unknown {
  const path = luck.pick(places(value));
  switch (luck.below(4)) {
    case 0:
      return replaced(value, path, () => (path.length === 0 ? hostileValue(luck) : REMOVED));
    case 1:
      return replaced(value, path, (old) => (isObject(old) ? withMember(old, luck) : [old]));
    default:
      return replaced(value, path, (old) =>
        isObject(old) && luck.yes(0.7) ? withMember(old, luck) : hostileValue(luck),
      );
  }
}

function withMember(value: Readonly<Record<string, unknown>>, luck: Chance): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...value };
  // Defined and not assigned, so that `__proto__` becomes a member of its own as it does when JSON is parsed.
  Object.defineProperty(copy, luck.pick(EXTRA_KEYS), {
    value: luck.pick<unknown>([{ role: 'manager' }, hostileValue(luck), newId(0)]),
    enumerable: true,
  });
  return copy;
}
