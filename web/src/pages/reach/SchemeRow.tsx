import type { SchemeLine } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { State } from '../../parts/State.tsx';
import { useText } from '../../text/useText.ts';
import type { Whose } from './queries.ts';
import { reachText } from './text.ts';
import { OUTCOME_STATES } from './words.ts';

/** How many limbs are met of those on the cheapest way. */
export function Progress({ title, met, open }: { title: string; met: number; open: number }) {
  const { t } = useText(reachText);
  const said = t('progress', { met, all: met + open });
  return (
    <div className="reach-bar">
      <span>{said}</span>
      <progress value={met} max={Math.max(1, met + open)} aria-label={`${title} ${said}`} />
    </div>
  );
}

/** Rules that nobody has compared with their source for half a year say so wherever they are used. */
export function StaleNotice({ stale, checkedOn }: Pick<SchemeLine, 'stale' | 'checkedOn'>) {
  const { t } = useText(reachText);
  return stale ? <p className="bar-note">{t('stale', { day: checkedOn ?? '' })}</p> : null;
}

/** One scheme: a distance, not a verdict; the next step in words. */
export function SchemeRow({ line, firmId }: { line: SchemeLine; firmId: Whose }) {
  const { t, pick } = useText(reachText);
  const { id, outcome, met, open, missing, first, nearest, coaching } = line;
  const title = pick(line.title);
  const look = t('look');
  const label = (
    <>
      {look} <span className="vh">{title}</span>
    </>
  );
  return (
    <li className="reach-row" data-scheme={id}>
      <div>
        <h2>{title}</h2>
        <State kind={OUTCOME_STATES[outcome]}>{t(`out_${outcome}`, { open, missing: missing.length })}</State>
      </div>
      <Progress title={title} met={met} open={open} />
      {first !== null && outcome !== 'met' && <p>{t('next', { step: pick(first) })}</p>}
      <StaleNotice {...line} />
      <div className="reach-acts">
        {firmId === null ? (
          <Link className="link" to="/e/reach/$scheme" params={{ scheme: id }}>
            {label}
          </Link>
        ) : (
          <Link className="link" to="/m/reach/$firmId/$scheme" params={{ firmId, scheme: id }}>
            {label}
          </Link>
        )}
        {nearest !== null && <span className="muted">{t('nearest', { standard: pick(nearest) })}</span>}
        {coaching !== null && <span className="muted">{t('coachingOpen', { number: coaching })}</span>}
      </div>
    </li>
  );
}
