import { useState } from 'react';
import { useText } from '../../../../text/useText.ts';
import { workMatterText } from '../../../../text/workMatter.ts';
import { useDraft } from '../../parts/drafts.ts';
import { StepForm, Words } from '../StepForm.tsx';
import { emptying, type StepProps, useStep } from '../useStep.ts';

/** 接一部分: the post assists with what it names; the giver keeps the whole. */
export function AcceptPart(props: StepProps) {
  const { t, pick } = useText(workMatterText);
  const { matter } = props;
  // The offer that was there when the sheet opened; it may be gone by the time the answer is sent.
  const [offer] = useState(matter.pendingOffer);
  const [scope, setScope] = useDraft(`${matter.number}.scope`);
  const done = emptying(props, () => setScope(''));
  const step = useStep('POST /api/matters/:number/offers/:offerId/accept', done, true);
  if (offer === null) return null;
  return (
    <StepForm
      {...props}
      step={step}
      title={t('partTitle')}
      label={t('step_part')}
      mine={scope}
      check={() => (scope.trim() === '' ? [{ field: 'scope', text: t('partNeeded') }] : [])}
      submit={(version) =>
        void step.run({ params: { number: matter.number, offerId: offer.id }, body: { version, scope: scope.trim() } })
      }
    >
      <Words
        id="scope"
        first
        label={t('partScope')}
        hint={t('partHint', { post: pick(offer.from.name) })}
        value={scope}
        onChange={setScope}
      />
    </StepForm>
  );
}
