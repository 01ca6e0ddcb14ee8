import type { ClockView } from '@banfei/contracts';
import { matterText } from '../text/matter.ts';
import { useText } from '../text/useText.ts';
import { State } from './State.tsx';
import { type Block, workingDayMillis, workingScale } from './track/scale.ts';
import './clock.css';

interface ClockProps {
  readonly clock: ClockView;
  readonly raisedAt: string;
  readonly blocks: readonly Block[];
  readonly calendarIncomplete?: boolean;
}

/** What remains or what it took, in working time: shape, word and color. */
export function ClockLeft({ clock, dayMillis, big = false }: { clock: ClockView; dayMillis: number; big?: boolean }) {
  const { t, f } = useText(matterText);
  const time = f.duration(clock.leftMillis, dayMillis);
  if (clock.status === 'paused') return <State kind="wait">{t('pausedClock')}</State>;
  if (clock.status === 'red') return <State kind="late">{t('late', { time })}</State>;
  if (clock.status === 'amber') return <State kind="soon">{t('soon', { time })}</State>;
  if (clock.status === 'done') return <State kind="done">{t('met')}</State>;
  return big ? <span className="clock-big">{t('left', { time })}</span> : <span>{t('left', { time })}</span>;
}

/** One promise of the three with its clock. Clocks are quiet: they do not announce themselves while they run. */
export function Clock({ clock, raisedAt, blocks, calendarIncomplete = false }: ClockProps) {
  const { t, f, pick } = useText(matterText);
  const dayMillis = workingDayMillis(blocks);
  const met = clock.metAt === null ? null : Date.parse(clock.metAt);
  const raised = Date.parse(raisedAt);
  const scale = workingScale(blocks, raised, met ?? raised + 1);
  const took = met === null ? 0 : scale.between(raised, met);
  const late = met !== null && clock.dueAt !== null && met > Date.parse(clock.dueAt);
  return (
    <li className="clock" aria-live="off">
      <span>{pick(clock.limit)}</span>
      {met === null ? (
        <ClockLeft clock={clock} dayMillis={dayMillis} big={clock.id === 'resolve'} />
      ) : late ? (
        <State kind="late">
          {t('tookLate', { time: f.duration(scale.between(Date.parse(clock.dueAt ?? raisedAt), met), dayMillis) })}
        </State>
      ) : (
        <State kind="done">{f.duration(took, dayMillis)}</State>
      )}
      {clock.id === 'resolve' && met === null && (
        <small>
          {clock.dueAt === null ? t('noDue') : t('dueAt', { time: f.instant(clock.dueAt) })}
          {clock.dueAt !== null && t('dueRule')} {calendarIncomplete && t('calendarIncomplete')}
        </small>
      )}
    </li>
  );
}
