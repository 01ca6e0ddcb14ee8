import type { Bilingual, ChoosePool, PoolChoice, PoolLimits } from '@banfei/contracts';
import { excludedBy, formatDay, type PoolQuestion, type Ratio, readPoolQuestion, spoken } from '@banfei/waterfall';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { sql } from '../../platform/sql.ts';
import type { Computer } from './computer.ts';
import { fenNumber, isBuilding } from './deal.ts';
import { termsRefusal } from './engine-words.ts';
import { loadDeal, mustStandAt } from './load.ts';

interface CandidateRow {
  readonly id: string;
  readonly firmId: string;
  readonly industry: string;
  readonly principalFen: bigint;
  readonly appraisedFen: bigint | null;
  readonly risk: string;
  readonly expires: string | null;
  readonly legalState: string;
  readonly disputed: boolean;
  readonly pledged: boolean;
}

interface LimitWord {
  readonly name: Bilingual;
  readonly citation: Bilingual | null;
}

const NOTICE: Bilingual = { zh: '证监会公告〔2014〕49 号', en: 'CSRC notice [2014] No. 49' };

// Names of limits with where they come from (docs/regulations.md, “Securitization”): warnings of a screening, never legal conclusions.
const WORDS: Readonly<Record<string, LimitWord>> = {
  size: { name: { zh: '规模', en: 'size' }, citation: null },
  firmShare: {
    name: { zh: '单户占比', en: 'share of one company' },
    citation: { zh: '债权确认指南：单一债务人不超过 50%', en: 'guides to eligible claims: one debtor at most 50 %' },
  },
  topFive: {
    name: { zh: '前五户占比', en: 'share of the largest five' },
    citation: {
      zh: '融资租赁债权确认指南：前五名不超过 70%',
      en: 'guide for leasing claims: the largest five at most 70 %',
    },
  },
  industry: { name: { zh: '单一行业占比', en: 'share of one industry' }, citation: null },
  value: { name: { zh: '融资额 ÷ 评估值', en: 'loan to appraised value' }, citation: null },
  firms: {
    name: { zh: '企业家数', en: 'number of companies' },
    citation: {
      zh: '债权确认指南：至少 10 个相互独立的债务人',
      en: 'guides to eligible claims: at least 10 unrelated debtors',
    },
  },
  undisputed: { name: { zh: '无争议', en: 'no dispute' }, citation: NOTICE },
  unpledged: { name: { zh: '未质押给他人', en: 'not pledged elsewhere' }, citation: NOTICE },
  expires: { name: { zh: '权利期限', en: 'life of the right' }, citation: null },
  legalState: { name: { zh: '权利有效', en: 'right in force' }, citation: null },
};

const wordOf = (id: string): LimitWord => WORDS[id] ?? { name: { zh: id, en: id }, citation: null };

function limitsOf(limits: PoolLimits): readonly Record<string, unknown>[] {
  const share = (id: string, kind: string, level: string | null) => (level === null ? [] : [{ id, kind, level }]);
  return [
    ...share('firmShare', 'firmShare', limits.firmShare),
    ...(limits.topFiveShare === null
      ? []
      : [{ id: 'topFive', kind: 'topShare', firms: 5, level: limits.topFiveShare }]),
    ...share('industry', 'industryShare', limits.industryShare),
    ...share('value', 'loanToValue', limits.loanToValue),
    ...(limits.firms === null ? [] : [{ id: 'firms', kind: 'firms', firms: limits.firms }]),
    ...(limits.undisputed ? [{ id: 'undisputed', kind: 'undisputed' }] : []),
    ...(limits.unpledged ? [{ id: 'unpledged', kind: 'unpledged' }] : []),
    ...(limits.expiresAfter === null ? [] : [{ id: 'expires', kind: 'expiresAfter', date: limits.expiresAfter }]),
  ];
}

