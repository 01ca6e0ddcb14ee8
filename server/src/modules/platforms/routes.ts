import {
  CancelEvent,
  ChangeEvent,
  CountAttendance,
  closed,
  Id,
  JoinPlatform,
  PlatformList,
  PublishEvent,
  RegisterSeats,
} from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import { isoInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { actOnce, type Intention, type Reply } from '../../platform/idempotency.ts';
import { type Operation, ok, operation, SENT } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import { mayRunEvents, maySeePlatforms, mayTakePart } from './access.ts';
import { calendarOf } from './calendar.ts';
import { cancelEvent, changeEvent, countAttendance, publishEvent, registerSeats } from './events.ts';
import { joinPlatform } from './members.ts';
import { calendarEvents, listPlatforms } from './views.ts';

const OneId = closed({ id: Id });
const File = Type.String({ format: 'binary' });

interface Acting {
  readonly intention: Intention;
  readonly principal: Principal;
  readonly now: number;
}

/** Every act answers with the platforms as they then stand, so that a page needs no second question. */
const acting =
  (platform: Platform) =>
  async ({ intention, principal, now }: Acting, work: (tx: Tx) => Promise<void>): Promise<Reply> => {
    return actOnce(platform, intention, async (tx) => {
      await work(tx);
      return ok({ platforms: await listPlatforms(tx, principal, now), asOf: isoInstant(now) });
    });
  };

function readings({ db }: Platform): readonly Operation[] {
  return [
    operation(maySeePlatforms, {
      method: 'GET',
      path: '/api/platforms',
      summary: 'Platforms with members, programmes, events and their seats as counts, and what members offer',
      schema: { response: PlatformList },
      handle: async ({ districtId, principal, now }) =>
        ok({
          platforms: await db.readDistrict(districtId, (tx) => listPlatforms(tx, principal, now)),
          asOf: isoInstant(now),
        }),
    }),
    operation(maySeePlatforms, {
      method: 'GET',
      path: '/api/platforms/calendar.ics',
      summary: 'Events of all platforms as iCalendar (RFC 5545); changed and canceled ones raise their SEQUENCE',
      schema: { query: closed({}), response: File },
      handle: async ({ districtId, now, reply }) => {
        const events = await db.readDistrict(districtId, (tx) => calendarEvents(tx, now));
        reply
          .header('content-type', 'text/calendar; charset=utf-8')
          .header('content-disposition', 'attachment; filename="banfei-platforms.ics"')
          .header('cache-control', 'no-store')
          .send(Buffer.from(calendarOf(events)));
        return SENT;
      },
    }),
  ];
}

/** Everything under /api/platforms and /api/platform-events. */
export function platformOperations(platform: Platform): readonly Operation[] {
  const acted = acting(platform);
  return [
    ...readings(platform),
    operation(mayTakePart, {
      method: 'POST',
      path: '/api/platforms/:id/membership',
      summary: 'The own unit joins or leaves a platform',
      schema: { params: OneId, body: JoinPlatform, response: PlatformList },
      handle: (call) => acted(call, (tx) => joinPlatform(tx, call, call.params.id, call.body)),
    }),
    operation(mayRunEvents, {
      method: 'POST',
      path: '/api/platforms/:id/events',
      summary: 'Publishes an event with its capacity',
      schema: { params: OneId, body: PublishEvent, response: PlatformList },
      handle: (call) => acted(call, (tx) => publishEvent(tx, call, call.params.id, call.body)),
    }),
    operation(mayRunEvents, {
      method: 'POST',
      path: '/api/platform-events/:id/changes',
      summary: 'Changes time, place or capacity; whoever waits moves up',
      schema: { params: OneId, body: ChangeEvent, response: PlatformList },
      handle: (call) => acted(call, (tx) => changeEvent(tx, call, call.params.id, call.body)),
    }),
    operation(mayRunEvents, {
      method: 'POST',
      path: '/api/platform-events/:id/cancellation',
      summary: 'Calls an event off with a reason',
      schema: { params: OneId, body: CancelEvent, response: PlatformList },
      handle: (call) => acted(call, (tx) => cancelEvent(tx, call, call.params.id, call.body)),
    }),
    operation(mayTakePart, {
      method: 'POST',
      path: '/api/platform-events/:id/registration',
      summary: 'Seats for the own unit, registered or waiting; 0 gives them back',
      schema: { params: OneId, body: RegisterSeats, response: PlatformList },
      handle: (call) => acted(call, (tx) => registerSeats(tx, call, call.params.id, call.body)),
    }),
    operation(mayRunEvents, {
      method: 'POST',
      path: '/api/platform-events/:id/attendance',
      summary: 'How many of a unit came, as a count',
      schema: { params: OneId, body: CountAttendance, response: PlatformList },
      handle: (call) => acted(call, (tx) => countAttendance(tx, call, call.params.id, call.body)),
    }),
  ];
}
