import { cellToLatLng } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digest } from '../../../../test/hostile/stored.ts';
import type { Client } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { CELLS } from '../../../test/district.ts';
import { type Exchange, exchange, wall } from '../../../test/exchange.ts';
import { newId } from '../../platform/ids.ts';
import { insertFacilities } from '../facilities/index.ts';
import { checkOrganizations, insertCoverage, insertOrganizations, type Organization } from '../organizations/index.ts';
import { checkNetwork, insertOrganizationMember } from './index.ts';

let bench: Exchange;
/** An account that acts for an organization, without a company. */
let member: Client;
const ids = { a: newId(), b: newId(), c: newId(), below: newId(), park: newId(), tower: newId() };
const DAY = { document: '演示批复 7 号', endedOn: '2026-11-23' };

const organization = (key: 'a' | 'b' | 'c' | 'below', more: Partial<Organization>): Organization => ({
  id: ids[key],
  code: key.toUpperCase(),
  name: { zh: `${key} 支部（演示）`, en: `Branch ${key} (demo)` },
  kind: 'keyCompany',
  facilityId: null,
  firmId: null,
  form: 'branch',
  memberCount: 12,
  parentId: null,
  approvedOn: null,
  approvalDocument: '',
  termBeganOn: null,
  reelectionDueOn: null,
  ...more,
});
const facility = (key: 'park' | 'tower', lon: number) => ({
  id: ids[key],
  code: key,
  kind: 'park' as const,
  name: { zh: `${key}园（演示）`, en: `${key} (demo)` },
  aliases: [],
  lon,
  lat: 30.28,
  note: { zh: '', en: '' },
});
const covers = (organizationId: string, firmId: string | null, facilityId: string | null) => ({
  id: newId(),
  organizationId,
  firmId,
  facilityId,
  since: '2024-01-02',
});
const owner = (text: string, values: unknown[] = []) =>
  ownerRows<{ n: number }>(bench.app.database.ownerUrl, text, values);
/** What hangs on it is shown first, without leaving a trace, and is then exactly what becomes of it. */
const end = async (path: string, body: { readonly intoId?: string; readonly endedOn?: string } = {}) => {
  const into = body.intoId === undefined ? '' : `?intoId=${body.intoId}`;
  const before = await digest(bench.app.database.ownerUrl);
  const preview = await bench.manager.get(`${path}/ending${into}`);
  expect(await digest(bench.app.database.ownerUrl)).toBe(before);
  const answer = await bench.manager.send('POST', `${path}/ending`, { ...DAY, ...body });
  if (body.endedOn === undefined) expect(preview.status).toBe(answer.status);
  if (answer.status === 200 && 'links' in answer.body) expect(preview.body.links).toEqual(answer.body.links);
  return { ...answer, preview };
};
const found = async () =>
  [...(await checkOrganizations(bench.app.database.db, 1)), ...(await checkNetwork(bench.app.database.db, 1))]
    .filter(({ violations }) => violations > 0)
    .map(({ id }) => id);

/** A district full of links: hosts, coverage both ways, offers, needs, bookings across, a partnership, a request, tenants. */
beforeAll(async () => {
  bench = await exchange();
  const { app, lab, startup, manager, offer, book } = bench;
  const { firm1, firm2, firm3 } = app.district.firms;
  await app.database.db.inDistrict(1, async (tx) => {
    await insertFacilities(tx, [facility('park', 120), facility('tower', 120.01)]);
    await insertOrganizations(tx, [organization('a', { firmId: firm1 }), organization('b', { facilityId: ids.park })]);
    await insertOrganizations(tx, [organization('c', {}), organization('below', { parentId: ids.c })]);
    await insertCoverage(tx, [covers(ids.a, firm1, null), covers(ids.b, firm2, null), covers(ids.c, firm3, null)]);
    await insertCoverage(tx, [covers(ids.a, null, ids.park), covers(ids.b, null, ids.park)]);
    await insertCoverage(tx, [covers(ids.b, null, ids.tower)]);
    await insertOrganizationMember(tx, app.district.accounts.firm3, ids.c);
  });
  await owner(`update sites set facility_id = $1, placed_by = 'facility' where firm_id = $2`, [ids.park, firm2]);
  await owner(`delete from firm_members where account_id = $1`, [app.district.accounts.firm3]);
  member = await app.signIn('firm3');
  const ours = await offer();
  const theirs = await startup.send('POST', '/api/resources', {
    kind: 'room',
    title: '会议室（演示）',
    place: '5 幢',
    desk: '前台',
    deskPhone: '0571-0000 0802',
    priceFen: 0,
    slotMinutes: 60,
    hours: [{ weekday: 3, from: 540, until: 1020 }],
  });
  for (const by of [lab, startup, member])
    await by.send('POST', '/api/needs', { kind: 'compute', title: '算力', until: '2027-01-10' });
  const asked = await book(startup, ours, wall('2026-11-25T14:00'));
  await book(member, ours, wall('2026-11-25T15:00'));
  await book(lab, theirs.body.id, wall('2026-11-25T09:00'));
  await lab.send('POST', `/api/bookings/${asked.body.id}/acceptance`, {});
  await lab.send('POST', '/api/matters', { text: '货梯停了' });
  for (const [firstId, secondId] of [
    [ids.a, ids.c],
    [ids.b, ids.c],
  ])
    await manager.send('POST', '/api/partnerships', {
      firstId,
      secondId,
      kind: 'chain',
      purpose: '样品互测',
      beganOn: '2026-01-05',
      document: '协议',
    });
});
afterAll(() => bench.app.close());

