import type { Bilingual } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import { schemeLibrary } from './library.ts';

/** A paper about a company that stops holding on a day. */
export interface CertificateEnd {
  readonly id: string;
  readonly firmId: string;
  readonly name: Bilingual;
  readonly source: string;
  readonly dueOn: string;
}

/** Papers whose last day lies between two days, both included, and that no newer paper about the same has taken the place of. */
export async function certificatesEnding(tx: Tx, from: string, until: string): Promise<readonly CertificateEnd[]> {
  const rows = await tx.rows<Omit<CertificateEnd, 'name'> & { readonly fact: string }>(sql`
    select a.id, a.firm_id as "firmId", a.name as fact, a.source, a.valid_until as "dueOn" from firm_facts a
    join firms f on f.district_id = a.district_id and f.id = a.firm_id and f.ended_on is null
    where a.district_id = ${tx.districtId} and a.state in ('stated', 'confirmed') and a.valid_until between ${from}::date and ${until}::date
      and not exists (select from firm_facts n where n.district_id = a.district_id and n.firm_id = a.firm_id and n.name = a.name
        and n.year is not distinct from a.year and n.state in ('stated', 'confirmed') and n.issued_on > a.issued_on)
    order by a.id`);
  const { facts } = schemeLibrary().vocabulary;
  return rows.map(({ fact, ...row }) => ({ ...row, name: facts.get(fact)?.title ?? { zh: fact, en: fact } }));
}
