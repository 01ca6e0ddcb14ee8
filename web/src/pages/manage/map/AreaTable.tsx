import type { AreaView } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PhoneLink } from '../../../parts/PostCard.tsx';
import { State } from '../../../parts/State.tsx';
import { manageMapText } from '../../../text/manageMap.ts';
import { type TextKey, useText } from '../../../text/useText.ts';
import { FigureLink } from '../FigureLink.tsx';
import { rateOf } from './classes.ts';
import { rateText } from './useMapWords.ts';
import './map.css';

interface Column {
  readonly id: TextKey<typeof manageMapText>;
  /** What sorts the column; larger comes first. */
  readonly weight?: (area: AreaView) => number;
}

const COLUMNS: readonly Column[] = [
  { id: 'number', weight: ({ number }) => -number },
  { id: 'name' },
  { id: 'post' },
  { id: 'phone' },
  { id: 'firms', weight: ({ firms }) => firms },
  { id: 'open', weight: ({ open }) => open },
  { id: 'overdue', weight: ({ overdue }) => overdue },
  { id: 'due', weight: ({ dueToday }) => dueToday },
  // The worst rate comes first; areas without any settled matter come last.
  { id: 'onTime', weight: ({ onTime }) => -(rateOf(onTime) ?? 1001) },
];

interface CountProps {
  readonly area: AreaView;
  readonly figure: 'firms' | 'open' | 'overdue' | 'dueToday';
  readonly label: string;
}

function Count({ area, figure, label }: CountProps) {
  const { f } = useText(manageMapText);
  const value = area[figure];
  const tone = value === 0 ? 'plain' : figure === 'overdue' ? 'late' : figure === 'dueToday' ? 'soon' : 'plain';
  return (
    <td className="n" data-label={label}>
      <FigureLink figure={figure} area={area.number} tone={tone}>
        {tone === 'plain' ? f.number(value) : <State kind={tone}>{f.number(value)}</State>}
      </FigureLink>
    </td>
  );
}

function AreaRow({ area, selected }: { area: AreaView; selected: boolean }) {
  const { t, pick } = useText(manageMapText);
  const rate = rateText(area.onTime);
  return (
    <tr aria-current={selected ? 'true' : undefined}>
      <th scope="row">
        <Link to="/m/areas/$number" params={{ number: String(area.number) }}>
          {area.number}
        </Link>
      </th>
      <td className="name">
        <Link to="/m/areas/$number" params={{ number: String(area.number) }}>
          {pick(area.name)}
        </Link>
      </td>
      <td data-label={t('post')}>{pick(area.duty.name)}</td>
      <td data-label={t('phone')}>
        <PhoneLink post={area.duty} />
      </td>
      <Count area={area} figure="firms" label={t('firms')} />
      <Count area={area} figure="open" label={t('open')} />
      <Count area={area} figure="overdue" label={t('overdue')} />
      <Count area={area} figure="dueToday" label={t('due')} />
      <td className="n" data-label={t('onTime')}>
        {rate === null ? (
          <span className="muted">{t('noData')}</span>
        ) : (
          <>
            {rate}{' '}
            <small>
              <FigureLink figure="settledOnTime" area={area.number}>
                {area.onTime.met}
              </FigureLink>
              {' / '}
              <FigureLink figure="settled" area={area.number}>
                {area.onTime.settled}
              </FigureLink>
            </small>
          </>
        )}
      </td>
    </tr>
  );
}

/** The map as a table: the same facts, sortable, every number opening its rows. */
export function AreaTable({ areas, selected }: { areas: readonly AreaView[]; selected: number | undefined }) {
  const { t } = useText(manageMapText);
  const [sort, setSort] = useState<TextKey<typeof manageMapText>>('number');
  const weight = COLUMNS.find(({ id }) => id === sort)?.weight ?? (({ number }: AreaView) => -number);
  const sorted = [...areas].sort((a, b) => weight(b) - weight(a) || a.number - b.number);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard.
    <section className="area-table" tabIndex={0} aria-label={t('caption', { count: areas.length })}>
      <table>
        <thead>
          <tr>
            {COLUMNS.map(({ id, weight: sortable }) => (
              <th
                key={id}
                scope="col"
                className={sortable && id !== 'number' ? 'n' : ''}
                aria-sort={sort === id ? (id === 'number' ? 'ascending' : 'descending') : undefined}
              >
                {sortable === undefined ? (
                  t(id)
                ) : (
                  <button type="button" aria-label={t('sortBy', { column: t(id) })} onClick={() => setSort(id)}>
                    {t(id)}
                    <span aria-hidden="true">{sort === id ? ' ↓' : ''}</span>
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((area) => (
            <AreaRow key={area.number} area={area} selected={area.number === selected} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
