import type { CommandBodies } from '@banfei/contracts';
import { useState } from 'react';
import type { Fault } from '../../../../parts/conditions.tsx';
import { useText } from '../../../../text/useText.ts';
import { workMatterText } from '../../../../text/workMatter.ts';
import { useDraft } from '../../parts/drafts.ts';
import { Options, StepForm, Words } from '../StepForm.tsx';
import { emptying, type StepProps, useStep } from '../useStep.ts';

type Ground = CommandBodies['rejection']['reason'];

/** The six grounds of 北京市接诉即办工作条例 (2021) art. 11, the commonest first. There is no other. */
const GROUNDS: readonly Ground[] = [
  'outsideRemit',
  'judicialDisciplineOrPetition',
  'repeatedWithoutNewFacts',
  'emergencyChannel',
  'stateOrTradeSecret',
  'unlawful',
];

/** 不予受理 on a listed ground, with an explanation and the place that can help. */
export function Reject(props: StepProps) {
  const { t } = useText(workMatterText);
  const { matter } = props;
  const [reason, setReason] = useState<Ground | ''>('');
  const [explanation, setExplanation] = useDraft(`${matter.number}.explain`);
  const [redirect, setRedirect] = useDraft(`${matter.number}.redirect`);
  const clear = () => {
    setExplanation('');
    setRedirect('');
  };
  const done = emptying(props, clear);
  const step = useStep('POST /api/matters/:number/rejection', done, true);
  const check = (): Fault[] => [
    ...(reason === '' ? [{ field: 'ground', text: t('groundNeeded') }] : []),
    ...(explanation.trim() === '' ? [{ field: 'explanation', text: t('explanationNeeded') }] : []),
    ...(redirect.trim() === '' ? [{ field: 'redirect', text: t('redirectNeeded') }] : []),
  ];
  const submit = (version: number) => {
    if (reason === '') return;
    const body = { version, reason, explanation: explanation.trim(), redirect: redirect.trim() };
    void step.run({ params: { number: matter.number }, body });
  };
  return (
    <StepForm
      {...props}
      step={step}
      title={t('rejectTitle')}
      intro={t('rejectWords')}
      label={t('rejectSend')}
      mine={[explanation, redirect].join('\n')}
      check={check}
      submit={submit}
    >
      <Options
        id="ground"
        label={t('ground')}
        value={reason}
        options={GROUNDS.map((one) => [one, t(`ground_${one}`)] as const)}
        onChange={setReason}
      />
      <Words id="explanation" label={t('explanation')} value={explanation} onChange={setExplanation} />
      <Words
        id="redirect"
        rows={2}
        label={t('redirect')}
        hint={t('redirectHint')}
        value={redirect}
        onChange={setRedirect}
      />
    </StepForm>
  );
}
