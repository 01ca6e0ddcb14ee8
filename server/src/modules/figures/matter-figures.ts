import type { Bilingual, FigureView } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { type Column, type Figure, figure, type Scope } from './figure.ts';
import {
  arbiterColumns,
  byOwner,
  bySupervisor,
  closedColumn,
  dueColumn,
  lateColumn,
  MATTER,
  type MatterRow,
  proposedColumn,
  raisedColumn,
  resolvedColumn,
  stateColumn,
} from './matter-columns.ts';
import { endOfDay, startOfPeriod } from './shanghai.ts';

/** Milliseconds of an instant as a sort key; rows without the instant come last. */
export const millis = (expression: Sql): Sql =>
  sql`coalesce((extract(epoch from ${expression}) * 1000)::bigint, 9007199254740991)`;

const newestFirst = (expression: Sql): Sql => sql`-(extract(epoch from ${expression}) * 1000)::bigint`;

const byDue = millis(sql`m.resolve_due_at`);

/** Columns of `MatterRow`; `m` is the matter and `f` its company. */
const matterRows = ({ districtId }: Scope, sort: Sql, condition: Sql): Sql => sql`
  select m.number as key, ${sort} as sort, m.area_number as area, m.number, m.title, f.name as firm, m.firm_id,
    m.owner_post_id, m.supervisor_id, m.state, m.outcome, m.opened_at, m.resolve_due_at, m.proposed_at, m.resolved_at,
    m.closed_at
  from matters m join firms f on f.district_id = m.district_id and f.id = m.firm_id
  where m.district_id = ${districtId} and ${condition}`;

// The clock stands while the company owes an answer or a confirmation, so only these two states can be overdue.
const RUNNING = sql`m.state in ('registered', 'inHand')`;

export const overdueCondition = (now: number): Sql => sql`${RUNNING} and m.resolve_due_at < ${new Date(now)}`;

interface MatterFigure {
  readonly id: string;
  readonly name: Bilingual;
  readonly definition: Bilingual;
  readonly tone: FigureView['tone'];
  readonly columns: readonly Column<MatterRow>[];
  readonly sort: Sql;
  readonly condition: (scope: Scope) => Sql;
  readonly worst?: typeof byOwner;
}

const ofMatters = ({ sort, condition, columns, ...rest }: MatterFigure): Figure =>
  figure<MatterRow>({
    ...rest,
    columns: [...MATTER, ...columns],
    rows: (scope) => matterRows(scope, sort, condition(scope)),
    extra: (row) => ({ firmId: row.firm_id }),
  });

const promised: readonly Figure[] = [
  ofMatters({
    id: 'overdue',
    name: { zh: '诉求超时', en: 'Overdue requests' },
    definition: {
      zh: '已过办结期限、还在办理的诉求；等企业补充或确认的时间不计',
      en: 'Requests past the time promised for a result and still being worked on; time spent waiting for the company does not count',
    },
    tone: 'late',
    columns: [dueColumn, lateColumn],
    sort: byDue,
    condition: ({ now }) => overdueCondition(now),
    worst: byOwner,
  }),
  ofMatters({
    id: 'dueToday',
    name: { zh: '今天到期', en: 'Due today' },
    definition: {
      zh: '办结期限在今天之内、还没过、还在办理的诉求（北京时间）',
      en: 'Requests being worked on whose result is due later today, Beijing time',
    },
    tone: 'soon',
    columns: [dueColumn],
    sort: byDue,
    condition: ({ now }) =>
      sql`${RUNNING} and m.resolve_due_at >= ${new Date(now)} and m.resolve_due_at < ${new Date(endOfDay(now))}`,
    worst: byOwner,
  }),
  ofMatters({
    id: 'needsArbiter',
    name: { zh: '没人接手，等裁定', en: 'Nobody took it: awaiting a ruling' },
    definition: {
      zh: '转出后没人接手或被退回、等分管岗裁定的在办诉求；裁定之前责任仍在原岗位',
      en: 'Open requests offered and not taken, or returned, that wait for the supervising post to rule; the former owner stays responsible until then',
    },
    tone: 'wait',
    columns: [...arbiterColumns, dueColumn],
    sort: byDue,
    condition: () => sql`m.needs_arbiter and m.state <> 'closed'`,
    worst: bySupervisor,
  }),
];

const open: readonly Figure[] = [
  ofMatters({
    id: 'open',
    name: { zh: '在办诉求', en: 'Open requests' },
    definition: { zh: '已登记、还没有办结的诉求', en: 'Requests registered and not yet settled' },
    tone: 'plain',
    columns: [stateColumn, dueColumn],
    sort: byDue,
    condition: () => sql`m.state <> 'closed'`,
  }),
  ofMatters({
    id: 'inHand',
    name: { zh: '办理中', en: 'Being worked on' },
    definition: { zh: '在办诉求里，计时正在走的', en: 'Open requests whose clock is running' },
    tone: 'plain',
    columns: [stateColumn, dueColumn],
    sort: byDue,
    condition: () => RUNNING,
  }),
  ofMatters({
    id: 'waiting',
    name: { zh: '等企业补充', en: 'Waiting for the company' },
    definition: {
      zh: '在办诉求里，等企业补充材料、计时暂停的',
      en: 'Open requests that wait for something from the company; the clock stands',
    },
    tone: 'wait',
    columns: [raisedColumn],
    sort: millis(sql`m.opened_at`),
    condition: () => sql`m.state = 'waiting'`,
  }),
  ofMatters({
    id: 'proposed',
    name: { zh: '等企业确认', en: 'Awaiting confirmation' },
    definition: {
      zh: '在办诉求里，岗位说办好了、等企业确认的',
      en: 'Open requests that the post calls done and the company has not yet confirmed',
    },
    tone: 'wait',
    columns: [proposedColumn],
    sort: millis(sql`m.proposed_at`),
    condition: () => sql`m.state = 'proposed'`,
  }),
];

