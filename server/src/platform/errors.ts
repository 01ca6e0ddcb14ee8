import { ERRORS, type ErrorCode, type ErrorFacts, errorMessage } from '@banfei/contracts';

/** A refusal on its way to the edge. Use cases return or throw it; the edge alone turns it into a status and a sentence. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(errorMessage(code, facts).en);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}
