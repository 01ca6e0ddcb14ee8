import type { MatterSummary } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ClockLeft } from '../../parts/Clock.tsx';
import { matterKind, stateKey, trackFacts } from '../../parts/matter.ts';
import { State } from '../../parts/State.tsx';
import { CustodyTrack } from '../../parts/track/CustodyTrack.tsx';
import { workingDayMillis } from '../../parts/track/scale.ts';
import { written } from '../../text/language.ts';
import { matterText } from '../../text/matter.ts';
import { useText } from '../../text/useText.ts';
import { companyText } from './text.ts';

/** Lists carry no calendar; the usual working day turns hours into days. */
const USUAL_DAY = workingDayMillis([]);

interface MatterRowProps {
  readonly matter: MatterSummary;
  readonly asOf: string;
  /** Where the line stands as a question to the reader, it leads to the answer. */
  readonly asks?: boolean;
}

/** One matter in a list: title, who answers, what is left, its small custody track. */
export function MatterRow({ matter, asOf, asks = false }: MatterRowProps) {
  const { t, f, lang } = useText(companyText);
  const words = useText(matterText);
  const facts = useMemo(() => trackFacts(matter, asOf), [matter, asOf]);
  const open = matter.state === 'registered' || matter.state === 'inHand';
  const to = asks && matter.state === 'proposed' ? '/e/requests/$number/confirm' : '/e/requests/$number';
  return (
    <Link className="row-link" to={to} params={{ number: matter.number }}>
      <span className="row-title" {...written(matter.title, lang)}>
        {matter.title}
      </span>
      {open ? (
        <ClockLeft clock={matter.resolve} dayMillis={USUAL_DAY} />
      ) : (
        <State kind={matterKind(matter)}>{words.t(stateKey(matter.state, matter.outcome))}</State>
      )}
      <span className="row-meta">
        {matter.owner !== null && matter.state !== 'closed' && <span>{words.pick(matter.owner.name)}</span>}
        <span className="mono">{matter.number}</span>
        <span>
          {matter.closedAt === null
            ? t('raised', { time: f.near(matter.raisedAt, asOf) })
            : t('ended', { time: f.near(matter.closedAt, asOf) })}
        </span>
      </span>
      <span className="row-track">
        <CustodyTrack facts={facts} size="sm" />
      </span>
    </Link>
  );
}
