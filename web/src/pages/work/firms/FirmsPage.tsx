import type { FirmHit, FirmSearch } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Ask, Empty } from '../../../parts/conditions.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { workCounterText } from '../../../text/workCounter.ts';
import { workFirmsText } from '../../../text/workFirms.ts';
import { useKeys } from '../parts/useKeys.ts';
import { firmSearchQuery, useRested } from '../queries.ts';
import './firms.css';

const route = getRouteApi('/w/firms');
const SHOWN = 20;

function Hit({ hit }: { hit: FirmHit }) {
  const { t } = useText(workFirmsText);
  const { t: word } = useText(workCounterText);
  return (
    <li>
      <Link className="firm-hit" to="/w/firms/$id" params={{ id: hit.id }}>
        <b>{hit.name}</b>
        <span>
          {hit.code !== null && <span className="mono">{hit.code}</span>}
          <span>{hit.areaNumber === null ? t('notPlaced') : t('areaOf', { number: hit.areaNumber })}</span>
          <span>{hit.address}</span>
          {hit.provisional && <span>{t('provisional')}</span>}
          {hit.matchedBy !== 'name' && <span>{word(`matched_${hit.matchedBy}`)}</span>}
        </span>
      </Link>
    </li>
  );
}

function Results({ found, q }: { found: FirmSearch; q: string }) {
  const { t, f } = useText(workFirmsText);
  if (found.hits.length === 0) {
    const takeDown = (
      <Link className="btn" to="/w/counter">
        {t('takeDown')}
      </Link>
    );
    return <Empty action={takeDown}>{t('none', { q })}</Empty>;
  }
  return (
    <>
      <p className="muted" role="status">
        {found.total > found.hits.length
          ? t('foundFirst', { count: f.number(found.total), shown: found.hits.length })
          : t('found', { count: found.total, millis: Math.max(1, Math.round(found.tookMicros / 1000)) })}
      </p>
      <ul className="firm-hits">
        {found.hits.map((hit) => (
          <Hit key={hit.id} hit={hit} />
        ))}
      </ul>
    </>
  );
}

/** /w/firms: one field; the words stand in the address, so that a search can be sent to a colleague. */
export function FirmsPage() {
  const { t } = useText(workFirmsText);
  useTitle(t('title'));
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(q);
  const rested = useRested(text.trim(), 120);
  const query = useQuery(firmSearchQuery(text.trim(), SHOWN));
  // The address follows the typing and never the other way, or a slow answer would take letters back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the reader's typing moves the address.
  useEffect(() => {
    if (rested !== q && rested === text.trim()) {
      void navigate({ search: rested === '' ? {} : { q: rested }, replace: true });
    }
  }, [rested]);
  useKeys({
    '/': (event) => {
      event.preventDefault();
      document.getElementById('firm-search')?.focus();
    },
  });
  return (
    <div className="work-page firms-page">
      <Statement>{t('sayFind')}</Statement>
      <input
        id="firm-search"
        className="input big-search"
        type="search"
        aria-label={t('find')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: searching is all that this page is for.
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <nav className="work-acts" aria-label={t('title')}>
        <Link className="btn" to="/w/firms/import">
          {t('import')}
        </Link>
        <Link className="btn" to="/w/firms/unplaced">
          {t('unplaced')}
        </Link>
      </nav>
      {text.trim() !== '' && (
        <Ask query={query} what={t('results')}>
          {(found) => <Results found={found} q={text.trim()} />}
        </Ask>
      )}
    </div>
  );
}
