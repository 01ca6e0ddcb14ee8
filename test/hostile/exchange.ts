import type { Chance } from '../../server/src/app/demo/random.ts';
import type { Operation } from '../../server/src/platform/operation.ts';
import type { TestApp } from '../../server/test/app.ts';
import type { Login } from '../../server/test/district.ts';

type Send = (by: Login, url: string, body: object) => Promise<Record<string, unknown>>;

/** Things of the exchange in which the first company gives or takes, made anew for each operation on them. */
export interface ExchangeStage {
  /** True when the operation is one of the exchange; then its thing has been made. */
  renew(operation: Operation): Promise<boolean>;
  hint(name: string, luck: Chance): unknown;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, until: 1440 }));
const HALF_HOUR = 1_800_000;

export function exchangeStage(app: TestApp, send: Send): ExchangeStage {
  let id = '';
  let slot = 0;
  const span = (at: number) => ({ from: new Date(at).toISOString(), until: new Date(at + HALF_HOUR).toISOString() });
  const running = (): number => Math.floor(app.time.now / HALF_HOUR) * HALF_HOUR;
  const offer = async (by: Login): Promise<string> => {
    const body = {
      kind: 'instrument',
      title: '显微镜',
      place: '2 幢',
      desk: '预约台',
      deskPhone: '0571-0000 0801',
      priceFen: 0,
      slotMinutes: 30,
      hours: EVERY_DAY,
      onHolidays: true,
    };
    return String((await send(by, '/api/resources', body)).id);
  };
  /** A booking between the first and the third company; `accepted` when a usage is to be confirmed. */
  const booking = async (giver: Login, taker: Login, accepted: boolean): Promise<string> => {
    const body = { ...span(running()), purpose: '看样品' };
    const made = String((await send(taker, `/api/resources/${await offer(giver)}/bookings`, body)).id);
    if (accepted) await send(giver, `/api/bookings/${made}/acceptance`, {});
    return made;
  };
  const make = async (path: string): Promise<string | null> => {
    if (path === '/api/resources/:id/bookings') return offer('firm3');
    if (path.startsWith('/api/resources/:id')) return offer('firm1');
    if (path === '/api/bookings/:id/withdrawal') return booking('firm3', 'firm1', false);
    if (path === '/api/bookings/:id/usage') return booking('firm3', 'firm1', true);
    if (path.startsWith('/api/bookings/:id')) return booking('firm1', 'firm3', false);
    if (path !== '/api/needs/:id/closing') return null;
    return String((await send('firm1', '/api/needs', { kind: 'room', title: '会议室', until: '2026-12-20' })).id);
  };
  return {
    async renew({ path }) {
      id = (await make(path)) ?? '';
      slot = 0;
      return id !== '';
    },
    hint: (name, luck) => {
      if (name === 'id') return id;
      // The same slot twice would only be refused.
      if (name === 'from') slot += 1;
      if (name === 'from' || name === 'until') return span(running() + slot * HALF_HOUR)[name];
      if (name === 'hours') return luck.yes(0.5) ? EVERY_DAY : undefined;
      return name === 'minutes' ? luck.below(31) : undefined;
    },
  };
}
