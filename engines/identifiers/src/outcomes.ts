/**
 * What a check answers. A refusal is an answer: it names the one thing that is wrong, where it is and what would be
 * right, so that a sentence can be made of it in any language. Positions count from 1 in `normalized`, the text as it
 * was read after cleaning.
 */

/** The kinds of identifier this engine knows; `unknown` is the kind of a text that looks like none of them. */
export type IdentifierKind = 'creditCode' | 'patentNumber' | 'regionCode' | 'unknown';

interface CharacterFacts {
  readonly position: number;
  readonly found: string;
  /** What may stand there, for example `0-9`. */
  readonly expected: string;
}

interface CheckDigitFacts extends CharacterFacts {
  /** A whole number that would pass, when one common slip explains the fault; otherwise null. */
  readonly hint: string | null;
}

/** The facts of each fault code. */
export interface FaultFacts {
  CREDIT_CODE_LENGTH: { readonly found: number; readonly expected: 18 };
  CREDIT_CODE_CHARACTER: CheckDigitFacts;
  CREDIT_CODE_CHECK_DIGIT: CheckDigitFacts;
  PATENT_NUMBER_LENGTH: { readonly found: number; readonly expected: '9 / 13'; readonly hint: string | null };
  PATENT_NUMBER_CHARACTER: CharacterFacts;
  PATENT_NUMBER_DOT: { readonly position: number; readonly expected: number };
  PATENT_NUMBER_YEAR: CharacterFacts;
  PATENT_NUMBER_TYPE: CharacterFacts;
  PATENT_NUMBER_CHECK_DIGIT: CheckDigitFacts;
  PATENT_NUMBER_IS_PUBLICATION: { readonly found: string };
  REGION_CODE_LENGTH: { readonly found: number; readonly expected: '6 / 9' };
  REGION_CODE_CHARACTER: CharacterFacts;
  REGION_CODE_LEVEL: CharacterFacts;
  REGION_CODE_UNKNOWN: { readonly found: string; readonly version: string };
  IDENTIFIER_UNRECOGNIZED: { readonly found: number };
}

export type FaultCode = keyof FaultFacts;

/** One refusal with its own facts. */
export type Fault<Kind extends IdentifierKind, Code extends FaultCode = FaultCode> = {
  readonly [C in Code]: {
    readonly ok: false;
    readonly kind: Kind;
    /** The text as it was read: NFKC, upper case, without spaces and hyphens. */
    readonly normalized: string;
    readonly code: C;
    readonly facts: FaultFacts[C];
  };
}[Code];

/** The facts of each warning code. A warning never makes an identifier invalid. */
export interface WarningFacts {
  /** The organization code inside a credit code does not fit its own check digit (GB 11714). */
  CREDIT_CODE_ORGANIZATION_CHECK_DIGIT: CharacterFacts & { readonly organizationCode: string };
  /** The region code was merged or renamed; identifiers issued before keep it. */
  REGION_CODE_RETIRED: { readonly found: string; readonly retiredOn: string; readonly successors: string };
}

export type WarningCode = keyof WarningFacts;

/** Something to look at in an identifier that is valid. */
export type Warning<Code extends WarningCode = WarningCode> = {
  readonly [C in Code]: { readonly code: C; readonly facts: WarningFacts[C] };
}[Code];
