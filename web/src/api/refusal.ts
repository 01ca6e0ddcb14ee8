import type { Bilingual, ErrorBody } from '@banfei/contracts';

type Facts = ErrorBody['error']['facts'];

/**
 * A request that did not do what it was sent for. `outcome` says what is known: a refusal was decided by the server; an
 * unknown outcome (no answer, or an answer that is not ours) may have been carried out and is retried with the same key.
 */
export class ApiRefusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly sentence: Bilingual;
  readonly facts: Facts;
  readonly ref: string;
  readonly outcome: 'refused' | 'unknown';

  constructor(what: {
    code: string;
    status: number;
    sentence: Bilingual;
    facts?: Facts;
    ref?: string;
    outcome: 'refused' | 'unknown';
  }) {
    super(what.sentence.en);
    this.name = 'ApiRefusal';
    this.code = what.code;
    this.status = what.status;
    this.sentence = what.sentence;
    this.facts = what.facts ?? {};
    this.ref = what.ref ?? '';
    this.outcome = what.outcome;
  }
}

const OFFLINE: Bilingual = {
  zh: '没有网络，这一步还没发出去，填的内容都在。有网后再试，或打服务站电话',
  en: 'There is no network. This step was not sent and what you typed is kept. Try again once you are back online, or ring the service point',
};
const UNREACHABLE: Bilingual = {
  zh: '连不上服务器，填的内容都在。再试一次不会重复登记',
  en: 'The server cannot be reached. What you typed is kept, and trying again will not register it twice',
};

/** No answer arrived at all. */
export function unreachable(): ApiRefusal {
  const offline = typeof navigator !== 'undefined' && navigator.onLine === false;
  return new ApiRefusal({
    code: offline ? 'OFFLINE' : 'UNREACHABLE',
    status: 0,
    sentence: offline ? OFFLINE : UNREACHABLE,
    outcome: 'unknown',
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isErrorBody = (value: unknown): value is ErrorBody =>
  isRecord(value) && isRecord(value.error) && typeof value.error.code === 'string' && isRecord(value.error.message);

/** Reads the server's refusal; an answer of another shape (a proxy's page, for example) counts as unknown. */
export function refusalOf(status: number, body: unknown): ApiRefusal {
  if (!isErrorBody(body))
    return new ApiRefusal({ ...unreachable(), sentence: UNREACHABLE, status, outcome: 'unknown' });
  const { code, message, facts, ref } = body.error;
  const undecided = status >= 500 || code === 'IDEMPOTENCY_IN_PROGRESS';
  return new ApiRefusal({ code, status, sentence: message, facts, ref, outcome: undecided ? 'unknown' : 'refused' });
}

const BROKEN: Bilingual = {
  zh: '这一步没做成，之前填的都在。再试一次，或打服务站电话',
  en: 'That did not work; what you typed is still here. Try again or ring the service point',
};

/** Any thrown thing as a refusal, so that a page has one way to show trouble. What is not ours is a fault of the page. */
export const asRefusal = (error: unknown): ApiRefusal =>
  error instanceof ApiRefusal
    ? error
    : new ApiRefusal({ code: 'PAGE_FAULT', status: 0, sentence: BROKEN, outcome: 'unknown' });
