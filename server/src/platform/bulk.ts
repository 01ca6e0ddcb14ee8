import { Sql } from './sql.ts';

/** A column of rows to come: its PostgreSQL type and its values, one for each row. */
export type Column = readonly [type: ColumnType, values: readonly unknown[]];

export type ColumnType =
  | 'integer'
  | 'bigint'
  | 'text'
  | 'uuid'
  | 'boolean'
  | 'timestamptz'
  | 'date'
  | 'bytea'
  | 'jsonb'
  | 'double precision';

/** `unnest($1::type[], …)`: many rows in one statement whose text does not depend on how many there are. */
export function unnest(...columns: readonly Column[]): Sql {
  const strings = columns.map(([,], index) => (index === 0 ? 'unnest(' : `::${columns[index - 1]?.[0]}[], `));
  strings.push(`::${columns.at(-1)?.[0]}[])`);
  return new Sql(
    strings,
    columns.map(([, values]) => values),
  );
}

/** The values of one member of each row, as a column. */
export const column = <Row>(type: ColumnType, rows: readonly Row[], value: (row: Row) => unknown): Column => [
  type,
  rows.map(value),
];
