import type { Bilingual } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { UNIT_CARD, UNIT_JOIN } from '../network/index.ts';
import { type Column, type Figure, figure, type Keyed, type Lang } from './figure.ts';
import { areaColumn } from './matter-columns.ts';

interface Named {
  readonly name: Bilingual;
}

interface UsageRow extends Keyed {
  readonly title: string;
  readonly giver: Named;
  readonly taker: Named;
  readonly used_at: number;
  readonly minutes: number;
}

interface MemberRow extends Keyed {
  readonly platform: Bilingual;
  readonly unit: Named;
  readonly since: string;
}

interface ProgrammeRow extends Keyed {
  readonly platform: Bilingual;
  readonly programme: Bilingual;
  readonly events: number;
}

interface EventRow extends Keyed {
  readonly platform: Bilingual;
  readonly title: string;
  readonly place: string;
  readonly starts_at: number;
  readonly units: number;
  readonly attended: number;
}

interface AttendanceRow extends Keyed {
  readonly title: string;
  readonly unit: Named;
  readonly starts_at: number;
  readonly attended: number;
}

const inLanguage = (text: Bilingual, lang: Lang): string => text[lang];

const platformColumn = <Row extends Keyed & { readonly platform: Bilingual }>(): Column<Row> => ({
  id: 'platform',
  name: { zh: '平台', en: 'Platform' },
  kind: 'text',
  of: ({ platform }, { lang }) => inLanguage(platform, lang),
});

const unitColumn = <Row extends Keyed & { readonly unit: Named }>(): Column<Row> => ({
  id: 'unit',
  name: { zh: '单位', en: 'Unit' },
  kind: 'text',
  of: ({ unit }, { lang }) => inLanguage(unit.name, lang),
});

const eventColumns = <Row extends Keyed & Pick<EventRow, 'title' | 'starts_at'>>(): readonly Column<Row>[] => [
  { id: 'event', name: { zh: '活动', en: 'Event' }, kind: 'text', of: ({ title }) => title },
  {
    id: 'startsAt',
    name: { zh: '开始', en: 'Begins' },
    kind: 'instant',
    of: (row) => isoInstant(row.starts_at),
  },
];

const attendedColumn = <Row extends Keyed & { readonly attended: number }>(): Column<Row> => ({
  id: 'attended',
  name: { zh: '到场人次', en: 'Came' },
  kind: 'number',
  of: ({ attended }) => attended,
});

const cardOf = (unitId: Sql, districtId: number): Sql => sql`
  (select ${UNIT_CARD} from exchange_units u ${UNIT_JOIN} where u.district_id = ${districtId} and u.id = ${unitId})`;

/** A unit lies where the head site of its company does; an organization without a company lies nowhere. */
const areaOf = (unitId: Sql, districtId: number): Sql => sql`
  (select b.area_number from exchange_units u
    join sites s on s.district_id = u.district_id and s.firm_id = u.firm_id and s.kind = 'head'
    join blocks b on b.district_id = s.district_id and b.cell = s.cell
    where u.district_id = ${districtId} and u.id = ${unitId})`;

const PLATFORM = sql`jsonb_build_object('zh', p.name_zh, 'en', p.name_en)`;

/** The year of Hangzhou up to now: held is what has ended in it and was not called off. */
const held = ({ districtId, now }: { readonly districtId: number; readonly now: number }): Sql => sql`
  e.district_id = ${districtId} and e.canceled_at is null and e.ends_at <= ${new Date(now)}
  and e.starts_at >= date_trunc('year', ${new Date(now)}::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'`;

const newestFirst = (instant: Sql): Sql =>
  sql`extract(epoch from timestamptz '2100-01-01 00:00:00+00' - ${instant})::bigint`;

const usages = figure<UsageRow>({
  id: 'usages',
  name: { zh: '共享使用', en: 'Shared usages' },
  definition: {
    zh: '给出方和取用方说的时长一致、且大于零的使用，一次一行',
    en: 'Usages for which giver and taker said the same minutes, more than none; one row each',
  },
  tone: 'plain',
  columns: [
    { id: 'resource', name: { zh: '资源', en: 'Resource' }, kind: 'text', of: ({ title }) => title },
    {
      id: 'giver',
      name: { zh: '给出方', en: 'Giver' },
      kind: 'text',
      of: ({ giver }, { lang }) => inLanguage(giver.name, lang),
    },
    {
      id: 'taker',
      name: { zh: '取用方', en: 'Taker' },
      kind: 'text',
      of: ({ taker }, { lang }) => inLanguage(taker.name, lang),
    },
    { id: 'usedAt', name: { zh: '使用时间', en: 'Used' }, kind: 'instant', of: (row) => isoInstant(row.used_at) },
    { id: 'minutes', name: { zh: '分钟', en: 'Minutes' }, kind: 'number', of: ({ minutes }) => minutes },
    areaColumn(),
  ],
  rows: ({ districtId }) => sql`
    select b.id::text as key, ${newestFirst(sql`lower(b.during)`)} as sort, ${areaOf(sql`r.unit_id`, districtId)} as area, r.title,
      ${cardOf(sql`r.unit_id`, districtId)} as giver, ${cardOf(sql`b.unit_id`, districtId)} as taker, lower(b.during) as used_at,
      b.confirmed_minutes as minutes
    from bookings b join resources r on r.district_id = b.district_id and r.id = b.resource_id
    where b.district_id = ${districtId} and b.confirmed_minutes > 0`,
});

