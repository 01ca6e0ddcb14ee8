import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { manageText } from '../../../text/manage.ts';
import { sharedText } from '../../../text/shared.ts';
import { useText } from '../../../text/useText.ts';
import { areasQuery, cockpitQuery } from '../queries.ts';
import { FigureRowsView } from '../rows/FigureRowsView.tsx';
import { Bands } from './Bands.tsx';
import { Lede } from './Lede.tsx';
import { Stage } from './Stage.tsx';
import { type CockpitState, useCockpit } from './useCockpit.ts';
import { Wall } from './Wall.tsx';
import './cockpit.css';

/**
 * The rows of the open figure, directly under the map. Keyed by figure, so that each opens anew. Rows that came with the
 * address do not take the focus: the sentence is read first.
 */
function Rows({ state }: { state: CockpitState }) {
  const { t } = useText(manageText);
  const shared = useText(sharedText);
  const first = useRef(state.figure);
  const slot = useRef<HTMLDivElement>(null);
  if (state.figure !== first.current) first.current = undefined;
  if (state.figure === undefined) return null;
  const widen = () => {
    state.setArea(undefined);
    // The button goes with the filter; the reader stays in the panel.
    slot.current?.querySelector('h2')?.focus({ preventScroll: true });
  };
  const tools = (
    <>
      {state.area !== undefined && (
        <button type="button" className="btn quiet chip" onClick={widen} aria-label={t('allAreas')}>
          {t('onlyArea', { number: state.area })} <span aria-hidden="true">×</span>
        </button>
      )}
      <button type="button" className="btn quiet" onClick={state.fold}>
        {shared.t('close')} <kbd>Esc</kbd>
      </button>
    </>
  );
  return (
    <div className="rows-slot" key={state.figure} ref={slot}>
      <div>
        <FigureRowsView figure={state.figure} area={state.area} tools={tools} opened={first.current === undefined} />
      </div>
    </div>
  );
}

/** The cockpit: a sentence, the map, what needs a look, and under the map the rows of any number one presses. */
export function CockpitPage() {
  const { t } = useText(manageText);
  const state = useCockpit();
  const me = useQuery(sessionQuery()).data;
  const cockpit = useQuery(cockpitQuery());
  const areas = useQuery(areasQuery());
  useTitle(t('overview'));
  return (
    <div className="cockpit">
      {state.wall && <Wall state={state} />}
      <Ask query={cockpit} what={t('whatCockpit')} heading={t('overview')} lines={3} phone={me?.district.phone ?? null}>
        {(data) => (
          <>
            <Lede cockpit={data} />
            <Stage cockpit={data} areas={areas} state={state} />
            <Rows state={state} />
            <Bands cockpit={data} />
          </>
        )}
      </Ask>
      <p className="cockpit-foot">
        {me?.district.demo === true && <span>{t('demoSource')}</span>}
        {!state.wall && (
          <button type="button" className="link no-print" onClick={() => state.setWall(true)}>
            {t('wallEnter')}
          </button>
        )}
      </p>
    </div>
  );
}
