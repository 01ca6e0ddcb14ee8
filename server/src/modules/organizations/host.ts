import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { sql } from '../../platform/sql.ts';
import { mustLive } from '../firms/index.ts';

/** Where an organization is hosted, as a body says it: a company, a facility, or nothing. */
export interface GivenHost {
  readonly firmId?: string;
  readonly facilityId?: string;
}

interface Named {
  readonly nameZh: string;
  readonly nameEn: string;
}

async function facilityMustLive(tx: Tx, id: string): Promise<void> {
  const row = await tx.row<Named & { readonly endedOn: string | null }>(sql`
    select name_zh as "nameZh", name_en as "nameEn", ended_on as "endedOn" from facilities
    where district_id = ${tx.districtId} and id = ${id} for share`);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  const { nameZh, nameEn, endedOn } = row;
  if (endedOn !== null) throw new Refusal('FACILITY_ENDED', { nameZh, nameEn, on: endedOn });
}

// Two organizations for one company: nobody could say for which of them its account acts. The lock lets them come one by one.
async function firmMustBeFree(tx: Tx, firmId: string, organizationId: string): Promise<void> {
  const firm = await tx.row(sql`
    select 1 from firms where district_id = ${tx.districtId} and id = ${firmId} for no key update`);
  if (firm === undefined) throw new Refusal('NOT_FOUND');
  await mustLive(tx, firmId);
  const there = await tx.row<Named>(sql`
    select name_zh as "nameZh", name_en as "nameEn" from organizations
    where district_id = ${tx.districtId} and ended_on is null and firm_id = ${firmId} and id <> ${organizationId}`);
  if (there !== undefined) throw new Refusal('HOST_TAKEN', { nameZh: there.nameZh, nameEn: there.nameEn });
}

/** Refuses a host that is two things, is not there, has ended, or hosts an organization already. */
export async function checkHost(tx: Tx, { firmId, facilityId }: GivenHost, organizationId: string): Promise<void> {
  if (firmId !== undefined && facilityId !== undefined)
    throw new Refusal('INPUT_INVALID', { field: 'facilityId', problem: 'a host is a company or a facility' });
  if (firmId !== undefined) await firmMustBeFree(tx, firmId, organizationId);
  if (facilityId !== undefined) await facilityMustLive(tx, facilityId);
}
