import type { MatterDetail } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { may, trackFacts } from '../../../parts/matter.ts';
import { CustodyTrack } from '../../../parts/track/CustodyTrack.tsx';
import { useText } from '../../../text/useText.ts';
import { workText } from '../../../text/work.ts';
import { OfferCard } from '../matter/OfferCard.tsx';
import { SHEETS, type SheetName } from '../matter/StepBar.tsx';
import { useSeen } from '../matter/useSeen.ts';
import { notify } from '../parts/notices.ts';
import { useKeys } from '../parts/useKeys.ts';

/** One offer with the matter's title and track. `current` is the one that A and D answer. */
export function OfferSlip({ matter, current }: { matter: MatterDetail; current: boolean }) {
  const { t } = useText(workText);
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const seen = useSeen(matter, sheet !== null);
  const offer = matter.pendingOffer;
  useKeys(
    {
      a: (event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>(`[data-slip="${matter.number}"] [data-accept]`)?.click();
      },
      d: (event) => {
        event.preventDefault();
        setSheet('decline');
      },
    },
    current,
  );
  if (offer === null || !may(matter, 'accept')) return null;
  const step = {
    matter,
    seen: seen.version,
    onClose: () => setSheet(null),
    onDone: (answer: MatterDetail) => {
      setSheet(null);
      notify(t('answered', { number: answer.number }));
    },
  };
  const Form = sheet === null ? null : SHEETS[sheet];
  return (
    <article className="slip-card" data-slip={matter.number} aria-current={current ? 'true' : undefined}>
      <h2>
        <Link to="/w/req/$number" params={{ number: matter.number }} search={{ view: 'offered' }}>
          {matter.title}
        </Link>
      </h2>
      <p className="slip-sub">
        <span>{matter.firm.name}</span>
        <span className="mono">{matter.number}</span>
      </p>
      <CustodyTrack facts={trackFacts(matter, matter.asOf)} size="sm" />
      <OfferCard {...step} offer={offer} onOpen={setSheet} />
      {Form !== null && <Form {...step} />}
    </article>
  );
}
