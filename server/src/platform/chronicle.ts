import { column, unnest } from './bulk.ts';
import type { Tx } from './db.ts';
import type { Principal } from './principal.ts';
import { leafOf, outboxMessage } from './record.ts';
import { sql } from './sql.ts';

/** One thing that happened to one subject of a register. `by` null: the clock alone brought it about. */
export interface Happening {
  readonly subject: string;
  readonly subjectId: string;
  /** Version of the subject that this act made. */
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly by: Pick<Principal, 'role' | 'accountId'> | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

const actorOf = ({ by }: Happening) => ({ kind: by?.role ?? 'system', accountId: by?.accountId ?? null });

/** Events with their leaves, many in one statement; for what is loaded and announced to nobody. */
export async function chronicleAll(tx: Tx, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length === 0) return;
  const rows = happenings.map((happening) => {
    const { subject, subjectId, seq, at, type, payload } = happening;
    const actor = actorOf(happening);
    return { ...happening, actor, leaf: leafOf(tx.districtId, { subject, subjectId, seq, at, type, actor, payload }) };
  });
  const keys = [
    column('text', rows, ({ subject }) => subject),
    column('uuid', rows, ({ subjectId }) => subjectId),
    column('integer', rows, ({ seq }) => seq),
    column('timestamptz', rows, ({ at }) => new Date(at)),
  ] as const;
  await tx.run(sql`
    with event as (
      insert into register_events (district_id, subject, subject_id, seq, at, type, actor_kind, actor_account_id, salt, payload)
      select ${tx.districtId}, e.* from ${unnest(
        ...keys,
        column('text', rows, ({ type }) => type),
        column('text', rows, ({ actor }) => actor.kind),
        column('uuid', rows, ({ actor }) => actor.accountId),
        column('bytea', rows, ({ leaf }) => leaf.salt),
        column('jsonb', rows, ({ payload }) => JSON.stringify(payload)),
      )} as e)
    insert into leaves (district_id, subject, subject_id, seq, at, hash)
    select ${tx.districtId}, l.* from ${unnest(
      ...keys,
      column('bytea', rows, ({ leaf }) => leaf.hash),
    )} as l`);
}

/** Event, leaf and message of one act, in the transaction of the act (ARCHITECTURE I-ATOM). */
export async function chronicle(tx: Tx, happening: Happening): Promise<void> {
  await chronicleAll(tx, [happening]);
  const { subject, subjectId, type, at } = happening;
  const message = outboxMessage(subject, { id: subjectId, type });
  await tx.run(sql`insert into outbox (district_id, id, topic, payload, created_at)
    values (${tx.districtId}, ${message.id}, ${message.topic}, ${JSON.stringify(message.payload)}::jsonb, ${new Date(at)})`);
}

interface StoredEvent {
  readonly subject: string;
  readonly subject_id: string;
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly actor_kind: string;
  readonly actor_account_id: string | null;
  readonly salt: Buffer;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly hash: Buffer | null;
}

/** Events whose leaf is missing or is not their own; reads the tables anew, for `banfei check`. */
export async function brokenChronicle(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.rows<StoredEvent>(sql`
    select e.subject, e.subject_id, e.seq, e.at, e.type, e.actor_kind, e.actor_account_id, e.salt, e.payload, l.hash
    from register_events e left join leaves l
      on l.district_id = e.district_id and l.subject_id = e.subject_id and l.seq = e.seq and l.subject = e.subject
    where e.district_id = ${tx.districtId}`);
  return rows
    .filter(({ subject, subject_id, seq, at, type, actor_kind, actor_account_id, salt, payload, hash }) => {
      const actor = { kind: actor_kind, accountId: actor_account_id };
      const entry = { subject, subjectId: subject_id, seq, at, type, actor, payload };
      return hash === null || !leafOf(tx.districtId, entry, salt).hash.equals(hash);
    })
    .map(({ subject, subject_id, seq }) => `${subject} ${subject_id} ${seq}`);
}
