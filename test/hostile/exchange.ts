import type { Chance } from '../../server/src/app/demo/random.ts';
import { insertOrganizations, type Organization } from '../../server/src/modules/organizations/index.ts';
import { newId } from '../../server/src/platform/ids.ts';
import type { Operation } from '../../server/src/platform/operation.ts';
import type { TestApp } from '../../server/test/app.ts';
import type { Login } from '../../server/test/district.ts';

type Send = (by: Login, url: string, body: object) => Promise<Record<string, unknown>>;

/** Things of the exchange in which the first company gives or takes, made anew for each operation on them. */
export interface ExchangeStage {
  /** True when the operation is one of the network; then its thing has been made. */
  renew(operation: Operation): Promise<boolean>;
  hint(name: string, luck: Chance): unknown;
}

const ORGANIZATION: Omit<Organization, 'id' | 'code'> = {
  name: { zh: '党支部（演示）', en: 'Branch (demo)' },
  kind: 'keyCompany',
  facilityId: null,
  firmId: null,
  form: 'branch',
  memberCount: 9,
  parentId: null,
  approvedOn: null,
  approvalDocument: '',
  termBeganOn: null,
  reelectionDueOn: null,
};

const TERM: Readonly<Record<string, string>> = {
  approvedOn: '2026-01-05',
  termBeganOn: '2026-01-05',
  reelectionDueOn: '2029-01-05',
};

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, until: 1440 }));
const HALF_HOUR = 1_800_000;

const MICROSCOPE = {
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

async function newOrganization(app: TestApp): Promise<string> {
  const made = newId();
  await app.database.db.inDistrict(1, (tx) =>
    insertOrganizations(tx, [{ ...ORGANIZATION, id: made, code: `H${made}` }]),
  );
  return made;
}

async function newPartnership(app: TestApp, send: Send): Promise<string> {
  const [firstId, secondId] = [await newOrganization(app), await newOrganization(app)];
  const body = {
    firstId,
    secondId,
    kind: 'chain',
    purpose: '样品互测',
    beganOn: '2026-01-05',
    document: '协议 1 号',
  };
  return String((await send('manager', '/api/partnerships', body)).id);
}

export function exchangeStage(app: TestApp, send: Send): ExchangeStage {
  let id = '';
  let slot = 0;
  const span = (at: number) => ({ from: new Date(at).toISOString(), until: new Date(at + HALF_HOUR).toISOString() });
  const running = (): number => Math.floor(app.time.now / HALF_HOUR) * HALF_HOUR;
  const offer = async (by: Login): Promise<string> => {
    return String((await send(by, '/api/resources', MICROSCOPE)).id);
  };
  /** A booking between the first and the third company; `accepted` when a usage is to be confirmed. */
  const booking = async (giver: Login, taker: Login, accepted: boolean): Promise<string> => {
    const body = { ...span(running()), purpose: '看样品' };
    const made = String((await send(taker, `/api/resources/${await offer(giver)}/bookings`, body)).id);
    if (accepted) await send(giver, `/api/bookings/${made}/acceptance`, {});
    return made;
  };
  const organization = () => newOrganization(app);
  const partnership = () => newPartnership(app, send);
  let pair: readonly string[] = [];
  const make = async (path: string): Promise<string | null> => {
    if (path === '/api/resources/:id/bookings') return offer('firm3');
    if (path.startsWith('/api/resources/:id')) return offer('firm1');
    if (path === '/api/bookings/:id/withdrawal') return booking('firm3', 'firm1', false);
    if (path === '/api/bookings/:id/usage') return booking('firm3', 'firm1', true);
    if (path.startsWith('/api/bookings/:id')) return booking('firm1', 'firm3', false);
    if (path.startsWith('/api/organizations/:id')) return organization();
    if (path === '/api/organizations') {
      pair = [];
      return '';
    }
    if (path === '/api/partnerships') {
      pair = [await organization(), await organization()];
      return '';
    }
    if (path.startsWith('/api/partnerships/:id')) return partnership();
    if (path !== '/api/needs/:id/closing') return null;
    return String((await send('firm1', '/api/needs', { kind: 'room', title: '会议室', until: '2026-12-20' })).id);
  };
  return {
    async renew({ path }) {
      const made = await make(path);
      id = made ?? '';
      slot = 0;
      return made !== null;
    },
    hint: (name, luck) => {
      if (name === 'id' && id !== '') return id;
      if (name === 'firstId' || name === 'secondId') return pair[name === 'firstId' ? 0 : 1];
      // Days that fit each other; what is out of order is refused, and tried elsewhere.
      if (Object.hasOwn(TERM, name)) return luck.yes(0.8) ? TERM[name] : undefined;
      if (name === 'parentId' || name === 'intoId') return luck.yes(0.8) ? undefined : null;
      if (name === 'version') return 0;
      // The same slot twice would only be refused.
      if (name === 'from') slot += 1;
      if (name === 'from' || name === 'until') return span(running() + slot * HALF_HOUR)[name];
      if (name === 'hours') return luck.yes(0.5) ? EVERY_DAY : undefined;
      return name === 'minutes' ? luck.below(31) : undefined;
    },
  };
}
