import { type ReactNode, useEffect, useState } from 'react';
import { sharedText } from '../text/shared.ts';
import { useText } from '../text/useText.ts';
import { Empty } from './conditions.tsx';
import { InputField } from './InputField.tsx';
import { SelectField } from './SelectField.tsx';
import { PAGE_ROWS, type Sift, type Sifting, siftRows } from './sift.ts';
import { Table, type TableColumn } from './Table.tsx';

interface SiftedTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly TableColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly sifting: Sifting<Row>;
  readonly sift: Sift;
  readonly onSift: (sift: Sift) => void;
  /** Kinds to choose from, with their words; none where rows have no kinds. */
  readonly kinds?: { readonly label: string; readonly options: readonly { value: string; label: string }[] };
}

const RESTED = 150;

/** What is typed shows at once; the address follows when the typing rests, and never takes letters back. */
function useTyped(sift: Sift, onSift: (sift: Sift) => void): readonly [string, (text: string) => void] {
  const [text, setText] = useState(sift.q ?? '');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the reader's typing moves the address.
  useEffect(() => {
    if (text.trim() === (sift.q ?? '')) return;
    const timer = setTimeout(() => onSift({ ...sift, q: text.trim(), page: 1 }), RESTED);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText];
}

function Pages({
  page,
  pages,
  total,
  onPage,
}: {
  page: number;
  pages: number;
  total: number;
  onPage: (page: number) => void;
}) {
  const { t } = useText(sharedText);
  const from = total === 0 ? 0 : (page - 1) * PAGE_ROWS + 1;
  return (
    <nav className="sift-pages" aria-label={t('pages')}>
      <span role="status">{t('shownOf', { from, until: Math.min(page * PAGE_ROWS, total), total })}</span>
      {pages > 1 && (
        <>
          <button type="button" className="btn quiet" disabled={page === 1} onClick={() => onPage(page - 1)}>
            {t('pageBefore')}
          </button>
          <button type="button" className="btn quiet" disabled={page === pages} onClick={() => onPage(page + 1)}>
            {t('pageNext')}
          </button>
        </>
      )}
    </nav>
  );
}

/** Orders that the columns allow, as choices; the same is done by pressing the head of a column. */
function useOrders<Row>(columns: readonly TableColumn<Row>[], { by }: Sifting<Row>) {
  const { t } = useText(sharedText);
  return columns
    .filter(({ id }) => by[id] !== undefined)
    .flatMap(({ id, name, kind }) => {
      const [down, up] = kind === 'number' ? (['most', 'least'] as const) : (['forth', 'back'] as const);
      return [
        { value: id, label: `${name} ${t(down)}` },
        { value: `-${id}`, label: `${name} ${t(up)}` },
      ];
    });
}

/** A long table with a search, a filter by kind, an order and pages. */
export function SiftedTable<Row>(props: SiftedTableProps<Row>): ReactNode {
  const { label, rows, columns, keyOf, sifting, sift, onSift, kinds } = props;
  const { t } = useText(sharedText);
  const [text, setText] = useTyped(sift, onSift);
  const shown = siftRows(rows, sift, sifting);
  const orders = useOrders(columns, sifting);
  const sorted = shown.sort.replace(/^-/, '');
  const heads = columns.map((column) => {
    if (sifting.by[column.id] === undefined) return column;
    const falling = (column.kind === 'number') !== shown.sort.startsWith('-');
    const next = shown.sort === column.id ? `-${column.id}` : column.id;
    const onSort = () => onSift({ ...sift, sort: next, page: 1 });
    return column.id === sorted
      ? { ...column, onSort, sorted: falling ? ('descending' as const) : ('ascending' as const) }
      : { ...column, onSort };
  });
  const all = { value: '', label: t('allKinds') };
  return (
    <div className="sift">
      <search className="sift-tools no-print" aria-label={label}>
        <InputField id="sift-q" label={t('search')} type="search" value={text} onValue={setText} />
        {kinds !== undefined && (
          <SelectField
            id="sift-kind"
            label={kinds.label}
            value={sift.kind ?? ''}
            options={[all, ...kinds.options]}
            onValue={(kind) => onSift({ ...sift, kind, page: 1 })}
          />
        )}
        <SelectField
          id="sift-sort"
          label={t('sortBy')}
          value={shown.sort}
          options={orders}
          onValue={(sort) => onSift({ ...sift, sort, page: 1 })}
        />
      </search>
      {shown.total === 0 ? (
        <Empty>{t('noneFound')}</Empty>
      ) : (
        <Table
          label={label}
          columns={heads}
          rows={shown.rows}
          keyOf={keyOf}
          foot={<Pages {...shown} onPage={(page) => onSift({ ...sift, page })} />}
        />
      )}
    </div>
  );
}
