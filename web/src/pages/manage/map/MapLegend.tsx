import type { AreaMap } from '@banfei/contracts';
import { State } from '../../../parts/State.tsx';
import { manageMapText } from '../../../text/manageMap.ts';
import { useText } from '../../../text/useText.ts';
import { classesFor, type Mode, rampStep } from './classes.ts';
import { useMapWords } from './useMapWords.ts';

function Swatch({ color, children }: { color: string; children: string }) {
  return (
    <li>
      <i style={{ background: color }} />
      {children}
    </li>
  );
}

/** What colors and symbols mean; the breaks of a ramp are printed, and what has no data is hatched. */
export function MapLegend({ data, mode }: { data: AreaMap; mode: Mode }) {
  const { t } = useText(manageMapText);
  const { classText } = useMapWords();
  const classes = classesFor(mode, data.areas);
  return (
    <div className="legend">
      <State kind="late">{t('legendLate')}</State>
      <State kind="soon">{t('legendSoon')}</State>
      {mode === 'areas' ? (
        <span className="tints">
          {[1, 2, 3, 4, 5].map((tint) => (
            <i key={tint} style={{ background: `var(--z${tint})` }} />
          ))}
          {t('legendTints')}
        </span>
      ) : (
        <>
          <span>{t(mode === 'open' ? 'legendOpen' : 'legendOnTime')}</span>
          <ul className="ramp">
            {classes.map((each, at) => (
              <Swatch key={each.from} color={`var(--q${rampStep(at, classes.length)})`}>
                {classText(each, mode)}
              </Swatch>
            ))}
            {mode === 'onTime' && (
              <li>
                <i className="hatched" />
                {t('noData')}
              </li>
            )}
          </ul>
        </>
      )}
      <span className="schematic">{t('schematic')}</span>
    </div>
  );
}
