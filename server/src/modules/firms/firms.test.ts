import type { FirmHit, FirmPage, SiteView, Timeline } from '@banfei/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerRows, type TestDatabase, testDatabase } from '../../../test/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { AT, type Bench, csvList, given, OFFICER, openBench, POINT, SILENT } from './fixture.ts';
import { demoCode } from './import/fixture.ts';
import { importFirmFile } from './import/whole-file.ts';
import { createFirmSearch } from './search.ts';

let database: TestDatabase;
let bench: Bench;
beforeAll(async () => {
  database = await testDatabase();
  bench = await openBench(database.db);
  const rows = [
    [demoCode(1), '演示一号科技有限公司', '存续', '人工智能小镇 3 幢', '', ''],
    [demoCode(2), '演示二号科技有限公司', '存续', '', '', ''],
  ];
  await importFirmFile(given(csvList(rows)), bench.register, AT);
});
afterAll(() => database.close());

describe('a company at the counter', () => {
  it('is taken down, found at once by every way, placed, and shown with one timeline', async () => {
    await bench.search.load(1);
    const hit = await bench.call<FirmHit>(OFFICER, 'POST /api/firms', {
      body: { name: ' 演示窗口新来的店 ', phone: '057100001234' },
    });
    expect(hit).toMatchObject({ name: '演示窗口新来的店', provisional: true, areaNumber: null });
    for (const q of ['窗口新来', 'yscklxd'.slice(0, 4), 'chuangkou']) {
      const { hits } = await bench.call<{ hits: FirmHit[] }>(OFFICER, 'GET /api/firms/search', { query: { q } });
      expect(hits.map(({ id }) => id)).toContain(hit.id);
    }
    await expect(bench.call(OFFICER, 'POST /api/firms', { body: { name: '演示窗口 新来的店' } })).rejects.toMatchObject(
      {
        code: 'FIRM_NAME_TAKEN',
      },
    );
    await expect(bench.call(OFFICER, 'POST /api/firms', { body: { name: '演示\u200b店' } })).rejects.toMatchObject({
      code: 'FIRM_NAME_HIDDEN',
    });

    const head = await bench.call<SiteView>(OFFICER, 'POST /api/firms/:id/sites', {
      params: { id: hit.id },
      body: { name: '总部', address: 'AI 小镇 9 幢' },
    });
    expect(head).toMatchObject({ kind: 'head', placedBy: 'facility', facility: { zh: '人工智能小镇', en: 'AI Town' } });
    bench.clock += 1000;
    const branch = await bench.call<SiteView>(OFFICER, 'POST /api/firms/:id/sites', {
      params: { id: hit.id },
      body: { name: '分店', address: '别处', ...POINT },
    });
    expect(branch).toMatchObject({ kind: 'branch', placedBy: 'coordinates' });

    const page = await bench.call<FirmPage>(OFFICER, 'GET /api/firms/:id', { params: { id: hit.id } });
    expect(page).toMatchObject({ provisional: true, contactPhone: '057100001234', openMatters: 1 });
    expect(page.sites.map(({ kind }) => kind)).toEqual(['head', 'branch']);
    const auditor = await bench.call<FirmPage>({ ...OFFICER, role: 'auditor' }, 'GET /api/firms/:id', {
      params: { id: hit.id },
    });
    expect(auditor.contactPhone).toBe('057****1234');

    bench.clock += 1000;
    const { entries } = await bench.call<Timeline>(OFFICER, 'GET /api/firms/:id/timeline', { params: { id: hit.id } });
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect(entries.map(({ kind }) => kind)).toContain('matter');
    expect(JSON.stringify(entries)).not.toContain('salt');
    const leaves = await ownerRows(database.ownerUrl, `select 1 from leaves where subject_id = '${hit.id}'`);
    expect(leaves).toHaveLength(3);
  });

  it('is seen by itself and by staff of its district, and by nobody else', async () => {
    const [mine, other] = await ownerRows<{ id: string }>(
      database.ownerUrl,
      'select id from firms order by name limit 2',
    );
    const company: Principal = { districtId: 1, accountId: newId(), role: 'company', scopes: [mine?.id ?? ''] };
    expect((await bench.call<FirmPage>(company, 'GET /api/firms/:id', { params: { id: mine?.id } })).id).toBe(mine?.id);
    for (const route of ['GET /api/firms/:id', 'GET /api/firms/:id/timeline'])
      await expect(bench.call(company, route, { params: { id: other?.id } })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    const elsewhere: Principal = { ...OFFICER, districtId: 2 };
    for (const route of ['GET /api/firms/:id', 'GET /api/firms/:id/timeline', 'POST /api/firms/:id/sites'])
      await expect(
        bench.call(elsewhere, route, { params: { id: mine?.id }, body: { name: 'x', address: 'y' } }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { total } = await bench.call<{ total: number }>(elsewhere, 'GET /api/firms/search', { query: { q: '演示' } });
    expect(total).toBe(0);
  });
});

describe('search of another node', () => {
  it('finds what this node has written after its next look, and lists nothing twice', async () => {
    const other = createFirmSearch({ db: database.db, now: () => bench.clock, log: SILENT });
    await other.load(1);
    const size = (await other.find(1, { text: '演示', limit: 20 })).total;
    await importFirmFile(
      given(csvList([[demoCode(301), '演示别处写的店', '', '', '', '']])),
      bench.register,
      bench.clock,
    );
    expect((await other.find(1, { text: '别处写的', limit: 20 })).total).toBe(0);
    await other.catchUp();
    await other.catchUp();
    expect((await other.find(1, { text: '别处写的', limit: 20 })).total).toBe(1);
    expect((await other.find(1, { text: '演示', limit: 20 })).total).toBe(size + 1);
  });
});
