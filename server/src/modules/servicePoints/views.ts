import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { ServicePoint } from './service-point.ts';

interface ServicePointRow {
  readonly id: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly address: string;
  readonly hours_zh: string;
  readonly hours_en: string;
  readonly phone: string;
  readonly lon: number;
  readonly lat: number;
  readonly counter_post_id: string | null;
}

/** All service points of the district, by name. */
export async function listServicePoints(tx: Tx): Promise<ServicePoint[]> {
  const rows = await tx.rows<ServicePointRow>(sql`
    select id, name_zh, name_en, address, hours_zh, hours_en, phone, lon, lat, counter_post_id from service_points
    where district_id = ${tx.districtId} order by name_zh`);
  return rows.map((row) => ({
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    address: row.address,
    hours: { zh: row.hours_zh, en: row.hours_en },
    phone: row.phone,
    lon: row.lon,
    lat: row.lat,
    counterPostId: row.counter_post_id,
  }));
}
