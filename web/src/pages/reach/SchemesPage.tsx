import type { SchemeFilter, SchemeList } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Ask, Empty } from '../../parts/conditions.tsx';
import { State } from '../../parts/State.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { Table } from '../../parts/Table.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { schemeFirmsQuery, schemesQuery } from './queries.ts';
import { StaleNotice } from './SchemeRow.tsx';
import { SCHEME_FILTERS } from './search.ts';
import { reachText } from './text.ts';
import { OUTCOME_STATES } from './words.ts';
import './reach.css';

interface CountProps {
  readonly scheme: string;
  readonly show: SchemeFilter;
  readonly count: number | null;
}

/** A figure that opens to its companies. */
function Count({ scheme, show, count }: CountProps) {
  if (count === null) return '—';
  return (
    <Link className="link" to="/m/schemes/$scheme" params={{ scheme }} search={{ show }}>
      {count}
    </Link>
  );
}

function Schemes({ list }: { list: SchemeList }) {
  const { t, f, pick } = useText(reachText);
  const sum = (of: (scheme: SchemeList['schemes'][number]) => number): number =>
    list.schemes.reduce((total, scheme) => total + of(scheme), 0);
  const counts = {
    companies: f.number(list.companies),
    near: sum(({ near }) => near),
    ending: sum((s) => s.ending ?? 0),
  };
  const stale = list.schemes.find((each) => each.stale);
  return (
    <div className="reach">
      <Statement>{t('saySchemes', counts)}</Statement>
      {stale !== undefined && <StaleNotice {...stale} />}
      <Table
        label={t('schemes')}
        rows={list.schemes}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'scheme',
            name: t('scheme'),
            kind: 'name',
            cell: ({ id, title }) => (
              <Link className="link" to="/m/schemes/$scheme" params={{ scheme: id }} search={{ show: 'all' }}>
                {pick(title)}
              </Link>
            ),
          },
          {
            id: 'met',
            name: t('c_met'),
            kind: 'number',
            cell: ({ id, met }) => <Count scheme={id} show="met" count={met} />,
          },
          {
            id: 'near',
            name: t('c_near'),
            kind: 'number',
            cell: ({ id, near }) => <Count scheme={id} show="near" count={near} />,
          },
          { id: 'unmet', name: t('c_unmet'), kind: 'number', cell: ({ unmet }) => unmet },
          { id: 'unknown', name: t('c_unknown'), kind: 'number', cell: ({ unknown }) => unknown },
          { id: 'held', name: t('c_held'), kind: 'number', cell: ({ held }) => held ?? '—' },
          {
            id: 'ending',
            name: t('c_ending'),
            kind: 'number',
            cell: ({ id, ending }) => <Count scheme={id} show="ending" count={ending} />,
          },
          {
            id: 'version',
            name: t('version'),
            cell: ({ packVersion, checkedOn }) => t('versionLine', { version: packVersion, day: checkedOn }),
          },
        ]}
      />
    </div>
  );
}

/** Every scheme in force: how many companies are within reach, one step away, or about to lose what they hold. */
export function SchemesPage() {
  const { t } = useText(reachText);
  useTitle(t('schemes'));
  const query = useQuery(schemesQuery());
  return (
    <Ask query={query} what={t('whatSchemes')} heading={t('schemes')} lines={14}>
      {(list) => <Schemes list={list} />}
    </Ask>
  );
}

/** Companies under one scheme, the nearest first. */
export function SchemeFirmsPage() {
  const { t, pick } = useText(reachText);
  const { scheme } = useParams({ from: '/m/schemes/$scheme' });
  const { show = 'all' } = useSearch({ from: '/m/schemes/$scheme' });
  const query = useQuery(schemeFirmsQuery(scheme, show));
  useTitle(query.data === undefined ? t('schemes') : pick(query.data.title));
  return (
    <Ask query={query} what={t('whatScheme')} heading={t('schemes')} lines={14}>
      {(data) => (
        <div className="reach">
          <Statement sub={t('versionLine', { version: data.packVersion ?? '', day: data.checkedOn ?? '' })}>
            {t('sayFirms', { title: pick(data.title), total: data.total })}
          </Statement>
          <StaleNotice {...data} />
          <nav className="tabs-row" aria-label={t('filters')}>
            {SCHEME_FILTERS.map((each) => (
              <Link
                key={each}
                to="/m/schemes/$scheme"
                params={{ scheme }}
                search={{ show: each }}
                aria-current={show === each ? 'page' : undefined}
              >
                {t(`f_${each}`)}
              </Link>
            ))}
          </nav>
          {data.rows.length === 0 ? (
            <Empty>{t('noFirms')}</Empty>
          ) : (
            <Table
              label={pick(data.title)}
              rows={data.rows}
              keyOf={({ firm }) => firm.id}
              columns={[
                {
                  id: 'firm',
                  name: t('firm'),
                  kind: 'name',
                  cell: ({ firm }) => (
                    <Link className="link" to="/m/reach/$firmId/$scheme" params={{ firmId: firm.id, scheme }}>
                      {firm.name}
                    </Link>
                  ),
                },
                {
                  id: 'outcome',
                  name: t('outcome'),
                  cell: ({ outcome, open, unknown }) => (
                    <State kind={OUTCOME_STATES[outcome]}>
                      {t(outcome === 'unknown' ? (open === 0 ? 'limb_unknown' : 'farUnknown') : `out_${outcome}`, {
                        open,
                        unknown,
                      })}
                    </State>
                  ),
                },
                { id: 'since', name: t('since'), cell: ({ since }) => since ?? '—' },
                { id: 'until', name: t('titleUntil'), cell: ({ until }) => until ?? '—' },
              ]}
              {...(data.total > data.rows.length
                ? { foot: t('firstOf', { shown: data.rows.length, total: data.total }) }
                : {})}
            />
          )}
        </div>
      )}
    </Ask>
  );
}
