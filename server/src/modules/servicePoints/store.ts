import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { ServicePoint } from './service-point.ts';

/** Stores service points in one statement. */
export async function insertServicePoints(tx: Tx, points: readonly ServicePoint[]): Promise<void> {
  const rows = points.map(({ name, hours, counterPostId, ...rest }) => ({
    ...rest,
    name_zh: name.zh,
    name_en: name.en,
    hours_zh: hours.zh,
    hours_en: hours.en,
    counter_post_id: counterPostId,
  }));
  await tx.run(sql`
    insert into service_points (district_id, id, name_zh, name_en, address, hours_zh, hours_en, phone, lon, lat, counter_post_id)
    select ${tx.districtId}, p.id, p.name_zh, p.name_en, p.address, p.hours_zh, p.hours_en, p.phone, p.lon, p.lat, p.counter_post_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (id uuid, name_zh text, name_en text, address text, hours_zh text,
      hours_en text, phone text, lon double precision, lat double precision, counter_post_id uuid)`);
}