const settledSince = (now: number): Sql => sql`m.state = 'closed' and m.closed_at >= ${new Date(startOfPeriod(now))}`;

const settled = (given: Omit<MatterFigure, 'columns' | 'sort' | 'condition'> & { narrower: Sql }): Figure => {
  const { narrower, ...rest } = given;
  return ofMatters({
    ...rest,
    columns: [stateColumn, dueColumn, resolvedColumn, closedColumn],
    sort: newestFirst(sql`m.closed_at`),
    condition: ({ now }) => sql`${settledSince(now)} and ${narrower}`,
  });
};

const endings: readonly Figure[] = [
  settled({
    id: 'settled',
    name: { zh: '近 12 周办结', en: 'Settled in the last 12 weeks' },
    definition: {
      zh: '本周和之前 11 周内办结的诉求，四种结果都算；办结不等于解决',
      en: 'Requests settled this week and in the eleven weeks before, all four endings; settled does not mean solved',
    },
    tone: 'plain',
    narrower: sql`true`,
  }),
  settled({
    id: 'settledOnTime',
    name: { zh: '按时办结', en: 'Settled on time' },
    definition: {
      zh: '近 12 周办结的诉求里，办完时间没有超过办结期限的；没有期限的不算按时',
      en: 'Of the requests settled in the last 12 weeks, those done by the time promised; one without a due time does not count as on time',
    },
    tone: 'done',
    narrower: sql`coalesce(m.resolved_at <= m.resolve_due_at, false)`,
  }),
  settled({
    id: 'confirmed',
    name: { zh: '企业确认解决', en: 'Confirmed solved' },
    definition: {
      zh: '近 12 周办结、企业自己说解决了的',
      en: 'Settled in the last 12 weeks, and the company itself said so',
    },
    tone: 'done',
    narrower: sql`m.outcome = 'confirmed'`,
  }),
  settled({
    id: 'unconfirmed',
    name: { zh: '未确认', en: 'Not confirmed' },
    definition: {
      zh: '近 12 周办结、企业一直没有答复的；不算满意，也不算解决',
      en: 'Settled in the last 12 weeks without an answer of the company; counted neither as solved nor as satisfied',
    },
    tone: 'wait',
    narrower: sql`m.outcome = 'unconfirmed'`,
  }),
  settled({
    id: 'withdrawn',
    name: { zh: '企业撤回', en: 'Withdrawn' },
    definition: { zh: '近 12 周由企业自己撤回的', en: 'Withdrawn by the company in the last 12 weeks' },
    tone: 'plain',
    narrower: sql`m.outcome = 'withdrawn'`,
  }),
  settled({
    id: 'rejected',
    name: { zh: '不予受理', en: 'Declined' },
    definition: {
      zh: '近 12 周按规定的六种情形不予受理、并告知了去处的',
      en: 'Declined in the last 12 weeks on one of the six listed grounds, with the place that can help',
    },
    tone: 'plain',
    narrower: sql`m.outcome = 'rejected'`,
  }),
];

interface ReopenedRow extends MatterRow {
  readonly reopened_at: number;
}

const reopened = figure<ReopenedRow>({
  id: 'reopened',
  name: { zh: '追问重开', en: 'Reopened' },
  definition: {
    zh: '近 12 周内办结后被企业追问、重新打开过的诉求；同一件只算一次',
    en: 'Requests that the company reopened after settlement in the last 12 weeks; each counts once',
  },
  tone: 'soon',
  columns: [
    ...MATTER,
    stateColumn,
    {
      id: 'reopenedAt',
      name: { zh: '最近一次重开', en: 'Last reopened' },
      kind: 'instant',
      of: (row) => isoInstant(row.reopened_at),
    },
  ],
  rows: (scope) => {
    const base = matterRows(scope, newestFirst(sql`e.reopened_at`), sql`true`);
    // The events come first in the plan: few matters are ever reopened.
    return sql`
      with e as materialized (
        select matter_id, max(at) as reopened_at from matter_events
        where district_id = ${scope.districtId} and type = 'reopened' and at >= ${new Date(startOfPeriod(scope.now))}
        group by matter_id)
      select b.*, e.reopened_at from e join lateral (${base} and m.id = e.matter_id) b on true`;
  },
  extra: (row) => ({ firmId: row.firm_id }),
});

/** Figures about matters. `open` = `inHand` + `waiting` + `proposed`; `settled` = the four endings. */
export const matterFigures: readonly Figure[] = [...promised, ...open, ...endings, reopened];
