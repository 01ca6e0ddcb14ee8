import { randomBytes } from 'node:crypto';
import { isoInstant } from './clock.ts';
import { canonicalJson, newId, sha256 } from './ids.ts';

/** One thing that happened to one subject, as it enters the register. */
export interface Entry {
  readonly subject: string;
  readonly subjectId: string;
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly actor: Readonly<Record<string, string | null | undefined>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Leaf {
  readonly subject: string;
  readonly subjectId: string;
  readonly seq: number;
  readonly at: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/**
 * Leaf of the register: SHA-256(0x00 ‖ canonical(meta, SHA-256(salt ‖ payload))), after RFC 6962. The payload enters
 * by its salted hash only, so that a text can be erased (destroy salt and payload) while the leaf stays provable.
 */
export function leafOf(districtId: number, entry: Entry, salt: Buffer = randomBytes(16)): Leaf {
  const payload = sha256(salt, canonicalJson(entry.payload)).toString('hex');
  const meta = canonicalJson({
    district: districtId,
    subject: entry.subject,
    subjectId: entry.subjectId,
    seq: entry.seq,
    at: isoInstant(entry.at),
    type: entry.type,
    actor: entry.actor,
    payload,
  });
  return {
    subject: entry.subject,
    subjectId: entry.subjectId,
    seq: entry.seq,
    at: entry.at,
    salt,
    hash: sha256(Buffer.of(0), meta),
  };
}

export interface OutboxMessage {
  readonly id: string;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export const outboxMessage = (topic: string, payload: Readonly<Record<string, unknown>>): OutboxMessage => ({
  id: newId(),
  topic,
  payload,
});
