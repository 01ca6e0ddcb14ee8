import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MONDAY_TEN } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { type Exchange, exchange, MICROSCOPE, wall } from '../../../test/exchange.ts';
import { newId } from '../../platform/ids.ts';
import { checkNetwork, lapseBookings } from './index.ts';

let bench: Exchange;
beforeAll(async () => {
  bench = await exchange();
});
afterAll(() => bench.app.close());

const WEDNESDAY = wall('2026-11-25T14:00');

async function holds(): Promise<void> {
  for (const { id, violations, examples } of await checkNetwork(bench.app.database.db, 1))
    expect([id, violations, examples]).toEqual([id, 0, []]);
}

describe('a booking', () => {
  it('is asked, accepted, used and confirmed by both sides; then both balances move and sum to the same', async () => {
    const { app, lab, startup, manager, offer, book } = bench;
    const id = await offer();
    const asked = await book(startup, id, WEDNESDAY, 2);
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    // Monday 10:00 and one working day: the end of Tuesday's work.
    expect(asked.body).toMatchObject({
      state: 'asked',
      side: 'taker',
      may: ['withdrawal'],
      answerBy: wall('2026-11-24T17:30'),
    });
    const inbox = await lab.get('/api/bookings?state=asked');
    expect(inbox.body.bookings[0]).toMatchObject({ id: asked.body.id, side: 'giver', may: ['acceptance', 'refusal'] });
    const step = (by: typeof lab, path: string, body: object = {}) =>
      by.send('POST', `/api/bookings/${asked.body.id}/${path}`, body);
    expect((await step(startup, 'acceptance')).status).toBe(404);
    expect((await step(lab, 'acceptance')).body).toMatchObject({ state: 'accepted', may: ['refusal'] });
    expect((await step(lab, 'acceptance')).body.error.code).toBe('BOOKING_ENDED');
    expect((await step(lab, 'usage', { minutes: 90 })).body.error.code).toBe('USAGE_EARLY');
    app.time.now = Date.parse(wall('2026-11-25T16:30'));
    expect((await step(startup, 'withdrawal')).body.error.code).toBe('BOOKING_BEGUN');
    expect((await step(startup, 'usage', { minutes: 121 })).body.error.code).toBe('USAGE_TOO_LONG');
    expect((await step(startup, 'usage', { minutes: 90 })).body).toMatchObject({
      takerMinutes: 90,
      confirmedMinutes: null,
    });
    expect((await lab.get('/api/balance')).body.balance).toMatchObject({ givenMinutes: 0, side: 'none' });
    expect((await step(lab, 'usage', { minutes: 100 })).body).toMatchObject({ confirmedMinutes: null });
    expect((await step(lab, 'usage', { minutes: 90 })).body).toMatchObject({ confirmedMinutes: 90, may: [] });
    expect((await step(startup, 'usage', { minutes: 10 })).body.error).toMatchObject({
      code: 'USAGE_SETTLED',
      facts: { minutes: 90 },
    });
    expect((await lab.get('/api/balance')).body.balance).toMatchObject({
      givenMinutes: 90,
      takenMinutes: 0,
      side: 'onlyGives',
    });
    expect((await startup.get('/api/balance')).body.balance).toMatchObject({
      givenMinutes: 0,
      takenMinutes: 90,
      side: 'onlyTakes',
    });
    const { totals, balances } = (await manager.get('/api/balances')).body;
    for (const { unit, givenMinutes, takenMinutes } of balances) {
      const sheet = (await manager.get(`/api/balances/${unit.id}`)).body;
      const sum = (side: string) =>
        sheet.usages
          .filter((usage: { side: string }) => usage.side === side)
          .reduce((whole: number, { minutes }: { minutes: number }) => whole + minutes, 0);
      expect([sum('giver'), sum('taker')]).toEqual([givenMinutes, takenMinutes]);
    }
    expect((await manager.get(`/api/balances/${newId()}`)).body.error.code).toBe('NOT_FOUND');
    expect(totals).toEqual({ givenMinutes: 90, takenMinutes: 90, confirmedMinutes: 90, usages: 1 });
    app.time.now = MONDAY_TEN;
    await holds();
  });

  it('that clashes is answered with the three nearest free slots', async () => {
    const { startup, stranger, offer, book } = bench;
    const id = await offer();
    expect((await book(startup, id, WEDNESDAY)).status).toBe(201);
    const { status, body } = await book(stranger, id, WEDNESDAY);
    expect(status).toBe(409);
    expect(body.error.code).toBe('SLOT_TAKEN');
    expect(body.error.message.zh).toBe(
      '11 月 25 日 14:00刚被约走。最近的空档：11 月 25 日 15:00、11 月 25 日 16:00、11 月 26 日 14:00',
    );
    expect(body.error.facts.free.split(' ')).toHaveLength(3);
    const [next = ''] = body.error.facts.free.split(' ')[0].split('/');
    expect((await book(stranger, id, next)).status).toBe(201);
  });

  it('is refused for times that are no slot, for the own resource, for one that is withdrawn, and for the past', async () => {
    const { app, lab, startup, offer, book } = bench;
    const id = await offer();
    expect((await book(startup, id, wall('2026-11-25T14:30'))).body.error.code).toBe('SLOT_UNKNOWN');
    expect((await book(startup, id, wall('2027-03-03T14:00'))).body.error.code).toBe('SLOT_UNKNOWN');
    expect((await book(lab, id, WEDNESDAY)).body.error.code).toBe('BOOKING_OWN');
    expect((await book(startup, newId(), WEDNESDAY)).status).toBe(404);
    app.time.now = Date.parse(wall('2026-11-26T09:00'));
    expect((await book(startup, id, WEDNESDAY)).body.error.code).toBe('SLOT_PAST');
    app.time.now = MONDAY_TEN;
    expect((await startup.send('POST', `/api/resources/${id}/withdrawal`, {})).status).toBe(404);
    expect((await lab.send('POST', `/api/resources/${id}/withdrawal`, {})).body.open).toBe(false);
    expect((await lab.send('POST', `/api/resources/${id}/withdrawal`, {})).status).toBe(200);
    expect((await book(startup, id, WEDNESDAY)).body.error.code).toBe('RESOURCE_CLOSED');
    expect((await startup.get('/api/resources')).body.resources.map((each: { id: string }) => each.id)).not.toContain(
      id,
    );
    await holds();
  });

  it('that nobody answers lapses after one working day and frees its slot, even before the sweep', async () => {
    const { app, startup, stranger, offer, book } = bench;
    const id = await offer();
    const friday = wall('2026-11-27T14:00');
    const [first, second] = [
      (await book(startup, id, friday)).body.id,
      (await book(startup, id, wall('2026-11-27T15:00'))).body.id,
    ];
    expect(await lapseBookings(app.app.platform, 1)).toBe(0);
    app.time.now = Date.parse(wall('2026-11-24T17:30'));
    expect((await bench.lab.send('POST', `/api/bookings/${first}/acceptance`, {})).body.error.code).toBe(
      'BOOKING_ENDED',
    );
    expect((await book(stranger, id, friday)).status).toBe(201);
    expect(await lapseBookings(app.app.platform, 1)).toBeGreaterThanOrEqual(1);
    const states = await ownerRows<{ state: string }>(
      app.database.ownerUrl,
      'select state from bookings where id = any($1)',
      [[first, second]],
    );
    expect(states.map(({ state }) => state)).toEqual(['lapsed', 'lapsed']);
    app.time.now = MONDAY_TEN;
    await holds();
  });

  it('is withdrawn by the taker and declined or called off by the owner with a reason', async () => {
    const { lab, startup, stranger, offer, book } = bench;
    const id = await offer();
    const hour = (n: number) => wall(`2026-11-25T${13 + n}:00`);
    const [a, b, c] = [
      await book(startup, id, hour(1)),
      await book(startup, id, hour(2)),
      await book(startup, id, hour(3)),
    ];
    const step = (by: typeof lab, { body }: typeof a, path: string, sent: object = {}) =>
      by.send('POST', `/api/bookings/${body.id}/${path}`, sent);
    expect((await step(startup, a, 'withdrawal')).body.state).toBe('withdrawn');
    expect((await step(lab, b, 'refusal', { reason: '那天停机检修' })).body).toMatchObject({
      state: 'declined',
      reason: '那天停机检修',
    });
    await step(lab, c, 'acceptance');
    expect((await step(lab, c, 'refusal', { reason: '设备坏了' })).body.state).toBe('canceled');
    for (const n of [1, 2, 3]) expect((await book(stranger, id, hour(n))).status).toBe(201);
    expect((await step(stranger, a, 'withdrawal')).status).toBe(404);
    expect(
      (await startup.get(`/api/bookings`)).body.bookings.every(({ side }: { side: string }) => side === 'taker'),
    ).toBe(true);
  });
});

