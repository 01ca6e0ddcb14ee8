import type { Attention, Cockpit } from '@banfei/contracts';
import { StateGlyph } from '../../../parts/State.tsx';
import { manageText } from '../../../text/manage.ts';
import { type TextKey, useText } from '../../../text/useText.ts';
import { FigureLink, figureIn, spoken } from '../FigureLink.tsx';

const detailKey = (figure: string, overdue: boolean): TextKey<typeof manageText> | null => {
  if (figure === 'overdue') return 'worstLate';
  if (figure === 'dueToday') return 'worstSoon';
  if (figure === 'offersPending') return overdue ? 'worstOfferLate' : 'worstOffer';
  return figure === 'needsArbiter' ? 'worstRuling' : null;
};

/** The worst row in words where it has a time and a post, else what the figure counts. */
function useDetail(cockpit: Cockpit) {
  const { t, f, pick } = useText(manageText);
  return ({ figure, at, post }: Attention): string => {
    const key = detailKey(figure, at !== null && at < cockpit.asOf);
    const counted = figureIn(cockpit, figure);
    if (key === null || post === null || (at === null && figure !== 'needsArbiter'))
      return counted === undefined ? '' : pick(counted.definition);
    return t(key, {
      time: at === null ? '' : key === 'worstLate' ? f.instant(at) : f.near(at, cockpit.asOf),
      post: pick(post.name),
    });
  };
}

/** What a leader should look at, worst first. */
export function Watch({ cockpit }: { cockpit: Cockpit }) {
  const { t, f, pick } = useText(manageText);
  const detailOf = useDetail(cockpit);
  return (
    <section className="watch-list" aria-label={t('look')}>
      <h2>{t('look')}</h2>
      {cockpit.attention.length === 0 && <p className="muted">{t('lookNone')}</p>}
      <ol>
        {cockpit.attention.map((item) => {
          const figure = figureIn(cockpit, item.figure);
          if (figure === undefined) return null;
          return (
            <li key={item.figure}>
              <FigureLink figure={item.figure} className={`look ${figure.tone}`}>
                <StateGlyph kind={figure.tone} />
                <span>
                  <b>{pick(figure.name)}</b>
                  <small>{detailOf(item)}</small>
                </span>
                <em>{spoken(figure, f)}</em>
              </FigureLink>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