/** The question to the engine, candidates in the order of their ids so that equal answers are the same answer. */
function questionOf(rows: readonly CandidateRow[], { leastFen, mostFen, limits }: ChoosePool): PoolQuestion {
  // The engine compares industries and shows none; their words may hold what an id may not.
  const industries = [...new Set(rows.map(({ industry }) => industry))];
  const read = readPoolQuestion({
    id: 'desk',
    leastFen,
    mostFen,
    candidates: rows.map((row) => ({
      id: row.id,
      firm: row.firmId,
      industry: `I${industries.indexOf(row.industry)}`,
      principalFen: fenNumber(row.principalFen),
      risk: row.risk,
      ...(row.appraisedFen === null ? {} : { appraisedFen: fenNumber(row.appraisedFen) }),
      ...(row.expires === null ? {} : { expires: row.expires }),
      disputed: row.disputed,
      pledged: row.pledged,
    })),
    limits: limitsOf(limits),
  });
  if (!read.ok) throw termsRefusal(read);
  return read.question;
}

export interface PoolAsked {
  readonly question: PoolQuestion | null;
  /** Candidates whose right is not in force, left out whatever the limits say. */
  readonly lapsed: readonly string[];
}

/** What is asked of the solver: candidates that are in, and whose rights are in force. */
export async function poolQuestion(tx: Tx, dealId: string, body: ChoosePool): Promise<PoolAsked> {
  const deal = await loadDeal(tx, dealId);
  if (deal === undefined) throw new Refusal('NOT_FOUND');
  mustStandAt(deal, isBuilding);
  if (body.mostFen < body.leastFen) throw new Refusal('INPUT_INVALID', { field: 'mostFen', problem: 'below leastFen' });
  const rows = await tx.rows<CandidateRow>(sql`
    select id, firm_id as "firmId", industry, principal_fen as "principalFen", appraised_fen as "appraisedFen", risk, expires_on as expires,
      legal_state as "legalState", disputed, pledged
    from deal_candidates where district_id = ${tx.districtId} and deal_id = ${dealId} and state = 'in' order by id limit 300`);
  if (rows.length === 0) throw new Refusal('DEAL_CANDIDATES_NONE', { number: deal.number });
  const alive = rows.filter(({ legalState }) => legalState === 'inForce');
  return {
    question: alive.length === 0 ? null : questionOf(alive, body),
    lapsed: rows.filter(({ legalState }) => legalState !== 'inForce').map(({ id }) => id),
  };
}

const decimal = (ratio: Ratio): string => spoken(ratio, 4);

/** Chooses the pool of least expected loss, and says which limits bind: without one of them there would be less loss, or a pool at all. */
export async function poolChoice(computer: Computer, { question, lapsed }: PoolAsked): Promise<PoolChoice> {
  const leftOut = lapsed.map((candidateId) => ({ candidateId, by: ['legalState'] }));
  const nothing = {
    found: false,
    candidateIds: [],
    principalFen: 0,
    expectedLossFen: 0,
    limits: [],
    excluded: leftOut,
  };
  if (question === null) return nothing;
  const { best, binding } = await computer.choosePool(question);
  const verdicts = new Map(best?.verdict.limits.map((verdict) => [verdict.id, verdict]));
  const bound = new Map(binding.map(({ limit, expectedLossWithout }) => [limit, expectedLossWithout]));
  return {
    found: best !== null,
    candidateIds: best?.chosen.map(({ id }) => id) ?? [],
    principalFen: best === null ? 0 : fenNumber(best.verdict.principal),
    expectedLossFen: best === null ? 0 : fenNumber(best.verdict.expectedLoss),
    limits: question.limits.map((limit) => {
      const verdict = verdicts.get(limit.id);
      const without = bound.get(limit.id);
      return {
        id: limit.id,
        ...wordOf(limit.id),
        value: verdict === undefined ? null : decimal(verdict.value),
        level: levelOf(limit),
        holds: verdict?.holds ?? false,
        binding: without !== undefined,
        expectedLossWithoutFen: without === undefined ? null : fenNumber(without),
      };
    }),
    excluded: [
      ...question.candidates.flatMap((each) => {
        const by = excludedBy(each, question.limits);
        return by.length === 0 ? [] : [{ candidateId: each.id, by: [...by] }];
      }),
      ...leftOut,
    ],
  };
}

function levelOf(limit: PoolQuestion['limits'][number]): string {
  if ('level' in limit) return decimal(limit.level);
  if (limit.kind === 'firms') return String(limit.least);
  return limit.kind === 'expiresAfter' ? formatDay(limit.day) : '0';
}
