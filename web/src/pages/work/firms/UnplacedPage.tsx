import type { UnplacedFirms } from '@banfei/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Loading, Problem } from '../../../parts/conditions.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { workFirmsText } from '../../../text/workFirms.ts';
import { unplacedQuery } from '../queries.ts';
import { PlaceSheet } from './PlaceSheet.tsx';
import './firms.css';

type Row = UnplacedFirms['rows'][number];

/** /w/firms/unplaced: nobody's address is lost in silence; what could not be placed is listed until somebody places it. */
export function UnplacedPage() {
  const { t } = useText(workFirmsText);
  useTitle(t('unplaced'));
  const query = useInfiniteQuery(unplacedQuery());
  const [placing, setPlacing] = useState<Row | null>(null);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <div className="work-page">
      <nav className="crumb no-print" aria-label={t('title')}>
        <Link to="/w/firms">{t('title')}</Link>
      </nav>
      {query.data === undefined && <h1 className="vh">{t('unplaced')}</h1>}
      {query.isPending && <Loading what={t('theUnplaced')} onRetry={() => void query.refetch()} />}
      {query.data === undefined && query.error !== null && (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && (
        <Statement>{total === 0 ? t('sayAllPlaced') : t('sayUnplaced', { count: total })}</Statement>
      )}
      {rows.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('firm')}</th>
              <th scope="col">{t('address')}</th>
              <th scope="col">{t('action')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.siteId}>
                <td>
                  <Link className="link" to="/w/firms/$id" params={{ id: row.firmId }}>
                    {row.name}
                  </Link>
                </td>
                <td>{row.address === '' ? <span className="muted">{t('noAddress')}</span> : row.address}</td>
                <td>
                  <button type="button" className="btn" onClick={() => setPlacing(row)}>
                    {t('place')}
                    <span className="vh"> {row.name}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {query.hasNextPage && (
        <button type="button" className="btn" onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </button>
      )}
      {placing !== null && (
        <PlaceSheet
          siteId={placing.siteId}
          name={placing.name}
          address={placing.address}
          at={null}
          onClose={() => setPlacing(null)}
        />
      )}
    </div>
  );
}
