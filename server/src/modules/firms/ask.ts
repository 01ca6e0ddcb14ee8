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

/** Companies that an account may act for. */
export async function firmsOfAccount(tx: Tx, accountId: string): Promise<readonly string[]> {
  const rows = await tx.rows<{ firm_id: string }>(sql`
    select firm_id from firm_members where district_id = ${tx.districtId} and account_id = ${accountId} order by firm_id`);
  return rows.map(({ firm_id }) => firm_id);
}

/** Facilities and streets of the district, prepared for `place`. */
export async function readGazetteer(tx: Tx): Promise<Gazetteer> {
  const facilities = await tx.rows<{ facilityId: string; names: string[]; lon: number; lat: number }>(sql`
    select id as "facilityId", array[name_zh, name_en] || aliases as names, lon, lat from facilities
    where district_id = ${tx.districtId}`);
  const streets = await tx.rows<{ facilityId: null; names: string[]; lon: number; lat: number }>(sql`
    select null as "facilityId", array[name] as names, lon, lat from streets where district_id = ${tx.districtId}`);
  return gazetteerOf(facilities, streets);
}

/** Makes an account act for a company; used when accounts are set up. */
export const insertMembership = (tx: Tx, accountId: string, firmId: string): Promise<number> =>
  tx.run(
    sql`insert into firm_members (district_id, account_id, firm_id) values (${tx.districtId}, ${accountId}, ${firmId})`,
  );
