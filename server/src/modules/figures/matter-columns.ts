import type { Bilingual, PostCard } from '@banfei/contracts';
import { isoOrNull } from '../../platform/clock.ts';
import type { Column, Keyed, Reader } from './figure.ts';

/** A matter as figures read it. Instants are epoch milliseconds. */
export interface MatterRow extends Keyed {
  readonly number: string;
  readonly title: string;
  readonly firm: string;
  readonly firm_id: string;
  readonly owner_post_id: string;
  readonly supervisor_id: string;
  readonly state: 'registered' | 'inHand' | 'waiting' | 'proposed' | 'closed';
  readonly outcome: 'confirmed' | 'unconfirmed' | 'withdrawn' | 'rejected' | null;
  readonly opened_at: number;
  readonly resolve_due_at: number | null;
  readonly proposed_at: number | null;
  readonly resolved_at: number | null;
  readonly closed_at: number | null;
}

const STATES: Readonly<Record<MatterRow['state'], Bilingual>> = {
  registered: { zh: '已登记', en: 'Registered' },
  inHand: { zh: '办理中', en: 'In hand' },
  waiting: { zh: '待企业补充', en: 'Waiting for the company' },
  proposed: { zh: '待企业确认', en: 'Awaiting confirmation' },
  closed: { zh: '已办结', en: 'Settled' },
};

const OUTCOMES: Readonly<Record<NonNullable<MatterRow['outcome']>, Bilingual>> = {
  confirmed: { zh: '企业确认解决', en: 'Confirmed solved' },
  unconfirmed: { zh: '未确认', en: 'Not confirmed' },
  withdrawn: { zh: '企业撤回', en: 'Withdrawn' },
  rejected: { zh: '不予受理', en: 'Declined' },
};

const card = (postId: string, { directory }: Reader): PostCard => directory.card(postId);

type MatterColumn = Column<MatterRow>;

const number: MatterColumn = {
  id: 'number',
  name: { zh: '编号', en: 'Number' },
  kind: 'matter',
  of: (row) => row.number,
};
const title: MatterColumn = { id: 'title', name: { zh: '诉求', en: 'Request' }, kind: 'text', of: (row) => row.title };
const firm: MatterColumn = { id: 'firm', name: { zh: '企业', en: 'Company' }, kind: 'firm', of: (row) => row.firm };
export const areaColumn = <Row extends Keyed>(): Column<Row> => ({
  id: 'area',
  name: { zh: '片区', en: 'Area' },
  kind: 'number',
  of: (row) => row.area,
});
const owner: MatterColumn = {
  id: 'owner',
  name: { zh: '现在谁负责', en: 'Answerable now' },
  kind: 'text',
  of: (row, reader) => card(row.owner_post_id, reader).name[reader.lang],
};
const phone: MatterColumn = {
  id: 'phone',
  name: { zh: '岗位电话', en: 'Phone' },
  kind: 'phone',
  of: (row, reader) => card(row.owner_post_id, reader).phone,
};

/** Columns of every figure about matters: which one, whose, where, who answers and how to ring them. */
export const MATTER: readonly MatterColumn[] = [number, title, firm, areaColumn(), owner, phone];

const instant = (id: string, name: Bilingual, of: (row: MatterRow) => number | null): MatterColumn => ({
  id,
  name,
  kind: 'instant',
  of: (row) => isoOrNull(of(row)),
});

export const stateColumn: MatterColumn = {
  id: 'state',
  name: { zh: '状态', en: 'State' },
  kind: 'text',
  of: (row, { lang }) => (row.outcome === null ? STATES[row.state] : OUTCOMES[row.outcome])[lang],
};
export const raisedColumn = instant('raisedAt', { zh: '登记时间', en: 'Registered' }, (row) => row.opened_at);
export const dueColumn = instant('dueAt', { zh: '办结期限', en: 'Result due' }, (row) => row.resolve_due_at);
export const proposedColumn = instant(
  'proposedAt',
  { zh: '请企业确认', en: 'Put to the company' },
  (row) => row.proposed_at,
);
export const resolvedColumn = instant('resolvedAt', { zh: '办完时间', en: 'Done' }, (row) => row.resolved_at);
export const closedColumn = instant('closedAt', { zh: '办结时间', en: 'Settled' }, (row) => row.closed_at);
/** Wall-clock time past the limit: a leader counts nights and weekends too, and it needs no calendar to check. */
export const lateColumn: MatterColumn = {
  id: 'late',
  name: { zh: '超过期限', en: 'Past due' },
  kind: 'duration',
  of: (row, { now }) => (row.resolve_due_at === null ? null : now - row.resolve_due_at),
};
export const arbiterColumns: readonly MatterColumn[] = [
  {
    id: 'arbiter',
    name: { zh: '请谁裁定', en: 'Who rules' },
    kind: 'text',
    of: (row, reader) => card(row.supervisor_id, reader).name[reader.lang],
  },
  {
    id: 'arbiterPhone',
    name: { zh: '分管岗电话', en: 'Phone of the ruling post' },
    kind: 'phone',
    of: (row, reader) => card(row.supervisor_id, reader).phone,
  },
];

export const byOwner = (row: MatterRow, reader: Reader) => ({
  at: isoOrNull(row.resolve_due_at),
  post: card(row.owner_post_id, reader),
});

export const bySupervisor = (row: MatterRow, reader: Reader) => ({
  at: isoOrNull(row.resolve_due_at),
  post: card(row.supervisor_id, reader),
});
