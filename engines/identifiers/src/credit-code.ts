/**
 * 统一社会信用代码, the unified social credit code of GB 32100-2015: one character for the registrar, one for the
 * category, six for the region, nine for the organization code (GB 11714, with a check digit of its own), one check
 * digit over all.
 */
import { firstForeign, normalizeIdentifier } from './normalize.ts';
import type { Fault, Warning } from './outcomes.ts';

/** The 31 characters of GB 32100-2015 in the order of their values; I, O, S, V and Z are left out on purpose. */
export const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const LENGTH = 18;
const DIGITS = '0123456789';
/** Weight of position i is 3^(i-1) mod 31. All 17 differ, which is why every swap of two of them is noticed. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** GB 11714 weighs the first eight characters of the organization code; here letters count A = 10 … Z = 35. */
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ORGANIZATION_VALUES = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Registrars (first character) whose meaning is documented here; other characters are legal and have no name. */
export const REGISTRARS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  '1': { zh: '机构编制', en: 'public institutions' },
  '5': { zh: '民政', en: 'civil affairs' },
  '9': { zh: '市场监督管理', en: 'market regulation' },
  Y: { zh: '其他', en: 'other' },
};

/** A code that passes, in its parts. */
export interface CreditCode {
  readonly ok: true;
  readonly kind: 'creditCode';
  readonly normalized: string;
  /** The 18 characters; the same as `normalized`. */
  readonly code: string;
  readonly registrar: string;
  readonly category: string;
  /** Region at the time of registration, GB/T 2260; may have been retired since. */
  readonly region: string;
  /** Nine characters, the last one its own check digit. */
  readonly organizationCode: string;
  readonly warnings: readonly Warning<'CREDIT_CODE_ORGANIZATION_CHECK_DIGIT'>[];
}

/** Why a text is not a credit code: the exact fault with its position. */
export type CreditCodeFault = Fault<
  'creditCode',
  'CREDIT_CODE_LENGTH' | 'CREDIT_CODE_CHARACTER' | 'CREDIT_CODE_CHECK_DIGIT'
>;

/** Positions 3 to 8 are the region, digits only (GB/T 2260). */
const allowedAt = (position: number): string => (position >= 3 && position <= 8 ? DIGITS : CREDIT_CODE_ALPHABET);

const weigh = (text: string, weights: readonly number[], values: string): number =>
  weights.reduce((sum, weight, index) => sum + values.indexOf(text.charAt(index)) * weight, 0);

const checkDigitOf = (first17: string): string =>
  // The outer remainder turns the value 31, reached when the sum divides evenly, into 0.
  CREDIT_CODE_ALPHABET.charAt((31 - (weigh(first17, WEIGHTS, CREDIT_CODE_ALPHABET) % 31)) % 31);

const organizationDigitOf = (first8: string): string =>
  // GB 11714: 10 is written X, 11 is written 0.
  '0123456789X0'.charAt(11 - (weigh(first8, ORGANIZATION_WEIGHTS, ORGANIZATION_VALUES) % 11));

const demand = (part: string, text: string, pattern: RegExp): void => {
  if (!pattern.test(text)) throw new RangeError(`${part} must match ${pattern.source}, got "${text}"`);
};

/**
 * The last character of a credit code (GB 32100-2015, 5.6).
 *
 * @param first17 the first 17 characters, upper case
 * @throws RangeError when they are not 17 characters of the alphabet
 */
export function creditCodeCheckDigit(first17: string): string {
  demand('first17', first17, /^[0-9A-HJ-NPQRTUWXY]{17}$/);
  return checkDigitOf(first17);
}

/**
 * The last character of an organization code (GB 11714).
 *
 * @param first8 the first eight characters, digits and upper-case letters
 * @throws RangeError when they are not
 */
export function organizationCheckDigit(first8: string): string {
  demand('first8', first8, /^[0-9A-Z]{8}$/);
  return organizationDigitOf(first8);
}

/**
 * Compose a code with both check digits right, for demonstration data and tests. Use a range of organization codes that
 * is reserved for demonstration: a composed code may belong to somebody.
 *
 * @throws RangeError when a part has the wrong form
 */
