import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Facility, FacilityKind } from './facility.ts';

interface FacilityRow {
  readonly id: string;
  readonly code: string;
  readonly kind: FacilityKind;
  readonly name_zh: string;
  readonly name_en: string;
  readonly aliases: readonly string[];
  readonly lon: number;
  readonly lat: number;
  readonly note_zh: string;
  readonly note_en: string;
}

/** All facilities of the district, by code. */
export async function listFacilities(tx: Tx): Promise<readonly Facility[]> {
  const rows = await tx.rows<FacilityRow>(sql`
    select id, code, kind, name_zh, name_en, aliases, lon, lat, note_zh, note_en from facilities
    where district_id = ${tx.districtId} and ended_on is null order by code`);
  return rows.map(({ name_zh, name_en, note_zh, note_en, ...row }) => ({
    ...row,
    name: { zh: name_zh, en: name_en },
    note: { zh: note_zh, en: note_en },
  }));
}
