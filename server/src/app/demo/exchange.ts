import type { BookingState, OpenHours, ResourceKind } from '@banfei/contracts';
import type { Facility } from '../../modules/facilities/index.ts';
import { currentCalendar } from '../../modules/matters/index.ts';
import { type Booking, type Need, type Resource, slotsOf, type UnitKey } from '../../modules/network/index.ts';
import type { Organization } from '../../modules/organizations/index.ts';
import type { Happening } from '../../platform/chronicle.ts';
import type { Client, Clients } from './matters/clients.ts';
import { DEMO_MARK } from './names.ts';
import { type Chance, chance, demoId } from './random.ts';
import { type DemoAccount, demoPhone, REGISTER_BEGAN } from './staff.ts';

type DemoUnit = UnitKey & { readonly id: string };

/** What the units of the demo lend each other, with the record that proves it. */
export interface ExchangeOfDemo {
  readonly units: readonly DemoUnit[];
  readonly resources: readonly Resource[];
  readonly needs: readonly Need[];
  readonly bookings: readonly Booking[];
  readonly happenings: readonly Happening[];
  /** The laboratory that visitors can sign in as. */
  readonly lab: { readonly account: DemoAccount; readonly organizationId: string };
}

interface Grounds {
  readonly seed: number;
  readonly now: number;
  readonly organizations: readonly Organization[];
  readonly clients: Clients;
  readonly facilities: readonly Facility[];
}

/** Resources were offered from here on, whatever the day of loading. */
export const EXCHANGE_BEGAN = Date.parse('2025-09-01T01:00:00.000Z');

interface Ware {
  readonly kind: ResourceKind;
  readonly titles: readonly string[];
  readonly slotMinutes: number;
  readonly yuan: readonly number[];
  readonly desk: string;
}

const WARES: readonly Ware[] = [
  {
    kind: 'instrument',
    titles: ['冷冻电镜', '扫描电镜', '光谱仪', '三坐标测量机', '恒温恒湿箱', '电磁兼容暗室'],
    slotMinutes: 60,
    yuan: [0, 120, 200, 300],
    desk: '仪器预约台',
  },
  { kind: 'room', titles: ['路演厅', '会议室', '洽谈间'], slotMinutes: 60, yuan: [0, 0, 50], desk: '场地预约台' },
  {
    kind: 'expert',
    titles: ['算法专家半小时', '知识产权专家半小时', '结构设计专家半小时'],
    slotMinutes: 30,
    yuan: [0],
    desk: '专家联络台',
  },
  { kind: 'course', titles: ['实验室安全课', '专利撰写课'], slotMinutes: 120, yuan: [0], desk: '课程服务台' },
  {
    kind: 'venue',
    titles: ['试飞场', '机器人测试场', '展示大厅'],
    slotMinutes: 120,
    yuan: [0, 300],
    desk: '场地预约台',
  },
  { kind: 'compute', titles: ['训练算力节点', '推理算力节点'], slotMinutes: 240, yuan: [0, 80], desk: '算力服务台' },
];

const PURPOSES = ['看一批样品', '新品测试', '客户来访', '送检前摸底', '模型微调', '员工培训', '样机拍照', '工艺对比'];
const NEEDS: readonly (readonly [ResourceKind, string])[] = [
  ['instrument', '想用电镜看膜材料截面'],
  ['room', '需要 30 人的路演厅'],
  ['compute', '需要训练算力跑一周'],
  ['expert', '想请知识产权专家看一份合同'],
  ['venue', '样机要找场地测试'],
];

const weekdayHours = (opens: number, closes: number): readonly OpenHours[] =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: opens * 60, until: closes * 60 }));

const RESOURCE_COUNT = 60;
const DAY = 86_400_000;

interface Giver {
  readonly unit: DemoUnit;
  readonly place: string;
  readonly lon: number | null;
  readonly lat: number | null;
}

function giversOf({ seed, organizations, facilities, clients }: Grounds): readonly Giver[] {
  const unitId = (name: string): string => demoId(REGISTER_BEGAN, chance(seed, 'unit', name));
  const platforms = organizations
    .filter(({ firmId }) => firmId === null)
    .map(({ id, code }, index): Giver => {
      const host = facilities[index % facilities.length];
      return {
        unit: { id: unitId(code), firmId: null, organizationId: id },
        place: host === undefined ? '演示园区' : host.name.zh,
        lon: host?.lon ?? null,
        lat: host?.lat ?? null,
      };
    });
  const companies = clients.all.map(({ firm }): Giver => {
    const site = firm.sites[0];
    return {
      unit: { id: unitId(firm.id), firmId: firm.id, organizationId: null },
      place: site?.address ?? '演示园区',
      lon: site?.lon ?? null,
      lat: site?.lat ?? null,
    };
  });
  // The three companies with a story lend as well as borrow; the laboratory comes first.
  return [...platforms, ...companies.slice(0, 15)];
}

