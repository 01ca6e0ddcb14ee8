import { useQuery } from '@tanstack/react-query';
import { servicePointsQuery } from '../../api/queries.ts';
import { Ask, Empty } from '../../parts/conditions.tsx';
import { tel } from '../../parts/phone.ts';
import { Statement } from '../../parts/Statement.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { publicText } from './text.ts';
import './public.css';

/** One-stop service points: where, when, which telephone. */
export function StationsPage() {
  const { t, pick } = useText(publicText);
  useTitle(t('stations'));
  const points = useQuery(servicePointsQuery());
  return (
    <Ask query={points} what={t('stationsWhat')} heading={t('stations')}>
      {(data) =>
        data.points.length === 0 ? (
          <Empty>{t('stationsEmpty')}</Empty>
        ) : (
          <>
            <Statement>{t('stationsSay', { count: data.points.length })}</Statement>
            <ul className="points">
              {data.points.map((point) => (
                <li key={point.id}>
                  <h2>{pick(point.name)}</h2>
                  <dl>
                    <dt>{t('address')}</dt>
                    <dd>{point.address}</dd>
                    <dt>{t('hours')}</dt>
                    <dd>{pick(point.hours)}</dd>
                    <dt>{t('phone')}</dt>
                    <dd>
                      <a className="link" href={tel(point.phone)}>
                        {point.phone}
                      </a>
                    </dd>
                  </dl>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Ask>
  );
}