const members = figure<MemberRow>({
  id: 'platformMembers',
  name: { zh: '平台成员', en: 'Platform members' },
  definition: {
    zh: '现在是平台成员的单位，一个单位在一个平台一行',
    en: 'Units that are members of a platform now, one row for each unit and platform',
  },
  tone: 'plain',
  columns: [
    unitColumn(),
    platformColumn(),
    { id: 'since', name: { zh: '加入日期', en: 'Since' }, kind: 'day', of: ({ since }) => since },
    areaColumn(),
  ],
  rows: ({ districtId }) => sql`
    select m.id::text as key, (date '2100-01-01' - m.since)::bigint as sort, ${areaOf(sql`m.unit_id`, districtId)} as area,
      ${PLATFORM} as platform, ${cardOf(sql`m.unit_id`, districtId)} as unit, m.since
    from platform_members m join platforms p on p.district_id = m.district_id and p.id = m.platform_id
    where m.district_id = ${districtId} and m.until is null`,
});

const programmes = figure<ProgrammeRow>({
  id: 'platformProgrammes',
  name: { zh: '平台项目', en: 'Platform programmes' },
  definition: { zh: '平台登记的项目，一个一行', en: 'Programmes that platforms run, one row each' },
  tone: 'plain',
  columns: [
    {
      id: 'programme',
      name: { zh: '项目', en: 'Programme' },
      kind: 'text',
      of: ({ programme }, { lang }) => inLanguage(programme, lang),
    },
    platformColumn(),
    {
      id: 'events',
      name: { zh: '今年已办活动', en: 'Events held this year' },
      kind: 'number',
      of: (row) => row.events,
    },
  ],
  rows: (scope) => sql`
    select g.id::text as key, 0::bigint as sort, null::integer as area, ${PLATFORM} as platform,
      jsonb_build_object('zh', g.title_zh, 'en', g.title_en) as programme,
      (select count(*)::int from platform_events e where ${held(scope)} and e.programme_id = g.id) as events
    from platform_programmes g join platforms p on p.district_id = g.district_id and p.id = g.platform_id
    where g.district_id = ${scope.districtId}`,
});

const events = figure<EventRow>({
  id: 'eventsHeld',
  name: { zh: '今年已办活动', en: 'Events held this year' },
  definition: {
    zh: '今年开始、已经结束、没有取消的平台活动，一场一行',
    en: 'Events of platforms that began this year, are over and were not called off; one row each',
  },
  tone: 'plain',
  columns: [
    ...eventColumns<EventRow>(),
    platformColumn(),
    { id: 'place', name: { zh: '地点', en: 'Place' }, kind: 'text', of: ({ place }) => place },
    { id: 'units', name: { zh: '到场单位', en: 'Units that came' }, kind: 'number', of: (row) => row.units },
    attendedColumn(),
  ],
  rows: (scope) => sql`
    select e.id::text as key, ${newestFirst(sql`e.starts_at`)} as sort, null::integer as area, ${PLATFORM} as platform, e.title, e.place,
      e.starts_at, coalesce(c.units, 0) as units, coalesce(c.attended, 0) as attended
    from platform_events e join platforms p on p.district_id = e.district_id and p.id = e.platform_id
    left join lateral (select count(*)::int as units, sum(r.attended)::int as attended from event_registrations r
      where r.district_id = e.district_id and r.event_id = e.id and r.attended > 0) c on true
    where ${held(scope)}`,
});

const attendances = figure<AttendanceRow>({
  id: 'eventAttendances',
  name: { zh: '今年活动到场家次', en: 'Attendances this year' },
  definition: {
    zh: '今年已办活动里清点到场人次大于零的单位，一个单位一场一行；人次在行里',
    en: 'Units of which somebody was counted at an event held this year, one row for each unit and event; heads stand in the row',
  },
  tone: 'plain',
  columns: [unitColumn(), ...eventColumns<AttendanceRow>(), attendedColumn(), areaColumn()],
  rows: (scope) => sql`
    select r.id::text as key, ${newestFirst(sql`e.starts_at`)} as sort, ${areaOf(sql`r.unit_id`, scope.districtId)} as area, e.title,
      e.starts_at, ${cardOf(sql`r.unit_id`, scope.districtId)} as unit, r.attended
    from platform_events e join event_registrations r on r.district_id = e.district_id and r.event_id = e.id and r.attended > 0
    where ${held(scope)}`,
});

/** What is shared and where units meet: usages that both sides confirmed, members, programmes, events, who came. */
export const platformFigures: readonly Figure[] = [usages, members, programmes, events, attendances];
