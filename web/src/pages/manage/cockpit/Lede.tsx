import type { Cockpit, SentencePart } from '@banfei/contracts';
import { manageText } from '../../../text/manage.ts';
import { useText } from '../../../text/useText.ts';
import { FigureLink, figureIn, toneOf } from '../FigureLink.tsx';
import { clausesOf } from './clauses.ts';

function Part({ part, cockpit }: { part: SentencePart; cockpit: Cockpit }) {
  if (typeof part === 'string') return part;
  return (
    <FigureLink figure={part.figure} tone={toneOf(figureIn(cockpit, part.figure))}>
      {part.text}
    </FigureLink>
  );
}

/** Today in one sentence that can be read aloud; each number in it opens its rows. */
export function Lede({ cockpit }: { cockpit: Cockpit }) {
  const { t, f, lang } = useText(manageText);
  return (
    <section className="lede statement">
      <h1 tabIndex={-1}>
        {clausesOf(cockpit.sentence[lang]).map((clause, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no name but their place.
          <span key={at}>
            {clause.map((part, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              <Part key={place} part={part} cockpit={cockpit} />
            ))}
          </span>
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
