import type { FigureRow, FigureRows, RowColumn } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { sharedText } from '../text/shared.ts';
import { useText } from '../text/useText.ts';
import { tel } from './phone.ts';
import { StateGlyph } from './State.tsx';
import './rows.css';

/** What the page adds to each row: a last cell, and what opens below the row. */
export interface RowActions {
  readonly name: string;
  readonly cell: (row: FigureRow) => ReactNode;
  readonly below: (row: FigureRow) => ReactNode;
}

interface RowsPanelProps {
  readonly data: FigureRows;
  /** Base address of a matter and of a firm for this reader, for example `/w/req/`. */
  readonly matterBase: string;
  readonly firmBase?: string;
  readonly actions?: RowActions;
  readonly onMore?: () => void;
  /** Buttons and links of the panel: export, filter, close. */
  readonly tools?: ReactNode;
  /** The panel has just been opened by the reader: it takes the focus and comes into view. */
  readonly opened?: boolean;
}

interface CellProps {
  readonly column: RowColumn;
  readonly row: FigureRow;
  readonly panel: RowsPanelProps;
}

const DAY = 86_400_000;

function CellValue({ column, row, panel }: CellProps) {
  const { t, f } = useText(sharedText);
  const value = row[column.id];
  if (value === null || value === undefined || value === '') return <span className="muted">—</span>;
  const text = String(value);
  switch (column.kind) {
    case 'number':
      return f.number(Number(value));
    case 'instant':
      return f.near(text, panel.data.figure.asOf);
    case 'money':
      return f.yuan(Number(value));
    case 'day':
      return f.day(text);
    case 'duration':
      return f.duration(Number(value), DAY);
    case 'phone':
      return (
        <a
          className="link"
          href={tel(text)}
          aria-label={t('call', { post: String(row.owner ?? row.duty ?? ''), phone: text })}
        >
          {text}
        </a>
      );
    case 'matter':
      return (
        <Link className="link mono" to={`${panel.matterBase}${text}`}>
          {text}
        </Link>
      );
    case 'firm':
      return panel.firmBase === undefined || typeof row.firmId !== 'string' ? (
        text
      ) : (
        <Link className="plain-link" to={`${panel.firmBase}${row.firmId}`}>
          {text}
        </Link>
      );
    default:
      return text;
  }
}

function Row({ row, panel }: { row: FigureRow; panel: RowsPanelProps }) {
  const { pick } = useText(sharedText);
  const { actions, data } = panel;
  const below = actions?.below(row);
  return (
    <>
      <tr>
        {data.columns.map((column) => (
          <td key={column.id} className={`${column.kind} c-${column.id}`} data-label={pick(column.name)}>
            <CellValue column={column} row={row} panel={panel} />
          </td>
        ))}
        {actions !== undefined && <td className="act no-print">{actions.cell(row)}</td>}
      </tr>
      {below != null && (
        <tr className="below no-print">
          <td colSpan={data.columns.length + 1}>{below}</td>
        </tr>
      )}
    </>
  );
}

function Head({ panel }: { panel: RowsPanelProps }) {
  const { t, f, pick } = useText(sharedText);
  const heading = useRef<HTMLHeadingElement>(null);
  const { figure, total } = panel.data;
  const { opened } = panel;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is another panel, and takes the focus again.
  useEffect(() => {
    if (opened !== true) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, [figure.id]);
  return (
    <div className="rows-head">
      <h2 ref={heading} tabIndex={-1}>
        <StateGlyph kind={figure.tone} />
        <span data-rows-total={total}>{figure.unit === 'fen' ? f.money(figure.value) : f.number(total)}</span>{' '}
        {pick(figure.name)}
      </h2>
      <p>
        {t('definition', { text: pick(figure.definition) })}
        <span className="rows-asof">{t('asOf', { time: f.instant(figure.asOf) })}</span>
      </p>
      {panel.tools !== undefined && <div className="rows-acts no-print">{panel.tools}</div>}
    </div>
  );
}

/** The rows behind a figure, with its definition and the moment it was counted. Opens under the figure, not over it. */
export function RowsPanel(panel: RowsPanelProps) {
  const { data, actions } = panel;
  const { t, pick } = useText(sharedText);
  return (
    <section className={`rows ${data.figure.tone}`} aria-label={pick(data.figure.name)} data-figure={data.figure.id}>
      <Head panel={panel} />
      {data.rows.length > 0 && (
        <section
          className="rows-scroll"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard.
          tabIndex={0}
          aria-label={`${pick(data.figure.name)} · ${t('all', { count: data.total })}`}
        >
          <table>
            <thead>
              <tr>
                {data.columns.map((column) => (
                  <th key={column.id} scope="col" className={`${column.kind} c-${column.id}`}>
                    {pick(column.name)}
                  </th>
                ))}
                {actions !== undefined && (
                  <th scope="col" className="act no-print">
                    <span className="vh">{actions.name}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <Fragment key={String(row.key)}>
                  <Row row={row} panel={panel} />
                </Fragment>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <div className="rows-foot">
        <span>{data.total === 0 ? t('noRows') : t('all', { count: data.total })}</span>
        {data.next !== null && panel.onMore !== undefined && (
          <button type="button" className="btn quiet no-print" onClick={panel.onMore}>
            {t('more')}
          </button>
        )}
      </div>
    </section>
  );
}
