import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Covered, Organization } from './organization.ts';

/** Stores linked organizations in one statement. */
export async function insertOrganizations(tx: Tx, organizations: readonly Organization[]): Promise<void> {
  const rows = organizations.map(({ name, ...rest }) => ({ ...rest, nameZh: name.zh, nameEn: name.en }));
  await tx.run(sql`
    insert into organizations (district_id, id, code, name_zh, name_en, kind, facility_id, firm_id, form, member_count, parent_id,
      approved_on, approval_document, term_began_on, reelection_due_on, version)
    select ${tx.districtId}, o.id, o.code, o."nameZh", o."nameEn", o.kind, o."facilityId", o."firmId", o.form, o."memberCount",
      o."parentId", o."approvedOn", o."approvalDocument", o."termBeganOn", o."reelectionDueOn",
      coalesce(o.version, 0)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (id uuid, code text, "nameZh" text, "nameEn" text, kind text,
      "facilityId" uuid, "firmId" uuid, form text, "memberCount" integer, "parentId" uuid, "approvedOn" date,
      "approvalDocument" text, "termBeganOn" date, "reelectionDueOn" date, version integer)`);
}

/** Stores what organizations cover; a company that is covered already breaks the index, and nothing is stored. */
export async function insertCoverage(tx: Tx, covered: readonly Covered[]): Promise<void> {
  await tx.run(sql`
    insert into organization_coverage (district_id, id, organization_id, firm_id, facility_id, since)
    select ${tx.districtId}, c.id, c."organizationId", c."firmId", c."facilityId", c.since
    from jsonb_to_recordset(${JSON.stringify(covered)}::jsonb) as c (id uuid, "organizationId" uuid, "firmId" uuid,
      "facilityId" uuid, since date)`);
}
