import type { FigureView } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Figure, Keyed, Scope } from './figure.ts';

/** The figure's own statement, narrowed to an area. Value, page and export all start from here (I-COCK). */
const filtered = (figure: Figure, scope: Scope, area: number | null): Sql =>
  area === null ? sql`(${figure.rows(scope)}) r where true` : sql`(${figure.rows(scope)}) r where r.area = ${area}`;

export async function countRows(tx: Tx, figure: Figure, scope: Scope, area: number | null): Promise<number> {
  const row = await tx.row<{ n: number }>(sql`select count(*)::integer as n from ${filtered(figure, scope, area)}`);
  return row?.n ?? 0;
}

/** What a figure says: how many rows there are, or what their amounts add up to. */
export async function figureValue(tx: Tx, figure: Figure, scope: Scope, area: number | null): Promise<number> {
  if (figure.unit === 'count') return countRows(tx, figure, scope, area);
  const row = await tx.row<{ fen: bigint }>(
    sql`select coalesce(sum(r.fen), 0)::bigint as fen from ${filtered(figure, scope, area)}`,
  );
  return Number(row?.fen ?? 0n);
}

/** Counts by area in one pass; areas without a row are absent. */
export async function countByArea(tx: Tx, figure: Figure, scope: Scope): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.rows<{ area: number; n: number }>(sql`
    select r.area, count(*)::integer as n from ${filtered(figure, scope, null)} and r.area is not null group by r.area`);
  return new Map(rows.map(({ area, n }) => [area, n]));
}

/** Position in the order of a figure: after this row. */
export interface After {
  readonly sort: bigint;
  readonly key: string;
}

export interface RowsWanted {
  readonly area: number | null;
  readonly after: After | null;
  readonly limit: number;
}

// Keys are compared byte by byte, so that pages agree on every server whatever its collation.
export const readRows = (tx: Tx, figure: Figure, scope: Scope, wanted: RowsWanted): Promise<Keyed[]> => {
  const { area, after, limit } = wanted;
  const later =
    after === null
      ? sql``
      : sql` and (r.sort, r.key collate "C") > (${after.sort.toString()}::bigint, ${after.key}::text collate "C")`;
  return tx.rows<Keyed>(sql`
    select r.* from ${filtered(figure, scope, area)}${later} order by r.sort, r.key collate "C" limit ${limit}`);
};

export interface Page {
  readonly rows: readonly Keyed[];
  readonly next: After | null;
}

/** One row more than asked tells whether there is a next page. */
export async function readPage(tx: Tx, figure: Figure, scope: Scope, wanted: RowsWanted): Promise<Page> {
  const found = await readRows(tx, figure, scope, { ...wanted, limit: wanted.limit + 1 });
  const rows = found.slice(0, wanted.limit);
  const last = rows.at(-1);
  return { rows, next: found.length > wanted.limit && last !== undefined ? { sort: last.sort, key: last.key } : null };
}

/** Each batch sorts the figure anew, so batches are few; what writes them lets others run in between. */
const BATCH = 10_000;

/** All rows in order, batch by batch, for exports; the caller's snapshot holds them together. */
export async function* allRows(
  tx: Tx,
  figure: Figure,
  scope: Scope,
  area: number | null,
): AsyncGenerator<readonly Keyed[]> {
  let after: After | null = null;
  do {
    const page: Page = await readPage(tx, figure, scope, { area, after, limit: BATCH });
    yield page.rows;
    after = page.next;
  } while (after !== null);
}

export const cursorOf = (after: After): string => Buffer.from(`${after.sort}|${after.key}`).toString('base64url');

const CURSOR = /^(-?\d{1,18})\|([A-Za-z0-9-]{1,40})$/;

/** Refuses with FIGURE_CURSOR_STALE what this server has not issued. */
export function afterOf(cursor: string): After {
  const found = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (found?.[1] === undefined || found[2] === undefined) throw new Refusal('FIGURE_CURSOR_STALE');
  return { sort: BigInt(found[1]), key: found[2] };
}

export const figureView = (figure: Figure, value: number, now: number): FigureView => ({
  id: figure.id,
  name: figure.name,
  definition: figure.definition,
  tone: figure.tone,
  unit: figure.unit,
  value,
  asOf: isoInstant(now),
});
