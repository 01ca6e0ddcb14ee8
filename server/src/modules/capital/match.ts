import type { Bilingual, CapitalCriterion, CapitalReason, FundingForm, FundingStage } from '@banfei/contracts';
import { spokenFen } from './money.ts';

/** What an investor looks for. */
export interface Criteria {
  readonly forms: readonly FundingForm[];
  readonly stages: readonly FundingStage[];
  /** Divisions of GB/T 4754; none means every industry. */
  readonly sectors: readonly string[];
  readonly leastFen: number;
  readonly mostFen: number;
}

/** What of a need can be held against it. */
export interface Demand {
  readonly form: FundingForm;
  readonly stage: FundingStage;
  readonly amountFen: number;
  /** Division of the company's industry; null where the register does not know it. */
  readonly sector: string | null;
}

export const FORM_WORDS: Readonly<Record<FundingForm, Bilingual>> = {
  equity: { zh: '股权', en: 'equity' },
  debt: { zh: '债权', en: 'debt' },
};
export const STAGE_WORDS: Readonly<Record<FundingStage, Bilingual>> = {
  seed: { zh: '种子期', en: 'seed' },
  early: { zh: '早期', en: 'early' },
  growth: { zh: '成长期', en: 'growth' },
  preListing: { zh: '上市前', en: 'before listing' },
};
export const CRITERION_WORDS: Readonly<Record<CapitalCriterion, Bilingual>> = {
  form: { zh: '方式', en: 'form' },
  stage: { zh: '阶段', en: 'stage' },
  sector: { zh: '行业', en: 'industry' },
  amount: { zh: '单笔金额', en: 'amount' },
};

const listed = <Word extends string>(words: Readonly<Record<Word, Bilingual>>, of: readonly Word[]): Bilingual => ({
  zh: of.map((word) => words[word].zh).join('、'),
  en: of.map((word) => words[word].en).join(', '),
});

function amountReason({ leastFen, mostFen }: Criteria, { amountFen }: Demand): CapitalReason {
  const [least, most, asked] = [spokenFen(leastFen), spokenFen(mostFen), spokenFen(amountFen)];
  // Distance to the nearer end of the range, so that a need knows how much to give way.
  const distance = amountFen < leastFen ? leastFen - amountFen : Math.max(0, amountFen - mostFen);
  const way = amountFen < leastFen ? { zh: '少', en: 'below' } : { zh: '多', en: 'above' };
  const gap = spokenFen(distance);
  const said = {
    zh: `单笔 ${least.zh}到 ${most.zh}，要 ${asked.zh}`,
    en: `between ${least.en} and ${most.en}; asked for is ${asked.en}`,
  };
  const far = { zh: `${said.zh}，${way.zh} ${gap.zh}`, en: `${said.en}: ${gap.en} ${way.en}` };
  return {
    criterion: 'amount',
    met: distance === 0,
    sentence: distance === 0 ? said : far,
    distanceFen: distance === 0 ? null : distance,
  };
}

function sectorReason({ sectors }: Criteria, { sector }: Demand): CapitalReason {
  const met = sectors.length === 0 || (sector !== null && sectors.includes(sector));
  const wanted =
    sectors.length === 0
      ? { zh: '各行业都看', en: 'every industry' }
      : { zh: `看 ${sectors.length} 个行业大类`, en: `${sectors.length} divisions of industry` };
  const own =
    sector === null
      ? { zh: '企业的行业还不知道', en: 'that of the company is not known' }
      : { zh: `企业在第 ${sector} 大类`, en: `the company is in division ${sector}` };
  return {
    criterion: 'sector',
    met,
    sentence: { zh: `${wanted.zh}，${own.zh}`, en: `${wanted.en}; ${own.en}` },
    distanceFen: null,
  };
}

function wordReason<Word extends string>(
  criterion: 'form' | 'stage',
  words: Readonly<Record<Word, Bilingual>>,
  given: { readonly wanted: readonly Word[]; readonly asked: Word },
): CapitalReason {
  const wanted = listed(words, given.wanted);
  const asked = words[given.asked];
  return {
    criterion,
    met: given.wanted.includes(given.asked),
    sentence: { zh: `投${wanted.zh}，要${asked.zh}`, en: `offers ${wanted.en}; asked for is ${asked.en}` },
    distanceFen: null,
  };
}

/** Every criterion of an investor held against a need, met or not, each with its values. Order: form, stage, sector, amount. */
export const reasonsFor = (criteria: Criteria, demand: Demand): readonly CapitalReason[] => [
  wordReason('form', FORM_WORDS, { wanted: criteria.forms, asked: demand.form }),
  wordReason('stage', STAGE_WORDS, { wanted: criteria.stages, asked: demand.stage }),
  sectorReason(criteria, demand),
  amountReason(criteria, demand),
];

/** An introduction makes sense where at most one criterion is missed, and the form never: equity is no loan. */
export function isWorthAsking(reasons: readonly CapitalReason[]): boolean {
  const missed = reasons.filter(({ met }) => !met);
  return missed.length <= 1 && missed.every(({ criterion }) => criterion !== 'form');
}

/** An investor held against a need. */
export interface CapitalMatch<Of extends Criteria> {
  readonly investor: Of;
  readonly reasons: readonly CapitalReason[];
  readonly fits: boolean;
}

/** How far a match is from fitting: whole criteria first, then the share of the amount by which it is missed. */
const gapOf = (reasons: readonly CapitalReason[], { amountFen }: Demand): number =>
  reasons.reduce((sum, { met, distanceFen }) => sum + (met ? 0 : 1 + Math.min(1, (distanceFen ?? 0) / amountFen)), 0);

/**
 * Investors worth asking: those that fit in everything, the specialized ones first, then those that miss one criterion, the
 * nearest first. Equals keep the order in which they were given.
 */
export const matchesFor = <Of extends Criteria>(
  demand: Demand,
  investors: readonly Of[],
): readonly CapitalMatch<Of>[] =>
  investors
    .map((investor) => ({ investor, reasons: reasonsFor(investor, demand) }))
    .filter(({ reasons }) => isWorthAsking(reasons))
    .map((match) => ({ ...match, fits: match.reasons.every(({ met }) => met) }))
    .sort(
      (a, b) =>
        gapOf(a.reasons, demand) - gapOf(b.reasons, demand) ||
        Number(b.investor.sectors.length > 0) - Number(a.investor.sectors.length > 0),
    );
