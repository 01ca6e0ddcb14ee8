import type { LinkFate } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Ended } from '../firms/index.ts';

/** Dates of a company that merges go on with the one that succeeds it; those of one that ends alone end with it. */
export async function handKeyDates(tx: Tx, ended: Ended): Promise<readonly LinkFate[]> {
  const { id, intoId, document, principal, now } = ended;
  const open = await tx.rows<{ id: string; version: number; doubled: boolean }>(sql`
    select d.id, d.version, exists (select from key_dates o where o.district_id = d.district_id and o.firm_id = ${intoId}::uuid and not o.withdrawn
      and o.kind = d.kind and o.reference = d.reference and o.due_on = d.due_on) as doubled
    from key_dates d where d.district_id = ${tx.districtId} and d.firm_id = ${id} and not d.withdrawn order by d.id for no key update`);
  let moved = 0;
  for (const { id: dateId, version, doubled } of open) {
    const goesOn = intoId !== null && !doubled;
    moved += goesOn ? 1 : 0;
    await tx.run(sql`update key_dates set version = ${version + 1}, firm_id = ${goesOn ? intoId : id}, withdrawn = ${!goesOn}
      where district_id = ${tx.districtId} and id = ${dateId}`);
    const type = goesOn ? 'moved' : 'withdrawn';
    const payload = { document, intoId: goesOn ? intoId : null };
    await chronicle(tx, {
      subject: 'keyDate',
      subjectId: dateId,
      seq: version + 1,
      at: now,
      type,
      by: principal,
      payload,
    });
  }
  const fate = { kind: 'keyDate' as const, moved, ended: open.length - moved, kept: 0 };
  return open.length === 0 ? [] : [fate];
}
