import type { InboxView } from '@banfei/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { mattersQuery } from '../../api/queries.ts';
import { Ask, Empty } from '../../parts/conditions.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useKeys } from '../../parts/useKeys.ts';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { MatterRow } from './MatterRow.tsx';
import { companyText } from './text.ts';

const VIEWS = [
  { search: undefined, view: 'all', key: 'viewAll' },
  { search: 'open', view: 'mine', key: 'viewOpen' },
  { search: 'confirm', view: 'proposed', key: 'viewConfirm' },
  { search: 'settled', view: 'settled', key: 'viewSettled' },
] as const satisfies readonly { search: string | undefined; view: InboxView; key: string }[];

function Find({ words }: { words: string }) {
  const { t } = useText(companyText);
  const navigate = useNavigate();
  const { view } = useSearch({ from: '/e/requests' });
  const [text, setText] = useState(words);
  useEffect(() => {
    setText(words);
  }, [words]);
  useEffect(() => {
    if (location.hash === '#find') document.getElementById('find')?.focus();
  }, []);
  const find = (event: FormEvent) => {
    event.preventDefault();
    const q = text.trim();
    void navigate({
      to: '/e/requests',
      search: { ...(view === undefined ? {} : { view }), ...(q === '' ? {} : { q }) },
    });
  };
  return (
    <search>
      <form className="find" onSubmit={find}>
        <input
          id="find"
          className="input"
          type="search"
          maxLength={60}
          aria-label={t('search')}
          placeholder={t('search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" className="btn" aria-label={t('searchDo')}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}

/** All matters of the company, by state, with a search that lives in the address. */
export function RequestsPage() {
  const { t } = useText(companyText);
  useTitle(t('requests'));
  const { view, q = '' } = useSearch({ from: '/e/requests' });
  const chosen = VIEWS.find((one) => one.search === view) ?? VIEWS[0];
  const list = useInfiniteQuery(mattersQuery({ view: chosen.view, limit: 25, ...(q === '' ? {} : { q }) }));
  const navigate = useNavigate();
  useKeys({ '/': () => document.getElementById('find')?.focus(), n: () => void navigate({ to: '/e/new' }) });
  const counts = list.data?.pages[0]?.counts ?? {};
  return (
    <>
      <div className="list-head">
        <h1 className="page-title" tabIndex={-1}>
          {t('listSay')}
        </h1>
        <Find words={q} />
      </div>
      <nav className="tabs-row" aria-label={t('views')}>
        {VIEWS.map((one) => (
          <Link
            key={one.key}
            to="/e/requests"
            search={{ ...(one.search === undefined ? {} : { view: one.search }), ...(q === '' ? {} : { q }) }}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {t(one.key)} <span className="muted">{counts[one.view] ?? ''}</span>
          </Link>
        ))}
      </nav>
      <Ask query={list} what={t('whatList')}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) {
            return (
              <Empty>{q === '' ? t(view === undefined ? 'empty' : 'noneHere') : t('noneFound', { text: q })}</Empty>
            );
          }
          return (
            <ul className="rows-list">
              {rows.map((row) => (
                <li key={row.number}>
                  <MatterRow matter={row} asOf={pages[0]?.asOf ?? row.raisedAt} />
                </li>
              ))}
            </ul>
          );
        }}
      </Ask>
      {list.hasNextPage && (
        <button type="button" className="btn" style={{ marginTop: '1rem' }} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </>
  );
}
