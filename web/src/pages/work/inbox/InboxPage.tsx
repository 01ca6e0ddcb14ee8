import type { InboxView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { matterQuery } from '../../../api/queries.ts';
import { Ask, Loading, Problem } from '../../../parts/conditions.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { workText } from '../../../text/work.ts';
import { MatterView } from '../matter/MatterView.tsx';
import { KeySheet } from '../parts/KeySheet.tsx';
import { useKeys } from '../parts/useKeys.ts';
import { EmptyView } from './EmptyView.tsx';
import { InboxSay } from './InboxSay.tsx';
import { MatterRow } from './MatterRow.tsx';
import { useInbox, useIsDesk, useNextMatter, useUsualView } from './useInbox.ts';
import { VIEWS } from './views.ts';
import './inbox.css';

const route = getRouteApi('/w/');

function Views({ view, counts }: { view: InboxView; counts: Readonly<Record<string, number>> }) {
  const { t } = useText(workText);
  return (
    <nav className="views" aria-label={t('views')}>
      {VIEWS.map((one) => (
        <Link key={one} to="/w" search={{ view: one }} aria-current={one === view ? 'page' : undefined}>
          <span>{t(`view_${one}`)}</span>
          {counts[one] !== undefined && <b>{counts[one]}</b>}
        </Link>
      ))}
    </nav>
  );
}

function Find({ q, view, onFind }: { q: string; view: InboxView; onFind: (q: string) => void }) {
  const { t } = useText(workText);
  const [text, setText] = useState(q);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins with the words of its own address.
  useEffect(() => setText(q), [q, view]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onFind(text.trim());
  };
  return (
    <form className="find" onSubmit={submit}>
      <input
        id="find"
        type="search"
        className="input"
        aria-label={t('searchIn', { view: t(`view_${view}`) })}
        placeholder={t('search')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          if (event.currentTarget.value === '' && q !== '') onFind('');
        }}
      />
    </form>
  );
}

/** The open matter in the third pane. */
function Pane({ number, onFinished }: { number: string | undefined; onFinished: (done: string) => void }) {
  const { t } = useText(workText);
  const query = useQuery({ ...matterQuery(number ?? ''), enabled: number !== undefined });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the pane scrolls, so the keyboard must be able to reach it.
    <section className="pane" aria-label={t('detail')} id="pane" tabIndex={0}>
      {number === undefined ? (
        <p className="muted">{t('choose')}</p>
      ) : (
        <Ask query={query} what={t('theMatter')} lines={9}>
          {(matter) => <MatterView key={number} matter={matter} onFinished={onFinished} beside />}
        </Ask>
      )}
    </section>
  );
}

/** J and K walk the list and, at a desk, open as they go; Enter leads into the open one. */
function useListKeys(desk: boolean, open: (number: string) => void, help: () => void) {
  const step = (by: number) => (event: KeyboardEvent) => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
    const here = rows.findIndex((row) => row === document.activeElement || row.getAttribute('aria-current') === 'true');
    const focused = rows.indexOf(document.activeElement as HTMLElement); // -1 when it is no row.
    const from = focused === -1 ? here : focused;
    const next = rows[Math.min(rows.length - 1, Math.max(0, from + by))];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    const number = next.dataset.row;
    if (desk && number !== undefined) open(number);
  };
  useKeys({
    j: step(1),
    k: step(-1),
    enter: (event) => {
      if (!desk || !(document.activeElement instanceof HTMLElement)) return;
      if (document.activeElement.dataset.row === undefined) return;
      event.preventDefault();
      document.getElementById('pane')?.querySelector<HTMLElement>('h1')?.focus();
    },
    '/': (event) => {
      event.preventDefault();
      document.getElementById('find')?.focus();
    },
    '?': help,
  });
}

function List(props: {
  view: InboxView;
  q: string;
  open: string | undefined;
  onOpen?: ((number: string) => void) | undefined;
}) {
  const { t } = useText(workText);
  const { query, rows, asOf } = useInbox(props.view, props.q);
  if (query.isPending) return <Loading what={t('theList')} lines={8} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  if (rows.length === 0) return <EmptyView view={props.view} q={props.q} />;
  return (
    <>
      <ul className="row-list">
        {rows.map((row) => (
          <MatterRow
            key={row.number}
            row={row}
            view={props.view}
            asOf={asOf}
            current={row.number === props.open}
            onOpen={props.onOpen}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <button type="button" className="btn more" onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </>
  );
}

/** /w: views, list and detail side by side at a desk; on a phone the list alone, each row a page of its own. */
export function InboxPage() {
  const { t } = useText(workText);
  useTitle(t('inbox'));
  const usual = useUsualView();
  const { view = usual, q = '', open } = route.useSearch();
  const navigate = route.useNavigate();
  const desk = useIsDesk();
  const [help, setHelp] = useState(false);
  const { counts, rows } = useInbox(view, q);
  const next = useNextMatter(view, q, open);
  const listTop = useRef<HTMLDivElement>(null);
  const openNumber = (number: string | undefined) =>
    void navigate({ search: (old) => ({ ...old, open: number }), replace: true });
  useListKeys(desk, openNumber, () => setHelp(true));
  const shown = desk ? (open ?? rows[0]?.number) : undefined;
  const onFinished = (done: string) => openNumber(next(done) ?? undefined);
  return (
    <div className="inbox" data-view={view}>
      <div className="inbox-top">
        <InboxSay counts={counts} />
        <button type="button" className="btn quiet keys-button" onClick={() => setHelp(true)}>
          {t('keysButton')} <kbd>?</kbd>
        </button>
      </div>
      <div className="panes">
        <Views view={view} counts={counts} />
        <section className="list-pane" aria-label={t('list')} ref={listTop}>
          <Find
            q={q}
            view={view}
            onFind={(words) => void navigate({ search: { view, ...(words === '' ? {} : { q: words }) } })}
          />
          <List view={view} q={q} open={shown} onOpen={desk ? openNumber : undefined} />
        </section>
        {desk && <Pane number={shown} onFinished={onFinished} />}
      </div>
      {help && <KeySheet onClose={() => setHelp(false)} />}
    </div>
  );
}
