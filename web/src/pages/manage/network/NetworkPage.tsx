import type { NetworkMap } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { SiftedTable } from '../../../parts/SiftedTable.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { siftIn } from '../../../parts/sift.ts';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { Graph } from './Graph.tsx';
import { networkQuery } from './queries.ts';
import { networkText } from './text.ts';
import '../register/register.css';
import './network.css';

const KINDS = ['researchPlatform', 'keyCompany'] as const;

/** The same graph as rows, most links first: for phones, for screen readers, and for whoever wants the numbers. */
function Nodes({ nodes }: { nodes: NetworkMap['nodes'] }) {
  const { t, pick } = useText(networkText);
  const search = useSearch({ from: '/m/network' });
  const navigate = useNavigate({ from: '/m/network' });
  return (
    <SiftedTable
      label={t('table')}
      rows={nodes}
      keyOf={({ id }) => id}
      sift={search}
      onSift={(sift) => void navigate({ search: { ...siftIn({ ...sift }), view: 'table' }, replace: true })}
      kinds={{ label: t('kind'), options: KINDS.map((value) => ({ value, label: t(value) })) }}
      sifting={{
        wordsOf: ({ code, name, form }) => `${code} ${name.zh} ${name.en} ${t(`form_${form}`)}`,
        kindOf: ({ kind }) => kind,
        first: 'links',
        by: {
          code: ({ code }) => code,
          name: ({ name }) => pick(name),
          form: ({ form }) => t(`form_${form}`),
          links: ({ links, between }) => links + between,
          withinTwo: ({ withinTwo }) => withinTwo,
          between: ({ between }) => between,
          activities: ({ activities }) => activities,
        },
      }}
      columns={[
        { id: 'code', name: t('code'), cell: ({ code }) => <span className="mono">{code}</span> },
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
        { id: 'form', name: t('form'), cell: ({ form }) => t(`form_${form}`) },
        { id: 'links', name: t('links'), kind: 'number', cell: ({ links }) => links },
        { id: 'withinTwo', name: t('withinTwo'), kind: 'number', cell: ({ withinTwo }) => withinTwo },
        { id: 'between', name: t('between'), kind: 'number', cell: ({ between }) => `${(between * 100).toFixed(1)}%` },
        { id: 'activities', name: t('activities'), kind: 'number', cell: ({ activities }) => activities },
      ]}
    />
  );
}

function Network({ map }: { map: NetworkMap }) {
  const { t, f } = useText(networkText);
  const { view } = useSearch({ from: '/m/network' });
  const role = useQuery(sessionQuery()).data?.role;
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
      <p className="register-acts no-print">
        <Link className="btn" to="/m/partnerships">
          {t('partnerships')}
        </Link>
        {role === 'manager' && (
          <Link className="btn" to="/m/organizations/new">
            {t('registerNew')}
          </Link>
        )}
      </p>
      {view === 'map' ? <Graph map={map} /> : <Nodes nodes={map.nodes} />}
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
