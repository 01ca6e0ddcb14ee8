import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { addDeputy, growDistrict } from '../../../test/ground.ts';
import { checkAreas, takeEffect } from './index.ts';

let app: TestApp;
let manager: Client;
let deputy: Client;
let moved: { readonly cell: string; readonly from: number; readonly to: number };

const owner = (text: string, values: readonly unknown[] = []) => ownerRows(app.database.ownerUrl, text, values);
const broken = async (): Promise<string[]> =>
  (await checkAreas(app.database.db, 1)).filter(({ violations }) => violations > 0).map(({ id }) => id);

/** One plan goes into force, so that there is a history to damage. */
beforeAll(async () => {
  app = await testApp();
  await growDistrict(app);
  await addDeputy(app);
  [manager, deputy] = [await app.signIn('manager'), await app.signIn('deputy' as 'manager')]; // an account of the fixture
  const settings = { weights: { firm: 1, staff: 0, matter: 0 }, tolerance: 50, calm: 0 };
  const { body: plan } = await manager.send('POST', '/api/area-plans', { settings });
  const effectiveAt = new Date(app.time.now + 1000).toISOString();
  const { body: shown } = await manager.send('POST', `/api/area-plans/${plan.id}/proposal`, {
    version: 1,
    effectiveAt,
  });
  await deputy.send('POST', `/api/area-plans/${plan.id}/approval`, { version: 2, mark: shown.mark });
  app.time.now += 2000;
  expect(await takeEffect(app.app.plans, 1)).toBe(1);
  moved = plan.moves[0];
});
afterAll(() => app.close());
beforeEach(async () => expect(await broken()).toEqual([]));

/** Damages, looks, and repairs: each fault must be seen, by the question that is meant to see it. */
async function planted(fault: () => Promise<unknown>, repair: () => Promise<unknown>): Promise<string[]> {
  await fault();
  try {
    return await broken();
  } finally {
    await repair();
  }
}

describe('the check of areas sees', () => {
  it('a company whose place lies in no area', async () => {
    const [{ cell = '' } = {}] = await ownerRows<{ cell: string }>(
      app.database.ownerUrl,
      `select cell from sites where district_id = 1 and cell is not null limit 1`,
    );
    const seen = await planted(
      () => owner(`update sites set cell = '8928308280fffff' where cell = $1`, [cell]),
      () => owner(`update sites set cell = $1 where cell = '8928308280fffff'`, [cell]),
    );
    expect(seen).toEqual(['I-AREA-firm']);
  });

  it('an area whose team has no lead post in service', async () => {
    const seen = await planted(
      () => owner(`update posts set active = false where code = 'TEAM2'`),
      () => owner(`update posts set active = true where code = 'TEAM2'`),
    );
    expect(seen).toEqual(['I-AREA-team']);
  });

  it('a cell that changed hands without a plan', async () => {
    const set = (area: number) => owner(`update blocks set area_number = $2 where cell = $1`, [moved.cell, area]);
    expect(
      await planted(
        () => set(moved.from),
        () => set(moved.to),
      ),
    ).toContain('I-AREA-now');
  });

  it('an instant at which a cell lay in no area', async () => {
    const shift = (by: string) =>
      owner(
        `update block_tenures set during = tstzrange(lower(during), upper(during) ${by}) where cell = $1 and not upper_inf(during)`,
        [moved.cell],
      );
    expect(
      await planted(
        () => shift(`- interval '1 hour'`),
        () => shift(`+ interval '1 hour'`),
      ),
    ).toEqual(['I-AREA-gap']);
  });

  it('a tenure that no approved plan explains', async () => {
    const forget = (area: string) =>
      owner(`update block_tenures set plan_id = ${area} where cell = $1 and upper_inf(during)`, [moved.cell]);
    expect(
      await planted(
        () => forget('null'),
        () => forget('(select id from area_plans)'),
      ),
    ).toEqual(['I-AREA-plan']);
  });

  it('an event without its leaf', async () => {
    const seen = await planted(
      () => owner(`update leaves set subject = 'lost' where subject = 'areaPlan' and seq = 2`),
      () => owner(`update leaves set subject = 'areaPlan' where subject = 'lost'`),
    );
    expect(seen).toEqual(['I-AREA-atom']);
  });

  it('an area in pieces, an area without a cell, and neighbors of one tint', async () => {
    const cells = await ownerRows<{ cell: string; area_number: number }>(
      app.database.ownerUrl,
      `select cell, area_number from blocks where district_id = 1`,
    );
    const restore = () =>
      owner(
        `update blocks b set area_number = r.area from unnest($1::text[], $2::integer[]) as r (cell, area) where b.cell = r.cell`,
        [cells.map(({ cell }) => cell), cells.map(({ area_number }) => area_number)],
      );
    const mine = cells.filter(({ area_number }) => area_number === 2).map(({ cell }) => cell);
    const torn = await planted(
      // Every other cell of the whole district: nothing keeps together.
      () =>
        owner(
          `update blocks b set area_number = 1 + (r.n % 2)::integer from (select cell, row_number() over (order by md5(cell)) as n from blocks) r where r.cell = b.cell`,
        ),
      restore,
    );
    expect(torn).toContain('I-AREA-whole');
    const emptied = await planted(
      () => owner(`update blocks set area_number = 1 where cell = any($1::text[])`, [mine]),
      restore,
    );
    expect(emptied).toContain('I-AREA-empty');
    const tints = await ownerRows<{ number: number; tint: number }>(
      app.database.ownerUrl,
      `select number, tint from service_areas where district_id = 1`,
    );
    const clash = await planted(
      () => owner(`update service_areas set tint = 1 where district_id = 1`),
      async () => {
        for (const { number, tint } of tints)
          await owner(`update service_areas set tint = $2 where number = $1 and district_id = 1`, [number, tint]);
      },
    );
    expect(clash).toEqual(['I-AREA-tint']);
  });

  it('nothing in the database itself lets one person do both, or two areas share a cell', async () => {
    await expect(owner(`update area_plans set approver_id = author_id`)).rejects.toThrow(/check constraint/);
    await expect(
      owner(
        `insert into block_tenures (district_id, cell, area_number, during) values (1, $1, 1, tstzrange(now(), null))`,
        [moved.cell],
      ),
    ).rejects.toThrow(/exclusion constraint/);
  });
});
