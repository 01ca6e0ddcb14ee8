import { insertAreas } from '../src/modules/areas/index.ts';
import { insertFirms, insertMembership, type NewFirm, NO_CAPITAL } from '../src/modules/firms/index.ts';
import { insertPosts, type NewPost } from '../src/modules/posts/index.ts';
import { insertTeams } from '../src/modules/teams/index.ts';
import type { Db } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { hashPassword } from '../src/platform/passwords.ts';
import { sql } from '../src/platform/sql.ts';

export const PASSWORD = 'a long test password';

/** Cells of H3 resolution 9 near the district's center, one for each area of the small test district. */
export const CELLS = ['89309a5100fffff', '89309a5100bffff', '89309a51073ffff'] as const;

/** Logins of the small district: three teams, a counter, two departments, a supervisor, three companies, the management. */
export const LOGINS = [
  'team1',
  'team2',
  'team3',
  'counter',
  'equipment',
  'land',
  'supervisor',
  'firm1',
  'firm2',
  'firm3',
  'manager',
  'auditor',
  'system',
] as const;
export type Login = (typeof LOGINS)[number];

export interface SmallDistrict {
  readonly districtId: number;
  readonly accounts: Readonly<Record<Login, string>>;
  readonly posts: Readonly<
    Record<'team1' | 'team2' | 'team3' | 'counter' | 'equipment' | 'land' | 'supervisor', string>
  >;
  readonly firms: Readonly<Record<'firm1' | 'firm2' | 'firm3', string>>;
}

const ROLES: Readonly<Partial<Record<Login, string>>> = {
  firm1: 'company',
  firm2: 'company',
  firm3: 'company',
  manager: 'manager',
  auditor: 'auditor',
  system: 'systemAdministrator',
};

const KINDS = {
  team1: 'team',
  team2: 'team',
  team3: 'team',
  counter: 'counter',
  equipment: 'department',
  land: 'department',
  supervisor: 'supervisor',
} as const;

// Hashing is slow on purpose, so all test accounts share one hash.
const sharedHash = hashPassword(PASSWORD);

const idsOf = <Name extends string>(names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, newId()])) as Record<Name, string>; // every name gets an id

function postOf(name: keyof typeof KINDS, ids: Record<string, string>, accounts: Record<Login, string>): NewPost {
  const id = ids[name] ?? '';
  return {
    id,
    code: name.toUpperCase(),
    kind: KINDS[name],
    nameZh: `${name} 岗（演示）`,
    nameEn: `${name} post (demo)`,
    phone: '0571-0000 0100',
    deputyZh: '副岗',
    deputyEn: 'deputy',
    deputyPhone: '0571-0000 0101',
    hours: '8:30–17:30',
    officerId: accounts[name],
    deputyId: name === 'team1' ? accounts.team2 : null,
    supervisorId: name === 'supervisor' ? null : (ids.supervisor ?? null),
  };
}

// The third company has no place yet: its duty post is the counter's.
function firmOf(name: string, id: string, index: number): NewFirm {
  const cell = index === 2 ? null : (CELLS[index] ?? null);
  const placedBy = cell === null ? null : 'coordinates';
  const address = '互联网村 7 幢';
  return {
    id,
    code: null,
    name: `${name} 光学（演示）有限公司`,
    formerNames: [],
    status: '存续',
    establishedOn: '2020-01-02',
    capital: NO_CAPITAL,
    industryCode: null,
    regionCode: null,
    provisional: false,
    demo: true,
    contactPhone: '',
    source: 'test',
    importId: null,
    sites: [
      { id: newId(), kind: 'head', name: '总部', address, lon: null, lat: null, cell, placedBy, facilityId: null },
    ],
  };
}

/** Fills a district with the least that every use case needs. */
export async function smallDistrict(db: Db, districtId: number): Promise<SmallDistrict> {
  const accounts = idsOf(LOGINS);
  const posts = idsOf(['team1', 'team2', 'team3', 'counter', 'equipment', 'land', 'supervisor'] as const);
  const firms = idsOf(['firm1', 'firm2', 'firm3'] as const);
  const hash = await sharedHash;
  const names = Object.keys(KINDS) as (keyof typeof KINDS)[]; // keys of the constant above
  await db.inDistrict(districtId, async (tx) => {
    for (const login of LOGINS)
      await tx.run(sql`insert into accounts (district_id, id, login, password_hash, role, name_zh, name_en, created_at)
        values (${districtId}, ${accounts[login]}, ${login}, ${hash}, ${ROLES[login] ?? 'officer'}, ${`${login}（演示）`}, ${`${login} (demo)`}, now())`);
    await insertPosts(
      tx,
      names.map((name) => postOf(name, posts, accounts)),
    );
    await insertTeams(
      tx,
      [1, 2, 3].map((number) => ({
        number,
        name: { zh: `第 ${number} 服务队`, en: `Team ${number}` },
        partyLed: true,
        strength: 1,
        postId: posts[`team${number}` as 'team1'], // numbers 1 to 3 name three posts
      })),
    );
    await insertAreas(
      tx,
      [1, 2, 3].map((number) => ({
        number,
        name: { zh: `第 ${number} 片区`, en: `Area ${number}` },
        tint: number,
        teamNumber: number,
        cells: [CELLS[number - 1] ?? ''],
      })),
    );
    await insertFirms(
      tx,
      (['firm1', 'firm2', 'firm3'] as const).map((name, index) => firmOf(name, firms[name], index)),
      Date.now(),
    );
    for (const name of ['firm1', 'firm2', 'firm3'] as const) await insertMembership(tx, accounts[name], firms[name]);
  });
  return { districtId, accounts, posts, firms };
}