describe('an offer and a need', () => {
  it('hours that overlap are refused with both values', async () => {
    const hours = [{ weekday: 1, from: 540, until: 550 }];
    const { body } = await bench.lab.send('POST', '/api/resources', { ...MICROSCOPE, hours });
    expect(body.error).toMatchObject({ code: 'HOURS_UNREADABLE', facts: { hours: '09:00–09:10', minutes: 60 } });
  });

  it('meet with reasons; a need is seen by its own unit and by staff alone, and closed once', async () => {
    const { startup, stranger, manager, offer } = bench;
    const id = await offer({ title: '冷冻电镜二号', priceFen: 0 });
    const need = await startup.send('POST', '/api/needs', {
      kind: 'instrument',
      title: '想用冷冻电镜看蛋白',
      until: '2026-12-10',
    });
    expect(need.status, JSON.stringify(need.body)).toBe(201);
    const match = need.body.matches.find(({ resource }: { resource: { id: string } }) => resource.id === id);
    expect(match.reasons).toEqual([
      { code: 'kind', value: 'instrument' },
      { code: 'words', value: '冷冻电镜' },
      { code: 'free', value: WEDNESDAY },
      { code: 'noCharge', value: '0' },
    ]);
    expect((await stranger.get('/api/needs')).body.needs).toEqual([]);
    expect((await manager.get('/api/needs')).body.needs).toHaveLength(1);
    expect((await stranger.send('POST', `/api/needs/${need.body.id}/closing`, {})).status).toBe(404);
    const close = () => startup.send('POST', `/api/needs/${need.body.id}/closing`, {});
    expect((await close()).body).toMatchObject({ open: false, matches: [] });
    expect((await close()).status).toBe(200);
    expect((await manager.get('/api/needs')).body.needs).toEqual([]);
    await holds();
  });

  it('of others are seen, and not acted on, by an account of no unit', async () => {
    const { app, offer, book } = bench;
    const id = await offer();
    const { ownerUrl } = app.database;
    const members = `select account_id, firm_id from firm_members where district_id = 1 and account_id = $1`;
    const [member] = await ownerRows<{ account_id: string; firm_id: string }>(ownerUrl, members, [
      app.district.accounts.firm3,
    ]);
    await ownerRows(ownerUrl, 'delete from firm_members where account_id = $1', [member?.account_id]);
    const nobody = await app.signIn('firm3');
    expect((await nobody.get(`/api/resources/${id}`)).status).toBe(200);
    expect((await nobody.get('/api/bookings')).body.bookings).toEqual([]);
    expect((await book(nobody, id, WEDNESDAY)).body.error.code).toBe('UNIT_MISSING');
    await ownerRows(ownerUrl, 'insert into firm_members values (1, $1, $2)', [member?.account_id, member?.firm_id]);
  });
});

