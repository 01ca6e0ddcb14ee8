import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, openDb, sqlState, type Tx } from '../../server/src/platform/db.ts';
import { newId } from '../../server/src/platform/ids.ts';
import { Sql, sql } from '../../server/src/platform/sql.ts';
import { ownerRows, type TestDatabase, testDatabase } from '../../server/test/database.ts';
import { smallDistrict } from '../../server/test/district.ts';
import { catalogueFaults, tenantTables } from './catalogue.ts';

/** T-RLS of RELIABILITY: what the catalogue promises about tenancy, and that the promises are kept when it is tried. */
let database: TestDatabase;
let owner: Db;
let tables: readonly string[];

beforeAll(async () => {
  database = await testDatabase();
  owner = openDb({ url: database.ownerUrl, connections: 2, onError: () => undefined });
  for (const district of [1, 2]) await smallDistrict(database.db, district);
  tables = await owner.inDistrict(1, tenantTables);
});
afterAll(async () => {
  await owner.close();
  await database.close();
});

// Table names come from the catalogue and cannot be parameters.
const text = (statement: string): Sql => new Sql([statement], []);

class Undo extends Error {}

/** The faults after a change of the schema, which is then undone. */
async function afterPlanting(...statements: readonly string[]): Promise<string[]> {
  let found: string[] = [];
  await owner
    .inDistrict(1, async (tx: Tx) => {
      for (const statement of statements) await tx.run(text(statement));
      found = await catalogueFaults(tx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found;
}

describe('the catalogue', () => {
  it('keeps every rule of tenancy', async () => {
    console.log(`${tables.length} tenant tables: ${tables.join(', ')}`);
    expect(tables.length).toBeGreaterThanOrEqual(28);
    expect(await owner.inDistrict(1, catalogueFaults)).toEqual([]);
  });

  const plants: readonly (readonly [name: string, statements: readonly string[], sentence: string])[] = [
    ['a table of no district', ['create table loose (id integer primary key)'], 'every table belongs to a district'],
    ['row security that is not forced', ['alter table firms no force row level security'], 'enabled and forced'],
    ['row security that is off', ['alter table sessions disable row level security'], 'enabled and forced'],
    ['a second policy', ['create policy wide on matters using (true)'], 'the one policy of each tenant table'],
    [
      'a policy that lets every row be written',
      [
        'drop policy district on posts',
        `create policy district on posts using (district_id = nullif(current_setting('banfei.district', true), '')::integer) with check (true)`,
      ],
      'the one policy of each tenant table',
    ],
    ['a role that may pass row security', ['alter role banfei_app bypassrls'], 'no power of its own'],
    [
      'a role that is a member of another',
      ['create role other_power', 'grant other_power to banfei_app'],
      'no power of its own',
    ],
    ['a table of the role’s own', ['alter table outbox owner to banfei_app'], 'owns nothing'],
    [
      'a function with its owner’s rights',
      [`create function leak() returns bigint language sql security definer as 'select count(*) from firms'`],
      'rights of its owner',
    ],
    ['a view with its owner’s rights', ['create view all_firms as select * from firms'], 'rights of its reader'],
    ['a right to truncate', ['grant truncate on matters to banfei_app'], 'verb by verb'],
    ['a right to change the history', ['grant update on matter_events to banfei_app'], 'verb by verb'],
    ['a right for everybody', ['grant select on firms to public'], 'verb by verb'],
    ['a right on a column', ['grant update (source) on firm_changes to banfei_app'], 'verb by verb'],
    ['a right to make tables', ['grant create on schema public to banfei_app'], 'makes anything in the schema'],
    ['rights by default', ['alter default privileges grant all on tables to public'], 'makes anything in the schema'],
    [
      'a key across districts',
      [
        'alter table firms add constraint id_alone unique (id)',
        'alter table sites add constraint across foreign key (firm_id) references firms (id)',
      ],
      'leads with the district',
    ],
    [
      'a table that hangs on nothing',
      [
        'create table afloat (district_id integer not null, id integer, primary key (district_id, id))',
        'alter table afloat enable row level security',
        'alter table afloat force row level security',
      ],
      'hangs on the list',
    ],
    [
      'a code that is unique across districts',
      ['create unique index global_code on firms (code)'],
      'contains the district',
    ],
  ];

  it.each(plants)('is seen through: %s', async (_name, statements, sentence) => {
    expect((await afterPlanting(...statements)).some((fault) => fault.includes(sentence))).toBe(true);
  });

  it('is as it was after all that', async () => {
    expect(await owner.inDistrict(1, catalogueFaults)).toEqual([]);
  });
});

describe('a connection of the application', () => {
  it('sees no row of any table while no district is set', async () => {
    const filled: string[] = [];
    for (const table of tables) {
      const [seen] = await database.db.global<{ n: number }>(text(`select count(*)::integer as n from ${table}`));
      expect(seen?.n, table).toBe(0);
      const [all] = await ownerRows<{ n: number }>(database.ownerUrl, `select count(*)::integer as n from ${table}`);
      if ((all?.n ?? 0) > 0) filled.push(table);
    }
    expect(filled).toEqual(expect.arrayContaining(['accounts', 'firms', 'posts', 'sites', 'blocks', 'firm_members']));
    const insert = database.db.global(
      sql`insert into attempts (district_id, subject, failures, window_started_at) values (1, '\\x00', 1, now())`,
    );
    expect(sqlState(await insert.catch((error: unknown) => error))).toBe('42501');
  });

  it('sees and changes rows of its own district alone', async () => {
    for (const table of tables)
      await database.db.inDistrict(1, async (tx) => {
        const foreign = await tx.row<{ n: number }>(
          text(`select count(*)::integer as n from ${table} where district_id <> 1`),
        );
        expect(foreign?.n, table).toBe(0);
      });
    const moved = await database.db.inDistrict(1, (tx) =>
      tx.run(sql`update firms set name = 'taken' where district_id = 2`),
    );
    expect(moved).toBe(0);
    const own = await ownerRows(database.ownerUrl, `select from firms where name = 'taken'`);
    expect(own).toEqual([]);
  });

  it('cannot write into another district, move a row there, or refer to one there', async () => {
    const [foreign] = await ownerRows<{ id: string }>(database.ownerUrl, 'select id from firms where district_id = 2');
    const [account] = await ownerRows<{ id: string }>(
      database.ownerUrl,
      `select id from accounts where district_id = 1 and login = 'manager'`,
    );
    const attempt = async (statement: Sql) =>
      sqlState(await database.db.inDistrict(1, (tx) => tx.run(statement)).catch((error: unknown) => error));
    const at = sql`now()`;
    expect(
      await attempt(
        sql`insert into attempts (district_id, subject, failures, window_started_at) values (2, '\\x00', 1, ${at})`,
      ),
    ).toBe('42501');
    expect(await attempt(sql`update posts set district_id = 2`)).toBe('42501');
    expect(
      await attempt(
        sql`insert into firm_members (district_id, account_id, firm_id) values (1, ${account?.id}, ${foreign?.id})`,
      ),
    ).toBe('23503');
    expect(
      await attempt(
        sql`insert into firm_members (district_id, account_id, firm_id) values (1, ${account?.id}, ${newId()})`,
      ),
    ).toBe('23503');
    expect(await attempt(sql`truncate matters`)).toBe('42501');
    expect(await attempt(sql`delete from matter_events`)).toBe('42501');
    expect(await attempt(sql`alter table firms disable row level security`)).toBe('42501');
  });

  it('forgets its district with the transaction, whether that was kept or undone', async () => {
    const single = openDb({ url: database.ownerUrl, connections: 1, role: 'banfei_app', onError: () => undefined });
    const left = async () =>
      (
        await single.global<{ district: string | null; n: number }>(
          sql`select nullif(current_setting('banfei.district', true), '') as district, (select count(*)::integer from firms) as n`,
        )
      )[0];
    await single.inDistrict(1, (tx) => tx.run(sql`select 1`));
    expect(await left()).toEqual({ district: null, n: 0 });
    await single.inDistrict(2, () => Promise.reject(new Undo())).catch(() => undefined);
    expect(await left()).toEqual({ district: null, n: 0 });
    await single.statement(
      sql`with source as materialized (select set_config('banfei.district', '1', true)::integer as id) select id from source`,
    );
    expect(await left()).toEqual({ district: null, n: 0 });
    await single.close();
  });
});
