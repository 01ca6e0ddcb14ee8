import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPatentNumber, patentCheckDigit } from '../src/index.ts';

const PUBLISHED = ['201810053768.3', '201810052007.6', '200310102344.5'];

/** A body of either form with a legal year and type. */
const body = fc
  .tuple(
    fc.boolean(),
    fc.integer({ min: 2003, max: 2099 }),
    fc.constantFrom('85', '92', '99', '00', '03'),
    fc.constantFrom('1', '2', '3', '8', '9'),
    fc.nat(99_999),
    fc.nat(9_999_999),
  )
  .map(([modern, year, short, type, five, seven]) =>
    modern ? `${year}${type}${String(seven).padStart(7, '0')}` : `${short}${type}${String(five).padStart(5, '0')}`,
  );

describe('published numbers', () => {
  test.each(PUBLISHED)('%s passes however it is written', (number) => {
    for (const written of [number, number.replace('.', ''), `ZL${number}`, `zl ${number}`, `CN${number}`]) {
      expect(checkPatentNumber(written)).toMatchObject({ ok: true, kind: 'patentNumber', code: number });
    }
  });

  test('takes a number apart', () => {
    expect(checkPatentNumber('ＺＬ　2018 1 0053768。3')).toEqual({
      ok: true,
      kind: 'patentNumber',
      normalized: 'ZL201810053768.3',
      code: '201810053768.3',
      prefix: 'ZL',
      form: 'since2003',
      year: 2018,
      type: 'invention',
      pct: false,
      serial: '0053768',
    });
  });

  test('reads the form of 1985 to 2003', () => {
    // 8·2 + 5·3 + 1·4 + 0·5 + 0·6 + 0·7 + 0·8 + 1·9 = 44, which 11 divides.
    expect(checkPatentNumber('85100001.0')).toMatchObject({
      ok: true,
      form: 'before2003',
      year: 1985,
      serial: '00001',
    });
    // 0·2 + 2·3 + 9·4 + 0·5 + 0·6 + 0·7 + 0·8 + 2·9 = 60, remainder 5.
    expect(checkPatentNumber('02900002.5')).toMatchObject({ ok: true, year: 2002, type: 'utilityModel', pct: true });
  });
});

describe('faults', () => {
  test.each([
    ['length', '2018100537', 'PATENT_NUMBER_LENGTH', { found: 10, expected: '9 / 13', hint: null }],
    ['missing check digit', 'ZL201810053768', 'PATENT_NUMBER_LENGTH', { found: 12, hint: '201810053768.3' }],
    ['missing early check digit', '85100001', 'PATENT_NUMBER_LENGTH', { found: 8, hint: '85100001.0' }],
    ['letter', 'ZL2018100O3768.3', 'PATENT_NUMBER_CHARACTER', { position: 10, found: 'O', expected: '0-9' }],
    ['letter after dot', '201810053768.A', 'PATENT_NUMBER_CHARACTER', { position: 14, found: 'A', expected: '0-9 X' }],
    ['second dot', '2018.1005376.83', 'PATENT_NUMBER_LENGTH', { found: 14 }],
    ['dot in the wrong place', '2018.100537683', 'PATENT_NUMBER_DOT', { position: 5, expected: 13 }],
    ['year', '200210102344.5', 'PATENT_NUMBER_YEAR', { position: 1, found: '2002', expected: '≥ 2003' }],
    ['early year', 'ZL04100001.0', 'PATENT_NUMBER_YEAR', { position: 3, found: '04', expected: '85-99 / 00-03' }],
    ['type', '201840053768.3', 'PATENT_NUMBER_TYPE', { position: 5, found: '4', expected: '1 2 3 8 9' }],
    ['check digit', 'ZL201810053768.4', 'PATENT_NUMBER_CHECK_DIGIT', { position: 16, found: '4', expected: '3' }],
    ['publication', 'CN108000000A', 'PATENT_NUMBER_IS_PUBLICATION', { found: 'CN108000000A' }],
  ])('%s', (_, typed, code, facts) => {
    expect(checkPatentNumber(typed)).toMatchObject({ ok: false, kind: 'patentNumber', code, facts });
  });

  test('a check digit is asked of 8 or 12 digits', () => {
    expect(() => patentCheckDigit('2018')).toThrow(RangeError);
  });
});

describe('properties', () => {
  test('a body with its check digit passes', () => {
    fc.assert(
      fc.property(body, (given) => {
        expect(checkPatentNumber(`ZL${given}.${patentCheckDigit(given)}`)).toMatchObject({
          ok: true,
          normalized: `ZL${given}.${patentCheckDigit(given)}`,
        });
      }),
    );
  });

  test('every single wrong character and every exchange of unequal neighbors is noticed', () => {
    fc.assert(
      fc.property(body, (given) => {
        const whole = given + patentCheckDigit(given);
        for (let index = 0; index < whole.length; index += 1) {
          for (const other of '0123456789X') {
            if (other === whole.charAt(index)) continue;
            expect(checkPatentNumber(whole.slice(0, index) + other + whole.slice(index + 1)).ok).toBe(false);
          }
          const swapped =
            whole.slice(0, index) + whole.slice(index + 1, index + 2) + whole.charAt(index) + whole.slice(index + 2);
          if (swapped !== whole) expect(checkPatentNumber(swapped).ok).toBe(false);
        }
      }),
    );
  });

  test('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^(ZL|CN)?[\dX.]{0,16}$/)), (typed) => {
        expect(checkPatentNumber(typed).kind).toBe('patentNumber');
      }),
    );
  });
});
