import type { Bilingual, IntroductionSide, IntroductionState } from '@banfei/contracts';
import { Refusal } from '../../platform/errors.ts';

/** States as a refusal says them. */
export const STATE_WORDS: Readonly<Record<IntroductionState, Bilingual>> = {
  asked: { zh: '已过答复期限', en: 'is past its last day for answers' },
  introduced: { zh: '已经引荐成功', en: 'has been made' },
  declined: { zh: '已有一方不同意', en: 'was declined by one side' },
  lapsed: { zh: '过期没有答复，已经失效', en: 'lapsed without an answer' },
  ended: { zh: '已随需求或机构关闭', en: 'ended with its need or investor' },
  funded: { zh: '已经登记到位金额', en: 'has its outcome on record' },
  nothing: { zh: '已经登记没有结果', en: 'is on record as having come to nothing' },
};

/** Sides as a sentence names them. */
export const SIDE_WORDS: Readonly<Record<IntroductionSide, Bilingual>> = {
  firm: { zh: '企业', en: 'the company' },
  investor: { zh: '投资机构', en: 'the investor' },
};

/** Refuses whoever acts on what he has not seen. */
export function mustBeSeen({ name, version }: { readonly name: string; readonly version: number }, seen: number): void {
  if (version !== seen) throw new Refusal('CAPITAL_VERSION', { name, seen, version });
}
