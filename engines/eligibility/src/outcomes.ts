/**
 * Four answers, because a missing paper is not a failed test and a judgement is not a number. Missing input gives
 * `unknown` (0 and false are values); what only an officer can judge gives `manual_review` until a finding is on record.
 */
export type Outcome = 'met' | 'unmet' | 'unknown' | 'manual_review';

/** From strongest to weakest: the first of these that occurs among the parts is the answer of the whole. */
const ALL: readonly Outcome[] = ['unmet', 'unknown', 'manual_review'];
const ANY: readonly Outcome[] = ['met', 'unknown', 'manual_review'];

/** Every part must hold. No part at all is met. */
export const allOf = (parts: readonly Outcome[]): Outcome => ALL.find((one) => parts.includes(one)) ?? 'met';

/** One part is enough. No part at all is unmet. */
export const anyOf = (parts: readonly Outcome[]): Outcome => ANY.find((one) => parts.includes(one)) ?? 'unmet';