export function makeCreditCode(parts: {
  readonly registrar: string;
  readonly category: string;
  readonly region: string;
  readonly organization8: string;
}): string {
  demand('registrar', parts.registrar, /^[0-9A-HJ-NPQRTUWXY]$/);
  demand('category', parts.category, /^[0-9A-HJ-NPQRTUWXY]$/);
  demand('region', parts.region, /^\d{6}$/);
  demand('organization8', parts.organization8, /^[0-9A-HJ-NPQRTUWXY]{8}$/);
  const { registrar, category, region, organization8 } = parts;
  const first17 = `${registrar}${category}${region}${organization8}${organizationDigitOf(organization8)}`;
  return first17 + checkDigitOf(first17);
}

const passes = (code: string): boolean =>
  code.length === LENGTH && firstForeign(code, allowedAt) === null && checkDigitOf(code) === code.charAt(17);

/**
 * The one slip that explains most refused codes is a letter that the alphabet leaves out because it looks like a digit.
 * All of them are put right at once, and the result is offered only when it passes.
 */
function suggestion(text: string): string | null {
  const candidate = text.replaceAll('O', '0').replaceAll('I', '1').replaceAll('Z', '2').replaceAll('S', '5');
  return candidate !== text && passes(candidate) ? candidate : null;
}

/** Inner check digit: told, never refused. README, "Why the inner check digit only warns", has the evidence. */
function organizationWarnings(organizationCode: string): CreditCode['warnings'] {
  const found = organizationCode.charAt(8);
  const expected = organizationDigitOf(organizationCode);
  if (found === expected) return [];
  const facts = { organizationCode, position: 17, found, expected };
  return [{ code: 'CREDIT_CODE_ORGANIZATION_CHECK_DIGIT', facts }];
}

/**
 * Check a unified social credit code as typed.
 *
 * @param raw text as typed; cleaned by {@link normalizeIdentifier} first
 * @returns the parts, or the first fault in the order length, character, check digit
 */
export function checkCreditCode(raw: string): CreditCode | CreditCodeFault {
  const normalized = normalizeIdentifier(raw);
  const refused = { ok: false, kind: 'creditCode', normalized } as const;
  // Code points, so that the length told agrees with the positions told.
  const found = [...normalized].length;
  if (found !== LENGTH) return { ...refused, code: 'CREDIT_CODE_LENGTH', facts: { found, expected: LENGTH } };

  const foreign = firstForeign(normalized, allowedAt);
  if (foreign !== null) {
    const expected = allowedAt(foreign.position) === DIGITS ? '0-9' : '0-9 A-H J-N P-R T U W X Y';
    return { ...refused, code: 'CREDIT_CODE_CHARACTER', facts: { ...foreign, expected, hint: suggestion(normalized) } };
  }

  const expected = checkDigitOf(normalized);
  const last = normalized.charAt(17);
  if (last !== expected) {
    const facts = { position: LENGTH, found: last, expected, hint: neighborSwap(normalized) };
    return { ...refused, code: 'CREDIT_CODE_CHECK_DIGIT', facts };
  }

  const organizationCode = normalized.slice(8, 17);
  return {
    ok: true,
    kind: 'creditCode',
    normalized,
    code: normalized,
    registrar: normalized.charAt(0),
    category: normalized.charAt(1),
    region: normalized.slice(2, 8),
    organizationCode,
    warnings: organizationWarnings(organizationCode),
  };
}

/**
 * When exactly one exchange of two neighbors makes a code pass both check digits, that is most likely what was meant.
 * Both digits are asked for, because with one of them every second wrong code would get a suggestion by chance.
 */
function neighborSwap(code: string): string | null {
  const candidates = new Set<string>();
  for (let index = 0; index < LENGTH - 1; index += 1) {
    const swapped = code.slice(0, index) + code.charAt(index + 1) + code.charAt(index) + code.slice(index + 2);
    if (passes(swapped) && organizationWarnings(swapped.slice(8, 17)).length === 0) candidates.add(swapped);
  }
  const [only] = candidates;
  return candidates.size === 1 && only !== undefined ? only : null;
}
