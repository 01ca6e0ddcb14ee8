import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { readGazetteer } from './ask.ts';
import { insertSites } from './store.ts';

let app: TestApp;
let manager: Client;
beforeAll(async () => {
  app = await testApp();
  manager = await app.signIn('manager');
});
afterAll(() => app.close());

it('a facility that ends while somebody is placed in it waits, and lets go of him too', async () => {
  const facility = newId();
  const { db } = app.database;
  await db.inDistrict(1, (tx) =>
    tx.run(sql`insert into facilities (district_id, id, code, kind, name_zh, name_en, aliases, lon, lat, note_zh, note_en)
      values (1, ${facility}, 'T9', 'park', '新园', 'New park', '{}', 120, 30, '', '')`),
  );
  const happened: string[] = [];
  let ending: Promise<unknown> | undefined;
  await db.inDistrict(1, async (tx) => {
    const gazetteer = await readGazetteer(tx);
    expect(gazetteer.facilities.map(({ facilityId }) => facilityId)).toContain(facility);
    ending = manager
      .send('POST', `/api/facilities/${facility}/ending`, { document: '停用通知 1 号', endedOn: '2026-11-23' })
      .then(({ status }) => happened.push(`ended ${status}`));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const site = {
      id: newId(),
      firmId: app.district.firms.firm2,
      kind: 'branch' as const,
      name: '',
      address: '新园 1 幢',
    };
    await insertSites(
      tx,
      [{ ...site, lon: 120, lat: 30, cell: '89309a5100fffff', placedBy: 'facility', facilityId: facility }],
      0,
    );
    happened.push('placed');
  });
  await ending;
  expect(happened).toEqual(['placed', 'ended 200']);
  const left = await db.inDistrict(1, (tx) => tx.rows(sql`select id from sites where facility_id = ${facility}`));
  expect(left).toEqual([]);
});
