import type { AreaView } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { PhoneLink } from '../../../parts/PostCard.tsx';
import { manageText } from '../../../text/manage.ts';
import { useText } from '../../../text/useText.ts';
import { FigureLink } from '../FigureLink.tsx';

const COUNTS = [
  { figure: 'firms', word: 'firms', tone: 'plain' },
  { figure: 'open', word: 'openCount', tone: 'plain' },
  { figure: 'overdue', word: 'overdue', tone: 'late' },
  { figure: 'dueToday', word: 'dueToday', tone: 'soon' },
] as const;

/** One area in short: four numbers that open, and whom to ring. */
export function AreaCard({ area }: { area: AreaView }) {
  const { t, f, pick } = useText(manageText);
  return (
    <section className="area-card" aria-label={t('areaTitle', { number: area.number })}>
      <p className="title">
        <b>{t('areaTitle', { number: area.number })}</b>
        <span>{pick(area.name)}</span>
        <Link
          to="/m/areas/$number"
          params={{ number: String(area.number) }}
          aria-label={`${t('open')} ${t('areaTitle', { number: area.number })}`}
        >
          {t('open')}
        </Link>
      </p>
      <dl>
        {COUNTS.map(({ figure, word, tone }) => (
          <div key={figure}>
            <dt>{t(word)}</dt>
            <dd>
              <FigureLink figure={figure} area={area.number} tone={area[figure] === 0 ? 'plain' : tone}>
                {f.number(area[figure])}
              </FigureLink>
            </dd>
          </div>
        ))}
      </dl>
      <p className="who">
        {pick(area.duty.name)} <PhoneLink post={area.duty} />
      </p>
    </section>
  );
}
