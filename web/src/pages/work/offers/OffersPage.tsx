import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { matterQuery } from '../../../api/queries.ts';
import { Ask, Loading, Problem } from '../../../parts/conditions.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { workText } from '../../../text/work.ts';
import { EmptyView } from '../inbox/EmptyView.tsx';
import { useInbox } from '../inbox/useInbox.ts';
import { OfferSlip } from './OfferSlip.tsx';
import './offers.css';

const route = getRouteApi('/w/offers');

interface SlipProps {
  readonly number: string;
  readonly current: boolean;
  readonly onHold: (held: boolean) => void;
}

function Slip({ number, current, onHold }: SlipProps) {
  const { t } = useText(workText);
  const query = useQuery(matterQuery(number));
  return (
    <li>
      <Ask query={query} what={t('theMatter')} lines={3}>
        {(matter) => <OfferSlip matter={matter} current={current} onHold={onHold} />}
      </Ask>
    </li>
  );
}

/** /w/offers: everything that waits for this reader's yes or no, soonest first, each answered where it stands. */
export function OffersPage() {
  const { t } = useText(workText);
  useTitle(t('offers'));
  const { query, rows } = useInbox('offered', '');
  const { open } = route.useSearch();
  const [held, setHeld] = useState<string | null>(null);
  const sorted = [...rows]
    .sort((a, b) => (a.pendingOffer?.lapsesAt ?? '').localeCompare(b.pendingOffer?.lapsesAt ?? ''))
    .map(({ number }) => number);
  // An offer that is gone leaves the list, but not while the reader's answer to it is still on the screen.
  const numbers = held === null || sorted.includes(held) ? sorted : [held, ...sorted];
  return (
    <div className="offers">
      <Statement>
        {query.data === undefined || rows.length > 0 ? t('sayOffered', { count: rows.length }) : t('emptyOffered')}
      </Statement>
      {query.isPending && <Loading what={t('theList')} onRetry={() => void query.refetch()} />}
      {query.data === undefined && query.error !== null && (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && rows.length === 0 && <EmptyView view="offered" q="" />}
      <ul className="slips">
        {numbers.map((number, index) => (
          <Slip
            key={number}
            number={number}
            current={open === undefined ? index === 0 : number === open}
            onHold={(holds) => setHeld(holds ? number : null)}
          />
        ))}
      </ul>
      {rows.length > 0 && (
        <Link className="link" to="/w" search={{ view: 'mine' }}>
          {t('toMine')}
        </Link>
      )}
    </div>
  );
}
