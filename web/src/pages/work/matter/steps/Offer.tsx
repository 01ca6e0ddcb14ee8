import type { MatterDetail, OfferView, PostCard } from '@banfei/contracts';
import { useState } from 'react';
import type { Fault } from '../../../../parts/conditions.tsx';
import { may } from '../../../../parts/matter.ts';
import { useText } from '../../../../text/useText.ts';
import { workMatterText } from '../../../../text/workMatter.ts';
import { useDraft } from '../../parts/drafts.ts';
import { PostPicker } from '../../parts/PostPicker.tsx';
import { Options, StepForm, Words } from '../StepForm.tsx';
import { emptying, type StepProps, useStep } from '../useStep.ts';

/** The last answer, when it was a refusal: it says which post it should be. */
export function declinedLast(matter: MatterDetail): OfferView | null {
  const last = [...matter.offers].sort((a, b) => a.madeAt.localeCompare(b.madeAt)).at(-1);
  return last?.status === 'declined' ? last : null;
}

/** 转交或请人协办: an offer with its own clock; until it is accepted nothing changes hands. */
export function Offer(props: StepProps) {
  const { t } = useText(workMatterText);
  const { matter } = props;
  const [kind, setKind] = useState<OfferView['kind']>(may(matter, 'offer.handOver') ? 'handOver' : 'assist');
  const [post, setPost] = useState<PostCard | null>(declinedLast(matter)?.suggested ?? null);
  const [ask, setAsk] = useDraft(`${matter.number}.ask`);
  const done = emptying(props, () => setAsk(''));
  const step = useStep('POST /api/matters/:number/offers', done);
  const check = (): Fault[] => [
    ...(post === null ? [{ field: 'to-post', text: t('toPostNeeded') }] : []),
    ...(ask.trim() === '' ? [{ field: 'ask', text: t('askNeeded') }] : []),
  ];
  const submit = (version: number) => {
    if (post === null) return;
    void step.run({ params: { number: matter.number }, body: { version, kind, toPostId: post.id, ask: ask.trim() } });
  };
  const names = { handOver: t('kindHandOver'), assist: t('kindAssist') } as const;
  const kinds = (['handOver', 'assist'] as const)
    .filter((one) => may(matter, `offer.${one}`))
    .map((one) => [one, names[one]] as const);
  return (
    <StepForm
      {...props}
      step={step}
      title={t('offerTitle')}
      intro={t('offerWords')}
      label={t('offerSend')}
      mine={ask}
      check={check}
      submit={submit}
    >
      <div className="field">
        <label htmlFor="to-post">{t('toPost')}</label>
        <PostPicker
          id="to-post"
          first
          label={t('toPost')}
          post={post}
          onPost={setPost}
          without={matter.owner === null ? [] : [matter.owner.id]}
        />
      </div>
      <Options id="kind" label={t('offerKind')} value={kind} options={kinds} onChange={setKind} />
      <Words id="ask" label={t('ask')} value={ask} onChange={setAsk} />
    </StepForm>
  );
}

/** 收回请求: the other post need not answer any more. */
export function WithdrawOffer(props: StepProps) {
  const { t, pick } = useText(workMatterText);
  const { matter } = props;
  const [offer] = useState(matter.pendingOffer);
  const step = useStep('POST /api/matters/:number/offers/:offerId/withdraw', props);
  if (offer === null) return null;
  return (
    <StepForm
      {...props}
      step={step}
      title={t('withdrawTitle')}
      intro={t('withdrawWords', { post: pick(offer.to.name) })}
      label={t('step_withdraw')}
      mine={t('step_withdraw')}
      submit={(version) => void step.run({ params: { number: matter.number, offerId: offer.id }, body: { version } })}
    />
  );
}

/** 裁定: the supervising post names who answers; final. */
export function Arbitrate(props: StepProps) {
  const { t } = useText(workMatterText);
  const { matter } = props;
  const suggested = matter.offers.findLast((offer) => offer.suggested !== null)?.suggested ?? null;
  const [post, setPost] = useState<PostCard | null>(suggested);
  const [reason, setReason] = useDraft(`${matter.number}.ruling`);
  const done = emptying(props, () => setReason(''));
  const step = useStep('POST /api/matters/:number/arbitration', done, true);
  const check = (): Fault[] => [
    ...(post === null ? [{ field: 'rule-post', text: t('toPostNeeded') }] : []),
    ...(reason.trim() === '' ? [{ field: 'rule-reason', text: t('reasonNeeded') }] : []),
  ];
  const submit = (version: number) => {
    if (post === null) return;
    const body = { version, toPostId: post.id, reason: reason.trim() };
    void step.run({ params: { number: matter.number }, body });
  };
  return (
    <StepForm
      {...props}
      step={step}
      title={t('arbitrateTitle')}
      intro={t('arbitrateWords')}
      label={t('arbitrateSend')}
      mine={reason}
      check={check}
      submit={submit}
    >
      <div className="field">
        <label htmlFor="rule-post">{t('arbitrateTo')}</label>
        <PostPicker id="rule-post" first label={t('arbitrateTo')} post={post} onPost={setPost} />
      </div>
      <Words id="rule-reason" label={t('reason')} value={reason} onChange={setReason} />
    </StepForm>
  );
}
