import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Facility, Street } from './facility.ts';

/** Stores facilities in one statement. */
export async function insertFacilities(tx: Tx, facilities: readonly Facility[]): Promise<void> {
  const rows = facilities.map(({ name, note, ...rest }) => ({
    ...rest,
    name_zh: name.zh,
    name_en: name.en,
    note_zh: note.zh,
    note_en: note.en,
  }));
  await tx.run(sql`
    insert into facilities (district_id, id, code, kind, name_zh, name_en, aliases, lon, lat, note_zh, note_en)
    select ${tx.districtId}, f.id, f.code, f.kind, f.name_zh, f.name_en, f.aliases, f.lon, f.lat, f.note_zh, f.note_en
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f (id uuid, code text, kind text, name_zh text, name_en text,
      aliases text[], lon double precision, lat double precision, note_zh text, note_en text)`);
}

/** Stores streets with the point that stands for each of them. */
export async function insertStreets(tx: Tx, streets: readonly Street[]): Promise<void> {
  await tx.run(sql`
    insert into streets (district_id, code, name, lon, lat)
    select ${tx.districtId}, s.code, s.name, s.lon, s.lat
    from jsonb_to_recordset(${JSON.stringify(streets)}::jsonb) as s (code text, name text, lon double precision, lat double precision)`);
}
