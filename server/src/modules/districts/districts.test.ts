import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerRows, type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { Call, OperationSchema } from '../../platform/operation.ts';
import { createDistricts, type District, districtOfHost } from './districts.ts';
import { perDistrict } from './per-district.ts';
import { districtOperations } from './routes.ts';
import { ensureDistrict } from './store.ts';

const district = (id: number, hosts: readonly string[], demo = true): District => ({
  id,
  code: `d${id}`,
  name: { zh: `区${id}`, en: `District ${id}` },
  phone: '',
  hosts,
  demo,
});

describe('host of a district', () => {
  it('names the district, whatever the port and the case', () => {
    const districts = [district(1, []), district(2, ['b.test'])];
    expect(districtOfHost(districts, 'B.test:8080')?.id).toBe(2);
    expect(districtOfHost(districts, 'b.test.')?.id).toBe(2);
    expect(districtOfHost(districts, '127.0.0.1:8080')?.id).toBe(1);
  });

  it('leads nowhere when every district has hosts and this is none of them', () => {
    expect(districtOfHost([district(1, ['a.test']), district(2, ['b.test'])], 'c.test')).toBeUndefined();
    expect(districtOfHost([district(1, ['a.test'])], 'c.test')?.id).toBe(1);
  });
});

describe('one remembered value per district', () => {
  it('reads once for callers that come together, again after ten seconds, and again after a failure', async () => {
    let at = 0;
    let readings = 0;
    let broken = false;
    const value = perDistrict(
      async () => {
        readings += 1;
        if (broken) throw new Error('no database');
        return readings;
      },
      () => at,
    );
    expect(await Promise.all([value.get(1), value.get(1), value.get(1)])).toEqual([1, 1, 1]);
    expect(await value.get(2)).toBe(2);
    at = 9_999;
    expect(await value.get(1)).toBe(1);
    at = 10_000;
    broken = true;
    await expect(value.get(1)).rejects.toThrow('no database');
    broken = false;
    expect(await value.get(1)).toBe(4);
    expect(await value.reload(1)).toBe(5);
  });
});

describe('districts in the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('are created once by the owner and never by the application', async () => {
    const fresh = district(3, ['c.test'], false);
    expect(await ensureDistrict(database.ownerUrl, fresh)).toBe(true);
    expect(await ensureDistrict(database.ownerUrl, { ...fresh, phone: 'changed' })).toBe(false);
    expect(await ownerRows(database.ownerUrl, 'select id, phone, demo from districts where id = 3')).toEqual([
      { id: 3, phone: '', demo: false },
    ]);
    const districts = createDistricts({ db: database.db, now: () => 0 });
    expect((await districts.byHost('c.test'))?.id).toBe(3);
    expect((await districts.byId(1))?.name.zh).toBe('杭州未来科技城（演示）');
    expect(await districts.byId(9)).toBeUndefined();
  });

  it('show demo accounts only where they are a demo', async () => {
    const districts = createDistricts({ db: database.db, now: () => 0 });
    const accounts = { accounts: [] };
    const [operation] = districtOperations({ districts, demoAccounts: () => accounts });
    const ask = (districtId: number) => operation?.handle({ districtId } as unknown as Call<OperationSchema, null>); // a call carries more than this handler reads
    expect(await ask(1)).toEqual({ status: 200, body: accounts });
    await expect(ask(3)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(77)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
