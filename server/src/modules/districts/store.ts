import pg from 'pg';
import type { District } from './districts.ts';

export type NewDistrict = District;

/**
 * Creates a district that is not there yet. The application role cannot: a new tenant is an act of whoever owns the
 * schema, so this takes the owner's address.
 *
 * @returns whether it was created now
 */
export async function ensureDistrict(ownerUrl: string, district: NewDistrict): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { id, code, name, phone, hosts, demo } = district;
    const result = await client.query(
      `insert into districts (id, code, name_zh, name_en, phone, hosts, demo)
       select $1, $2, $3, $4, $5, $6, $7 where not exists (select from districts where id = $1) on conflict do nothing`,
      [id, code, name.zh, name.en, phone, [...hosts], demo],
    );
    return (result.rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}
