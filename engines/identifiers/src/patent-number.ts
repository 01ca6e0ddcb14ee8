/**
 * Chinese patent application numbers. Since 2003-10-01: year of four digits, type, serial of seven digits, check digit.
 * From 1985 to 2003: year of two digits, type, serial of five digits, check digit. A granted patent bears the same
 * number after `ZL`; `CN` before it is customary in letters abroad.
 */
import { firstForeign, normalizeIdentifier } from './normalize.ts';
import type { Fault } from './outcomes.ts';

/** Kind of protection: type digits 1 and 8 are inventions, 2 and 9 utility models, 3 designs; 8 and 9 came by PCT. */
export type PatentType = 'invention' | 'utilityModel' | 'design';

const TYPES: Readonly<Record<string, { readonly type: PatentType; readonly pct: boolean }>> = {
  '1': { type: 'invention', pct: false },
  '2': { type: 'utilityModel', pct: false },
  '3': { type: 'design', pct: false },
  '8': { type: 'invention', pct: true },
  '9': { type: 'utilityModel', pct: true },
};

/** A number that passes, in its parts. */
export interface PatentNumber {
  readonly ok: true;
  readonly kind: 'patentNumber';
  /** With the prefix as typed and the dot before the check digit, for example `ZL201810053768.3`. */
  readonly normalized: string;
  /** The application number without prefix, for example `201810053768.3`; the same for every way of writing it. */
  readonly code: string;
  readonly prefix: 'ZL' | 'CN' | null;
  readonly form: 'since2003' | 'before2003';
  readonly year: number;
  readonly type: PatentType;
  /** Entered China through the Patent Cooperation Treaty. */
  readonly pct: boolean;
  readonly serial: string;
}

/** Why a text is not a patent number. */
export type PatentNumberFault = Fault<
  'patentNumber',
  | 'PATENT_NUMBER_LENGTH'
  | 'PATENT_NUMBER_CHARACTER'
  | 'PATENT_NUMBER_DOT'
  | 'PATENT_NUMBER_YEAR'
  | 'PATENT_NUMBER_TYPE'
  | 'PATENT_NUMBER_CHECK_DIGIT'
  | 'PATENT_NUMBER_IS_PUBLICATION'
>;

/**
 * The check digit of an application number: weights 2 to 9 and again from 2, sum modulo 11, 10 written X.
 *
 * @param body 12 digits (since 2003) or 8 digits (1985 to 2003), without check digit
 * @throws RangeError when it is neither
 */
export function patentCheckDigit(body: string): string {
  if (!/^(?:\d{8}|\d{12})$/.test(body)) throw new RangeError(`body must be 8 or 12 digits, got "${body}"`);
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) sum += Number(body.charAt(index)) * (2 + (index % 8));
  return '0123456789X'.charAt(sum % 11);
}

/** Publication numbers (`CN` + 7 to 9 digits + kind letter) name a document, not an application. */
const PUBLICATION = /^CN\d{7,9}[ABCSUY]\d?$/;
const PREFIX = /^(?:ZL|CN)/;

interface Split {
  readonly prefix: 'ZL' | 'CN' | null;
  /** Number without prefix and dot. */
  readonly digits: string;
  /** Position of the dot from 1 in the whole text, 0 without one. */
  readonly dot: number;
  /** Position in the whole text of the character at `index` of `digits`. */
  readonly at: (index: number) => number;
}

function split(text: string): Split {
  const head = PREFIX.exec(text)?.[0] ?? '';
  const prefix = head === 'ZL' || head === 'CN' ? head : null;
  const rest = text.slice(head.length);
  const dotIndex = rest.indexOf('.');
  const digits = dotIndex < 0 ? rest : rest.slice(0, dotIndex) + rest.slice(dotIndex + 1);
  const at = (index: number): number => head.length + index + 1 + (dotIndex >= 0 && index >= dotIndex ? 1 : 0);
  return { prefix, digits, dot: dotIndex < 0 ? 0 : head.length + dotIndex + 1, at };
}

/** Four digits since 2003; before that 85 to 99 and 00 to 03. There is no upper bound: the engine has no clock. */
function yearOf(digits: string): number | null {
  if (digits.length === 13) {
    const year = Number(digits.slice(0, 4));
    return year >= 2003 ? year : null;
  }
  const short = Number(digits.slice(0, 2));
  if (short >= 85) return 1900 + short;
  return short <= 3 ? 2000 + short : null;
}

/** A number quoted without its check digit is common; the whole number is offered, never assumed. */
function completed(digits: string): string | null {
  return /^(?:20\d{10}|(?:8[5-9]|9\d|0[0-3])\d{6})$/.test(digits) ? `${digits}.${patentCheckDigit(digits)}` : null;
}

/**
 * Check a Chinese patent or application number as typed, in either form, with or without `ZL` / `CN` and the dot.
 *
 * @param raw text as typed; cleaned by {@link normalizeIdentifier} first, and the Chinese full stop read as a dot
 * @returns the parts, or the first fault in the order length, character, dot, year, type, check digit
 */
export function checkPatentNumber(raw: string): PatentNumber | PatentNumberFault {
  const text = normalizeIdentifier(raw).replace(/[。·]/g, '.');
  const refused = { ok: false, kind: 'patentNumber', normalized: text } as const;
  if (PUBLICATION.test(text)) return { ...refused, code: 'PATENT_NUMBER_IS_PUBLICATION', facts: { found: text } };

  const { prefix, digits, dot, at } = split(text);
  const length = [...digits].length;
  if (length !== 9 && length !== 13) {
    const facts = { found: length, expected: '9 / 13', hint: completed(digits) } as const;
    return { ...refused, code: 'PATENT_NUMBER_LENGTH', facts };
  }
  const foreign = firstForeign(digits, (position) => (position === length ? '0123456789X' : '0123456789'));
  if (foreign !== null) {
    const expected = foreign.position === length ? '0-9 X' : '0-9';
    const facts = { position: at(foreign.position - 1), found: foreign.found, expected };
    return { ...refused, code: 'PATENT_NUMBER_CHARACTER', facts };
  }
  // With nothing but digits left, the only place for a dot is before the check digit.
  if (dot !== 0 && dot !== text.length - 1) {
    return { ...refused, code: 'PATENT_NUMBER_DOT', facts: { position: dot, expected: text.length - 1 } };
  }

  const yearLength = length === 13 ? 4 : 2;
  const year = yearOf(digits);
  if (year === null) {
    const expected = length === 13 ? '≥ 2003' : '85-99 / 00-03';
    const facts = { position: at(0), found: digits.slice(0, yearLength), expected };
    return { ...refused, code: 'PATENT_NUMBER_YEAR', facts };
  }
  const typeDigit = digits.charAt(yearLength);
  const entry = TYPES[typeDigit];
  if (entry === undefined) {
    const facts = { position: at(yearLength), found: typeDigit, expected: '1 2 3 8 9' };
    return { ...refused, code: 'PATENT_NUMBER_TYPE', facts };
  }
  const body = digits.slice(0, -1);
  const found = digits.slice(-1);
  const expected = patentCheckDigit(body);
  if (found !== expected) {
    const facts = { position: text.length, found, expected, hint: null };
    return { ...refused, code: 'PATENT_NUMBER_CHECK_DIGIT', facts };
  }
  const code = `${body}.${found}`;
  const form = length === 13 ? 'since2003' : 'before2003';
  const serial = body.slice(yearLength + 1);
  return {
    ok: true,
    kind: 'patentNumber',
    normalized: `${prefix ?? ''}${code}`,
    code,
    prefix,
    form,
    year,
    ...entry,
    serial,
  };
}
