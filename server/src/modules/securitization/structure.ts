import type { DealStructure, DealTerms } from '@banfei/contracts';
import { AS_AGREED, addMonths, collect, type Deal, formatDay, readDeal } from '@banfei/waterfall';
import { Refusal } from '../../platform/errors.ts';
import { dayOf } from './deal.ts';
import { termsRefusal } from './engine-words.ts';

/** One claim of the pool: what a participation owes. */
export interface Claim {
  readonly number: number;
  readonly amount: bigint;
  readonly appraised: bigint | null;
}

/** What the file of a deal is made from. */
export interface Structuring {
  readonly id: string;
  readonly structure: DealStructure;
  readonly terms: DealTerms;
  readonly claims: readonly Claim[];
}

/** A deal in the public form of data/deals/deal.schema.json, and as the engine has read it. */
export interface Structured {
  readonly file: Record<string, unknown>;
  readonly deal: Deal;
}

/** Claims are due this many days before holders are paid; the collection period ends between the two. */
const DUE_BEFORE = 10;
const LAG = 5;

export const claimId = (number: number): string => `P${String(number).padStart(3, '0')}`;

function read(file: Record<string, unknown>): Deal {
  const answer = readDeal(file);
  if (!answer.ok) throw termsRefusal(answer);
  return answer.deal;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, each) => all + each, 0n);

/** Share of an amount by an exact decimal, rounded down. */
function partOf(amount: bigint, share: string): bigint {
  const [whole = '0', digits = ''] = share.split('.');
  return (amount * BigInt(whole + digits)) / 10n ** BigInt(digits.length);
}

/** Senior principal by date follows the pool: cumulative shares rounded down, so that they add up to the last fen. */
function seniorPlan(senior: bigint, pool: Deal): readonly bigint[] {
  const periods = collect(pool, AS_AGREED).periods.map(({ principal }) => principal);
  const whole = sum(periods);
  let [paid, before] = [0n, 0n];
  return periods.map((principal) => {
    paid += principal;
    const until = (senior * paid) / whole;
    const part = until - before;
    before = until;
    return part;
  });
}

/**
 * The deal of a pool under terms: level instalments, a senior and a subordinated tranche, one fee, a coverage that warns and
 * a cumulative default that accelerates. What the form cannot say is refused with DEAL_TERMS.
 */
export function structureDeal({ id, structure, terms, claims }: Structuring): Structured {
  const { months, everyMonths } = terms;
  const closing = dayOf('terms.closing', terms.closing);
  if (months % everyMonths !== 0)
    throw new Refusal('INPUT_INVALID', { field: 'terms.months', problem: `not a multiple of ${everyMonths}` });
  const count = months / everyMonths;
  const first = addMonths(closing, everyMonths);
  const pool = sum(claims.map(({ amount }) => amount));
  const senior = partOf(pool, terms.seniorShare);
  if (senior === 0n) throw new Refusal('INPUT_INVALID', { field: 'terms.seniorShare', problem: 'no senior tranche' });
  const file = (seniorRule: Record<string, unknown>): Record<string, unknown> => ({
    id,
    structure,
    cutOff: terms.closing,
    closing: terms.closing,
    payments: { first: formatDay(first), everyMonths, count, collectionLagDays: LAG },
    assets: claims.map(({ number, amount, appraised }) => ({
      id: claimId(number),
      firm: claimId(number),
      kind: 'levelPay',
      principalFen: Number(amount),
      rate: terms.loanRate,
      dayCount: 'ACT/365',
      firstDue: formatDay(first - DUE_BEFORE),
      everyMonths,
      terms: count,
      ...(appraised === null ? {} : { appraisedFen: Number(appraised) }),
    })),
    tranches: [
      { id: 'A', class: 'senior', principalFen: Number(senior), rate: terms.coupon, ...seniorRule },
      ...(pool > senior ? [{ id: 'SUB', class: 'subordinated', principalFen: Number(pool - senior), rate: '0' }] : []),
    ],
    fees: [{ id: 'services', basis: 'pool', rate: terms.feeRate }],
    shortfallPromiseFen: terms.supportFen,
    triggers: [
      { id: 'coverage', measure: 'coverage', level: terms.watchCoverage, effect: 'watch', curable: true },
      { id: 'default', measure: 'cumulativeDefault', level: terms.accelerateDefault, effect: 'accelerate' },
    ],
  });
  const pooled = read(file({ rule: 'passThrough' }));
  const scheduled = file({ rule: 'schedule', planFen: seniorPlan(senior, pooled).map(Number) });
  return { file: scheduled, deal: read(scheduled) };
}

/** The same deal as the simulation takes it: senior principal as the pool pays, no support. */
export const simulable = (deal: Deal): Deal => ({
  ...deal,
  shortfallPromise: 0n,
  tranches: deal.tranches.map((tranche) => ({ ...tranche, rule: 'passThrough', plan: [] })),
});

/** What one claim is to pay in one collection period. */
export interface Projection {
  readonly number: number;
  readonly period: number;
  readonly principal: bigint;
  readonly interest: bigint;
}

/** Every claim by itself, period by period; together they are what the engine expects of the pool. */
export function projectionsOf(deal: Deal): readonly Projection[] {
  return deal.assets.flatMap((asset, index) =>
    collect({ ...deal, assets: [asset] }, AS_AGREED).periods.map(({ principal, income }, period) => ({
      number: index + 1,
      period: period + 1,
      principal,
      interest: income,
    })),
  );
}
