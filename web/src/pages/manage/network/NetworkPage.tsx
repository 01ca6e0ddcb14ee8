import type { NetworkMap } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Ask } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { Table, type TableColumn } from '../../../parts/Table.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { Graph } from './Graph.tsx';
import { networkQuery } from './queries.ts';
import { networkText } from './text.ts';
import './network.css';

type Node = NetworkMap['nodes'][number];
const KINDS = ['researchPlatform', 'keyCompany'] as const satisfies readonly Node['kind'][];

/** Rows that the table begins with, and that each press adds. */
const PAGE = 30;

function useColumns(): readonly TableColumn<Node>[] {
  const { t, pick } = useText(networkText);
  return [
    { id: 'code', name: t('code'), cell: ({ code }) => <span className="nowrap">{code}</span> },
    {
      id: 'name',
      name: t('name'),
      kind: 'name',
      cell: ({ id, name }) => (
        <Link className="link" to="/m/organizations/$id" params={{ id }}>
          {pick(name)}
        </Link>
      ),
    },
    { id: 'form', name: t('form'), cell: ({ form }) => <span className="nowrap">{t(`form_${form}`)}</span> },
    { id: 'links', name: t('links'), kind: 'number', cell: ({ links }) => links },
    { id: 'withinTwo', name: t('withinTwo'), kind: 'number', cell: ({ withinTwo }) => withinTwo },
    { id: 'between', name: t('between'), kind: 'number', cell: ({ between }) => `${(between * 100).toFixed(1)}%` },
    { id: 'activities', name: t('activities'), kind: 'number', cell: ({ activities }) => activities },
  ];
}

/** The same graph as rows, most links first: for phones, for screen readers, and for whoever wants the numbers. */
function Organizations({ map }: { map: NetworkMap }) {
  const { t } = useText(networkText);
  const columns = useColumns();
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<Node['kind'] | ''>('');
  const [shown, setShown] = useState(PAGE);
  const wanted = words.normalize('NFKC').trim().toLowerCase();
  const rows = map.nodes
    .filter((node) => kind === '' || node.kind === kind)
    .filter(({ code, name }) => `${code} ${name.zh} ${name.en}`.toLowerCase().includes(wanted))
    .sort((a, b) => b.links - a.links || b.between - a.between || (a.code < b.code ? -1 : 1));
  const left = rows.length - shown;
  const foot = (
    <>
      <span role="status">{t('shown', { shown: Math.min(shown, rows.length), all: rows.length })}</span>
      {left > 0 && (
        <button type="button" className="btn quiet" onClick={() => setShown(shown + PAGE)}>
          {t('more', { count: Math.min(PAGE, left) })}
        </button>
      )}
    </>
  );
  return (
    <>
      <div className="net-filter no-print">
        <InputField id="net-words" label={t('find')} type="search" value={words} onValue={setWords} />
        <div className="field">
          <label htmlFor="net-kind">{t('kind')}</label>
          <select
            id="net-kind"
            className="input"
            value={kind}
            onChange={(event) => setKind(KINDS.find((each) => each === event.currentTarget.value) ?? '')}
          >
            <option value="">{t('allKinds')}</option>
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {t(each)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Table label={t('table')} columns={columns} rows={rows.slice(0, shown)} keyOf={({ id }) => id} foot={foot} />
    </>
  );
}

function Network({ map }: { map: NetworkMap }) {
  const { t, f } = useText(networkText);
  const { view } = useSearch({ from: '/m/network' });
  const { organizations, partnerships, isolates, reachWithinTwo } = map.measures;
  return (
    <div className="net-page">
      <Statement sub={t('asOf', { time: f.instant(map.asOf) })}>
        {t('say', { organizations, partnerships, isolates, reach: (reachWithinTwo * 100).toFixed(0) })}
      </Statement>
      <nav className="tabs-row net-tabs" aria-label={t('views')}>
        {(['table', 'map'] as const).map((one) => (
          <Link
            key={one}
            to="/m/network"
            search={{ view: one }}
            aria-current={(view ?? 'table') === one ? 'page' : undefined}
          >
            {t(one)}
          </Link>
        ))}
      </nav>
      {view === 'map' ? <Graph map={map} /> : <Organizations map={map} />}
      <section>
        <h2 className="rail-title">{t('definitions')}</h2>
        <ul className="net-defs">
          <li>{t('defReach')}</li>
          <li>{t('defBetween')}</li>
          <li>{t('defIsolate')}</li>
        </ul>
      </section>
    </div>
  );
}

/** The map of the linked organizations: one sentence, a picture or its table, and how the figures are counted. */
export function NetworkPage() {
  const { t } = useText(networkText);
  useTitle(t('network'));
  const query = useQuery(networkQuery());
  return (
    <Ask query={query} what={t('whatNetwork')} heading={t('network')} lines={12}>
      {(map) => <Network map={map} />}
    </Ask>
  );
}
