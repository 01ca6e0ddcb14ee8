import type { PostCard } from '@banfei/contracts';
import { useState } from 'react';
import type { Fault } from '../../../../parts/conditions.tsx';
import { useText } from '../../../../text/useText.ts';
import { workMatterText } from '../../../../text/workMatter.ts';
import { useDraft } from '../../parts/drafts.ts';
import { PostPicker } from '../../parts/PostPicker.tsx';
import { Options, StepForm } from '../StepForm.tsx';
import { emptying, type StepProps, useStep } from '../useStep.ts';

const BASES = ['duty', 'list', 'level', 'same', 'free'] as const;
type Basis = (typeof BASES)[number];

/** 不归我: a basis and the right post, or a ruling. The matter never hangs in between; its owner does not change. */
export function Decline(props: StepProps) {
  const { t, pick } = useText(workMatterText);
  const { matter } = props;
  // The offer that was there when the sheet opened; it may be gone by the time the answer is sent.
  const [offer] = useState(matter.pendingOffer);
  const [basis, setBasis] = useState<Basis | ''>('');
  const [detail, setDetail] = useDraft(`${matter.number}.basis`);
  const [post, setPost] = useState<PostCard | null>(null);
  const [askSupervisor, setAsk] = useState(false);
  const done = emptying(props, () => setDetail(''));
  const step = useStep('POST /api/matters/:number/offers/:offerId/decline', done, true);
  if (offer === null) return null;
  const chosen = basis === '' || basis === 'free' ? '' : t(`basis_${basis}`);
  const words = [chosen, detail.trim()].filter((part) => part !== '').join(t('colon'));
  const check = (): Fault[] => [
    ...(words === '' ? [{ field: basis === 'free' ? 'basis-detail' : 'basis', text: t('basisNeeded') }] : []),
    ...(post === null && !askSupervisor ? [{ field: 'right-post', text: t('rightPostNeeded') }] : []),
  ];
  return (
    <StepForm
      {...props}
      step={step}
      title={t('declineTitle')}
      intro={t('declineWords', { post: pick(offer.from.name) })}
      label={t('sendBack')}
      mine={words}
      check={check}
      submit={(version) =>
        void step.run({
          params: { number: matter.number, offerId: offer.id },
          body: { version, basis: words, suggestedPostId: askSupervisor ? null : (post?.id ?? null) },
        })
      }
    >
      <Options
        id="basis"
        label={t('basis')}
        value={basis}
        options={BASES.map((one) => [one, t(`basis_${one}`)] as const)}
        onChange={setBasis}
      />
      {basis !== '' && (
        <div className="field">
          <label htmlFor="basis-detail">
            {t(basis === 'free' ? 'basisDetailOther' : 'basisDetail')}
            {basis !== 'free' && <small className="muted"> {t('optional')}</small>}
          </label>
          <input
            id="basis-detail"
            className="input"
            maxLength={400}
            value={detail}
            onChange={(event) => setDetail(event.currentTarget.value)}
          />
        </div>
      )}
      <div className="field">
        <label htmlFor="right-post">{t('rightPost')}</label>
        <PostPicker id="right-post" label={t('rightPost')} post={post} onPost={setPost} without={[offer.to.id]} />
        <label className="option">
          <input type="checkbox" checked={askSupervisor} onChange={(event) => setAsk(event.currentTarget.checked)} />
          {t('askSupervisor')}
        </label>
      </div>
    </StepForm>
  );
}
