import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerRows } from '../../../test/database.ts';
import { type Exchange, exchange, wall } from '../../../test/exchange.ts';
import { newId } from '../../platform/ids.ts';
import { type CalendarEvent, calendarOf } from './calendar.ts';
import { checkPlatforms, insertPlatforms } from './index.ts';

type Property = { readonly name: string; readonly parameters: string; readonly value: string };

/** A reader of iCalendar that shares nothing with the writer: unfolds octets, splits properties, takes escapes back. */
function readCalendar(bytes: Buffer): readonly Property[][] {
  const text = bytes.toString('utf8');
  expect(text.endsWith('\r\n')).toBe(true);
  for (const line of bytes.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const properties = text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = '', parameters = '', value = ''] = /^([A-Z-]+)((?:;[^:]*)?):([\s\S]*)$/.exec(line) ?? [];
      return {
        name,
        parameters,
        value: value.replace(/\\([\\;,nN])/g, (_all, sign: string) => (/n/i.test(sign) ? '\n' : sign)),
      };
    });
  const blocks: Property[][] = [];
  let block: Property[] | null = null;
  for (const property of properties) {
    if (property.name === 'BEGIN' && property.value === 'VEVENT') block = [];
    else if (property.name === 'END' && property.value === 'VEVENT' && block !== null) blocks.push(block);
    else block?.push(property);
  }
  return blocks;
}
const wordOf = (block: readonly Property[] | undefined, name: string) =>
  block?.find((each) => each.name === name)?.value;

