import type { Bilingual } from '@banfei/contracts';
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

/** When the term of a living organization ends that a company hosts. */
export interface TermEnd {
  readonly id: string;
  readonly name: Bilingual;
  readonly firmId: string;
  readonly dueOn: string;
}

/** Re-elections due from one day to another, both included. */
export const termEnds = (tx: Tx, from: string, until: string): Promise<TermEnd[]> =>
  tx.rows<TermEnd>(sql`
    select o.id, jsonb_build_object('zh', o.name_zh, 'en', o.name_en) as name, o.firm_id as "firmId", o.reelection_due_on as "dueOn"
    from organizations o where o.district_id = ${tx.districtId} and o.ended_on is null and o.firm_id is not null
      and o.reelection_due_on between ${from}::date and ${until}::date order by o.id`);
