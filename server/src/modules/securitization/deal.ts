import {
  type Bilingual,
  DEAL_STAGES,
  type DealStage,
  type DealStructure,
  type DealTerms,
  type PaperKind,
} from '@banfei/contracts';
import { parseDay } from '@banfei/waterfall';
import { Refusal } from '../../platform/errors.ts';

/** 单 — a securitization product on its way from collecting intentions to its last payment. */
export interface Deal {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly structure: DealStructure;
  readonly stage: DealStage;
  readonly postId: string;
  readonly demo: boolean;
  readonly source: string;
  readonly terms: DealTerms | null;
  /** The deal as the engine reads it, from the approval of the issue on. */
  readonly file: unknown;
  readonly issuedFen: bigint | null;
  readonly issuedOn: string | null;
  readonly version: number;
}

export const STAGE_WORDS: Readonly<Record<DealStage, Bilingual>> = {
  soliciting: { zh: '征集', en: 'soliciting' },
  diligence: { zh: '尽调', en: 'due diligence' },
  valuation: { zh: '评估', en: 'valuation' },
  rating: { zh: '评级', en: 'rating' },
  filing: { zh: '申报', en: 'filing' },
  issuing: { zh: '发行', en: 'issuing' },
  servicing: { zh: '存续', en: 'servicing' },
  settled: { zh: '清算', en: 'settled' },
};

/** The stage that follows, or null after the last. */
export const stageAfter = (stage: DealStage): DealStage | null => DEAL_STAGES[DEAL_STAGES.indexOf(stage) + 1] ?? null;

interface Paper {
  readonly stage: DealStage;
  readonly of: 'candidate' | 'deal';
  readonly name: Bilingual;
}

/** What must be on paper before a stage is left, of each candidate that is still in or of the whole product. */
export const PAPERS: Readonly<Record<PaperKind, Paper>> = {
  rightsRegister: {
    stage: 'diligence',
    of: 'candidate',
    name: { zh: '专利登记簿副本', en: 'extract of the register of rights' },
  },
  noDispute: {
    stage: 'diligence',
    of: 'candidate',
    name: { zh: '无争议、无质押声明', en: 'statement of no dispute and no pledge' },
  },
  valuationReport: { stage: 'valuation', of: 'candidate', name: { zh: '评估报告', en: 'valuation report' } },
  ratingReport: { stage: 'rating', of: 'deal', name: { zh: '评级报告', en: 'rating report' } },
  legalOpinion: { stage: 'filing', of: 'deal', name: { zh: '法律意见书', en: 'legal opinion' } },
  exchangeLetter: { stage: 'filing', of: 'deal', name: { zh: '无异议函', en: 'letter of no objection' } },
  issueResult: { stage: 'issuing', of: 'deal', name: { zh: '发行结果公告', en: 'notice of the issue' } },
};

export const papersOf = (of: Paper['of']): readonly PaperKind[] =>
  (Object.keys(PAPERS) as PaperKind[]).filter((kind) => PAPERS[kind].of === of); // keys of the table above

/** Stages in which candidates may still come and go, and the pool be chosen. */
export const isBuilding = (stage: DealStage): boolean =>
  stage === 'soliciting' || stage === 'diligence' || stage === 'valuation';

/** Fen as yuan with two digits, for sentences. */
export function yuan(fen: bigint): string {
  const whole = fen < 0n ? -fen : fen;
  return `${fen < 0n ? '-' : ''}${whole / 100n}.${String(whole % 100n).padStart(2, '0')}`;
}

/** Fen as a number of JSON; amounts are bounded far below 2^53 by the schema. */
export function fenNumber(fen: bigint): number {
  const number = Number(fen);
  if (!Number.isSafeInteger(number)) throw new Error(`${fen} fen cannot be written without loss`);
  return number;
}

/** A day of the wire as the engine counts it; the form alone lets years pass that neither it nor a calendar knows. */
export function dayOf(field: string, text: string): number {
  const day = parseDay(text);
  if (day === null) throw new Refusal('INPUT_INVALID', { field, problem: 'not a day from 1990 to 2100' });
  return day;
}
