/** Which kind of identifier a text is meant to be, and whether it is a valid one. */
import { type CreditCode, type CreditCodeFault, checkCreditCode } from './credit-code.ts';
import { normalizeIdentifier } from './normalize.ts';
import type { Fault, IdentifierKind } from './outcomes.ts';
import { checkPatentNumber, type PatentNumber, type PatentNumberFault } from './patent-number.ts';
import { checkRegionCode, type RegionCode, type RegionCodeFault, type RegionTable } from './region-code.ts';

/** What a text turned out to be: one of the kinds, valid or with its fault, or unknown. */
export type Identified =
  | CreditCode
  | CreditCodeFault
  | PatentNumber
  | PatentNumberFault
  | RegionCode
  | RegionCodeFault
  | Fault<'unknown', 'IDENTIFIER_UNRECOGNIZED'>;

/**
 * The kind by shape alone, before any check digit is looked at, so that a mistyped code is answered with its fault and
 * not with "unknown". The shapes do not overlap: nine digits that begin with 85 to 99 or 00 to 03 cannot be a region,
 * because no province has such a number, and all others cannot be an early patent, because there is no such year.
 */
function kindOf(text: string): IdentifierKind {
  const { length } = text;
  if (/^(?:ZL|CN)\d/.test(text) || /^\d+[.。·]/.test(text)) return 'patentNumber';
  if (length >= 15 && length <= 20) return 'creditCode';
  if ((length === 12 || length === 13) && /^20[\dX]+$/.test(text)) return 'patentNumber';
  if (/^(?:8[5-9]|9\d|0[0-3])\d{6}[\dX]?$/.test(text)) return 'patentNumber';
  return /^\d{4,9}$/.test(text) ? 'regionCode' : 'unknown';
}

/**
 * Recognize a text as a credit code, patent number or region code and check it.
 *
 * @param raw text as typed
 * @param options `regions`: the region codes that exist; without it only their form is checked
 * @returns the outcome of the check of that kind, or kind `unknown` with the length of the text
 */
export function identify(raw: string, options: { readonly regions?: RegionTable } = {}): Identified {
  const normalized = normalizeIdentifier(raw);
  switch (kindOf(normalized)) {
    case 'creditCode':
      return checkCreditCode(raw);
    case 'patentNumber':
      return checkPatentNumber(raw);
    case 'regionCode':
      return checkRegionCode(raw, options.regions);
    case 'unknown': {
      const facts = { found: [...normalized].length };
      return { ok: false, kind: 'unknown', normalized, code: 'IDENTIFIER_UNRECOGNIZED', facts };
    }
  }
}
