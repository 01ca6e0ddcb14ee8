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

interface OfferSlipProps {
  readonly matter: MatterDetail;
  /** The one that A and D answer. */
  readonly current: boolean;
  /** A sheet with the reader's words is open; the slip stays until it is closed, whatever happens to the offer. */
  readonly onHold: (held: boolean) => void;
}

/** One offer with the matter's title and track. */
export function OfferSlip({ matter, current, onHold }: OfferSlipProps) {
  const { t } = useText(workText);
  const [sheet, setOpen] = useState<SheetName | null>(null);
  const setSheet = (next: SheetName | null) => {
    setOpen(next);
    onHold(next !== null);
  };
  const seen = useSeen(matter, sheet !== null);
  const offer = matter.pendingOffer;
  const answerable = offer !== null && may(matter, 'accept');
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
    current && answerable,
  );
  if (!answerable && sheet === null) return null;
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
      {answerable && <OfferCard {...step} offer={offer} onOpen={setSheet} />}
      {Form !== null && <Form {...step} />}
    </article>
  );
}
