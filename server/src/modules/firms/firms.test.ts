import { Readable } from 'node:stream';
import type { FirmHit, FirmPage, ImportReport, SiteView, Timeline } from '@banfei/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownerRows, type TestDatabase, testDatabase } from '../../../test/database.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import type { Operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { createPosts } from '../posts/index.ts';
import { proposeMapping } from './import/columns.ts';
import { demoCode } from './import/fixture.ts';
import { readFirmFile } from './import/read-file.ts';
import { dryRun, storeDryRun } from './import/stage.ts';
import { importFirmFile, tryFirmFile } from './import/whole-file.ts';
import { gazetteerOf, place } from './place.ts';
import { firmOperations } from './routes.ts';
import { createFirmSearch, type FirmSearch } from './search.ts';
import { csvOf, importTemplate } from './template.ts';

const POINT = { lon: 120.0133, lat: 30.2857 };
const AT = Date.UTC(2026, 10, 22, 2, 20);
const OFFICER: Principal = { districtId: 1, accountId: newId(), role: 'officer', scopes: [] };

let database: TestDatabase;
let search: FirmSearch;
let operations: readonly Operation[];
let now = AT;

beforeAll(async () => {
  database = await testDatabase();
  await database.db.inDistrict(1, async (tx) => {
    await tx.run(sql`insert into accounts (district_id, id, login, password_hash, role, name_zh, name_en, created_at)
      values (1, ${OFFICER.accountId}, 'officer', '', 'officer', '窗口（演示）', 'Counter (demo)', ${new Date(AT)})`);
    await tx.run(sql`insert into facilities (district_id, id, code, kind, name_zh, name_en, aliases, lon, lat)
      values (1, ${newId()}, 'ai-town', 'park', '人工智能小镇', 'AI Town', '{AI小镇}', ${POINT.lon}, ${POINT.lat})`);
    await tx.run(
      sql`insert into streets (district_id, code, name, lon, lat) values (1, '330110012', '仓前街道', 120.0, 30.28)`,
    );
  });
});
afterAll(() => database.close());

beforeEach(() => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const platform = { db: database.db, now: () => now, log, dataDir: '', outboxFilled: () => undefined };
  search = createFirmSearch(platform);
  operations = firmOperations({
    platform,
    posts: createPosts(platform),
    search,
    matters: {
      timeline: async (_tx, _firmId, before) =>
        [{ at: AT - 1000, number: 'QY-2611-00001', title: '货梯停了' }].filter(({ at }) => at < before),
      open: async () => 1,
    },
  });
});

/** Calls an operation as the edge would, past HTTP: who, which, with what. */
async function call<Body>(
  principal: Principal,
  route: string,
  parts: { params?: object; query?: object; body?: object; key?: string; request?: object } = {},
): Promise<Body> {
  const operation = operations.find(({ method, path }) => `${method} ${path}` === route);
  if (operation === undefined) throw new Error(`no operation ${route}`);
  const { params = {}, query = {}, body = {}, key = newId(), request } = parts;
  const intention = {
    districtId: principal.districtId,
    principal: principal.accountId,
    route,
    key,
    fingerprint: sha256(JSON.stringify(body)),
  };
  // The edge builds this object from a request; here its parts are given.
  const answer = await operation.handle({
    params,
    query,
    body,
    principal,
    districtId: principal.districtId,
    now,
    intention,
    request,
  } as never);
  if (typeof answer === 'symbol') throw new Error('sent');
  return answer.body as Body; // the test says what the operation answers
}

const csv = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(
    ['统一社会信用代码,企业名称,状态,地址,注册资本,曾用名', ...rows.map((cells) => cells.join(','))].join('\n'),
  );

const given = (content: Buffer, fileName = '名单.csv') => ({ content, fileName, mapping: null });
const register = () => ({ db: database.db, districtId: 1 });

