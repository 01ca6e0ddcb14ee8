import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRegionCode, IDENTIFIER_SENTENCES, identify, type RegionTable } from '../src/index.ts';

/** An excerpt of GB/T 2260 as of 2024-11-28, with one county retired in 2021. */
const table: RegionTable = {
  version: '2024-11-28',
  regions: {
    '330000': { name: '浙江省' },
    '330100': { name: '杭州市' },
    '330103': { name: '下城区', retiredOn: '2021', successors: ['330105'] },
    '330105': { name: '拱墅区' },
    '330110': { name: '余杭区' },
    '330110005': { name: '五常街道' },
    '330199': { name: '撤销', retiredOn: '1999' },
  },
};

describe('region codes', () => {
  test.each([
    ['330000', 'province', null, '浙江省'],
    ['330100', 'city', '330000', '杭州市'],
    ['330110', 'county', '330100', '余杭区'],
    ['330110005', 'street', '330110', '五常街道'],
  ])('%s is a %s', (code, level, parent, name) => {
    expect(checkRegionCode(code, table)).toMatchObject({ ok: true, code, level, parent, name, warnings: [] });
    expect(checkRegionCode(code)).toMatchObject({ ok: true, code, level, parent, name: null });
  });

  test('a retired code passes and says what took its place', () => {
    expect(checkRegionCode('330103', table)).toMatchObject({
      ok: true,
      warnings: [{ code: 'REGION_CODE_RETIRED', facts: { found: '330103', retiredOn: '2021', successors: '330105' } }],
    });
    expect(checkRegionCode('330199', table)).toMatchObject({ warnings: [{ facts: { successors: '' } }] });
  });

  test.each([
    ['3301', 'REGION_CODE_LENGTH', { found: 4, expected: '6 / 9' }],
    ['930110', 'REGION_CODE_CHARACTER', { position: 1, found: '9', expected: '1-8' }],
    ['33O110', 'REGION_CODE_CHARACTER', { position: 3, found: 'O', expected: '0-9' }],
    ['330010', 'REGION_CODE_LEVEL', { position: 3, found: '00', expected: '01-99' }],
    ['330000001', 'REGION_CODE_LEVEL', { position: 3, found: '00' }],
    ['330100001', 'REGION_CODE_LEVEL', { position: 5, found: '00' }],
    ['330110000', 'REGION_CODE_LEVEL', { position: 7, found: '000', expected: '001-999' }],
    ['330111', 'REGION_CODE_UNKNOWN', { found: '330111', version: '2024-11-28' }],
  ])('%s is refused as %s', (typed, code, facts) => {
    expect(checkRegionCode(typed, table)).toMatchObject({ ok: false, kind: 'regionCode', code, facts });
  });

  test('names of object members are not regions', () => {
    expect(checkRegionCode('constructor', table).ok).toBe(false);
  });
});

describe('recognizing', () => {
  test.each([
    ['9144030071526726XG', 'creditCode', true],
    ['91310115400012262T', 'creditCode', false],
    ['91330100799655058', 'creditCode', false],
    ['ZL201810053768.3', 'patentNumber', true],
    ['2018100537683', 'patentNumber', true],
    ['201810053768', 'patentNumber', false],
    ['851000010', 'patentNumber', true],
    ['85100001', 'patentNumber', false],
    ['85100001.0', 'patentNumber', true],
    ['CN108000000A', 'patentNumber', false],
    ['330110', 'regionCode', true],
    ['330110005', 'regionCode', true],
    ['3301', 'regionCode', false],
    ['', 'unknown', false],
    ['未来科技城', 'unknown', false],
  ])('%s is a %s (valid: %s)', (typed, kind, ok) => {
    expect(identify(typed)).toMatchObject({ kind, ok });
  });

  test('says how long an unrecognized text is', () => {
    expect(identify(' abc ')).toEqual({
      ok: false,
      kind: 'unknown',
      normalized: 'ABC',
      code: 'IDENTIFIER_UNRECOGNIZED',
      facts: { found: 3 },
    });
  });

  test('looks regions up when it has a table', () => {
    expect(identify('330110', { regions: table })).toMatchObject({ ok: true, name: '余杭区' });
    expect(identify('330111', { regions: table })).toMatchObject({ ok: false, code: 'REGION_CODE_UNKNOWN' });
  });

  test('the normalized form of a valid identifier is recognized as itself', () => {
    const known = ['9144030071526726xg', 'zl 201810053768 3', '330110', '85100001.0', 'cn201810052007.6'];
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 20 })), (typed) => {
        const first = identify(typed);
        fc.pre(first.ok);
        expect(identify(first.normalized)).toEqual(first);
      }),
    );
  });
});

test('every code has a sentence in both languages that names only facts it carries', () => {
  const texts = [
    '9'.repeat(16),
    `${'9'.repeat(17)}V`,
    '91310115400012262T',
    '91330110MA0000A01P',
    'ZL1',
    '2018.100537683',
  ];
  texts.push('ZL2018100A3768.3', 'ZL2002101023445', '201840053768.3', 'ZL201810053768.4', 'CN108000000A');
  texts.push('3301', '930110', '330010', '330111', '330103', '?');
  const factNames = new Map<string, readonly string[]>();
  for (const outcome of texts.map((typed) => identify(typed, { regions: table }))) {
    const told = outcome.ok ? ('warnings' in outcome ? outcome.warnings : []) : [outcome];
    for (const { code, facts } of told) factNames.set(code, ['normalized', ...Object.keys(facts)]);
  }
  expect([...factNames.keys()].sort()).toEqual(Object.keys(IDENTIFIER_SENTENCES).sort());
  for (const [code, { zh, en }] of Object.entries(IDENTIFIER_SENTENCES)) {
    for (const [, name] of `${zh}${en}`.matchAll(/\{(\w+)\}/g)) expect(factNames.get(code), code).toContain(name);
  }
});
