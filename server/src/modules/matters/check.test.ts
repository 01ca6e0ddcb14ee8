import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { checkMatters, checkOwnership } from './index.ts';

/** A question that finds nothing proves something only if it finds what is there. */
let app: TestApp;
let firm: Client;
let team: Client;

const asOwner = (statement: string): Promise<unknown[]> => ownerRows(app.database.ownerUrl, statement);

beforeAll(async () => {
  app = await testApp();
  [firm, team] = [await app.signIn('firm1'), await app.signIn('team1')];
  // The database itself refuses most of these faults; whoever restores or repairs it by hand can still bring them in.
  await asOwner(`do $$ declare name text; begin
    select conname into name from pg_constraint where conrelid = 'tenures'::regclass and contype = 'x';
    execute 'alter table tenures drop constraint ' || name;
  end $$`);
});
afterAll(() => app.close());

async function raised(): Promise<{ number: string; id: string }> {
  const { body } = await firm.send('POST', '/api/matters', { text: '货梯停了三天' });
  await team.send('POST', `/api/matters/${body.number}/replies`, { text: '在办' });
  const [row] = (await asOwner(`select id from matters where number = '${body.number}'`)) as { id: string }[]; // one column
  return { number: body.number, id: row?.id ?? '' };
}

interface Plant {
  readonly id: string;
  readonly what: string;
  readonly statement: (matter: string) => string;
}

const land = (): string => app.district.accounts.land;

const PLANTS: readonly Plant[] = [
  {
    id: 'I-OWN-first',
    what: 'a first owner who comes a minute late',
    statement: (id) =>
      `update tenures set during = tstzrange(lower(during) + interval '1 minute', null) where matter_id = '${id}'`,
  },
  {
    id: 'I-OWN-gap',
    what: 'an instant between two owners',
    statement: (
      id,
    ) => `with cut as (update tenures set during = tstzrange(lower(during), lower(during) + interval '1 second')
        where matter_id = '${id}' returning *)
      insert into tenures select district_id, matter_id, post_id, officer_id, tstzrange(upper(during) + interval '1 second', null) from cut`,
  },
  {
    id: 'I-OWN-two',
    what: 'two owners at once',
    statement: (id) =>
      `insert into tenures select district_id, matter_id, post_id, officer_id, tstzrange(lower(during) + interval '1 second', null)
        from tenures where matter_id = '${id}'`,
  },
  {
    id: 'I-OWN-now',
    what: 'a shown owner who is another one',
    statement: (id) => `update matters set owner_officer_id = '${land()}' where id = '${id}'`,
  },
  {
    id: 'I-ORPHAN',
    what: 'an owner whose account is switched off',
    statement: (id) =>
      `update tenures set officer_id = '${land()}' where matter_id = '${id}'; update accounts set active = false where id = '${land()}'`,
  },
  {
    id: 'I-HAND',
    what: 'an owner whom nobody made one',
    statement: (
      id,
    ) => `with cut as (update tenures set during = tstzrange(lower(during), lower(during) + interval '1 second')
        where matter_id = '${id}' returning *)
      insert into tenures select district_id, matter_id, post_id, officer_id, tstzrange(upper(during), null) from cut`,
  },
  {
    id: 'I-STATE-seq',
    what: 'an event that is missing',
    statement: (id) => `delete from matter_events where matter_id = '${id}' and seq = 1`,
  },
  {
    id: 'I-STATE-version',
    what: 'a version ahead of its events',
    statement: (id) => `update matters set version = version + 1 where id = '${id}'`,
  },
  {
    id: 'I-ATOM',
    what: 'an event without its leaf',
    statement: (id) => `delete from leaves where subject_id = '${id}' and seq = 2`,
  },
];

async function remove(id: string): Promise<void> {
  const tables = ['offers', 'tenures', 'matter_attachments', 'matter_events'];
  const own = tables.map((table) => `delete from ${table} where matter_id = '${id}'`).join('; ');
  await asOwner(`set session_replication_role = replica; ${own}; delete from leaves where subject_id = '${id}';
    delete from matters where id = '${id}'; update accounts set active = true where id = '${land()}'`);
}

describe('the questions of ownership and history', () => {
  for (const { id, what, statement } of PLANTS)
    it(`${id} sees ${what}`, async () => {
      const matter = await raised();
      const before = [...(await checkMatters(app.database.db, 1)), ...(await checkOwnership(app.database.db, 1))];
      expect(before.filter(({ violations }) => violations > 0)).toEqual([]);

      await asOwner(`set session_replication_role = replica; ${statement(matter.id)}`);
      const whole = (await checkMatters(app.database.db, 1)).find((verdict) => verdict.id === id);
      expect(whole?.violations).toBeGreaterThan(0);
      expect([matter.number, matter.id]).toContain(whole?.examples[0]);
      const quick = (await checkOwnership(app.database.db, 1)).find((verdict) => verdict.id === id);
      if (id.startsWith('I-OWN') || id === 'I-ORPHAN') expect(quick?.examples).toEqual([matter.number]);
      await remove(matter.id);
    });
});