describe('an import', () => {
  const first = csv([
    [demoCode(1), '演示一号科技有限公司', '存续', '人工智能小镇 3 幢', '500万元人民币', ''],
    [demoCode(2), '演示二号科技有限公司', '存续', '仓前街道某路 1 号', '1000.5万美元', '旧名二号'],
    [demoCode(3), '演示三号科技有限公司', '存续', '不知何处', '', ''],
    ['', '演示四号无码店', '', '', '', ''],
  ]);

  it('writes nothing on a dry run, everything once, and nothing the second time', async () => {
    const tried = await tryFirmFile(given(first), register(), AT);
    expect(tried.totals).toEqual({ read: 4, new: 4, update: 0, unchanged: 0, duplicate: 0, rejected: 0 });
    expect(await ownerRows(database.ownerUrl, 'select 1 from firms')).toHaveLength(0);

    const done = await importFirmFile(given(first), register(), AT);
    expect(done.totals).toEqual(tried.totals);
    expect(done.committedAt).toBe('2026-11-22T02:20:00.000Z');

    const again = await importFirmFile(given(first), register(), AT + 1000);
    expect(again.totals).toEqual({ read: 4, new: 0, update: 0, unchanged: 4, duplicate: 0, rejected: 0 });
    expect(again.remembered).toBe(true);
    const firms = await ownerRows<{ revision: number; capital_minor: string | null; capital_currency: string | null }>(
      database.ownerUrl,
      'select revision, capital_minor, capital_currency from firms order by name',
    );
    expect(firms.map(({ revision }) => revision)).toEqual([1, 1, 1, 1]);
    expect(firms.map(({ capital_minor }) => capital_minor).sort()).toEqual(['1000500000', '500000000', null, null]);
    const leaves = await ownerRows<{ count: string }>(
      database.ownerUrl,
      `select count(*) from leaves where subject = 'firmImport'`,
    );
    expect(Number(leaves[0]?.count)).toBe(2);
  });

  it('places by facility, by street, or not at all, and lists what has no place', async () => {
    const sites = await ownerRows<{ name: string; placed_by: string | null }>(
      database.ownerUrl,
      'select f.name, s.placed_by from firms f left join sites s on s.firm_id = f.id order by f.name',
    );
    expect(Object.fromEntries(sites.map(({ name, placed_by }) => [name.slice(2, 4), placed_by]))).toEqual({
      一号: 'facility',
      二号: 'street',
      三号: null,
      四号: null,
    });
    const unplaced = await call<{ total: number; rows: { name: string; siteId: string }[] }>(
      OFFICER,
      'GET /api/firms/unplaced',
    );
    expect(unplaced.total).toBe(1);
    const [row] = unplaced.rows;
    const placed = await call<SiteView>(OFFICER, 'PUT /api/sites/:id/place', {
      params: { id: row?.siteId },
      body: POINT,
    });
    expect(placed).toMatchObject({
      placedBy: 'officer',
      lon: POINT.lon,
      cell: place('', POINT, gazetteerOf([], []))?.cell,
    });
    expect((await call<{ total: number }>(OFFICER, 'GET /api/firms/unplaced')).total).toBe(0);
  });

  it('changes what the file says and leaves the rest, with the old name among the former ones', async () => {
    const second = csv([
      [demoCode(1), '演示壹号科技有限公司', '', '', '', ''],
      [demoCode(2), '演示二号科技有限公司', '注销', '', '', ''],
      [demoCode(2), '演示二号科技有限公司', '存续', '', '', ''],
      [demoCode(4), '演示四号无码店', '', '', '', ''],
    ]);
    const report = await importFirmFile(given(second, '更新.csv'), register(), AT + 60_000);
    expect(report.rows.map(({ outcome }) => outcome)).toEqual(['update', 'update', 'duplicate', 'update']);
    const [renamed] = await ownerRows<{ former_names: string[]; status: string; revision: number; pinyin: string }>(
      database.ownerUrl,
      `select former_names, status, revision, pinyin from firms where code = '${demoCode(1)}'`,
    );
    expect(renamed).toMatchObject({ former_names: ['演示一号科技有限公司'], status: '存续', revision: 2 });
    const verified = await ownerRows<{ provisional: boolean }>(
      database.ownerUrl,
      `select provisional from firms where code = '${demoCode(4)}'`,
    );
    expect(verified).toEqual([{ provisional: false }]);
    const changes = await ownerRows<{ changes: { facts: { fact: string; from: string; to: string }[] } }>(
      database.ownerUrl,
      `select changes from firm_changes c join firms f on f.id = c.firm_id where f.code = '${demoCode(2)}' and c.changes->>'type' = 'facts'`,
    );
    expect(changes.map(({ changes: { facts } }) => facts)).toEqual([[{ fact: 'status', from: '存续', to: '注销' }]]);
  });

  it('refuses a row without a code whose name two companies share', async () => {
    const twins = csv([
      [demoCode(21), '演示双生店', '', '', '', ''],
      [demoCode(22), '演示双生店', '', '', '', ''],
    ]);
    expect((await importFirmFile(given(twins), register(), AT)).totals.new).toBe(2);
    const nameless = await tryFirmFile(given(csv([['', '演示双生店', '', '', '', '']])), register(), AT);
    expect(nameless.rows[0]?.reasons.map(({ code }) => code)).toEqual(['ROW_NAME_AMBIGUOUS']);
  });

  it('takes effect as a whole or not at all', async () => {
    const count = async (): Promise<unknown> =>
      ownerRows(
        database.ownerUrl,
        'select (select count(*) from firms) as firms, (select count(*) from firm_imports) as imports',
      );
    const before = await count();
    // The leaf is written last; a fault there must take everything before it back.
    await ownerRows(database.ownerUrl, 'revoke insert on leaves from banfei_app');
    await expect(
      importFirmFile(given(csv([[demoCode(31), '演示三一店', '', '', '', '']])), register(), AT),
    ).rejects.toThrow('leaves');
    await ownerRows(database.ownerUrl, 'grant insert on leaves to banfei_app');
    expect(await count()).toEqual(before);
  });

  it('enters a company once when two imports of the same file take effect at the same time', async () => {
    const list = csv(
      Array.from({ length: 50 }, (_, k) => [demoCode(100 + k), `演示并发${k}号有限公司`, '', '', '', '']),
    );
    const reports = await Promise.all([1, 2, 3].map(() => importFirmFile(given(list), register(), AT)));
    expect(reports.map(({ totals }) => totals.new).sort((a, b) => a - b)).toEqual([0, 0, 50]);
    expect(reports.map(({ totals }) => totals.unchanged).sort((a, b) => a - b)).toEqual([0, 50, 50]);
  });
});

