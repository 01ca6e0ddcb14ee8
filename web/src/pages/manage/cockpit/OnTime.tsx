import type { Cockpit, OnTimeWeek } from '@banfei/contracts';
import { manageText } from '../../../text/manage.ts';
import { useText } from '../../../text/useText.ts';
import { FigureLink } from '../FigureLink.tsx';
import { rateText } from '../map/useMapWords.ts';
import { shareOf, sparkOf } from './spark.ts';

const WIDTH = 200;
const HEIGHT = 48;

function SparkLine({ weeks }: { weeks: readonly OnTimeWeek[] }) {
  const { t } = useText(manageText);
  const spark = sparkOf(weeks, WIDTH, HEIGHT);
  const withData = weeks.filter((week) => shareOf(week) !== null);
  const said = (week: OnTimeWeek | undefined) =>
    week === undefined ? t('noData') : `${rateText(week) ?? ''} (${week.met}/${week.settled})`;
  const [first, last] = [withData[0], withData.at(-1)];
  return (
    <svg
      viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('sparkLabel', { first: said(first), last: said(last) })}
    >
      {spark.fills.map((path) => (
        <path key={path} d={path} className="fill" />
      ))}
      {spark.lines.map((path) => (
        <path key={path} d={path} className="line" />
      ))}
      {spark.dots.map(({ x, y }) => (
        <path key={x} d={`M${x} ${y}h0.01`} className="dot" />
      ))}
    </svg>
  );
}

function WeekTable({ weeks }: { weeks: readonly OnTimeWeek[] }) {
  const { t, f } = useText(manageText);
  return (
    <details>
      <summary>{t('sparkTable')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('week')}</th>
            <th scope="col">{t('met')}</th>
            <th scope="col">{t('settled')}</th>
            <th scope="col">{t('rate')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.week}>
              <th scope="row">{f.day(week.week)}</th>
              <td>{week.met}</td>
              <td>{week.settled}</td>
              <td>{rateText(week) ?? t('noData')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Settled on time over twelve weeks. The rate never stands without its two numbers, and both open. */
export function OnTime({ cockpit }: { cockpit: Cockpit }) {
  const { t, rich } = useText(manageText);
  const sum = (of: (week: OnTimeWeek) => number) => cockpit.onTimeWeeks.reduce((all, week) => all + of(week), 0);
  const total = { met: sum(({ met }) => met), settled: sum(({ settled }) => settled) };
  const rate = rateText(total);
  return (
    <section className="on-time" aria-label={t('onTime')}>
      <h2>
        {t('onTime')} <small>{t('weeks')}</small>
      </h2>
      {rate === null ? (
        <p className="muted">{t('noSettled')}</p>
      ) : (
        <>
          <div className="spark">
            <b>
              {rate.slice(0, -1)}
              <i>%</i>
            </b>
            <SparkLine weeks={cockpit.onTimeWeeks} />
          </div>
          <div className="both">
            <p>
              {rich('metOf', {
                met: <FigureLink figure="settledOnTime">{total.met}</FigureLink>,
                settled: <FigureLink figure="settled">{total.settled}</FigureLink>,
              })}
            </p>
            <WeekTable weeks={cockpit.onTimeWeeks} />
          </div>
        </>
      )}
    </section>
  );
}
