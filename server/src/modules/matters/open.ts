import type { Actor } from '@banfei/custody';
import { isoOrNull } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { outboxMessage } from '../../platform/record.ts';
import { sql } from '../../platform/sql.ts';
import { ownerOf, type PostDirectory } from '../posts/index.ts';
import { actorOf } from './access.ts';
import { currentCalendar } from './calendars.ts';
import { type Subject, titleOf } from './matter.ts';
import { newQueryCode } from './numbers.ts';
import { currentPolicy } from './policy.ts';
import { decideAll } from './raise.ts';
import { insertHistories } from './store.ts';

/** What the district itself opens for a company, and the post that answers for it from the first second. */
export interface Opening {
  /** Taken from `Numbers` before the transaction, so that nothing in it waits for another connection. */
  readonly number: string;
  /** Given where the same must come out again, as in the demo. */
  readonly id?: string;
  readonly firmId: string;
  readonly category: string;
  readonly text: string;
  readonly ownerPostId: string;
}

export interface OpenedMatter {
  readonly id: string;
  readonly number: string;
}

interface Place {
  readonly address: string;
  readonly areaNumber: number | null;
}

/** The clock opens in the name of nobody; the post that answers is recorded as the one that was told first. */
const SYSTEM: Actor = { kind: 'system' };

/** Opens matters in the transaction of what brings them about: either both are there or neither. Without a principal the clock does. */
export async function openMatters(
  tx: Tx,
  openings: readonly Opening[],
  by: { readonly principal: Principal | null; readonly now: number; readonly directory: PostDirectory },
): Promise<readonly OpenedMatter[]> {
  const { principal, now, directory } = by;
  const files = [];
  for (const { number, id = newId(now), firmId, category, text, ownerPostId } of openings) {
    const post = directory.post(ownerPostId);
    const owner = post === undefined ? null : ownerOf(post);
    if (post === undefined || owner === null) throw new Refusal('OWNER_MISSING', { area: 0 });
    const place = await tx.row<Place>(sql`
      select coalesce(s.address, '') as address, b.area_number as "areaNumber" from firms f
      left join sites s on s.district_id = f.district_id and s.firm_id = f.id and s.kind = 'head'
      left join blocks b on b.district_id = s.district_id and b.cell = s.cell
      where f.district_id = ${tx.districtId} and f.id = ${firmId}`);
    if (place === undefined) throw new Refusal('NOT_FOUND');
    const supervisorId = post.supervisorId ?? post.id;
    const subject: Subject = {
      id,
      number,
      queryCode: newQueryCode(),
      firmId,
      siteId: null,
      areaNumber: place.areaNumber,
      channel: 'district',
      category,
      title: titleOf(text),
      text,
      place: place.address,
      contactName: '',
      contactPhone: '',
      raisedBy: principal?.accountId ?? owner.officerId,
      supervisorId,
      calendarVersion: currentCalendar.version,
      policyVersion: currentPolicy().version,
    };
    const actor =
      principal === null
        ? SYSTEM
        : actorOf(principal, principal.scopes.includes(ownerPostId) ? ownerPostId : principal.scopes[0]);
    const context = { now, actor, manages: false, dueAt: null, directory };
    const raise = { type: 'raise', channel: 'district', owner, supervisorPostId: supervisorId } as const;
    files.push({ subject, ...decideAll(null, [raise], context) });
  }
  const messages = files.map(({ subject: { id, number, firmId }, matter: { version } }) =>
    outboxMessage('matter', { matterId: id, number, version, firmId }),
  );
  if (files.length > 0) await insertHistories(tx, files, messages);
  return files.map(({ subject: { id, number } }) => ({ id, number }));
}

/** How a matter stands, for whoever waits for it. */
export interface MatterStanding {
  readonly id: string;
  readonly number: string;
  readonly open: boolean;
  readonly ownerPostId: string;
  readonly dueAt: string | null;
}

/** Matters by id; unknown ids are absent. */
export async function standingOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, MatterStanding>> {
  const rows = await tx.rows<Omit<MatterStanding, 'dueAt'> & { readonly dueAt: number | null }>(sql`
    select id, number, state <> 'closed' as open, owner_post_id as "ownerPostId", resolve_due_at as "dueAt" from matters
    where district_id = ${tx.districtId} and id = any(${[...ids]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, { ...row, dueAt: isoOrNull(row.dueAt) }]));
}
