import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CREDIT_CODE_ALPHABET,
  checkCreditCode,
  creditCodeCheckDigit,
  makeCreditCode,
  organizationCheckDigit,
} from '../src/index.ts';

/** Published codes whose two check digits both fit. */
const PUBLISHED = [
  '9144030071526726XG',
  '91330100799655058B',
  '914403001922038216',
  '91330000733796106P',
  '91110108551385082Q',
];

const character = fc.constantFrom(...CREDIT_CODE_ALPHABET);
const digits = (length: number) =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength: length, maxLength: length }).map((list) => list.join(''));
const parts = fc.record({
  registrar: character,
  category: character,
  region: digits(6),
  organization8: fc.array(character, { minLength: 8, maxLength: 8 }).map((list) => list.join('')),
});

/** The standard read the other way round: the weighted sum of all 18 values must vanish modulo 31 (Horner, BigInt). */
function congruent(code: string): boolean {
  let power = 1n;
  let sum = 0n;
  for (const one of code.slice(0, 17)) {
    sum += BigInt(CREDIT_CODE_ALPHABET.indexOf(one)) * power;
    power *= 3n;
  }
  return (sum + BigInt(CREDIT_CODE_ALPHABET.indexOf(code.charAt(17)))) % 31n === 0n;
}

describe('published codes', () => {
  test.each(PUBLISHED)('%s passes without a warning', (code) => {
    expect(checkCreditCode(code)).toMatchObject({ ok: true, kind: 'creditCode', code, warnings: [] });
    expect(congruent(code)).toBe(true);
  });

  test('a code with a wrong last digit is told the right one', () => {
    expect(checkCreditCode('91310115400012262T')).toEqual({
      ok: false,
      kind: 'creditCode',
      normalized: '91310115400012262T',
      code: 'CREDIT_CODE_CHECK_DIGIT',
      facts: { position: 18, found: 'T', expected: '4', hint: null },
    });
    expect(creditCodeCheckDigit('91310115400012262')).toBe('4');
  });

  test('takes a code apart', () => {
    expect(checkCreditCode('9144030071526726XG')).toEqual({
      ok: true,
      kind: 'creditCode',
      normalized: '9144030071526726XG',
      code: '9144030071526726XG',
      registrar: '9',
      category: '1',
      region: '440300',
      organizationCode: '71526726X',
      warnings: [],
    });
  });
});

describe('typing', () => {
  test.each([
    ['lower case', '9144030071526726xg'],
    ['blanks', ' 9144 0300 7152 6726 XG\u3000'],
    ['hyphens', '914403-0071526726X‐G'],
    ['full width', '９１４４０３００７１５２６７２６ＸＧ'],
    ['invisible characters', '\ufeff9144030071526726XG\u200b'],
  ])('reads through %s', (_, typed) => {
    expect(checkCreditCode(typed)).toMatchObject({ ok: true, code: '9144030071526726XG' });
  });

  test.each([
    ['', 0],
    ['91330100', 8],
    ['9144030071526726XG0', 19],
    ['𠮷'.repeat(17), 17],
  ])('tells the length of %j', (typed, found) => {
    expect(checkCreditCode(typed)).toMatchObject({ code: 'CREDIT_CODE_LENGTH', facts: { found, expected: 18 } });
  });

  test('a page pasted by accident is cut, not searched', () => {
    expect(checkCreditCode('9'.repeat(1_000_000))).toMatchObject({ code: 'CREDIT_CODE_LENGTH', facts: { found: 200 } });
  });

  test('tells the place of a character that cannot stand there', () => {
    expect(checkCreditCode('91B40300715267260G')).toMatchObject({
      code: 'CREDIT_CODE_CHARACTER',
      facts: { position: 3, found: 'B', expected: '0-9', hint: null },
    });
    expect(checkCreditCode('9144030071526726V𠮷')).toMatchObject({
      code: 'CREDIT_CODE_CHARACTER',
      facts: { position: 17, found: 'V', hint: null },
    });
    expect(checkCreditCode('9144030071526726X𠮷')).toMatchObject({ facts: { position: 18, found: '𠮷' } });
  });

  test('offers the code that was meant when letters stand for digits', () => {
    expect(checkCreditCode('9I4403OO71526726XG')).toMatchObject({
      code: 'CREDIT_CODE_CHARACTER',
      facts: { position: 2, found: 'I', hint: '9144030071526726XG' },
    });
    expect(checkCreditCode('9I4403OO71526726XH')).toMatchObject({ facts: { hint: null } });
  });

  test('offers the code that was meant when two neighbors changed places', () => {
    expect(checkCreditCode('9144030017526726XG')).toMatchObject({
      code: 'CREDIT_CODE_CHECK_DIGIT',
      facts: { hint: '9144030071526726XG' },
    });
  });
});

