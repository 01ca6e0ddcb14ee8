import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sessionQuery } from '../../api/queries.ts';
import { Ask } from '../../parts/conditions.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { manageText } from '../../text/manage.ts';
import { useText } from '../../text/useText.ts';
import { AreaTable } from './map/AreaTable.tsx';
import { areasQuery } from './queries.ts';

/** All areas as a table. */
export function AreasPage() {
  const { t, f, lang } = useText(manageText);
  const me = useQuery(sessionQuery()).data;
  const areas = useQuery(areasQuery());
  useTitle(t('areas'));
  return (
    <Ask query={areas} what={t('whatMap')} heading={t('areas')} lines={16} phone={me?.district.phone ?? null}>
      {(data) => (
        <>
          <Statement sub={t('asOf', { time: f.instant(data.asOf) })}>
            {t('areasSay', { count: data.areas.length })}
          </Statement>
          <p className="areas-acts no-print">
            <Link className="btn" to="/m/areas/redraw">
              {t('toRedraw')}
            </Link>
            {(me?.role === 'manager' || me?.role === 'auditor') && (
              <>
                <a className="btn quiet" href={`/api/areas.xlsx?lang=${lang}`} download>
                  {t('areasXlsx')}
                </a>
                <a className="btn quiet" href="/api/areas.geojson" download>
                  {t('areasGeoJson')}
                </a>
              </>
            )}
          </p>
          <div className="areas-card">
            <AreaTable areas={data.areas} selected={undefined} />
          </div>
        </>
      )}
    </Ask>
  );
}
