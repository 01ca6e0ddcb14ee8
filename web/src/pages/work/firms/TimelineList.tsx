import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Loading, Problem } from '../../../parts/conditions.tsx';
import { useText } from '../../../text/useText.ts';
import { workFirmsText } from '../../../text/workFirms.ts';
import { timelineQuery } from '../queries.ts';

/** Everything that happened with a company, latest first: matters, register, sites. */
export function TimelineList({ firmId }: { firmId: string }) {
  const { t, f, pick } = useText(workFirmsText);
  const query = useInfiniteQuery(timelineQuery(firmId));
  if (query.isPending) return <Loading what={t('theTimeline')} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  const entries = query.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <p className="muted">{t('noTimeline')}</p>;
  return (
    <>
      <ol className="timeline">
        {entries.map((entry) => (
          <li key={`${entry.at} ${entry.kind} ${entry.title.zh} ${entry.detail}`}>
            <time dateTime={entry.at}>{f.instant(entry.at)}</time>
            <div>
              <p>
                <small className="muted">{t(`kind_${entry.kind}`)}</small>{' '}
                {entry.matterNumber === null ? (
                  <b>{pick(entry.title)}</b>
                ) : (
                  <Link className="link" to="/w/req/$number" params={{ number: entry.matterNumber }}>
                    {pick(entry.title)}
                  </Link>
                )}
              </p>
              {entry.detail !== '' && <p className="muted">{entry.detail}</p>}
            </div>
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <button type="button" className="btn" onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </>
  );
}