function resourceOf(seed: number, index: number, { unit, place, lon, lat }: Giver): Resource {
  const luck = chance(seed, 'resource', index);
  const ware = index < 4 ? WARES[0] : WARES[luck.below(WARES.length)];
  if (ware === undefined) throw new Error('the demo lends nothing');
  const opens = 8 + luck.below(3);
  return {
    id: demoId(EXCHANGE_BEGAN, luck),
    unitId: unit.id,
    kind: ware.kind,
    title: `${index === 0 ? '冷冻电镜' : luck.pick(ware.titles)}${DEMO_MARK}`,
    detail: luck.pick(['提前一天说明用途', '首次使用请先听 10 分钟讲解', '自带样品，现场有人指导', '']),
    place,
    lon,
    lat,
    desk: ware.desk,
    deskPhone: demoPhone(700 + index),
    priceFen: (ware.kind === 'instrument' && index === 0 ? 200 : luck.pick(ware.yuan)) * 100,
    slotMinutes: ware.slotMinutes,
    hours: weekdayHours(opens, opens + 8),
    onHolidays: false,
    open: true,
    version: 1,
  };
}

/** How far a booking had come by now: what lies ahead is asked or accepted, what has passed was mostly used. */
function fateOf(
  luck: Chance,
  until: number,
  now: number,
): { state: BookingState; said: readonly [number | null, number | null] } {
  if (until > now) return { state: luck.yes(0.3) ? 'asked' : 'accepted', said: [null, null] };
  if (luck.yes(0.06)) return { state: luck.pick(['declined', 'withdrawn', 'lapsed']), said: [null, null] };
  const minutes = 15 * (1 + luck.below(2));
  if (luck.yes(0.05)) return { state: 'accepted', said: [minutes, null] };
  return { state: 'accepted', said: luck.yes(0.03) ? [minutes, minutes - 5] : [minutes, minutes] };
}

interface Story {
  readonly booking: Booking;
  readonly happenings: readonly Happening[];
}

interface Asked {
  readonly resource: Resource;
  readonly unitId: string;
  readonly account: DemoAccount;
  readonly slot: { readonly from: number; readonly until: number };
}

function storyOf(luck: Chance, { resource, unitId, account, slot }: Asked, now: number): Story {
  const { state, said } = fateOf(luck, slot.until, now);
  // What is still unanswered was asked a moment ago; the rest a day or two before.
  const askedAt =
    state === 'asked' ? now - 60_000 * (1 + luck.below(30)) : Math.min(slot.from, now) - DAY - luck.below(DAY);
  const [giverMinutes, takerMinutes] = said;
  const id = demoId(askedAt, luck);
  const purpose = luck.pick(PURPOSES);
  const by = { role: 'company', accountId: account.id } as const;
  const span = { from: new Date(slot.from).toISOString(), until: new Date(slot.until).toISOString() };
  const base = { subject: 'booking', subjectId: id };
  const happenings: Happening[] = [
    { ...base, seq: 1, at: askedAt, type: 'asked', by, payload: { resourceId: resource.id, unitId, ...span, purpose } },
  ];
  const then = (type: string, at: number, payload: Happening['payload']): void => {
    happenings.push({ ...base, seq: happenings.length + 1, at, type, by: null, payload });
  };
  const reason = state === 'declined' ? '那天停机检修' : '';
  const ANSWERS: Partial<Record<BookingState, string>> = {
    accepted: 'acceptance',
    declined: 'refusal',
    withdrawn: 'withdrawal',
    lapsed: 'lapse',
  };
  if (state !== 'asked')
    then(ANSWERS[state] ?? '', askedAt + 3_600_000, { side: 'giver', state, ...(reason === '' ? {} : { reason }) });
  if (giverMinutes !== null) then('usage', slot.until + 600_000, { side: 'giver', giverMinutes });
  if (takerMinutes !== null) then('usage', slot.until + 1_200_000, { side: 'taker', takerMinutes });
  const booking: Booking = {
    ...slot,
    id,
    resourceId: resource.id,
    unitId,
    purpose,
    state,
    reason,
    askedAt,
    calendarVersion: currentCalendar.version,
    giverMinutes,
    takerMinutes,
    version: happenings.length,
  };
  return { booking, happenings };
}