describe('planted faults', () => {
  it('a booking past the constraint, a usage nobody said and a leaf that is gone are seen by the check', async () => {
    const { app, startup, offer, book } = bench;
    const id = await offer();
    const { body } = await book(startup, id, WEDNESDAY);
    const owner = (text: string) => ownerRows(app.database.ownerUrl, text, [body.id]);
    const found = async () =>
      (await checkNetwork(app.database.db, 1)).filter(({ violations }) => violations > 0).map((each) => each.id);
    await owner(`update bookings set state = 'accepted', giver_minutes = 5 where id = $1`);
    expect(await found()).toEqual(['I-USE']);
    await owner(`update bookings set state = 'asked', giver_minutes = null where id = $1`);
    await ownerRows(app.database.ownerUrl, 'alter table bookings drop constraint bookings_no_overlap');
    const columns = 'district_id, resource_id, unit_id, during, purpose, state, calendar_version, asked_at, version';
    await owner(
      `insert into bookings (id, ${columns}) select gen_random_uuid(), ${columns} from bookings where id = $1`,
    );
    expect(await found()).toEqual(expect.arrayContaining(['I-SLOT', 'I-USE']));
    await ownerRows(
      app.database.ownerUrl,
      `delete from bookings b where not exists (select from register_events e where e.subject_id = b.id)`,
    );
    await owner(`delete from leaves where subject_id = $1`);
    expect(await found()).toEqual(['I-ATOM-register']);
  });
});
