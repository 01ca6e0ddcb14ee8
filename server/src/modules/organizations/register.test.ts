import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { newId } from '../../platform/ids.ts';
import { insertCoverage, insertOrganizations, type Organization } from './index.ts';

let app: TestApp;
let manager: Client;
let company: Client;
const ids = { a: newId(), b: newId(), c: newId(), d: newId() };

const organization = (key: keyof typeof ids, more: Partial<Organization>): Organization => ({
  id: ids[key],
  code: key.toUpperCase(),
  name: { zh: `${key} 支部（演示）`, en: `Branch ${key} (demo)` },
  kind: 'keyCompany',
  facilityId: null,
  firmId: null,
  form: 'branch',
  memberCount: 12,
  parentId: null,
  approvedOn: '2024-01-02',
  approvalDocument: '演示批复 1 号',
  termBeganOn: '2024-01-02',
  reelectionDueOn: '2027-01-02',
  ...more,
});

beforeAll(async () => {
  app = await testApp();
  [manager, company] = [await app.signIn('manager'), await app.signIn('firm1')];
  const { firm1, firm2 } = app.district.firms;
  await app.database.db.inDistrict(1, async (tx) => {
    await insertOrganizations(tx, [
      organization('a', { firmId: firm1, memberCount: 4 }),
      organization('b', { firmId: firm2 }),
    ]);
    await insertOrganizations(tx, [organization('c', { parentId: ids.a }), organization('d', {})]);
    await insertCoverage(tx, [
      { id: newId(), organizationId: ids.a, firmId: firm1, facilityId: null, since: '2024-01-02' },
      { id: newId(), organizationId: ids.b, firmId: firm2, facilityId: null, since: '2024-01-02' },
    ]);
  });
});
afterAll(() => app.close());

const change = (id: string, body: object) =>
  manager.send('POST', `/api/organizations/${id}/changes`, {
    document: '演示批复 9 号',
    effectiveOn: '2026-11-20',
    ...body,
  });
const end = (id: string, body: object = {}) =>
  manager.send('POST', `/api/organizations/${id}/ending`, {
    document: '演示撤销 3 号',
    endedOn: '2026-11-20',
    ...body,
  });

