import type { AreaMap as AreaMapData, AreaView, Cockpit } from '@banfei/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { Ask } from '../../../parts/conditions.tsx';
import { manageText } from '../../../text/manage.ts';
import { manageMapText } from '../../../text/manageMap.ts';
import { useText } from '../../../text/useText.ts';
import { AreaMap } from '../map/AreaMap.tsx';
import { AreaTable } from '../map/AreaTable.tsx';
import { MapLegend } from '../map/MapLegend.tsx';
import { MapModes } from '../map/MapModes.tsx';
import { AreaCard } from './AreaCard.tsx';
import { OnTime } from './OnTime.tsx';
import type { CockpitState } from './useCockpit.ts';
import { Watch } from './Watch.tsx';

interface StageProps {
  readonly cockpit: Cockpit;
  readonly areas: UseQueryResult<AreaMapData>;
  readonly state: CockpitState;
}

/** Until somebody chooses, the card shows the area that most needs a look. */
const worst = (areas: readonly AreaView[]): AreaView | undefined =>
  [...areas].sort(
    (a, b) => b.overdue - a.overdue || b.dueToday - a.dueToday || b.open - a.open || a.number - b.number,
  )[0];

/** Map or its table on the left, what to look at on the right. Each loads and fails on its own. */
export function Stage({ cockpit, areas, state }: StageProps) {
  const { t } = useText(manageText);
  const map = useText(manageMapText);
  const [visited, setVisited] = useState<number | undefined>(undefined);
  const all = areas.data?.areas ?? [];
  const shown = all.find(({ number }) => number === (visited ?? state.area)) ?? worst(all);
  return (
    <div className="stage">
      <section className="map-box" aria-label={map.t('map', { count: all.length })}>
        <MapModes mode={state.mode} table={state.table} onMode={state.setMode} onTable={state.toggleTable} />
        <Ask query={areas} what={t('whatMap')} lines={14}>
          {(data) =>
            state.table ? (
              <AreaTable areas={data.areas} selected={state.area} />
            ) : (
              <>
                <AreaMap
                  data={data}
                  mode={state.mode}
                  selected={shown?.number}
                  chosen={state.area}
                  onVisit={setVisited}
                  onSelect={(number) => {
                    setVisited(undefined);
                    state.setArea(number);
                  }}
                />
                <button type="button" className="as-list" onClick={state.toggleTable}>
                  {map.t('asList', { count: data.areas.length })}
                </button>
                <MapLegend data={data} mode={state.mode} />
              </>
            )
          }
        </Ask>
      </section>
      <OnTime cockpit={cockpit} />
      <div className="watch">
        <Watch cockpit={cockpit} />
        {shown !== undefined && <AreaCard area={shown} />}
      </div>
    </div>
  );
}
