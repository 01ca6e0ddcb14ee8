import { getResolution, latLngToCell } from 'h3-js';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Located, Scope } from './figure.ts';

interface PlacedRow {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

/**
 * Areas of facilities and service points. They carry coordinates and no cell; a district has some hundreds of them, so
 * the cell is computed here and the area follows from the blocks.
 */
async function locate(tx: Tx): Promise<Located> {
  const sample = await tx.row<{ cell: string }>(
    sql`select cell from blocks where district_id = ${tx.districtId} limit 1`,
  );
  if (sample === undefined) return { ids: [], areas: [] };
  const resolution = getResolution(sample.cell);
  const things = await tx.rows<PlacedRow>(sql`
    select id, lon, lat from facilities where district_id = ${tx.districtId}
    union all select id, lon, lat from service_points where district_id = ${tx.districtId}`);
  const cells = things.map(({ lon, lat }) => latLngToCell(lat, lon, resolution));
  const blocks = await tx.rows<{ cell: string; area_number: number }>(sql`
    select cell, area_number from blocks where district_id = ${tx.districtId} and cell = any(${cells}::text[])`);
  const areaOf = new Map(blocks.map(({ cell, area_number }) => [cell, area_number]));
  const placed = things.flatMap(({ id }, at) => {
    const area = areaOf.get(cells[at] ?? '');
    return area === undefined ? [] : [{ id, area }];
  });
  return { ids: placed.map(({ id }) => id), areas: placed.map(({ area }) => area) };
}

/** The scope of one snapshot: read in the same transaction as the figures themselves. */
export const scopeOf = async (tx: Tx, now: number): Promise<Scope> => ({
  districtId: tx.districtId,
  now,
  located: await locate(tx),
});
