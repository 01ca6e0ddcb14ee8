import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Ask, Empty } from '../../../parts/conditions.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { KINDS } from './kinds.ts';
import { resourcesQuery } from './queries.ts';
import { ResourceLine } from './ResourceLine.tsx';
import { exchangeText } from './text.ts';
import './exchange.css';

/** What can be booked, the nearest first, by kind. */
export function BookPage() {
  const { t } = useText(exchangeText);
  useTitle(t('book'));
  const { kind } = useSearch({ from: '/e/book' });
  const list = useQuery(resourcesQuery(kind));
  return (
    <>
      <h1 className="page-title" tabIndex={-1}>
        {t('bookTitle')}
      </h1>
      <p className="muted">{t('bookSay')}</p>
      <nav className="tabs-row" aria-label={t('kinds')}>
        {[undefined, ...KINDS].map((one) => (
          <Link
            key={one ?? 'all'}
            to="/e/book"
            search={one === undefined ? {} : { kind: one }}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {t(one ?? 'all')}
          </Link>
        ))}
      </nav>
      <Ask query={list} what={t('whatResources')}>
        {({ resources, asOf }) =>
          resources.length === 0 ? (
            <Empty
              action={
                <Link className="link" to="/e/partners">
                  {t('stateNeed')}
                </Link>
              }
            >
              {t('noneOfKind')}
            </Empty>
          ) : (
            <ul className="rows-list">
              {resources.map((resource) => (
                <li key={resource.id}>
                  <ResourceLine resource={resource} asOf={asOf} />
                </li>
              ))}
            </ul>
          )
        }
      </Ask>
    </>
  );
}
