import type { LinkFate } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { sql } from '../../platform/sql.ts';
import type { Ended } from './endings.ts';
import { cellOf, type Point } from './place.ts';

/**
 * Sites of a facility that ends: they belong to the one that goes on, or to none. They keep their cell either way, so that
 * the post in charge of each company stays the same; whoever really moves is placed anew.
 */
export async function rehouse(tx: Tx, { id, intoId }: Ended): Promise<readonly LinkFate[]> {
  const sites = await tx.run(
    sql`update sites set facility_id = ${intoId} where district_id = ${tx.districtId} and facility_id = ${id}`,
  );
  if (sites === 0) return [];
  return [{ kind: 'site', moved: intoId === null ? 0 : sites, ended: intoId === null ? sites : 0, kept: 0 }];
}

/** Sites that were placed by the name of a facility move with it; a place in no area would leave them without a post. */
export async function moveHoused(tx: Tx, facilityId: string, { lon, lat }: Point): Promise<number> {
  const cell = cellOf({ lon, lat });
  const block = await tx.row(sql`select 1 from blocks where district_id = ${tx.districtId} and cell = ${cell}`);
  if (block === undefined) throw new Refusal('PLACE_OUTSIDE', { lon, lat });
  return tx.run(sql`
    update sites set lon = ${lon}, lat = ${lat}, cell = ${cell}
    where district_id = ${tx.districtId} and facility_id = ${facilityId} and placed_by = 'facility'`);
}
