import type { AttachmentView, InboxView } from '@banfei/contracts';
import { isInstant } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { isId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { joinSql, type Sql, sql } from '../../platform/sql.ts';
import type { FirmName } from './deps.ts';
import { loadFiles, subjectColumns } from './load.ts';
import type { MatterFile, Subject } from './matter.ts';

/** Where a company is asked to be served: its area by the cell of the chosen site, else of the head site. */
export interface RaisePlace {
  readonly firmId: string;
  readonly name: string;
  readonly address: string;
  readonly areaNumber: number | null;
  /** The day a company ended; nothing new is raised for it. */
  readonly endedOn: string | null;
}

/** As a question of `db.lookup`: raising a matter asks it once, in one round trip. */
export const placeQuestion = (firmId: string, siteId: string | undefined): Sql => sql`
  select f.id as "firmId", coalesce(s.address, '') as address, b.area_number as "areaNumber", f.name,
    f.ended_on::text as "endedOn" from firms f
  left join lateral (
    select id, address, cell from sites where district_id = f.district_id and firm_id = f.id
      and (kind = 'head' or id = ${siteId ?? null}::uuid)
    order by (id = ${siteId ?? null}::uuid) desc nulls last limit 1) s on true
  left join blocks b on b.district_id = f.district_id and b.cell = s.cell
  where f.district_id = district.id and f.id = ${firmId}::uuid
    and (${siteId ?? null}::uuid is null or s.id = ${siteId ?? null}::uuid)`;

export async function firmName(tx: Tx, firmId: string): Promise<FirmName> {
  const firm = await tx.row<FirmName>(
    sql`select id, name from firms where district_id = ${tx.districtId} and id = ${firmId}`,
  );
  if (firm === undefined) throw new Error(`company ${firmId} of a matter is missing`);
  return firm;
}

export const filesOf = (tx: Tx, matterId: string): Promise<AttachmentView[]> =>
  tx.rows<AttachmentView>(sql`
    select u.id, u.name, u.bytes::integer as bytes, u.media_type as "mediaType", encode(u.sha256, 'hex') as sha256
    from matter_attachments a join uploads u on u.district_id = a.district_id and u.id = a.upload_id
    where a.district_id = ${tx.districtId} and a.matter_id = ${matterId} order by a.seq`);

// Own matters are those of the posts one holds, the company's those of the company, the manager's all.
function scope(principal: Principal, wide: boolean): Sql {
  if (principal.role === 'company') return sql`m.firm_id = any(${principal.scopes}::uuid[])`;
  if (principal.role === 'officer' && !wide) return sql`m.owner_post_id = any(${principal.scopes}::uuid[])`;
  if (principal.role === 'officer' || principal.role === 'manager' || principal.role === 'auditor') return sql`true`;
  throw new Refusal('NOT_FOUND');
}

/** Midnight that ends the wall-clock day of an instant. */
const dayEnd = (now: number, utcOffsetMinutes: number): Date => {
  const day = 86_400_000;
  const local = now + utcOffsetMinutes * 60_000;
  return new Date((Math.floor(local / day) + 1) * day - utcOffsetMinutes * 60_000);
};

export interface ListFrame {
  readonly principal: Principal;
  readonly now: number;
  readonly utcOffsetMinutes: number;
}

const open = sql`m.state <> 'closed'`;

function viewFilter(view: InboxView, { principal, now, utcOffsetMinutes }: ListFrame): Sql {
  const mine = scope(principal, false);
  const district = sql`m.district_id = o.district_id and m.id = o.matter_id`;
  switch (view) {
    case 'offered':
      return sql`exists (select from offers o where ${district} and o.status = 'pending' and o.to_post_id = any(${principal.scopes}::uuid[]))`;
    case 'assisting':
      return sql`${open} and exists (select from offers o where ${district} and o.status = 'accepted' and o.to_post_id = any(${principal.scopes}::uuid[])
        and o.to_post_id <> m.owner_post_id and o.assist_until is null)`;
    case 'mine':
      return sql`${mine} and ${open}`;
    case 'overdue':
      return sql`${mine} and ${open} and m.resolve_due_at < ${new Date(now)}`;
    case 'dueToday':
      return sql`${mine} and ${open} and m.resolve_due_at >= ${new Date(now)} and m.resolve_due_at < ${dayEnd(now, utcOffsetMinutes)}`;
    case 'waiting':
      return sql`${mine} and m.state = 'waiting'`;
    case 'proposed':
      return sql`${mine} and m.state = 'proposed'`;
    case 'settled':
      return sql`${mine} and m.state = 'closed'`;
    case 'all':
      return scope(principal, true);
  }
}

const VIEWS: readonly InboxView[] = [
  'offered',
  'mine',
  'dueToday',
  'overdue',
  'waiting',
  'proposed',
  'assisting',
  'settled',
  'all',
];

/** Open work first by due time, settled and mixed lists newest first; the id makes the order total. */
const newestFirst = (view: InboxView): boolean => view === 'settled' || view === 'all';

interface Position {
  readonly at: number | null;
  readonly id: string;
}

const encode = ({ at, id }: Position): string => Buffer.from(`${at ?? ''} ${id}`).toString('base64url');

function decode(cursor: string | undefined): Position | null {
  if (cursor === undefined || cursor === '') return null;
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (id === undefined || !isId(id) || !/^\d*$/.test(at ?? '') || !isInstant(Number(at)))
    throw new Refusal('INPUT_INVALID', { field: 'cursor', problem: 'not a position of this list' });
  return { at: at === '' ? null : Number(at), id };
}

function after(view: InboxView, position: Position | null): Sql {
  if (position === null) return sql`true`;
  const at = position.at === null ? null : new Date(position.at);
  if (newestFirst(view)) return sql`(m.opened_at, m.id) < (${at}::timestamptz, ${position.id}::uuid)`;
  return sql`(coalesce(m.resolve_due_at, 'infinity'), m.id) > (coalesce(${at}::timestamptz, 'infinity'), ${position.id}::uuid)`;
}

// A number or the beginning of one, words of the title, or the company's name.
function search(words: string | undefined): Sql {
  // As typed: names keep their full-width brackets.
  const text = words?.trim();
  if (text === undefined || text === '') return sql`true`;
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(m.number ilike ${pattern} or m.title ilike ${pattern} or exists
    (select from firms f where f.district_id = m.district_id and f.id = m.firm_id and f.name ilike ${pattern}))`;
}

export interface ListRequest extends ListFrame {
  readonly view: InboxView;
  readonly words: string | undefined;
  readonly cursor: string | undefined;
  readonly limit: number;
}

export interface MatterPage {
  readonly files: readonly (MatterFile & { firm: FirmName })[];
  readonly next: string | null;
}

/** One page of a list with the histories that its custody tracks need. */
export async function listMatters(tx: Tx, request: ListRequest): Promise<MatterPage> {
  const { view, limit } = request;
  const order = newestFirst(view)
    ? sql`m.opened_at desc, m.id desc`
    : sql`coalesce(m.resolve_due_at, 'infinity'), m.id`;
  const found = await tx.rows<Subject & { firmName: string; at: number | null }>(sql`
    select ${subjectColumns}, f.name as "firmName", ${newestFirst(view) ? sql`m.opened_at` : sql`m.resolve_due_at`} as at
    from matters m join firms f on f.district_id = m.district_id and f.id = m.firm_id
    where m.district_id = ${tx.districtId} and ${joinSql([viewFilter(view, request), search(request.words), after(view, decode(request.cursor))], sql` and `)}
    order by ${order} limit ${limit + 1}`);
  const page = found.slice(0, limit);
  const names = new Map(page.map((row) => [row.firmId, row.firmName]));
  const files = await loadFiles(
    tx,
    page.map(({ firmName: _name, at: _at, ...subject }) => subject),
  );
  const last = page.at(-1);
  return {
    files: files.map((file) => ({
      ...file,
      firm: { id: file.subject.firmId, name: names.get(file.subject.firmId) ?? '' },
    })),
    next: found.length > limit && last !== undefined ? encode({ at: last.at, id: last.id }) : null,
  };
}

/** How many stand in each view; a company has no offers to accept. */
export async function countViews(tx: Tx, frame: ListFrame): Promise<Record<string, number>> {
  const views =
    frame.principal.role === 'company' ? VIEWS.filter((view) => view !== 'offered' && view !== 'assisting') : VIEWS;
  const counts = joinSql(
    views.map((view) => sql`count(*) filter (where ${viewFilter(view, frame)})::integer`),
    sql`, `,
  );
  const row = await tx.row<{ counts: number[] }>(sql`
    select array[${counts}] as counts from matters m where m.district_id = ${tx.districtId} and ${scope(frame.principal, true)}`);
  return Object.fromEntries(views.map((view, index) => [view, row?.counts[index] ?? 0]));
}

/** Open matters of the company, newest first: candidates for "this is already known". */
export async function openOfFirm(tx: Tx, firmId: string): Promise<MatterFile[]> {
  const subjects = await tx.rows<Subject>(sql`
    select ${subjectColumns} from matters m where m.district_id = ${tx.districtId} and m.firm_id = ${firmId} and ${open}
    order by m.opened_at desc limit 50`);
  return loadFiles(tx, subjects);
}
