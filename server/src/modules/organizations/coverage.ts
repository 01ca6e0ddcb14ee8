import { chronicleAll } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Covered } from './organization.ts';
import { insertCoverage } from './store.ts';

/** What makes coverage move or end: who registers it, from which day, by which document. */
interface Act {
  readonly principal: Principal;
  readonly now: number;
  readonly on: string;
  readonly document: string;
}

/** Living coverage under a condition, locked. */
export const lockCoverage = (tx: Tx, where: Sql): Promise<Covered[]> =>
  tx.rows(sql`
    select id, organization_id as "organizationId", firm_id as "firmId", facility_id as "facilityId", since
    from organization_coverage where district_id = ${tx.districtId} and until is null and ${where} order by id for no key update`);

// A company is covered once at a time; a facility once by the same organization.
async function isCovered(tx: Tx, { organizationId, firmId, facilityId }: Covered): Promise<boolean> {
  const row = await tx.row(sql`
    select 1 from organization_coverage where district_id = ${tx.districtId} and until is null
      and (firm_id = ${firmId} or (facility_id = ${facilityId} and organization_id = ${organizationId}))`);
  return row !== undefined;
}

const laterOf = (a: string, b: string): string => (a < b ? b : a);

/**
 * Ends each piece of coverage and lets it go on where `target` says. Every ending is an event of its own (moved, absorbed by
 * coverage that is there already, or released in the open), so that none is lost in silence: I-LINK counts them.
 */
export async function handOn(
  tx: Tx,
  { principal, now, on, document }: Act,
  covered: readonly Covered[],
  target: (row: Covered) => Covered | null,
): Promise<{ readonly moved: number; readonly ended: number }> {
  const ids = covered.map(({ id }) => id);
  await tx.run(sql`update organization_coverage set until = greatest(since, ${on}::date)
    where district_id = ${tx.districtId} and id = any(${ids}::uuid[])`);
  const events = [];
  let moved = 0;
  for (const row of covered) {
    const wish = target(row);
    const goesOn = wish !== null && !(await isCovered(tx, wish));
    const next = goesOn ? { ...wish, id: newId(now), since: laterOf(row.since, on) } : null;
    if (next !== null) await insertCoverage(tx, [next]);
    moved += next === null ? 0 : 1;
    const type = next !== null ? 'moved' : wish !== null ? 'absorbed' : 'released';
    const payload = { document, effectiveOn: on, nextId: next?.id ?? null };
    events.push({ subject: 'coverage', subjectId: row.id, seq: 1, at: now, type, by: principal, payload });
  }
  await chronicleAll(tx, events);
  return { moved, ended: covered.length - moved };
}