describe('the inner check digit', () => {
  /** A code whose outer digit fits and whose organization code ends in the wrong digit. */
  const inner = (digit: string): string => {
    const first17 = `91330110MA0000A0${digit}`;
    return first17 + creditCodeCheckDigit(first17);
  };

  test('only warns, with the digit that the rule gives', () => {
    const expected = organizationCheckDigit('MA0000A0');
    const found = expected === '1' ? '2' : '1';
    expect(checkCreditCode(inner(found))).toMatchObject({
      ok: true,
      warnings: [
        {
          code: 'CREDIT_CODE_ORGANIZATION_CHECK_DIGIT',
          facts: { organizationCode: `MA0000A0${found}`, position: 17, found, expected },
        },
      ],
    });
    expect(checkCreditCode(inner(expected))).toMatchObject({ ok: true, warnings: [] });
  });

  test('writes ten as X and eleven as 0', () => {
    expect(organizationCheckDigit('71526726')).toBe('X');
    expect(organizationCheckDigit('00000000')).toBe('0');
  });
});

describe('properties', () => {
  test('what is made passes, and comes apart into what it was made of', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const code = makeCreditCode(given);
        const answer = checkCreditCode(code);
        expect(answer).toMatchObject({ ok: true, registrar: given.registrar, category: given.category, warnings: [] });
        expect(answer).toMatchObject({ region: given.region });
        expect(answer.ok && answer.organizationCode.slice(0, 8)).toBe(given.organization8);
        expect(congruent(code)).toBe(true);
      }),
    );
  });

  test('every single wrong character is noticed', () => {
    for (const code of PUBLISHED) {
      for (let index = 0; index < 18; index += 1) {
        for (const other of CREDIT_CODE_ALPHABET) {
          if (other === code.charAt(index)) continue;
          const wrong = code.slice(0, index) + other + code.slice(index + 1);
          expect(checkCreditCode(wrong).ok, wrong).toBe(false);
        }
      }
    }
    fc.assert(
      fc.property(parts, fc.nat(17), character, (given, index, other) => {
        const code = makeCreditCode(given);
        fc.pre(other !== code.charAt(index));
        expect(checkCreditCode(code.slice(0, index) + other + code.slice(index + 1)).ok).toBe(false);
      }),
    );
  });

  test('every exchange of two unequal neighbors is noticed', () => {
    fc.assert(
      fc.property(parts, fc.nat(16), (given, index) => {
        const code = makeCreditCode(given);
        const swapped = code.slice(0, index) + code.charAt(index + 1) + code.charAt(index) + code.slice(index + 2);
        fc.pre(swapped !== code);
        expect(checkCreditCode(swapped).ok).toBe(false);
      }),
    );
  });

  test('agrees with the congruence on any 18 characters', () => {
    fc.assert(
      fc.property(digits(6), fc.array(character, { minLength: 12, maxLength: 12 }), (region, list) => {
        const text = list.slice(0, 2).join('') + region + list.slice(2).join('');
        expect(checkCreditCode(text).ok).toBe(congruent(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('never throws and always answers, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (typed) => {
        expect(checkCreditCode(typed).kind).toBe('creditCode');
      }),
    );
  });
});

test('composing from parts of a wrong form is a mistake in the program', () => {
  const good = { registrar: '9', category: '1', region: '330110', organization8: 'MA000000' };
  expect(() => makeCreditCode({ ...good, registrar: 'I' })).toThrow(/registrar/);
  expect(() => makeCreditCode({ ...good, category: '11' })).toThrow(/category/);
  expect(() => makeCreditCode({ ...good, region: '3301' })).toThrow(/region/);
  expect(() => makeCreditCode({ ...good, organization8: 'MA00000O' })).toThrow(/organization8/);
  expect(() => creditCodeCheckDigit('9133')).toThrow(RangeError);
  expect(() => organizationCheckDigit('ma000000')).toThrow(RangeError);
});
