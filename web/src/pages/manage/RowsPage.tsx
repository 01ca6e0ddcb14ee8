import type { Cockpit } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useId } from 'react';
import { sessionQuery } from '../../api/queries.ts';
import { Ask } from '../../parts/conditions.tsx';
import { StateGlyph } from '../../parts/State.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { manageText } from '../../text/manage.ts';
import { useText } from '../../text/useText.ts';
import { figureIn, spoken } from './FigureLink.tsx';
import { areasQuery, cockpitQuery } from './queries.ts';
import { FigureRowsView } from './rows/FigureRowsView.tsx';

/** Every figure with what it counts. */
function FigureIndex({ cockpit }: { cockpit: Cockpit }) {
  const { t, f, pick } = useText(manageText);
  return (
    <>
      <Statement sub={t('asOf', { time: f.instant(cockpit.asOf) })}>{t('figuresSay')}</Statement>
      <ul className="figure-index">
        {cockpit.figures.map((figure) => (
          <li key={figure.id}>
            <Link to="/m/rows" search={{ metric: figure.id }} data-metric={figure.id}>
              <StateGlyph kind={figure.tone} />
              <span>
                <b>{pick(figure.name)}</b>
                <small>{pick(figure.definition)}</small>
              </span>
              <em>{spoken(figure, f)}</em>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function AreaFilter({ metric, area }: { metric: string; area: number | undefined }) {
  const { t, pick } = useText(manageText);
  const navigate = useNavigate();
  const areas = useQuery(areasQuery());
  const id = useId();
  const choose = (value: string) =>
    void navigate({ to: '/m/rows', search: value === '' ? { metric } : { metric, area: Number(value) } });
  return (
    <span className="area-filter no-print">
      <label htmlFor={id}>{t('pickArea')}</label>
      <select id={id} className="input" value={area ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">{t('allAreas')}</option>
        {areas.data?.areas.map((each) => (
          <option key={each.number} value={each.number}>
            {each.number} {pick(each.name)}
          </option>
        ))}
      </select>
    </span>
  );
}

/** The rows of any figure under an address of their own, or the list of all figures. */
export function RowsPage() {
  const { t, pick } = useText(manageText);
  const { metric, area } = useSearch({ from: '/m/rows' });
  const me = useQuery(sessionQuery()).data;
  const cockpit = useQuery(cockpitQuery());
  const figure = metric === undefined || cockpit.data === undefined ? undefined : figureIn(cockpit.data, metric);
  const name = figure === undefined ? t('figures') : pick(figure.name);
  useTitle(name);
  if (metric === undefined) {
    return (
      <Ask query={cockpit} what={t('figures')} heading={t('figures')} lines={12} phone={me?.district.phone ?? null}>
        {(data) => <FigureIndex cockpit={data} />}
      </Ask>
    );
  }
  return (
    <div className="rows-page">
      <nav className="crumb no-print" aria-label={t('figures')}>
        <Link to="/m/rows" search={{}}>
          {t('figures')}
        </Link>
        <span aria-hidden="true">›</span>
        <span>{name}</span>
      </nav>
      <h1 className="page-title" tabIndex={-1}>
        {name}
        {area !== undefined && <small>{t('areaTitle', { number: area })}</small>}
      </h1>
      <FigureRowsView figure={metric} area={area} tools={<AreaFilter metric={metric} area={area} />} />
    </div>
  );
}
