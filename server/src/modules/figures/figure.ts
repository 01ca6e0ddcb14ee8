import type { Attention, Bilingual, FigureRow, FigureView, RowColumn } from '@banfei/contracts';
import type { Sql } from '../../platform/sql.ts';
import type { PostDirectory } from '../posts/index.ts';

export type Lang = keyof Bilingual;

/** Areas of things that carry coordinates and no cell: facilities and service points, by id. */
export interface Located {
  readonly ids: readonly string[];
  readonly areas: readonly number[];
}

/** What a statement of rows depends on besides the data: the district, the instant, and where things lie. */
export interface Scope {
  readonly districtId: number;
  readonly now: number;
  readonly located: Located;
}

/** What presenting a row depends on: the language and the names of posts. */
export interface Reader {
  readonly lang: Lang;
  readonly now: number;
  readonly directory: PostDirectory;
}

/**
 * Every row has these: `key` is unique in the figure, (`sort`, `key`) is the order, worst or newest first, and `area` is
 * what the area filter compares. All other members belong to the figure.
 */
export interface Keyed {
  readonly key: string;
  readonly sort: bigint;
  readonly area: number | null;
}

type Cell = string | number | null;

export interface Column<Row> extends RowColumn {
  readonly of: (row: Row, reader: Reader) => Cell;
}

/** Instant and post of a row that needs a look, for the list of what to look at first. */
type Worst = Pick<Attention, 'at' | 'post'>;

interface Definition<Row extends Keyed> {
  readonly id: string;
  readonly name: Bilingual;
  /** 口径: what is counted, in words that the statement carries out. */
  readonly definition: Bilingual;
  readonly tone: FigureView['tone'];
  /** `fen`: the value is the sum of the member `fen` of the rows instead of their count. */
  readonly unit?: FigureView['unit'];
  readonly columns: readonly Column<Row>[];
  readonly rows: (scope: Scope) => Sql;
  /** Members of a row that are no column, for example the id behind a name. */
  readonly extra?: (row: Row) => FigureRow;
  readonly worst?: (row: Row, reader: Reader) => Worst;
}

export interface Figure {
  readonly id: string;
  readonly name: Bilingual;
  readonly definition: Bilingual;
  readonly tone: FigureView['tone'];
  readonly unit: FigureView['unit'];
  readonly columns: readonly RowColumn[];
  /** The one statement behind value, rows, export and counts per area. It neither filters by area nor limits. */
  readonly rows: (scope: Scope) => Sql;
  readonly present: (row: Keyed, reader: Reader) => FigureRow;
  readonly worst: (row: Keyed, reader: Reader) => Worst;
}

/** A figure with the type of its rows closed over, so that figures of all kinds stand in one list. */
export function figure<Row extends Keyed>(given: Definition<Row>): Figure {
  const { id, name, definition, tone, columns, rows } = given;
  return {
    id,
    name,
    definition,
    tone,
    unit: given.unit ?? 'count',
    rows,
    columns: columns.map((column) => ({ id: column.id, name: column.name, kind: column.kind })),
    present: (keyed, reader) => {
      const row = keyed as Row; // rows reach their own figure only: `readRows` takes the statement from the same object
      const cells = columns.map((column) => [column.id, column.of(row, reader)] as const);
      return { key: row.key, ...given.extra?.(row), ...Object.fromEntries(cells) };
    },
    worst: (keyed, reader) => given.worst?.(keyed as Row, reader) ?? { at: null, post: null }, // as above
  };
}
