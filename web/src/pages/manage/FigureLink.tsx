import type { Cockpit, FigureView } from '@banfei/contracts';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Format } from '../../text/format.ts';

interface FigureLinkProps {
  readonly figure: string;
  readonly area?: number | undefined;
  readonly tone?: FigureView['tone'] | undefined;
  readonly label?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A number that opens its rows: under the map when the cockpit is open, else on a page of their own. */
export function FigureLink({ figure, area, tone, label, className, children }: FigureLinkProps) {
  const search = useSearch({ strict: false });
  const here = useSearch({ from: '/m/', shouldThrow: false });
  const open = search.figure === figure && search.area === area;
  const classes = [className, tone === 'late' || tone === 'soon' ? tone : undefined].filter(Boolean).join(' ');
  const shared = { 'data-metric': figure, 'data-area': area, 'aria-label': label, className: classes || undefined };
  if (here === undefined) {
    return (
      <Link to="/m/rows" search={{ metric: figure, ...(area === undefined ? {} : { area }) }} {...shared}>
        {children}
      </Link>
    );
  }
  const { area: _area, ...rest } = here;
  return (
    <Link
      to="/m"
      search={{ ...rest, figure, ...(area === undefined ? {} : { area }) }}
      resetScroll={false}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={open ? 'true' : undefined}
      {...shared}
    >
      {children}
    </Link>
  );
}

/** The value of a figure as it is read: a count, or money. */
export const spoken = (figure: FigureView, f: Pick<Format, 'number' | 'money'>): string =>
  figure.unit === 'fen' ? f.money(figure.value) : f.number(figure.value);

/** A tone that counts nothing alarms nobody. */
export const toneOf = (figure: FigureView | undefined): FigureView['tone'] =>
  figure === undefined || figure.value === 0 ? 'plain' : figure.tone;

export const figureIn = (cockpit: Cockpit, id: string): FigureView | undefined =>
  cockpit.figures.find((figure) => figure.id === id);