describe('a stored import', () => {
  it('is read again under another mapping until it has taken effect', async () => {
    const content = Buffer.from(`甲,乙\n${demoCode(201)},演示映射店\n`);
    const read = await readFirmFile(content, 'x.csv');
    if (!read.ok) throw new Error(read.remark.code);
    const brought = {
      accountId: null,
      fileName: 'x.csv',
      sha256: sha256(content),
      bytes: content.length,
      table: read.table,
      mapping: { 甲: 'name' as const },
    };
    const staged = await dryRun(register(), brought, AT);
    const report = await database.db.inDistrict(1, (tx) => storeDryRun(tx, staged, AT));
    expect(report.columns).toEqual([
      { header: '甲', field: 'name', samples: [demoCode(201)] },
      { header: '乙', field: null, samples: ['演示映射店'] },
    ]);
    const id = report.id ?? '';
    const mapped = await call<ImportReport>(OFFICER, 'PUT /api/firm-imports/:id/mapping', {
      params: { id },
      body: { mapping: { 甲: 'code', 乙: 'name' } },
    });
    expect(mapped.rows).toEqual([{ line: 2, outcome: 'new', name: '演示映射店', code: demoCode(201), reasons: [] }]);
    await expect(
      call(OFFICER, 'PUT /api/firm-imports/:id/mapping', { params: { id }, body: { mapping: { 丙: 'code' } } }),
    ).rejects.toMatchObject({ code: 'IMPORT_MAPPING_COLUMN' });
    await expect(
      call(OFFICER, 'PUT /api/firm-imports/:id/mapping', {
        params: { id },
        body: { mapping: { 甲: 'name', 乙: 'name' } },
      }),
    ).rejects.toMatchObject({ code: 'IMPORT_MAPPING_TWICE' });
    await expect(
      call(OFFICER, 'PUT /api/firm-imports/:id/mapping', { params: { id }, body: { mapping: {} } }),
    ).rejects.toMatchObject({ code: 'IMPORT_NAME_COLUMN_MISSING' });

    const key = newId();
    const done = await call<ImportReport>(OFFICER, 'POST /api/firm-imports/:id/commit', { params: { id }, key });
    expect(done.totals.new).toBe(1);
    expect(await call(OFFICER, 'POST /api/firm-imports/:id/commit', { params: { id }, key })).toEqual(done);
    await expect(call(OFFICER, 'POST /api/firm-imports/:id/commit', { params: { id } })).rejects.toMatchObject({
      code: 'IMPORT_COMMITTED',
    });
    await expect(
      call(OFFICER, 'PUT /api/firm-imports/:id/mapping', { params: { id }, body: { mapping: { 甲: 'name' } } }),
    ).rejects.toMatchObject({ code: 'IMPORT_COMMITTED' });
    const rows = await call<{ rows: object[] }>(OFFICER, 'GET /api/firm-imports/:id/rows', {
      params: { id },
      query: { outcome: 'new' },
    });
    expect(rows.rows).toHaveLength(1);
    const elsewhere = { ...OFFICER, districtId: 2 };
    await expect(call(elsewhere, 'GET /api/firm-imports/:id', { params: { id } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('an upload', () => {
  /** A request as the multipart reader gives it: fields and files, one after the other. */
  const request = (parts: readonly object[]) => ({
    isMultipart: () => true,
    parts: async function* () {
      yield* parts;
    },
  });
  const file = (content: Buffer, filename = '../名单\u202e.csv') => {
    const stream = Object.assign(Readable.from([content]), { truncated: false });
    return { type: 'file', filename, file: stream };
  };
  const field = (value: string) => ({ type: 'field', fieldname: 'mapping', value });

  it('is tried, answered once however often it is sent, and keeps a harmless name', async () => {
    const content = Buffer.from(`甲,乙\n${demoCode(401)},演示上传店\n`);
    const key = newId();
    const upload = () =>
      call<ImportReport>(OFFICER, 'POST /api/firm-imports', {
        key,
        request: request([field('{"甲":"code","乙":"name"}'), file(content)]),
      });
    const report = await upload();
    expect(report).toMatchObject({
      fileName: '名单.csv',
      encoding: 'UTF-8',
      totals: { read: 1, new: 1 },
      committedAt: null,
    });
    expect((await upload()).id).toBe(report.id);
  });

  it.each([
    ['IMPORT_FILE_MISSING', []],
    ['IMPORT_MAPPING_UNREADABLE', [field('{')]],
    ['IMPORT_MAPPING_UNREADABLE', [field('{"a":"nonsense"}')]],
    ['IMPORT_FORMAT_UNKNOWN', [file(Buffer.from('%PDF-1.7'))]],
    [
      'IMPORT_FILE_TOO_LARGE',
      [{ ...file(Buffer.from('x')), file: Object.assign(Readable.from([]), { truncated: true }) }],
    ],
  ])('is refused by %s', async (code, parts) => {
    await expect(call(OFFICER, 'POST /api/firm-imports', { request: request(parts) })).rejects.toMatchObject({ code });
  });

  it('can start from a template that the reader itself understands', async () => {
    const read = await readFirmFile(importTemplate(), 'template.csv');
    if (!read.ok) throw new Error(read.remark.code);
    expect(read.table.encoding).toBe('UTF-8 BOM');
    expect(Object.values(proposeMapping(read.table.header, []))).not.toContain(null);
    expect(csvOf([['=1+1', '+86', '-1', '@x', '＝1', 'a"b,c']]).toString()).toBe(
      `\ufeff'=1+1,'+86,'-1,'@x,'＝1,"a""b,c"\r\n`,
    );
  });
});

describe('a company at the counter', () => {
  it('is taken down, found at once by every way, placed, and shown with one timeline', async () => {
    await search.load(1);
    const hit = await call<FirmHit>(OFFICER, 'POST /api/firms', {
      body: { name: ' 演示窗口新来的店 ', phone: '057100001234' },
    });
    expect(hit).toMatchObject({ name: '演示窗口新来的店', provisional: true, areaNumber: null });
    for (const q of ['窗口新来', 'yscklxd'.slice(0, 4), 'chuangkou']) {
      const { hits } = await call<{ hits: FirmHit[] }>(OFFICER, 'GET /api/firms/search', { query: { q } });
      expect(hits.map(({ id }) => id)).toContain(hit.id);
    }
    await expect(call(OFFICER, 'POST /api/firms', { body: { name: '演示窗口 新来的店' } })).rejects.toMatchObject({
      code: 'FIRM_NAME_TAKEN',
    });
    await expect(call(OFFICER, 'POST /api/firms', { body: { name: '演示\u200b店' } })).rejects.toMatchObject({
      code: 'FIRM_NAME_HIDDEN',
    });

    const head = await call<SiteView>(OFFICER, 'POST /api/firms/:id/sites', {
      params: { id: hit.id },
      body: { name: '总部', address: 'AI 小镇 9 幢' },
    });
    expect(head).toMatchObject({ kind: 'head', placedBy: 'facility', facility: { zh: '人工智能小镇', en: 'AI Town' } });
    now += 1000;
    const branch = await call<SiteView>(OFFICER, 'POST /api/firms/:id/sites', {
      params: { id: hit.id },
      body: { name: '分店', address: '别处', ...POINT },
    });
    expect(branch).toMatchObject({ kind: 'branch', placedBy: 'coordinates' });

    const page = await call<FirmPage>(OFFICER, 'GET /api/firms/:id', { params: { id: hit.id } });
    expect(page).toMatchObject({ provisional: true, contactPhone: '057100001234', openMatters: 1 });
    expect(page.sites.map(({ kind }) => kind)).toEqual(['head', 'branch']);
    const auditor = await call<FirmPage>({ ...OFFICER, role: 'auditor' }, 'GET /api/firms/:id', {
      params: { id: hit.id },
    });
    expect(auditor.contactPhone).toBe('057****1234');

    now += 1000;
    const { entries } = await call<Timeline>(OFFICER, 'GET /api/firms/:id/timeline', { params: { id: hit.id } });
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
    expect((await call<FirmPage>(company, 'GET /api/firms/:id', { params: { id: mine?.id } })).id).toBe(mine?.id);
    for (const route of ['GET /api/firms/:id', 'GET /api/firms/:id/timeline'])
      await expect(call(company, route, { params: { id: other?.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const elsewhere: Principal = { ...OFFICER, districtId: 2 };
    for (const route of ['GET /api/firms/:id', 'GET /api/firms/:id/timeline', 'POST /api/firms/:id/sites'])
      await expect(
        call(elsewhere, route, { params: { id: mine?.id }, body: { name: 'x', address: 'y' } }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { total } = await call<{ total: number }>(elsewhere, 'GET /api/firms/search', { query: { q: '演示' } });
    expect(total).toBe(0);
  });
});

describe('search of another node', () => {
  it('finds what this node has written after its next look, and lists nothing twice', async () => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const other = createFirmSearch({ db: database.db, now: () => now, log });
    await other.load(1);
    const size = (await other.find(1, { text: '演示', limit: 20 })).total;
    await importFirmFile(given(csv([[demoCode(301), '演示别处写的店', '', '', '', '']])), register(), now);
    expect((await other.find(1, { text: '别处写的', limit: 20 })).total).toBe(0);
    await other.catchUp();
    await other.catchUp();
    expect((await other.find(1, { text: '别处写的', limit: 20 })).total).toBe(1);
    expect((await other.find(1, { text: '演示', limit: 20 })).total).toBe(size + 1);
  });
});
