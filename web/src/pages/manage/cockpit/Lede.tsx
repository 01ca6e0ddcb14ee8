import type { Cockpit } from '@banfei/contracts';
import { Fragment } from 'react';
import { manageText } from '../../../text/manage.ts';
import { useText } from '../../../text/useText.ts';
import { FigureLink, figureIn, toneOf } from '../FigureLink.tsx';

/** Today in one sentence that can be read aloud; each number in it opens its rows. */
export function Lede({ cockpit }: { cockpit: Cockpit }) {
  const { t, f, lang } = useText(manageText);
  return (
    <section className="lede">
      <h1 tabIndex={-1}>
        {cockpit.sentence[lang].map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no name but their place.
          <Fragment key={`${at}`}>
            {typeof part === 'string' ? (
              part
            ) : (
              <FigureLink figure={part.figure} tone={toneOf(figureIn(cockpit, part.figure))}>
                {part.text}
              </FigureLink>
            )}
          </Fragment>
        ))}
      </h1>
      <p className="asof">
        {t('asOf', { time: f.instant(cockpit.asOf) })}
        <br />
        {t('everyNumber')}
      </p>
    </section>
  );
}