describe('what ends', () => {
  it('is refused while it would lose coverage unseen, or has nobody to go on', async () => {
    const { firm1 } = bench.app.district.firms;
    expect((await end(`/api/firms/${firm1}`)).body.error.code).toBe('HOSTS_ORGANIZATION');
    expect((await end(`/api/facilities/${ids.park}`)).body.error.code).toBe('HOSTS_ORGANIZATION');
    expect((await end(`/api/firms/${firm1}`, { intoId: firm1 })).body.error.code).toBe('ENDS_INTO_ITSELF');
    expect((await end(`/api/firms/${newId()}`)).status).toBe(404);
    const ahead = { endedOn: '2026-12-31', intoId: bench.app.district.firms.firm2 };
    expect((await end(`/api/firms/${firm1}`, ahead)).body.error.code).toBe('DATES_REVERSED');
    await owner('update organizations set firm_id = $1 where id = $2', [bench.app.district.firms.firm2, ids.below]);
    const taken = await end(`/api/firms/${firm1}`, { intoId: bench.app.district.firms.firm2 });
    expect(taken.body.error.code).toBe('HOST_TAKEN');
    await owner('update organizations set firm_id = null where id = $1', [ids.below]);
    expect(await found()).toEqual([]);
  });

  it('as a company goes on in its successor: organization, offers, needs, bookings, accounts; requests keep their owner', async () => {
    const { app, lab, startup } = bench;
    const { firm1, firm2 } = app.district.firms;
    const { status, body } = await end(`/api/firms/${firm1}`, { intoId: firm2 });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.links).toEqual([
      { kind: 'organization', moved: 1, ended: 0, kept: 0 },
      // The successor is covered already: what is doubled ends.
      { kind: 'coverage', moved: 0, ended: 1, kept: 0 },
      { kind: 'resource', moved: 1, ended: 0, kept: 0 },
      { kind: 'need', moved: 1, ended: 0, kept: 0 },
      // What both had booked with each other ends; the third party's booking stands.
      { kind: 'booking', moved: 1, ended: 2, kept: 0 },
      { kind: 'matter', moved: 0, ended: 0, kept: 1 },
    ]);
    expect(await found()).toEqual([]);
    // A session knows for whom it acts at most a quarter of a minute long; until then it is refused, never misled.
    expect((await lab.send('POST', '/api/matters', { text: '门禁坏了' })).body.error.code).toBe('FIRM_ENDED');
    app.time.now += 20_000;
    const raised = await lab.send('POST', '/api/matters', { text: '门禁坏了' });
    const [matter] = await ownerRows<{ firm_id: string }>(
      app.database.ownerUrl,
      'select firm_id from matters where number = $1',
      [raised.body.number],
    );
    expect(matter?.firm_id, JSON.stringify(raised.body)).toBe(firm2);
    // The successor reads what its predecessor asked for.
    expect((await startup.get(`/api/firms/${firm1}`)).status).toBe(200);
    expect(
      (await startup.get('/api/bookings')).body.bookings.some(({ state }: { state: string }) => state === 'asked'),
    ).toBe(true);
    const counter = await app.signIn('counter');
    expect((await counter.send('POST', '/api/matters', { text: '货梯', firmId: firm1 })).body.error.code).toBe(
      'FIRM_ENDED',
    );
    expect((await end(`/api/firms/${firm1}`)).body.error.code).toBe('FIRM_ENDED');
  });

  it('as a facility hands its tenants, hosted organization and coverage on, and moves with its sites', async () => {
    const { manager } = bench;
    const { body } = await end(`/api/facilities/${ids.park}`, { intoId: ids.tower });
    expect(body.links).toEqual([
      { kind: 'site', moved: 1, ended: 0, kept: 0 },
      { kind: 'organization', moved: 1, ended: 0, kept: 0 },
      { kind: 'coverage', moved: 1, ended: 1, kept: 0 },
    ]);
    expect((await end(`/api/facilities/${ids.park}`)).body.error.code).toBe('FACILITY_ENDED');
    const move = (lon: number, lat: number) =>
      manager.send('POST', `/api/facilities/${ids.tower}/move`, {
        document: '演示 3 号',
        movedOn: '2026-11-23',
        lon,
        lat,
      });
    expect((await move(121, 31)).body.error.code).toBe('PLACE_OUTSIDE');
    const [lat, lon] = cellToLatLng(CELLS[2]);
    expect((await move(lon, lat)).body).toMatchObject({ sitesMoved: 1 });
    expect(await found()).toEqual([]);
  });

  it('as an organization lets its member, its needs and its bookings go on, or end with it', async () => {
    const { manager } = bench;
    const merged = await end(`/api/organizations/${ids.c}`, { intoId: ids.below });
    expect(merged.status, JSON.stringify(merged.body)).toBe(200);
    expect(merged.preview.body.links).toEqual([
      { kind: 'below', moved: 0, ended: 1, kept: 0 },
      { kind: 'coverage', moved: 1, ended: 0, kept: 0 },
      { kind: 'partnership', moved: 0, ended: 2, kept: 0 },
      { kind: 'need', moved: 1, ended: 0, kept: 0 },
      { kind: 'booking', moved: 1, ended: 0, kept: 0 },
    ]);
    expect(await found()).toEqual([]);
    // The member acts for the successor, and finds what was booked before.
    expect((await member.get('/api/needs')).body.needs).toHaveLength(1);
    expect((await member.get('/api/bookings')).body.bookings).toHaveLength(1);
    expect((await manager.send('POST', `/api/organizations/${ids.below}/ending`, DAY)).status).toBe(200);
    expect(
      (await member.send('POST', '/api/needs', { kind: 'room', title: '房间', until: '2027-01-10' })).body.error.code,
    ).toBe('UNIT_MISSING');
    expect(await found()).toEqual([]);
  });

  it('alone closes what it offered and needed', async () => {
    const { app, startup, manager } = bench;
    for (const id of [ids.a, ids.b]) await manager.send('POST', `/api/organizations/${id}/ending`, DAY);
    const { body } = await end(`/api/firms/${app.district.firms.firm2}`);
    expect(body.links.map(({ kind, ended }: { kind: string; ended: number }) => [kind, ended])).toEqual([
      ['resource', 2],
      ['need', 2],
      ['matter', 0],
    ]);
    expect(
      (await startup.send('POST', '/api/needs', { kind: 'room', title: '房间', until: '2027-01-10' })).body.error.code,
    ).toBe('FIRM_ENDED');
    expect((await end(`/api/facilities/${ids.tower}`)).body.links).toEqual([
      { kind: 'site', moved: 0, ended: 1, kept: 0 },
    ]);
    expect(await found()).toEqual([]);
  });
});