describe('the register', () => {
  it('shows a count under five to its own organization alone, and no other organization to a company', async () => {
    expect((await manager.get(`/api/organizations/${ids.a}`)).body.members).toBe('<5');
    expect((await manager.get('/api/organizations')).body.organizations[0]).toMatchObject({
      code: 'A',
      members: '<5',
      covers: 1,
    });
    expect((await company.get(`/api/organizations/${ids.a}`)).body.members).toBe('4');
    expect((await company.get(`/api/organizations/${ids.b}`)).status).toBe(404);
  });

  it('changes with a day and a document, seen in the record, and refuses what somebody overtook', async () => {
    const changed = await change(ids.d, { version: 0, memberCount: 20, form: 'generalBranch' });
    expect(changed.body, JSON.stringify(changed.body)).toMatchObject({
      members: '20',
      form: 'generalBranch',
      version: 1,
    });
    expect(changed.body.changes[0]).toMatchObject({
      type: 'changed',
      role: 'manager',
      document: '演示批复 9 号',
      effectiveOn: '2026-11-20',
      fields: ['form', 'memberCount'],
    });
    expect((await change(ids.d, { version: 0, memberCount: 21 })).body.error.code).toBe('ORGANIZATION_CHANGED');
    expect((await change(ids.d, { version: 1, reelectionDueOn: '2023-01-01' })).body.error.code).toBe('DATES_REVERSED');
    expect((await change(ids.a, { version: 0, parentId: ids.c })).body.error.code).toBe('ORGANIZATION_LOOP');
    expect((await change(newId(), { version: 0 })).status).toBe(404);
  });

  it('takes in a new organization with its document and host, and refuses a code, a host or a day that cannot be', async () => {
    const { firm1, firm3 } = app.district.firms;
    const body = {
      code: 'L900',
      name: { zh: '新支部（演示）', en: 'New branch (demo)' },
      kind: 'keyCompany',
      form: 'branch',
      document: '演示批复 20 号',
      approvedOn: '2026-11-02',
      memberCount: 3,
    };
    const register = (more: object) => manager.send('POST', '/api/organizations', { ...body, ...more });
    const made = await register({
      firmId: firm3,
      parentId: ids.d,
      termBeganOn: '2026-11-02',
      reelectionDueOn: '2029-11-02',
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body).toMatchObject({
      members: '<5',
      version: 1,
      firm: { id: firm3 },
      parent: { id: ids.d },
      changes: [{ type: 'registered', document: '演示批复 20 号', effectiveOn: '2026-11-02' }],
    });
    expect((await register({})).body.error).toMatchObject({
      code: 'ORGANIZATION_CODE_TAKEN',
      facts: { nameZh: '新支部（演示）' },
    });
    const refused = async (more: object) => (await register({ code: 'L901', ...more })).body.error.code;
    expect(await refused({ firmId: firm1 })).toBe('HOST_TAKEN');
    expect(await refused({ firmId: firm3, facilityId: newId() })).toBe('INPUT_INVALID');
    expect(await refused({ facilityId: newId() })).toBe('NOT_FOUND');
    expect(await refused({ parentId: newId() })).toBe('NOT_FOUND');
    expect(await refused({ approvedOn: '2027-11-02' })).toBe('DATES_REVERSED');
    expect(await refused({ termBeganOn: '2026-11-02', reelectionDueOn: '2026-11-02' })).toBe('DATES_REVERSED');
    // A change of host passes the same gate, and the next act of the record has its own number.
    expect((await change(made.body.id, { version: 1, firmId: firm1 })).body.error.code).toBe('HOST_TAKEN');
    expect((await change(made.body.id, { version: 1, parentId: null, memberCount: 5 })).body).toMatchObject({
      version: 2,
      members: '5',
    });
    expect((await end(made.body.id)).status).toBe(200);
  });

  it('keeps partnerships with purpose, activities and results, one living one for each pair', async () => {
    const body = {
      firstId: ids.b,
      secondId: ids.a,
      kind: 'chain',
      purpose: '样品互测',
      beganOn: '2026-01-05',
      document: '协议 1 号',
    };
    const founded = await manager.send('POST', '/api/partnerships', body);
    expect(founded.status, JSON.stringify(founded.body)).toBe(201);
    expect(
      (await manager.send('POST', '/api/partnerships', { ...body, firstId: ids.a, secondId: ids.b })).body.error.code,
    ).toBe('PARTNERSHIP_EXISTS');
    const url = `/api/partnerships/${founded.body.id}`;
    const held = await manager.send('POST', `${url}/activities`, {
      heldOn: '2026-02-01',
      title: '互测',
      result: '测了 5 批',
    });
    expect(held.body.activities).toHaveLength(1);
    expect(
      (await manager.send('POST', `${url}/activities`, { heldOn: '2025-02-01', title: '互测', result: '太早' })).body
        .error.code,
    ).toBe('DATES_REVERSED');
    expect((await company.get('/api/partnerships')).body.partnerships).toHaveLength(1);
    const { measures, nodes } = (await manager.get('/api/network')).body;
    expect(measures).toMatchObject({ organizations: 4, partnerships: 1, isolates: 2, components: 3 });
    expect(nodes[0]).toMatchObject({ code: 'A', links: 1, withinTwo: 1, activities: 1 });
  });

  it('leaves no dangling link when one merges into another', async () => {
    const merged = await end(ids.a, { intoId: ids.d });
    expect(merged.body, JSON.stringify(merged.body)).toMatchObject({
      endedOn: '2026-11-20',
      mergedInto: { id: ids.d },
    });
    const into = (await manager.get(`/api/organizations/${ids.d}`)).body;
    expect(into).toMatchObject({ covers: 1, below: [{ id: ids.c }] });
    const [partnership] = (await manager.get('/api/partnerships')).body.partnerships;
    expect(partnership.endedOn).toBe('2026-11-20');
    expect(
      (
        await manager.send('POST', `/api/partnerships/${partnership.id}/ending`, {
          endedOn: '2026-11-21',
          document: '协议 2 号',
        })
      ).body.error.code,
    ).toBe('PARTNERSHIP_ENDED');
    expect((await end(ids.a)).body.error.code).toBe('ORGANIZATION_ENDED');
    expect((await change(ids.a, { version: 1 })).body.error.code).toBe('ORGANIZATION_ENDED');
    const dangling = await ownerRows(
      app.database.ownerUrl,
      `select o.id from organizations o where o.ended_on is not null and (
        exists (select from partnerships p where p.ended_on is null and o.id in (p.first_id, p.second_id))
        or exists (select from organization_coverage c where c.until is null and c.organization_id = o.id)
        or exists (select from organizations b where b.ended_on is null and b.parent_id = o.id))`,
    );
    expect(dangling).toEqual([]);
    // A company is covered by one organization at a time, also after the merger.
    const covered = await ownerRows<{ n: number }>(
      app.database.ownerUrl,
      `select count(*)::int as n from organization_coverage where until is null group by firm_id`,
    );
    expect(covered.every(({ n }) => n === 1)).toBe(true);
  });

  it('cannot lose a company, a facility or an organization that it links to', async () => {
    const owner = (text: string, id: string | undefined) =>
      ownerRows(app.database.ownerUrl, text, [id]).catch((error: { code: string }) => error.code);
    expect(await owner('delete from firms where id = $1', app.district.firms.firm2)).toBe('23503');
    expect(await owner('delete from organizations where id = $1', ids.b)).toBe('23503');
    // A company that moves keeps its id: coverage follows it to the other building without a step.
    await owner(`update sites set address = '搬到 9 幢' where firm_id = $1`, app.district.firms.firm2);
    expect((await manager.get(`/api/organizations/${ids.b}`)).body.covers).toBe(1);
  });
});
