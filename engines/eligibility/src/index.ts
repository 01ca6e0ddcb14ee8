/** Rules as dated data: what a company is within reach of, how far it still is, and what would settle it. */
export { checkSchemes, outlineSchemes, packInForce, type SchemeAnswer, type SchemeOutline } from './check.ts';
export { parseDay } from './days.ts';
export { type FactLimits, type Facts, factsAt, parseFacts } from './facts.ts';
export type { Pack } from './pack.ts';
export { overlapOf, parsePack } from './parse-pack.ts';
export type { EligibilityRefusal } from './refusals.ts';
export { createRegister } from './register.ts';
export { eligibilitySentence } from './sentences.ts';
export { type FactDefinition, parseVocabulary, type Vocabulary } from './vocabulary.ts';
