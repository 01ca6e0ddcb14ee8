/** Reads a question for a pool: candidates, limits and the size that is wanted. */
import { ONE, ratio } from './exact.ts';
import type { Candidate, Limit, PoolQuestion } from './pool-choice.ts';
import { uniqueIds } from './read-pool.ts';
import { type Faults, Field } from './reader.ts';
import type { DealRefusal } from './refusals.ts';

const CANDIDATE = ['id', 'firm', 'industry', 'principalFen', 'risk', 'appraisedFen', 'expires', 'disputed', 'pledged'];
const KINDS = [
  'firmShare',
  'industryShare',
  'loanToValue',
  'topShare',
  'firms',
  'undisputed',
  'unpledged',
  'expiresAfter',
] as const;

function readCandidate(item: Field): Candidate {
  const at = item.object(CANDIDATE);
  return {
    id: at('id').id(),
    firm: at('firm').id(),
    industry: at('industry').isAbsent ? 'unknown' : at('industry').id(),
    principal: at('principalFen').fen(1n),
    risk: at('risk').decimal(ONE),
    appraised: at('appraisedFen').isAbsent ? null : at('appraisedFen').fen(1n),
    expires: at('expires').isAbsent ? null : at('expires').day(),
    disputed: at('disputed').flag(false),
    pledged: at('pledged').flag(false),
  };
}

function readLimit(item: Field): Limit {
  const at = item.object(['id', 'kind', 'level', 'firms', 'date', 'citation']);
  const citation = at('citation').value;
  const head = { id: at('id').id(), citation: typeof citation === 'string' ? citation : null };
  const kind = at('kind').oneOf(KINDS) ?? 'undisputed';
  if (kind === 'firmShare' || kind === 'industryShare' || kind === 'loanToValue')
    return { ...head, kind, level: at('level').decimal(ratio(10n, 1n)) };
  if (kind === 'topShare') return { ...head, kind, firms: at('firms').whole(1, 100), level: at('level').decimal(ONE) };
  if (kind === 'firms') return { ...head, kind, least: at('firms').whole(1, 1000) };
  return kind === 'expiresAfter' ? { ...head, kind, day: at('date').day() } : { ...head, kind };
}

/**
 * Reads a question for a pool.
 *
 * @param data the parsed JSON of a file with `leastFen`, `mostFen`, `candidates`, `limits`
 */
export function readPoolQuestion(data: unknown): { readonly ok: true; readonly question: PoolQuestion } | DealRefusal {
  const faults: Faults = [];
  const at = new Field(data, '', faults).object(['id', 'source', 'leastFen', 'mostFen', 'candidates', 'limits']);
  const least = at('leastFen').fen(1n);
  const question: PoolQuestion = {
    least,
    most: at('mostFen').fen(least),
    candidates: at('candidates').list(1, 2000).map(readCandidate),
    limits: at('limits').list(0, 50).map(readLimit),
  };
  uniqueIds(question.candidates, at('candidates'), new Set());
  uniqueIds(question.limits, at('limits'), new Set(['size']));
  const [first] = faults;
  return first ?? { ok: true, question };
}
