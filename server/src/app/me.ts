import type { Me } from '@banfei/contracts';
import type { Districts } from '../modules/districts/index.ts';
import { firmCard } from '../modules/firms/index.ts';
import type { Posts } from '../modules/posts/index.ts';
import type { Db } from '../platform/db.ts';
import type { Principal } from '../platform/principal.ts';
import { sql } from '../platform/sql.ts';

export interface MeSources {
  readonly db: Db;
  readonly districts: Districts;
  readonly posts: Posts;
}

/** Who is signed in, for the shell: the account's name, its company or its posts. */
export async function presentMe({ db, districts, posts }: MeSources, principal: Principal): Promise<Me> {
  const { districtId, accountId, role, scopes } = principal;
  const [district, directory, rows] = await Promise.all([
    districts.byId(districtId),
    posts.directory(districtId),
    db.readDistrict(districtId, async (tx) => {
      const account = await tx.row<{ zh: string; en: string }>(
        sql`select name_zh as zh, name_en as en from accounts where district_id = ${districtId} and id = ${accountId}`,
      );
      const firmId = role === 'company' ? scopes[0] : undefined;
      return { account, firm: firmId === undefined ? undefined : await firmCard(tx, firmId) };
    }),
  ]);
  if (district === undefined || rows.account === undefined) throw new Error(`account ${accountId} has no district`);
  const { firm } = rows;
  const duty =
    firm &&
    ((firm.areaNumber === null ? undefined : directory.dutyOfArea(firm.areaNumber)) ?? directory.counterOnDuty());
  return {
    accountId,
    role,
    name: rows.account,
    district: { name: district.name, demo: district.demo, phone: district.phone },
    firm:
      firm === undefined
        ? null
        : {
            id: firm.id,
            name: firm.name,
            code: firm.code,
            address: firm.address,
            areaNumber: firm.areaNumber,
            duty: duty?.card ?? null,
          },
    posts: role === 'officer' ? directory.heldBy(accountId).map(({ card }) => card) : [],
  };
}
