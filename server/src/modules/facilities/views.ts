import type { FacilityRow as FacilityLine } from '@banfei/contracts';
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

/** Facilities for the page of the register, living ones first; sites of companies that have ended do not count. */
export const facilityRows = (tx: Tx): Promise<FacilityLine[]> =>
  tx.rows(sql`
    select f.id, f.code, f.kind, jsonb_build_object('zh', f.name_zh, 'en', f.name_en) as name, f.lon, f.lat, f.ended_on as "endedOn",
      (select count(*)::int from sites s join firms t on t.district_id = s.district_id and t.id = s.firm_id
        where s.district_id = f.district_id and s.facility_id = f.id and t.ended_on is null) as sites,
      (select count(*)::int from organizations o
        where o.district_id = f.district_id and o.facility_id = f.id and o.ended_on is null) as organizations,
      (select count(*)::int from organization_coverage c
        where c.district_id = f.district_id and c.facility_id = f.id and c.until is null) as "coveredBy"
    from facilities f where f.district_id = ${tx.districtId} order by f.ended_on is not null, f.code`);
