import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Organization } from './organization.ts';

/** Stores linked organizations in one statement. */
export async function insertOrganizations(tx: Tx, organizations: readonly Organization[]): Promise<void> {
  const rows = organizations.map(({ id, code, name, kind, facilityId, firmId }) => ({
    id,
    code,
    name_zh: name.zh,
    name_en: name.en,
    kind,
    facility_id: facilityId,
    firm_id: firmId,
  }));
  await tx.run(sql`
    insert into organizations (district_id, id, code, name_zh, name_en, kind, facility_id, firm_id)
    select ${tx.districtId}, o.id, o.code, o.name_zh, o.name_en, o.kind, o.facility_id, o.firm_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (id uuid, code text, name_zh text, name_en text, kind text,
      facility_id uuid, firm_id uuid)`);
}
