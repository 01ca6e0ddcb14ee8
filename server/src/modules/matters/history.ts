import { randomBytes } from 'node:crypto';
import type { Actor, MatterEvent } from '@banfei/custody';
import { leafOf } from '../../platform/record.ts';
import type { Subject } from './matter.ts';
import { isInternal } from './matter.ts';

/** A row of matter_events. The payload holds the event's own facts; the stamp has columns of its own. */
export interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly actor_kind: Actor['kind'];
  readonly actor_post_id: string | null;
  readonly actor_account_id: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The event as the engine knows it. Rows are written by `storedEvents` alone, which is what makes the type true. */
export function eventOf(row: EventRow): MatterEvent {
  const actor: Actor = {
    kind: row.actor_kind,
    ...(row.actor_post_id === null ? {} : { postId: row.actor_post_id }),
    ...(row.actor_account_id === null ? {} : { accountId: row.actor_account_id }),
  };
  return { ...row.payload, type: row.type, seq: row.seq, at: row.at, actor } as MatterEvent; // see above
}

export interface StoredEvent {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly internal: boolean;
  readonly actorKind: Actor['kind'];
  readonly actorPostId: string | null;
  readonly actorAccountId: string | null;
  readonly salt: Buffer;
  readonly payload: string;
  readonly leaf: Buffer;
}

/** What the register says beyond the custody facts: the words of the matter belong to the leaf of its first event. */
function payloadOf(event: MatterEvent, subject: Subject): Record<string, unknown> {
  const { seq: _seq, at: _at, type: _type, actor: _actor, ...facts } = event;
  if (event.type !== 'raised') return facts;
  const { number, firmId, siteId, areaNumber, category, text, place, calendarVersion, policyVersion } = subject;
  return { ...facts, number, firmId, siteId, areaNumber, category, text, place, calendarVersion, policyVersion };
}

/** Events as rows with their salted leaves. */
export function storedEvents(districtId: number, subject: Subject, events: readonly MatterEvent[]): StoredEvent[] {
  return events.map((event) => {
    const payload = payloadOf(event, subject);
    const salt = randomBytes(16);
    const actor = {
      kind: event.actor.kind,
      postId: event.actor.postId ?? null,
      accountId: event.actor.accountId ?? null,
    };
    const entry = {
      subject: 'matter',
      subjectId: subject.id,
      seq: event.seq,
      at: event.at,
      type: event.type,
      actor,
      payload,
    };
    return {
      seq: event.seq,
      at: event.at,
      type: event.type,
      internal: isInternal(event),
      actorKind: actor.kind,
      actorPostId: actor.postId,
      actorAccountId: actor.accountId,
      salt,
      payload: JSON.stringify(payload),
      leaf: leafOf(districtId, entry, salt).hash,
    };
  });
}
