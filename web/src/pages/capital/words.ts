import type { CapitalNeedRow, FundingForm, FundingStage, InvestorKind } from '@banfei/contracts';
import { useText } from '../../text/useText.ts';
import { capitalText } from './text.ts';

export const FORMS = ['equity', 'debt'] as const satisfies readonly FundingForm[];
export const STAGES = ['seed', 'early', 'growth', 'preListing'] as const satisfies readonly FundingStage[];
export const KINDS = ['fund', 'bank', 'corporate', 'guarantor'] as const satisfies readonly InvestorKind[];

/** Sentences about a need that staff and companies read alike. */
export function useNeedWords() {
  const { t, f } = useText(capitalText);
  return {
    say: ({ firm, form, amountFen, fits, open, fundedFen }: CapitalNeedRow): string =>
      open
        ? t('sayNeed', { firm: firm.name, form: t(`form_${form}`), amount: f.money(amountFen), fits })
        : t('sayClosed', { firm: firm.name, funded: f.money(fundedFen) }),
    sub: ({ stage, industry, until, fundedFen }: CapitalNeedRow): string =>
      t('subNeed', {
        stage: t(`stage_${stage}`),
        industry: industry?.name ?? t('noIndustry'),
        day: f.day(until),
        funded: f.money(fundedFen),
      }),
  };
}
