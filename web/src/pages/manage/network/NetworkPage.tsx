import type { NetworkMap } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Ask } from '../../../parts/conditions.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { Graph } from './Graph.tsx';
import { networkQuery } from './queries.ts';
import { networkText } from './text.ts';
import '../../../parts/rows.css';
import './network.css';

/** The same graph as rows, most links first: for phones, for screen readers, and for whoever wants the numbers. */
function Table({ map }: { map: NetworkMap }) {
  const { t, pick } = useText(networkText);
  const rows = [...map.nodes].sort((a, b) => b.links - a.links || b.between - a.between || (a.code < b.code ? -1 : 1));
  return (
    <section className="rows" aria-label={t('table')}>
      <div className="rows-scroll">
        <table>
          <thead>
            <tr>
              <th>{t('code')}</th>
              <th>{t('name')}</th>
              <th>{t('form')}</th>
              <th className="number">{t('links')}</th>
              <th className="number">{t('withinTwo')}</th>
              <th className="number">{t('between')}</th>
              <th className="number">{t('activities')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((node) => (
              <tr key={node.id}>
                <td className="c-code" data-label={t('code')}>
                  {node.code}
                </td>
                <td className="c-name" data-label={t('name')}>
                  <Link className="link" to="/m/organizations/$id" params={{ id: node.id }}>
                    {pick(node.name)}
                  </Link>
                </td>
                <td className="c-kind" data-label={t('form')}>
                  {t(`form_${node.form}`)}
                </td>
                <td className="number" data-label={t('links')}>
                  {node.links}
                </td>
                <td className="number" data-label={t('withinTwo')}>
                  {node.withinTwo}
                </td>
                <td className="number" data-label={t('between')}>
                  {(node.between * 100).toFixed(1)}%
                </td>
                <td className="number" data-label={t('activities')}>
                  {node.activities}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
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
      {view === 'map' ? <Graph map={map} /> : <Table map={map} />}
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