const BACK = 60 * DAY;
const AHEAD = 8 * DAY;
const BOOKINGS_EACH = 6;

/** Two months of bookings of one resource: distinct slots, so that none clashes. */
function storiesOf(grounds: Grounds, resource: Resource, index: number, takers: readonly Taker[]): readonly Story[] {
  const { seed, now } = grounds;
  const luck = chance(seed, 'bookings', index, Math.floor(now / DAY));
  const slots = slotsOf(resource, { from: now - BACK, until: now + AHEAD }, currentCalendar);
  const others = takers.filter(({ unit }) => unit.id !== resource.unitId);
  const chosen = new Map<number, Story>();
  for (let n = 0; n < BOOKINGS_EACH && slots.length > 0; n += 1) {
    const at = luck.below(slots.length);
    const slot = slots[at];
    if (slot === undefined || chosen.has(at)) continue;
    // The companies with a story come up more often than the others.
    const taker = luck.yes(0.3) ? others[luck.below(Math.min(3, others.length))] : luck.pick(others);
    if (taker !== undefined)
      chosen.set(at, storyOf(luck, { resource, unitId: taker.unit.id, account: taker.account, slot }, now));
  }
  return [...chosen.values()];
}

interface Taker {
  readonly unit: DemoUnit;
  readonly account: DemoAccount;
}

function takersOf(seed: number, clients: readonly Client[]): readonly Taker[] {
  return clients.slice(0, 45).map(({ firm, account }) => ({
    unit: { id: demoId(REGISTER_BEGAN, chance(seed, 'unit', firm.id)), firmId: firm.id, organizationId: null },
    account,
  }));
}

const needOf = (seed: number, { unit }: Taker, index: number, now: number): Need => {
  const [kind, title] = NEEDS[index % NEEDS.length] ?? ['room', '会议室'];
  return {
    id: demoId(EXCHANGE_BEGAN, chance(seed, 'need', index)),
    unitId: unit.id,
    kind,
    title: `${title}${DEMO_MARK}`,
    detail: '',
    shared: index % 3 !== 2,
    until: new Date(now + (14 + index) * DAY).toISOString().slice(0, 10),
    open: true,
    version: 1,
  };
};

/** Resources of laboratories and companies, two months of bookings with their usages, and some open needs. */
export function exchangeOf(grounds: Grounds): ExchangeOfDemo {
  const { seed, now, organizations, clients } = grounds;
  const givers = giversOf(grounds);
  const takers = takersOf(seed, clients.all);
  const resources = Array.from({ length: RESOURCE_COUNT }, (_, index) => {
    const giver = givers[index % givers.length];
    if (giver === undefined) throw new Error('the demo has nobody who lends');
    return resourceOf(seed, index, giver);
  });
  const stories = resources.flatMap((resource, index) => storiesOf(grounds, resource, index, takers));
  const needs = takers.slice(0, 12).map((taker, index) => needOf(seed, taker, index, now));
  const units = new Map([...givers, ...takers].map(({ unit }) => [unit.id, unit]));
  const [first] = organizations;
  if (first === undefined) throw new Error('the demo has no organization');
  return {
    units: [...units.values()],
    resources,
    needs,
    bookings: stories.map(({ booking }) => booking),
    happenings: [
      ...resources.map(
        ({ id, ...payload }): Happening => ({
          subject: 'resource',
          subjectId: id,
          seq: 1,
          at: EXCHANGE_BEGAN,
          type: 'offered',
          by: null,
          payload,
        }),
      ),
      ...needs.map(
        ({ id, ...payload }): Happening => ({
          subject: 'need',
          subjectId: id,
          seq: 1,
          at: EXCHANGE_BEGAN,
          type: 'stated',
          by: null,
          payload,
        }),
      ),
      ...stories.flatMap(({ happenings }) => happenings),
    ],
    lab: {
      account: {
        id: demoId(REGISTER_BEGAN, chance(seed, 'account', 'lab')),
        login: 'lab',
        role: 'company',
        nameZh: '光子感知联合实验室（演示）',
        nameEn: 'Photonic sensing laboratory (demo)',
      },
      organizationId: first.id,
    },
  };
}
