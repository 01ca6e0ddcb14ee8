import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { OrganizationKind } from './organization.ts';

/** How many organizations of each kind are linked; the sum is the article's 165 in the demo district. */
export async function countOrganizations(tx: Tx): Promise<Readonly<Record<OrganizationKind, number>>> {
  const rows = await tx.rows<{ kind: OrganizationKind; count: number }>(sql`
    select kind, count(*)::int as count from organizations where district_id = ${tx.districtId} and ended_on is null group by kind`);
  const counts = { researchPlatform: 0, keyCompany: 0 };
  for (const row of rows) counts[row.kind] = row.count;
  return counts;
}
