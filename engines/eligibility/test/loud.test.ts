import { expect, it } from 'vitest';
import { overlapOf, parsePack } from '../src/parse-pack.ts';
import { eligibilitySentence } from '../src/sentences.ts';
import { parseVocabulary } from '../src/vocabulary.ts';
import { PACKS, VOCABULARY } from './library.ts';

type Data = Record<string, unknown>;

const small = (): Data => ({
  id: 'demo',
  version: '1',
  title: { zh: '演示', en: 'demo' },
  currency: 'CNY',
  validFrom: '2024-01-01',
  checkedOn: '2024-01-01',
  source: '演示',
  criteria: { a: criterion({}) },
  standards: [{ id: '1', title: { zh: '一', en: 'one' }, rule: 'a' }],
});

function criterion(change: Data): Data {
  return {
    title: { zh: '收入', en: 'revenue' },
    value: 'revenue',
    op: '>=',
    threshold: '1',
    citation: '演示',
    evidence: 'V2',
    ...change,
  };
}

const refusal = (change: Data) => {
  const parsed = parsePack({ ...small(), ...change }, VOCABULARY);
  return parsed.ok ? null : parsed;
};

it('takes the small pack as it stands', () => expect(refusal({})).toBeNull());

it.each([
  [{ thresold: 1 }, 'PACK_ATTRIBUTE_UNKNOWN'],
  [{ criteria: { a: criterion({ treshold: '1' }) } }, 'PACK_ATTRIBUTE_UNKNOWN'],
  [{ standards: [{ id: '1', title: { zh: '一', en: 'one' }, rule: { every: ['a'] } }] }, 'PACK_ATTRIBUTE_UNKNOWN'],
  [{ source: undefined, title: { zh: '一' } }, 'PACK_ATTRIBUTE_MISSING'],
  [{ criteria: { a: criterion({ op: '=>' }) } }, 'PACK_VALUE'],
  [{ criteria: { a: criterion({ threshold: 1 }) } }, 'PACK_VALUE'],
  [{ criteria: { a: criterion({ threshold: '0.00000001' }) } }, 'PACK_VALUE'],
  [{ criteria: { a: criterion({ value: 'revenue[0..-2]' }) } }, 'PACK_VALUE'],
  [{ criteria: { a: criterion({ value: 'revenue / staff' }) } }, 'PACK_VALUE'],
  [{ criteria: { a: criterion({ value: 'growth(revenue, 3)' }) } }, 'PACK_VALUE'],
  [{ criteria: { a: criterion({ finding: 'finding.governance' }) } }, 'PACK_VALUE'],
  [{ criteria: { a: criterion({ value: 'reveneu' }) } }, 'PACK_NAME_UNKNOWN'],
  [{ standards: [{ id: '1', title: { zh: '一', en: 'one' }, rule: 'b' }] }, 'PACK_NAME_UNKNOWN'],
  [{ criteria: { a: criterion({ value: 'score(x)' }) } }, 'PACK_NAME_UNKNOWN'],
  [{ criteria: { a: criterion({}), b: criterion({}) } }, 'PACK_NAME_UNUSED'],
  [{ validFrom: '2024-02-30' }, 'PACK_VALUE'],
  [{ validUntil: '2023-01-01' }, 'PACK_VALUE'],
])('refuses %j: %s', (change, code) => {
  const found = refusal(change);
  expect(found?.code).toBe(code);
  if (found !== null) expect(eligibilitySentence(found).en).not.toMatch(/\{\w/);
});

it('refuses two versions in force on one day, and a vocabulary with a slip', () => {
  const [one] = PACKS;
  if (one === undefined) throw new Error('no pack');
  expect(overlapOf([one.pack, one.pack])).toMatchObject({ code: 'PACK_OVERLAP' });
  const fact = { kind: 'money', scope: 'yearly', title: { zh: '一', en: 'one' } };
  expect(parseVocabulary({ facts: { a: { ...fact, knd: 1 } }, derived: {} })).toMatchObject({ ok: false });
  expect(
    parseVocabulary({ facts: { a: fact }, derived: { b: { lowerOf: ['a', 'c'], title: fact.title } } }),
  ).toMatchObject({
    code: 'PACK_VALUE',
  });
});
