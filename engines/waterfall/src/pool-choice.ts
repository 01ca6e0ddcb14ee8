/**
 * Choosing a pool: which of the candidates together have the target size, keep the limits, and carry the least expected
 * loss. Limits are data and answers are screening warnings, never legal conclusions. The engine states the integer
 * program and judges its answer in exact arithmetic; solving it is the caller's business.
 */
import { add, isLess, type Ratio, ratio, times, total, ZERO } from './exact.ts';

/** A claim that could join the pool, with what due diligence (尽调) found about it. */
export interface Candidate {
  readonly id: string;
  readonly firm: string;
  readonly industry: string;
  readonly principal: bigint;
  /** Expected loss as a share of principal. */
  readonly risk: Ratio;
  readonly appraised: bigint | null;
  /** Last day of the right (专利权期限届满). */
  readonly expires: number | null;
  readonly disputed: boolean;
  /** Pledged to somebody else already. */
  readonly pledged: boolean;
}

/**
 * A limit of the pool: shares of its principal at most (one firm, the largest n firms, one industry), firms at least, loan
 * to appraised value at most; or of a candidate: free of dispute and pledge, a right that lives long enough.
 */
export type Limit = { readonly id: string; readonly citation: string | null } & (
  | { readonly kind: 'firmShare' | 'industryShare' | 'loanToValue'; readonly level: Ratio }
  | { readonly kind: 'topShare'; readonly firms: number; readonly level: Ratio }
  | { readonly kind: 'firms'; readonly least: number }
  | { readonly kind: 'undisputed' | 'unpledged' }
  | { readonly kind: 'expiresAfter'; readonly day: number }
);

/** What is asked: which of these, under which limits, of what size. */
export interface PoolQuestion {
  readonly candidates: readonly Candidate[];
  readonly limits: readonly Limit[];
  /** The pool's principal lies between the two. */
  readonly least: bigint;
  readonly most: bigint;
}

/** Why a candidate cannot be chosen: the ids of limits that it breaks by itself. */
export function excludedBy(candidate: Candidate, limits: readonly Limit[]): readonly string[] {
  const breaks = (limit: Limit): boolean => {
    if (limit.kind === 'undisputed') return candidate.disputed;
    if (limit.kind === 'unpledged') return candidate.pledged;
    // Not known is not good enough: a right without a known end is left out until somebody has looked.
    return limit.kind === 'expiresAfter' && (candidate.expires === null || candidate.expires <= limit.day);
  };
  return limits.filter(breaks).map(({ id }) => id);
}

/** An integer program: least cost under rows `least ≤ Σ factor × column ≤ most`. */
export interface Program {
  readonly columns: readonly { readonly name: string; readonly cost: number; readonly kind: 'binary' | 'free' }[];
  readonly rows: readonly Row[];
}

/** One linear row, with the id of the limit that it comes from. */
interface Row {
  readonly limit: string;
  readonly terms: readonly (readonly [column: number, factor: number])[];
  readonly least: number | null;
  readonly most: number | null;
}

/** 万元: coefficients near one keep the solver's tolerances far below a fen of meaning. */
const SCALE = 1_000_000;

const inWan = (fen: bigint): number => Number(fen) / SCALE;

/** Rows that keep each group's share of the pool at or under a level. */
function shareRows(question: PoolQuestion, limit: string, level: number, groupOf: (each: Candidate) => string): Row[] {
  const groups = [...new Set(question.candidates.map(groupOf))];
  return groups.map((group) => ({
    limit,
    terms: question.candidates.map(
      (each, index) => [index, inWan(each.principal) * ((groupOf(each) === group ? 1 : 0) - level)] as const,
    ),
    least: null,
    most: 0,
  }));
}

/**
 * The n largest firms hold at most a share. Linear, since the sum of the n largest is the least value of
 * n × threshold + Σ excess over it: a threshold and one excess for each firm join the columns.
 */
function topRows(
  question: PoolQuestion,
  { limit, count, level, from }: { limit: string; count: number; level: number; from: number },
): Row[] {
  const firms = [...new Set(question.candidates.map(({ firm }) => firm))];
  const excess = firms.map((firm, index) => ({
    limit,
    terms: [
      ...question.candidates.flatMap((each, column) =>
        each.firm === firm ? [[column, inWan(each.principal)] as const] : [],
      ),
      [from, -1] as const,
      [from + 1 + index, -1] as const,
    ],
    least: null,
    most: 0,
  }));
  const sum = {
    limit,
    terms: [
      ...question.candidates.map((each, column) => [column, -level * inWan(each.principal)] as const),
      [from, count] as const,
      ...firms.map((_, index) => [from + 1 + index, 1] as const),
    ],
    least: null,
    most: 0,
  };
  return [...excess, sum];
}

/** At least so many firms: a firm counts when one of its candidates is chosen. */
function firmRows(question: PoolQuestion, limit: string, least: number, from: number): Row[] {
  const firms = [...new Set(question.candidates.map(({ firm }) => firm))];
  const counted = firms.map((firm, index) => ({
    limit,
    terms: [
      [from + index, 1] as const,
      ...question.candidates.flatMap((each, column) => (each.firm === firm ? [[column, -1] as const] : [])),
    ],
    least: null,
    most: 0,
  }));
  return [...counted, { limit, terms: firms.map((_, index) => [from + index, 1] as const), least, most: null }];
}