describe('a calendar', () => {
  it('reads back what was written, whatever the words, in lines of at most 75 octets', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 90 }).map((text) => text.replace(/[\p{Cc}]/gu, '，;\\'));
    fc.assert(
      fc.property(words, words, fc.integer({ min: 1.7e12, max: 2.2e12 }), fc.nat(99), (title, place, at, sequence) => {
        const startsAt = Math.floor(at / 1000) * 1000;
        const event: CalendarEvent = {
          id: 'x',
          title,
          place,
          detail: 'a\nb',
          startsAt,
          endsAt: startsAt + 3_600_000,
          sequence,
          canceled: sequence % 2 === 1,
          changedAt: startsAt,
        };
        const [block] = readCalendar(Buffer.from(calendarOf([event])));
        expect(wordOf(block, 'SUMMARY')).toBe(title);
        expect(wordOf(block, 'LOCATION')).toBe(place);
        expect(wordOf(block, 'DESCRIPTION')).toBe('a\nb');
        expect(wordOf(block, 'SEQUENCE')).toBe(String(sequence));
        expect(wordOf(block, 'STATUS')).toBe(event.canceled ? 'CANCELLED' : 'CONFIRMED');
        const start = block?.find(({ name }) => name === 'DTSTART');
        expect(start?.parameters).toBe(';TZID=Asia/Shanghai');
        const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(start?.value ?? '') ?? [];
        expect(Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}+08:00`)).toBe(startsAt);
      }),
      { numRuns: 200 },
    );
  });
});

let bench: Exchange;
const [bridge, programme] = [newId(), newId()];
const EVENT = {
  title: '路演，第一场；“演示”',
  place: '梦想小镇 1 幢',
  startsAt: wall('2026-12-02T14:00'),
  endsAt: wall('2026-12-02T16:00'),
  capacity: 10,
};

beforeAll(async () => {
  bench = await exchange();
  await bench.app.database.db.inDistrict(1, (tx) =>
    insertPlatforms(tx, [
      {
        id: bridge,
        slug: 'makers-rainbow-bridge',
        name: { zh: '创客彩虹桥', en: 'Makers’ Rainbow Bridge' },
        purpose: { zh: '演示', en: 'demo' },
        programmes: [{ id: programme, title: { zh: '路演', en: 'Pitches' } }],
      },
    ]),
  );
});
afterAll(() => bench.app.close());

const TITLE = '沙龙；"演示"，第二场';
const view = async (by = bench.manager) => (await by.get('/api/platforms')).body.platforms[0];
const seats = (by: Exchange['lab'], id: string, count: number) =>
  by.send('POST', `/api/platform-events/${id}/registration`, { seats: count });
const found = async () =>
  (await checkPlatforms(bench.app.database.db, 1)).filter(({ violations }) => violations > 0).map(({ id }) => id);
async function publish(body: { title?: string; capacity?: number; programmeId?: string } = {}): Promise<string> {
  const wanted = body.title ?? EVENT.title;
  const answer = await bench.manager.send('POST', `/api/platforms/${bridge}/events`, { ...EVENT, ...body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.platforms[0].events.find(({ title }: { title: string }) => title === wanted).id;
}

describe('an event', () => {
  it('gives seats up to its capacity, lets the rest wait and move up in order, and counts who came', async () => {
    const { lab, startup, stranger, manager, app } = bench;
    const id = await publish({ programmeId: programme });
    await seats(lab, id, 6);
    await seats(startup, id, 5);
    await seats(stranger, id, 2);
    expect((await view()).events[0]).toMatchObject({
      taken: 6,
      waiting: 7,
      units: [{ seats: 6 }, { seats: 5 }, { seats: 2 }],
    });
    // A company sees counts and its own seats, nobody else's.
    expect((await view(startup)).events[0]).toMatchObject({ own: { seats: 5, state: 'waiting' }, units: [] });
    const change = (body: object) =>
      manager.send('POST', `/api/platform-events/${id}/changes`, { version: 1, ...body });
    expect((await change({ capacity: 5 })).body.error.code).toBe('SEATS_TAKEN');
    expect((await change({ capacity: 11 })).body.platforms[0].events[0]).toMatchObject({
      taken: 11,
      waiting: 2,
      version: 2,
    });
    expect((await change({ capacity: 12 })).body.error.code).toBe('EVENT_CHANGED');
    await seats(lab, id, 0);
    expect((await view()).events[0]).toMatchObject({ taken: 7, waiting: 0 });
    expect(await found()).toEqual([]);
    const unitId = (await view()).events[0].units[0].unit.id;
    const count = (attended: number) =>
      manager.send('POST', `/api/platform-events/${id}/attendance`, { unitId, attended });
    expect((await count(3)).body.error.code).toBe('EVENT_EARLY');
    const before = app.time.now;
    app.time.now = Date.parse(wall('2026-12-02T14:30'));
    expect((await seats(lab, id, 1)).body.error.code).toBe('EVENT_BEGUN');
    expect((await count(6)).status).toBe(400);
    expect((await count(4)).body.platforms[0].events[0]).toMatchObject({ attended: 4 });
    app.time.now = before;
    expect(await found()).toEqual([]);
  });

  it('that is changed or canceled raises its sequence in the calendar under the same UID', async () => {
    const { manager } = bench;
    const id = await publish({ title: TITLE });
    const calendar = async () => {
      const { body, headers } = await manager.get('/api/platforms/calendar.ics');
      expect(headers['content-type']).toContain('text/calendar');
      return readCalendar(Buffer.from(body)).find((block) => wordOf(block, 'UID') === `${id}@banfei`);
    };
    const said = async () => {
      const block = await calendar();
      return ['SEQUENCE', 'STATUS', 'DTSTART'].map((name) => wordOf(block, name));
    };
    expect(await said()).toEqual(['0', 'CONFIRMED', '20261202T140000']);
    expect(wordOf(await calendar(), 'SUMMARY')).toBe(TITLE);
    await manager.send('POST', `/api/platform-events/${id}/changes`, {
      version: 1,
      startsAt: wall('2026-12-02T13:00'),
    });
    expect(await said()).toEqual(['1', 'CONFIRMED', '20261202T130000']);
    const changed = (await view()).events.find((each: { id: string }) => each.id === id);
    expect(changed.changedAt).not.toBeNull();
    const cancel = () => manager.send('POST', `/api/platform-events/${id}/cancellation`, { reason: '场地检修' });
    expect((await cancel()).status).toBe(200);
    expect(await said()).toEqual(['2', 'CANCELLED', '20261202T130000']);
    expect((await cancel()).body.error.code).toBe('EVENT_CANCELED');
    expect((await seats(bench.lab, id, 1)).body.error.code).toBe('EVENT_CANCELED');
  });

  it('gives ten racers on its last seats no seat more than it has', async () => {
    const id = await publish({ title: '抢座（演示）', capacity: 3 });
    const { lab, startup, stranger } = bench;
    await Promise.all(
      [lab, startup, stranger, lab, startup, stranger].map((by, index) => seats(by, id, 1 + (index % 2))),
    );
    const event = (await view()).events.find((each: { id: string }) => each.id === id);
    expect(event.taken).toBeLessThanOrEqual(3);
    expect(await found()).toEqual([]);
  });
});

describe('a member', () => {
  it('joins and leaves once, and goes on in its successor with its seats', async () => {
    const { lab, startup, manager, app } = bench;
    const join = (by: Exchange['lab'], member: boolean) =>
      by.send('POST', `/api/platforms/${bridge}/membership`, { member });
    for (const member of [true, true]) await join(lab, member);
    await join(startup, true);
    await join(startup, false);
    expect(await view(lab)).toMatchObject({ members: 1, memberSince: '2026-11-23' });
    const id = await publish({ title: '沙龙（演示）' });
    await seats(lab, id, 4);
    const { body } = await manager.send('POST', `/api/firms/${app.district.firms.firm1}/ending`, {
      document: '演示 9 号',
      endedOn: '2026-11-23',
      intoId: app.district.firms.firm2,
    });
    expect(body.links.filter(({ kind }: { kind: string }) => kind === 'member' || kind === 'seats')).toEqual([
      { kind: 'member', moved: 1, ended: 0, kept: 0 },
      expect.objectContaining({ kind: 'seats' }),
    ]);
    expect(await view(startup)).toMatchObject({ members: 1, memberSince: '2026-11-23' });
    expect(await found()).toEqual([]);
    await ownerRows(
      app.database.ownerUrl,
      'update platform_members set until = null where unit_id = (select id from exchange_units where firm_id = $1)',
      [app.district.firms.firm1],
    );
    expect(await found()).toEqual(['I-LINK-platforms']);
    await ownerRows(app.database.ownerUrl, `update platform_events set capacity = 1`);
    expect(await found()).toEqual(expect.arrayContaining(['I-SEAT']));
    await ownerRows(app.database.ownerUrl, `update platform_events set sequence = sequence + 1`);
    expect(await found()).toEqual(expect.arrayContaining(['I-SEAT-record']));
  });
});
