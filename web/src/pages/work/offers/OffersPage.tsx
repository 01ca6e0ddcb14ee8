import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
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

function Slip({ number, current }: { number: string; current: boolean }) {
  const { t } = useText(workText);
  const query = useQuery(matterQuery(number));
  return (
    <li>
      <Ask query={query} what={t('theMatter')} lines={3}>
        {(matter) => <OfferSlip matter={matter} current={current} />}
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
  const sorted = [...rows].sort((a, b) =>
    (a.pendingOffer?.lapsesAt ?? '').localeCompare(b.pendingOffer?.lapsesAt ?? ''),
  );
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
        {sorted.map((row, index) => (
          <Slip key={row.number} number={row.number} current={open === undefined ? index === 0 : row.number === open} />
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
