import type { AreaMap as AreaMapData, AreaView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { sessionQuery } from '../../api/queries.ts';
import { Ask, Empty } from '../../parts/conditions.tsx';
import { PostCard } from '../../parts/PostCard.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { manageText } from '../../text/manage.ts';
import { useText } from '../../text/useText.ts';
import { FigureLink } from './FigureLink.tsx';
import { AreaMap } from './map/AreaMap.tsx';
import { areasQuery } from './queries.ts';
import { FigureRowsView } from './rows/FigureRowsView.tsx';

function Say({ area }: { area: AreaView }) {
  const { t, rich, pick, f } = useText(manageText);
  const link = (figure: 'firms' | 'open' | 'overdue', text: string) => (
    <FigureLink figure={figure} area={area.number} tone={figure === 'overdue' && area.overdue > 0 ? 'late' : 'plain'}>
      {text}
    </FigureLink>
  );
  return (
    <Statement>
      {rich('areaSay', {
        firms: link('firms', t('firmsCount', { count: area.firms, shown: f.number(area.firms) })),
        open: link('open', t('openOf', { count: area.open })),
        late: link('overdue', area.overdue === 0 ? t('lateNone') : t('lateOf', { count: area.overdue })),
        post: pick(area.duty.name),
      })}
    </Statement>
  );
}

function Neighbors({ area, areas }: { area: AreaView; areas: readonly AreaView[] }) {
  const { t, pick } = useText(manageText);
  return (
    <section className="neighbors">
      <h2 className="rail-title">{t('neighbors')}</h2>
      <ul>
        {areas
          .filter(({ number }) => area.neighbors.includes(number))
          .map(({ number, name }) => (
            <li key={number}>
              <Link to="/m/areas/$number" params={{ number: String(number) }}>
                <b>{number}</b> {pick(name)}
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
}

function Area({ data, area }: { data: AreaMapData; area: AreaView }) {
  const { t, pick } = useText(manageText);
  return (
    <div className="area-page">
      <nav className="crumb no-print" aria-label={t('areas')}>
        <Link to="/m/areas">{t('areas')}</Link>
        <span aria-hidden="true">›</span>
        <span>{t('areaTitle', { number: area.number })}</span>
      </nav>
      <p className="page-title">
        {t('areaTitle', { number: area.number })}
        <small>{pick(area.name)}</small>
      </p>
      <Say area={area} />
      <div className="area-grid">
        <div className="map-box">
          <AreaMap data={data} mode="areas" selected={area.number} around={[area.number, ...area.neighbors]} />
        </div>
        <div className="area-rail">
          <section>
            <h2 className="rail-title">{t('duty')}</h2>
            <PostCard post={area.duty} />
          </section>
          <Neighbors area={area} areas={data.areas} />
        </div>
      </div>
      <FigureRowsView figure="open" area={area.number} />
    </div>
  );
}

/** One area: who answers for it, what is open there, and what lies around. */
export function AreaPage() {
  const { t } = useText(manageText);
  const { number } = useParams({ from: '/m/areas/$number' });
  const me = useQuery(sessionQuery()).data;
  const areas = useQuery(areasQuery());
  useTitle(t('areaTitle', { number }));
  return (
    <Ask
      query={areas}
      what={t('whatMap')}
      heading={t('areaTitle', { number })}
      lines={14}
      phone={me?.district.phone ?? null}
    >
      {(data) => {
        const area = data.areas.find((each) => String(each.number) === number);
        return area === undefined ? (
          <>
            <h1 className="vh">{t('areaTitle', { number })}</h1>
            <Empty
              action={
                <Link className="btn" to="/m/areas">
                  {t('toAreas')}
                </Link>
              }
            >
              {t('noArea', { number })}
            </Empty>
          </>
        ) : (
          <Area data={data} area={area} />
        );
      }}
    </Ask>
  );
}
