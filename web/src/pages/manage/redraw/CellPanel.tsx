import type { AreaPlanDetail } from '@banfei/contracts';
import { useState } from 'react';
import { manageRedrawText } from '../../../text/manageRedraw.ts';
import { useText } from '../../../text/useText.ts';
import { areasBeside, cellName, fitOf } from './judge.ts';
import { focusCell } from './PlanMap.tsx';
import { percent } from './percent.ts';
import { Scroll } from './Scroll.tsx';
import type { Edits } from './useEdits.ts';

interface PanelProps {
  readonly edits: Edits;
  readonly chosen: number | null;
}

/** Where a chosen cell may go, each way with what it would do; ways that would break an area cannot be pressed. */
function Ways({ edits, at }: { edits: Edits; at: number }) {
  const { t } = useText(manageRedrawText);
  const { ground, area } = edits;
  const beside = areasBeside(ground, area, at);
  if (beside.length === 0) return <p className="muted">{t('noNeighbor')}</p>;
  const own = area[at] ?? 0;
  return (
    <ul className="ways">
      {beside.map((to) => {
        const fit = fitOf(ground, area, { at, to });
        const why = fit.ok
          ? t('wouldLoad', { above: percent(fit.above) })
          : t(fit.why === 'tear' ? 'wouldTear' : 'wouldEmpty', { area: own });
        return (
          <li key={to}>
            <button
              type="button"
              className="btn"
              disabled={!fit.ok}
              onClick={() => {
                edits.give({ at, to });
                focusCell(at);
              }}
            >
              {t('giveTo', { area: to })}
            </button>
            <small className={fit.ok ? 'muted' : 'fault'}>{why}</small>
          </li>
        );
      })}
    </ul>
  );
}

/** The cell that the reader has chosen, and what can be done with it. */
export function CellPanel({ edits, chosen }: PanelProps) {
  const { t, f } = useText(manageRedrawText);
  const { ground, area } = edits;
  return (
    <section className="cell-panel" aria-label={t('chosenCell')}>
      <h3 className="rail-title">{t('chosenCell')}</h3>
      {chosen === null ? (
        <p className="muted">{t('chooseCell')}</p>
      ) : (
        <>
          <p>
            {t('cellName', {
              cell: cellName(ground.graph.cells[chosen] ?? ''),
              area: area[chosen] ?? 0,
              firms: ground.graph.firms[chosen] ?? 0,
              points: f.number(Math.round((ground.graph.points[chosen] ?? 0) / 100)),
            })}
          </p>
          <Ways edits={edits} at={chosen} />
        </>
      )}
    </section>
  );
}

interface BorderListProps {
  readonly plan: AreaPlanDetail;
  readonly edits: Edits;
  readonly onChoose: (at: number) => void;
}

/** The twin of the map for editing: an area's cells at its boundary, as a table. */
export function BorderList({ plan, edits, onChoose }: BorderListProps) {
  const { t, pick, f } = useText(manageRedrawText);
  const [number, setNumber] = useState(plan.areas[0]?.number ?? 1);
  const { ground, area } = edits;
  const cells = area.flatMap((own, at) => (own === number && areasBeside(ground, area, at).length > 0 ? [at] : []));
  return (
    <details className="border-list">
      <summary>{t('listTitle')}</summary>
      <label className="field">
        <span className="label">{t('listArea')}</span>
        <select className="input" value={number} onChange={(event) => setNumber(Number(event.currentTarget.value))}>
          {plan.areas.map((each) => (
            <option key={each.number} value={each.number}>
              {each.number} {pick(each.name)}
            </option>
          ))}
        </select>
      </label>
      <Scroll label={t('listBorder', { area: number })}>
        <table className="plain-table">
          <caption className="vh">{t('listBorder', { area: number })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('block')}</th>
              <th scope="col" className="n">
                {t('firms')}
              </th>
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {cells.map((at) => (
              <tr key={at}>
                <th scope="row">{cellName(ground.graph.cells[at] ?? '')}</th>
                <td className="n">{f.number(ground.graph.firms[at] ?? 0)}</td>
                <td>
                  <button type="button" className="btn quiet" onClick={() => onChoose(at)}>
                    {t('select')} <span className="vh">{cellName(ground.graph.cells[at] ?? '')}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
