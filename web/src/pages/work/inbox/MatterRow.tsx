import type { InboxView, MatterSummary } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { ClockLeft } from '../../../parts/Clock.tsx';
import { matterKind, stateKey, trackFacts } from '../../../parts/matter.ts';
import { State } from '../../../parts/State.tsx';
import { CustodyTrack } from '../../../parts/track/CustodyTrack.tsx';
import { matterText } from '../../../text/matter.ts';
import { useText } from '../../../text/useText.ts';
import './row.css';
import { workText } from '../../../text/work.ts';

/** A row stands without a calendar of its own; this is the district's ordinary working day. */
const DAY_MILLIS = 7.5 * 3_600_000;

interface MatterRowProps {
  readonly row: MatterSummary;
  readonly view: InboxView;
  readonly asOf: string;
  readonly current: boolean;
  /** At a desk the row opens beside the list; the link still leads to the page of its own. */
  readonly onOpen?: ((number: string) => void) | undefined;
}

function Who({ row, asOf }: { row: MatterSummary; asOf: string }) {
  const { t, f, pick } = useText(workText);
  const offer = row.pendingOffer;
  return (
    <>
      <span>{row.firm.name}</span>
      {row.owner !== null && <span>{t('answering', { post: pick(row.owner.name) })}</span>}
      {offer !== null && (
        <State kind="wait">{t('asked', { post: pick(offer.from.name), time: f.near(offer.lapsesAt, asOf) })}</State>
      )}
    </>
  );
}

/** One matter in a list: what, whose, the custody track in small, and what is left of the promise. */
export function MatterRow({ row, view, asOf, current, onOpen }: MatterRowProps) {
  const { t, f, pick } = useText(workText);
  const { t: word } = useText(matterText);
  const open = (event: MouseEvent) => {
    if (onOpen === undefined || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(row.number);
  };
  const closed = row.state === 'closed';
  return (
    <li>
      <Link
        className="row"
        to="/w/req/$number"
        params={{ number: row.number }}
        search={{ view }}
        aria-current={current ? 'true' : undefined}
        data-row={row.number}
        onClick={open}
      >
        <span className="row-top">
          <b>{row.title}</b>
          {closed || row.resolve.dueAt === null ? (
            <State kind={matterKind(row)}>{word(stateKey(row.state, row.outcome, 'staff'))}</State>
          ) : (
            <ClockLeft clock={row.resolve} dayMillis={DAY_MILLIS} />
          )}
        </span>
        <CustodyTrack facts={trackFacts(row, asOf)} size="xs" />
        <span className="row-sub">
          {view === 'offered' ? (
            <Who row={row} asOf={asOf} />
          ) : (
            <>
              <span>{row.firm.name}</span>
              {row.owner !== null && <span>{pick(row.owner.name)}</span>}
              {row.pendingOffer !== null && (
                <State kind="wait">{t('askedOther', { post: pick(row.pendingOffer.to.name) })}</State>
              )}
            </>
          )}
          <span className="mono">{row.number}</span>
          <span>{f.near(row.raisedAt, asOf)}</span>
        </span>
      </Link>
    </li>
  );
}
