import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { mustLive } from '../firms/index.ts';
import { memberOrganization } from '../organizations/index.ts';

/** Behind a unit stands a company, or an organization that has none. */
export interface UnitKey {
  readonly firmId: string | null;
  readonly organizationId: string | null;
}

/** Columns `unit` of a card, for an alias `u` of exchange_units; an organization of the company lends its id. */
export const UNIT_JOIN = sql`
  left join firms uf on uf.district_id = u.district_id and uf.id = u.firm_id
  left join lateral (
    select o.id, o.name_zh, o.name_en from organizations o where o.district_id = u.district_id
      and (o.id = u.organization_id or o.firm_id = u.firm_id) order by o.ended_on nulls first, o.id limit 1) uo on true`;
/** The card itself, for a select beside `UNIT_JOIN`. */
export const UNIT_CARD = sql`jsonb_build_object('id', u.id, 'organizationId', uo.id, 'name', jsonb_build_object(
  'zh', coalesce(uf.name, uo.name_zh, ''), 'en', coalesce(uf.name, uo.name_en, '')))`;

async function keyOf(tx: Tx, principal: Principal): Promise<UnitKey | undefined> {
  const firmId = principal.scopes[0];
  if (firmId !== undefined) return { firmId, organizationId: null };
  const member = await memberOrganization(tx, principal.accountId);
  if (member === undefined) return undefined;
  // Where a company stands behind the organization, the company is the unit.
  return member.firmId === null
    ? { firmId: null, organizationId: member.id }
    : { firmId: member.firmId, organizationId: null };
}

const findUnit = (tx: Tx, { firmId, organizationId }: UnitKey): Promise<{ id: string } | undefined> =>
  tx.row(sql`select id from exchange_units where district_id = ${tx.districtId}
    and firm_id is not distinct from ${firmId}::uuid and organization_id is not distinct from ${organizationId}::uuid`);

/** The unit that a company account acts for; null when it has not exchanged anything yet, or for staff. */
export async function unitOf(tx: Tx, principal: Principal): Promise<string | null> {
  if (principal.role !== 'company') return null;
  const key = await keyOf(tx, principal);
  return key === undefined ? null : ((await findUnit(tx, key))?.id ?? null);
}

/** The same for an act: a unit is made when a company or organization exchanges something for the first time. */
export async function actingUnit(tx: Tx, principal: Principal): Promise<string> {
  const key = await keyOf(tx, principal);
  if (key === undefined) throw new Refusal('UNIT_MISSING');
  if (key.firmId !== null) await mustLive(tx, key.firmId);
  // Two first acts at once: the second waits for the first, inserts nothing and finds its row.
  await tx.run(sql`insert into exchange_units (district_id, id, firm_id, organization_id)
    values (${tx.districtId}, ${newId()}, ${key.firmId}, ${key.organizationId}) on conflict do nothing`);
  const unit = await findUnit(tx, key);
  if (unit === undefined) throw new Error('a unit that was just made is missing');
  return unit.id;
}

/** Makes an account act for an organization that no company stands behind; used when accounts are set up. */
export const insertOrganizationMember = (tx: Tx, accountId: string, organizationId: string): Promise<number> =>
  tx.run(sql`insert into organization_members (district_id, account_id, organization_id)
    values (${tx.districtId}, ${accountId}, ${organizationId})`);

/** Where a unit's head site lies, to say how far a resource is. */
export const placeOfUnit = (tx: Tx, unitId: string | null): Promise<{ lon: number; lat: number } | undefined> =>
  tx.row(sql`
    select s.lon, s.lat from exchange_units u
    join sites s on s.district_id = u.district_id and s.firm_id = u.firm_id and s.kind = 'head'
    where u.district_id = ${tx.districtId} and u.id = ${unitId}::uuid and s.lon is not null and s.lat is not null`);

/** Stores units in one statement; used when a district is loaded. */
export async function insertUnits(tx: Tx, units: readonly (UnitKey & { readonly id: string })[]): Promise<void> {
  await tx.run(sql`
    insert into exchange_units (district_id, id, firm_id, organization_id)
    select ${tx.districtId}, u.id, u."firmId", u."organizationId"
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u (id uuid, "firmId" uuid, "organizationId" uuid)`);
}
