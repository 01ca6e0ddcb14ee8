import type { FigureRows, RowColumn } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { sharedText } from '../text/shared.ts';
import { useText } from '../text/useText.ts';
import { tel } from './phone.ts';
import { State, type StateKind } from './State.tsx';
import './rows.css';

type Cell = FigureRows['rows'][number][string] | undefined;

interface RowsPanelProps {
  readonly data: FigureRows;
  /** Address of the spreadsheet with the same rows. */
  readonly exportHref?: string;
  /** Base address of a matter and of a firm for this reader, for example `/w/matters/`. */
  readonly matterBase: string;
  readonly firmBase?: string;
  readonly dayMillis?: number;
  readonly onMore?: () => void;
  readonly onClose?: () => void;
  readonly extra?: ReactNode;
}

function CellValue({ column, value, props }: { column: RowColumn; value: Cell; props: RowsPanelProps }) {
  const { f } = useText(sharedText);
  if (value === null || value === undefined || value === '') return <span className="muted">—</span>;
  const text = String(value);
  if (column.kind === 'number') return f.number(Number(value));
  if (column.kind === 'instant') return <span className="nowrap">{f.near(text, props.data.figure.asOf)}</span>;
  if (column.kind === 'day') return <span className="nowrap">{f.day(text)}</span>;
  if (column.kind === 'duration')
    return <span className="nowrap">{f.duration(Number(value), props.dayMillis ?? 27_000_000)}</span>;
  if (column.kind === 'phone') {
    return (
      <a className="link nowrap" href={tel(text)}>
        {text}
      </a>
    );
  }
  if (column.kind === 'matter') {
    return (
      <Link className="link mono nowrap" to={`${props.matterBase}${text}`}>
        {text}
      </Link>
    );
  }
  if (column.kind === 'firm' && props.firmBase !== undefined) {
    const id = text.includes('|') ? text.slice(0, text.indexOf('|')) : text;
    return (
      <Link className="link" to={`${props.firmBase}${id}`}>
        {text.includes('|') ? text.slice(text.indexOf('|') + 1) : text}
      </Link>
    );
  }
  return text;
}

const TONES: Readonly<Record<FigureRows['figure']['tone'], StateKind>> = {
  late: 'late',
  soon: 'soon',
  wait: 'wait',
  done: 'done',
  plain: 'plain',
};

/** The rows behind a figure, with its definition and the moment it was counted. Opens under the figure, not over it. */
export function RowsPanel(props: RowsPanelProps) {
  const { data } = props;
  const { t, f, pick } = useText(sharedText);
  const heading = useRef<HTMLHeadingElement>(null);
  const { id } = data.figure;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is another panel, and takes the focus again.
  useEffect(() => heading.current?.focus(), [id]);
  return (
    <section className="rows" aria-label={pick(data.figure.name)} data-figure={id}>
      <div className="rows-head">
        <h2 ref={heading} tabIndex={-1}>
          <State kind={TONES[data.figure.tone]}>
            {f.number(data.total)} · {pick(data.figure.name)}
          </State>
        </h2>
        <p>
          {t('definition', { text: pick(data.figure.definition) })} · {t('asOf', { time: f.instant(data.figure.asOf) })}
        </p>
        <div className="rows-acts no-print">
          {props.exportHref !== undefined && (
            <a className="btn quiet" href={props.exportHref} download>
              {t('exportXlsx')}
            </a>
          )}
          {props.extra}
          {props.onClose !== undefined && (
            <button type="button" className="btn quiet" onClick={props.onClose}>
              {t('close')} <kbd className="mono muted">Esc</kbd>
            </button>
          )}
        </div>
      </div>
      <div className="rows-scroll">
        <table>
          <thead>
            <tr>
              {data.columns.map((column) => (
                <th key={column.id} scope="col" className={column.kind}>
                  {pick(column.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows carry no id of their own and are never reordered here.
              <tr key={index}>
                {data.columns.map((column) => (
                  <td key={column.id} className={column.kind} data-label={pick(column.name)}>
                    <CellValue column={column} value={row[column.id]} props={props} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="rows-foot">
        <span data-rows-total={data.total}>{data.total === 0 ? t('noRows') : t('all', { count: data.total })}</span>
        {data.next !== null && props.onMore !== undefined && (
          <button type="button" className="btn quiet" onClick={props.onMore}>
            {t('more')}
          </button>
        )}
      </div>
    </section>
  );
}
