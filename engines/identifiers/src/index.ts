/** Identifiers of companies, patents and regions: form, check digits, and the exact fault. */
export {
  CREDIT_CODE_ALPHABET,
  type CreditCode,
  type CreditCodeFault,
  checkCreditCode,
  creditCodeCheckDigit,
  makeCreditCode,
  organizationCheckDigit,
  REGISTRARS,
} from './credit-code.ts';
export { type Identified, identify } from './identify.ts';
export { normalizeIdentifier } from './normalize.ts';
export type { Fault, FaultCode, FaultFacts, IdentifierKind, Warning, WarningCode, WarningFacts } from './outcomes.ts';
export {
  checkPatentNumber,
  type PatentNumber,
  type PatentNumberFault,
  type PatentType,
  patentCheckDigit,
} from './patent-number.ts';
export {
  checkRegionCode,
  type Region,
  type RegionCode,
  type RegionCodeFault,
  type RegionLevel,
  type RegionTable,
} from './region-code.ts';
export { IDENTIFIER_SENTENCES } from './sentences.ts';
