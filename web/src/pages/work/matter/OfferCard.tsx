import type { MatterDetail, OfferView } from '@banfei/contracts';
import { blocksOf } from '../../../parts/track/layout.ts';
import { workingDayMillis, workingScale } from '../../../parts/track/scale.ts';
import { useText } from '../../../text/useText.ts';
import { workMatterText } from '../../../text/workMatter.ts';
import { notify } from '../parts/notices.ts';
import { mayOpen, type SheetName } from './StepBar.tsx';
import { type StepProps, useStep } from './useStep.ts';
import './offer.css';

/** Working time that the company has waited, on the calendar of the matter. */
function waitedMillis(matter: MatterDetail): number {
  const from = Date.parse(matter.raisedAt);
  const until = Date.parse(matter.asOf);
  return workingScale(blocksOf(matter.workingBlocks), from, until).between(from, until);
}

interface OfferCardProps extends StepProps {
  readonly offer: OfferView;
  readonly onOpen: (sheet: SheetName) => void;
}

/** The offer that waits for this reader: what is asked, by whom, until when, and the three answers. */
export function OfferCard(props: OfferCardProps) {
  const { t, f, pick } = useText(workMatterText);
  const { matter, offer, onOpen } = props;
  const step = useStep('POST /api/matters/:number/offers/:offerId/accept', props, true);
  const version = props.seen;
  const accept = async () => {
    const refusal = await step.run({ params: { number: matter.number, offerId: offer.id }, body: { version } });
    // Somebody was faster: the card may be gone with the offer, so the reason is said where it stays.
    if (refusal !== null) notify(pick(refusal.sentence));
  };
  const waited = f.duration(waitedMillis(matter), workingDayMillis(blocksOf(matter.workingBlocks)));
  return (
    <section className="offer-card" aria-label={t(offer.kind === 'handOver' ? 'offerHandOver' : 'offerAssist')}>
      <h2>
        {t(offer.kind === 'handOver' ? 'offerHandOver' : 'offerAssist')}
        <small>{t('offerFrom', { post: pick(offer.from.name), time: f.near(offer.lapsesAt, matter.asOf) })}</small>
      </h2>
      <dl>
        <dt>{t('offerAsk')}</dt>
        <dd>{offer.ask}</dd>
        <dt>{t('offerWaited')}</dt>
        <dd>{waited}</dd>
      </dl>
      <div className="acts">
        <button type="button" data-accept className="btn pri" aria-disabled={step.busy} onClick={() => void accept()}>
          {t(offer.kind === 'handOver' ? 'step_accept' : 'step_acceptAssist')}
        </button>
        {mayOpen(matter, 'part') && (
          <button type="button" className="btn" onClick={() => onOpen('part')}>
            {t('step_part')}
          </button>
        )}
        <button type="button" className="btn" onClick={() => onOpen('decline')}>
          {t('step_decline')}
        </button>
      </div>
      <p className="hint">{t('acceptWords')}</p>
    </section>
  );
}
