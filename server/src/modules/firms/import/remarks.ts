import {
  type Bilingual,
  ERRORS,
  type ErrorCode,
  errorMessage,
  type RowReason as RowReasonSchema,
} from '@banfei/contracts';
import { IDENTIFIER_SENTENCES } from '@banfei/identifiers';
import type { Static } from '@sinclair/typebox';
import { Refusal } from '../../../platform/errors.ts';
import type { Remark } from './table.ts';

export type RowReason = Static<typeof RowReasonSchema>;

const isErrorCode = (code: string): code is ErrorCode => code in ERRORS;

const isIdentifierCode = (code: string): code is keyof typeof IDENTIFIER_SENTENCES => code in IDENTIFIER_SENTENCES;

const filled = (sentence: Bilingual, facts: Remark['facts']): Bilingual => {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));
  return { zh: fill(sentence.zh), en: fill(sentence.en) };
};

/** A remark as people read it, in both languages. */
export function reasonOf({ code, facts }: Remark): RowReason {
  if (isErrorCode(code)) return { code, message: errorMessage(code, facts) };
  if (isIdentifierCode(code)) return { code, message: filled(IDENTIFIER_SENTENCES[code], facts) };
  throw new Error(`remark ${code} has no sentence`);
}

/** A remark on a whole file as the refusal of the request that brought it. */
export function refusalOf({ code, facts }: Remark): Refusal {
  if (!isErrorCode(code)) throw new Error(`remark ${code} is not in the catalogue`);
  return new Refusal(code, facts);
}
