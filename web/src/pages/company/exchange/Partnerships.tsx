import { useQuery } from '@tanstack/react-query';
import { Ask } from '../../../parts/conditions.tsx';
import { useText } from '../../../text/useText.ts';
import { partnershipsQuery } from './queries.ts';
import { exchangeText } from './text.ts';

/** Partners of the own organization, with what was done together and what came of it. */
export function Partnerships() {
  const { t, f, pick } = useText(exchangeText);
  const query = useQuery(partnershipsQuery());
  return (
    <section>
      <h2 className="sec-title">{t('partnerships')}</h2>
      <Ask query={query} what={t('partnerships')} lines={2}>
        {({ partnerships }) => {
          const living = partnerships.filter(({ endedOn }) => endedOn === null);
          if (living.length === 0) return <p className="muted">{t('noPartnerships')}</p>;
          return (
            <ul className="rows-list">
              {living.map((partnership) => (
                <li key={partnership.id} className="deal">
                  <b>
                    {pick(partnership.first.name)} · {pick(partnership.second.name)}
                  </b>
                  <p className="row-meta">
                    <span>{partnership.purpose}</span>
                    <span>{t('since', { day: f.day(partnership.beganOn) })}</span>
                  </p>
                  {partnership.activities.map((activity) => (
                    <p key={activity.id} className="row-meta">
                      <span>{f.day(activity.heldOn)}</span>
                      <span>{activity.title}</span>
                      <span>{activity.result}</span>
                    </p>
                  ))}
                </li>
              ))}
            </ul>
          );
        }}
      </Ask>
    </section>
  );
}