const numberOf = ({ num, den }: Ratio): number => Number(num) / Number(den);

/** The rows of one limit; `from` is the number of the first column that it may add. */
function rowsOf(question: PoolQuestion, limit: Limit, from: number): Row[] {
  switch (limit.kind) {
    case 'firmShare':
      return shareRows(question, limit.id, numberOf(limit.level), ({ firm }) => firm);
    case 'industryShare':
      return shareRows(question, limit.id, numberOf(limit.level), ({ industry }) => industry);
    case 'topShare':
      return topRows(question, { limit: limit.id, count: limit.firms, level: numberOf(limit.level), from });
    case 'firms':
      return firmRows(question, limit.id, limit.least, from);
    case 'loanToValue':
      return [
        {
          limit: limit.id,
          terms: question.candidates.map(
            (each, column) =>
              [column, inWan(each.principal) - numberOf(limit.level) * inWan(each.appraised ?? 0n)] as const,
          ),
          least: null,
          most: 0,
        },
      ];
    default:
      return [];
  }
}

/** The integer program of a question, its candidates already sifted: one binary column for each, in their order. */
export function programOf(question: PoolQuestion): Program {
  const columns: { name: string; cost: number; kind: 'binary' | 'free' }[] = question.candidates.map(
    ({ principal, risk }, index) => ({ name: `x${index}`, cost: inWan(times(principal, risk)), kind: 'binary' }),
  );
  const rows: Row[] = [
    {
      limit: 'size',
      terms: question.candidates.map(({ principal }, index) => [index, inWan(principal)] as const),
      least: inWan(question.least),
      most: inWan(question.most),
    },
  ];
  const firms = new Set(question.candidates.map(({ firm }) => firm)).size;
  for (const limit of question.limits) {
    const from = columns.length;
    rows.push(...rowsOf(question, limit, from));
    const more = limit.kind === 'topShare' ? firms + 1 : limit.kind === 'firms' ? firms : 0;
    const kind = limit.kind === 'firms' ? 'binary' : 'free';
    for (let index = 0; index < more; index += 1) columns.push({ name: `y${from + index}`, cost: 0, kind });
  }
  return { columns, rows };
}

/** A limit against a pool: the exact value beside the level. */
export interface LimitVerdict {
  readonly id: string;
  readonly kind: Limit['kind'];
  readonly value: Ratio;
  readonly level: Ratio;
  readonly holds: boolean;
}

/** Σ of the `count` largest sums of a group, over the pool. */
function largest(chosen: readonly Candidate[], groupOf: (each: Candidate) => string, count: number): Ratio {
  const sums = new Map<string, bigint>();
  for (const each of chosen) sums.set(groupOf(each), (sums.get(groupOf(each)) ?? 0n) + each.principal);
  const sorted = [...sums.values()].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const pool = total(chosen.map(({ principal }) => principal));
  return pool === 0n ? ZERO : ratio(total(sorted.slice(0, count)), pool);
}

/** Each limit is measured on the chosen claims alone, without the program that chose them. */
function verdict(limit: Limit, chosen: readonly Candidate[]): LimitVerdict {
  const { id, kind } = limit;
  const atMost = (value: Ratio, level: Ratio) => ({ id, kind, value, level, holds: !isLess(level, value) });
  switch (kind) {
    case 'firmShare':
      return atMost(
        largest(chosen, ({ firm }) => firm, 1),
        limit.level,
      );
    case 'industryShare':
      return atMost(
        largest(chosen, ({ industry }) => industry, 1),
        limit.level,
      );
    case 'topShare':
      return atMost(
        largest(chosen, ({ firm }) => firm, limit.firms),
        limit.level,
      );
    case 'loanToValue': {
      const value = total(chosen.map(({ appraised }) => appraised ?? 0n));
      const pool = total(chosen.map(({ principal }) => principal));
      // A pool without any appraised value is beyond every level.
      return atMost(value === 0n ? ratio(1_000_000n, 1n) : ratio(pool, value), limit.level);
    }
    case 'firms': {
      const count = new Set(chosen.map(({ firm }) => firm)).size;
      return {
        id,
        kind,
        value: ratio(BigInt(count), 1n),
        level: ratio(BigInt(limit.least), 1n),
        holds: count >= limit.least,
      };
    }
    default: {
      const broken = chosen.filter((each) => excludedBy(each, [limit]).length > 0).length;
      return atMost(ratio(BigInt(broken), 1n), ZERO);
    }
  }
}

/** Everything that can be said of a pool without a solver. */
export interface PoolVerdict {
  readonly principal: bigint;
  readonly expectedLoss: bigint;
  readonly isSized: boolean;
  readonly limits: readonly LimitVerdict[];
  readonly riskShare: Ratio;
}

/** Judges a pool in exact arithmetic, whoever chose it. */
export function judgePool(question: PoolQuestion, chosen: readonly Candidate[]): PoolVerdict {
  const principal = total(chosen.map((each) => each.principal));
  let weighted = ZERO;
  for (const each of chosen) weighted = add(weighted, { num: each.principal * each.risk.num, den: each.risk.den });
  return {
    principal,
    expectedLoss: total(chosen.map((each) => times(each.principal, each.risk))),
    isSized: principal >= question.least && principal <= question.most,
    limits: question.limits.map((limit) => verdict(limit, chosen)),
    riskShare: principal === 0n ? ZERO : ratio(weighted.num, weighted.den * principal),
  };
}
