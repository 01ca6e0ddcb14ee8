import type { Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { type Gazetteer, gazetteerOf } from './place.ts';

/** A company as other modules name it. */
export interface FirmCard {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly provisional: boolean;
  /** Address of the head site; empty when none is known. */
  readonly address: string;
  /** Area in which the head site lies; null while it has no place. */
  readonly areaNumber: number | null;
}

const CARD = sql`
  select f.id, f.name, f.code, f.provisional, coalesce(s.address, '') as address, b.area_number as "areaNumber"
  from firms f
  left join sites s on s.district_id = f.district_id and s.firm_id = f.id and s.kind = 'head'
  left join blocks b on b.district_id = s.district_id and b.cell = s.cell`;

/** One company of the district, or undefined. */
export const firmCard = (tx: Tx, firmId: string): Promise<FirmCard | undefined> =>
  tx.row(sql`${CARD} where f.district_id = ${tx.districtId} and f.id = ${firmId}`);

/** Many companies as a question of `db.lookup`, for whoever waits while he types; unknown ids are absent. */
export const cardsQuestion = (firmIds: readonly string[]): Sql =>
  sql`${CARD} where f.district_id = district.id and f.id = any(${[...firmIds]}::uuid[])`;

/**
 * Companies that an account may act for, the living one first. A merged company's accounts act for the successor, which
 * reads what its predecessors asked for: memberships stay as they were, the mergers are followed.
 */
export async function firmsOfAccount(tx: Tx, accountId: string): Promise<readonly string[]> {
  const district = tx.districtId;
  const rows = await tx.rows<{ id: string }>(sql`
    with recursive up (id, step) as (
      select firm_id, 0 from firm_members where district_id = ${district} and account_id = ${accountId}
      union all select f.merged_into_id, up.step + 1 from up
      join firms f on f.district_id = ${district} and f.id = up.id and f.merged_into_id is not null),
    down (id, step) as (
      (select id, 0 from up order by step desc limit 1)
      union all select f.id, down.step + 1 from down join firms f on f.district_id = ${district} and f.merged_into_id = down.id)
    select id from down order by step, id`);
  return rows.map(({ id }) => id);
}

/**
 * Facilities and streets of the district, prepared for `place`. The facilities are held until the caller's transaction ends: one that ends
 * meanwhile waits, and then finds whoever was placed in it.
 */
export async function readGazetteer(tx: Tx): Promise<Gazetteer> {
  const facilities = await tx.rows<{ facilityId: string; names: string[]; lon: number; lat: number }>(sql`
    select id as "facilityId", array[name_zh, name_en] || aliases || coalesce((
        select array_agg(p.name_zh) || array_agg(p.name_en) from facilities p
        where p.district_id = f.district_id and p.merged_into_id = f.id), '{}') as names, lon, lat from facilities f
    where district_id = ${tx.districtId} and ended_on is null order by id for share`);
  const streets = await tx.rows<{ facilityId: null; names: string[]; lon: number; lat: number }>(sql`
    select null as "facilityId", array[name] as names, lon, lat from streets where district_id = ${tx.districtId}`);
  return gazetteerOf(facilities, streets);
}

/** Makes an account act for a company; used when accounts are set up. */
export const insertMembership = (tx: Tx, accountId: string, firmId: string): Promise<number> =>
  tx.run(
    sql`insert into firm_members (district_id, account_id, firm_id) values (${tx.districtId}, ${accountId}, ${firmId})`,
  );
