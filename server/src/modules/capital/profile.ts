import type { Bilingual, InvestorKind } from '@banfei/contracts';
import { industryName } from '../firms/index.ts';
import type { CapitalNeed, Investor } from './load.ts';
import { FORM_WORDS, STAGE_WORDS } from './match.ts';
import { spokenFen } from './money.ts';

const KIND_WORDS: Readonly<Record<InvestorKind, Bilingual>> = {
  fund: { zh: '一家基金', en: 'a fund' },
  bank: { zh: '一家银行', en: 'a bank' },
  corporate: { zh: '一家产业资本', en: 'a corporate investor' },
  guarantor: { zh: '一家担保机构', en: 'a guarantor' },
};

/** What a company is told of an investor before both agree: everything but who it is. */
export function soughtFor({ kind, leastFen, mostFen }: Investor): Bilingual {
  const [word, least, most] = [KIND_WORDS[kind], spokenFen(leastFen), spokenFen(mostFen)];
  return {
    zh: `${word.zh}，单笔 ${least.zh}到 ${most.zh}`,
    en: `${word.en} that puts in ${least.en} to ${most.en}`,
  };
}

/** What an investor is told of a need before both agree: everything but who it is. */
export function profileOf({ form, stage, amountFen, sector, purpose, until }: CapitalNeed): Bilingual {
  const amount = spokenFen(amountFen);
  const industry = sector === null ? undefined : industryName(sector);
  return {
    zh: `${industry === undefined ? '行业未登记' : industry}企业，${STAGE_WORDS[stage].zh}，要${FORM_WORDS[form].zh}资金 ${amount.zh}，${until} 前。用途：${purpose}`,
    en: `A company of ${sector === null ? 'unknown industry' : `GB/T 4754 division ${sector}`}, stage ${STAGE_WORDS[stage].en}, seeks ${amount.en} of ${FORM_WORDS[form].en} by ${until}. In its own words: ${purpose}`,
  };
}