describe('planted faults', () => {
  it('a link that dangles, coverage that ended without a word and a balance nobody confirmed are seen', async () => {
    await owner('update organizations set ended_on = null, firm_id = $1 where id = $2', [
      bench.app.district.firms.firm1,
      ids.a,
    ]);
    expect(await found()).toEqual(['I-LINK-register']);
    await owner('update organizations set ended_on = $1 where id = $2', [DAY.endedOn, ids.a]);
    const [open] = await ownerRows<{ id: string }>(
      bench.app.database.ownerUrl,
      'update resources set open = true where id = (select id from resources limit 1) returning id',
    );
    expect(await found()).toEqual(['I-LINK-exchange']);
    await owner('update resources set open = false where id = $1', [open?.id]);
    await owner(
      `insert into organization_coverage (district_id, id, organization_id, firm_id, since, until)
      values (1, gen_random_uuid(), $1, $2, '2024-01-01', '2025-01-01')`,
      [ids.a, bench.app.district.firms.firm3],
    );
    expect(await found()).toEqual(['I-LINK-coverage']);
    await owner(`delete from organization_coverage where until = '2025-01-01'`);
    await owner(
      `update bookings set state = 'accepted', giver_minutes = 5, taker_minutes = 5 where id = (select id from bookings limit 1)`,
    );
    expect(await found()).toEqual(expect.arrayContaining(['I-USE', 'I-BALANCE']));
  });
});
