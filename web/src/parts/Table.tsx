import type { ReactNode } from 'react';
import './rows.css';

export interface TableColumn<Row> {
  readonly id: string;
  readonly name: string;
  /** Figures stand at the end of their column; the name of a row leads it on a phone. */
  readonly kind?: 'number' | 'name';
  readonly cell: (row: Row) => ReactNode;
  /** Where rows can be put in order by this column: how they stand now, and what a press of its head does. */
  readonly sorted?: 'ascending' | 'descending';
  readonly onSort?: () => void;
}

interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** A last line under the rows, for example their sum. */
  readonly foot?: ReactNode;
}

/** Rows at a desk, cards on a phone; a table that is too wide scrolls in its own box, by keyboard as well. */
export function Table<Row>({ label, columns, rows, keyOf, foot }: TableProps<Row>) {
  return (
    <section className="rows" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1). */}
      <section className="rows-scroll" tabIndex={0} aria-label={label}>
        <table>
          <thead>
            <tr>
              {columns.map(({ id, name, kind, sorted, onSort }) => (
                <th key={id} scope="col" className={kind === 'number' ? 'number' : undefined} aria-sort={sorted}>
                  {onSort === undefined ? (
                    name
                  ) : (
                    <button type="button" className="sort" onClick={onSort}>
                      {name}
                      <span aria-hidden="true">{sorted === undefined ? '' : sorted === 'ascending' ? ' ↑' : ' ↓'}</span>
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ id, name, kind, cell }) => (
                  <td
                    key={id}
                    className={kind === 'number' ? 'number' : kind === 'name' ? 'c-name' : undefined}
                    data-label={name}
                  >
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {foot !== undefined && <p className="rows-foot">{foot}</p>}
    </section>
  );
}
