import type { Db, Tx } from './db.ts';
import { constraintOf } from './db.ts';
import { Refusal } from './errors.ts';
import { canonicalJson, sha256 } from './ids.ts';
import type { Platform } from './services.ts';
import { type Sql, sql } from './sql.ts';

/** One intention of one principal. Sending it again gives the same answer and no second effect (ARCHITECTURE I-IDEM). */
export interface Intention {
  readonly districtId: number;
  readonly principal: string;
  readonly route: string;
  readonly key: string;
  readonly fingerprint: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

interface StoredReply {
  readonly status: number;
  readonly body: unknown;
  readonly fingerprint: Buffer;
}

/** What makes two submissions the same one: method, address and content. */
export const fingerprintOf = (method: string, url: string, body: unknown): Buffer =>
  sha256(`${method} ${url}\n`, canonicalJson(body ?? null));

const storedReply = (intention: Intention): Sql => sql`
  select status, body, fingerprint from idempotency_keys
  where district_id = ${intention.districtId} and principal = ${intention.principal}
    and route = ${intention.route} and key = ${intention.key}`;

/** Columns of the key row, for use cases that write everything in one statement. */
export const keyRow = (intention: Intention, reply: Reply, at: number): Sql => sql`
  ${intention.districtId}::integer, ${intention.principal}::uuid, ${intention.route}::text, ${intention.key}::text,
  ${intention.fingerprint}::bytea, ${reply.status}::integer, ${JSON.stringify(reply.body ?? null)}::jsonb, ${new Date(at)}::timestamptz`;

const storeReply = (tx: Tx, intention: Intention, reply: Reply, at: number): Promise<number> =>
  tx.run(sql`insert into idempotency_keys (district_id, principal, route, key, fingerprint, status, body, created_at)
    values (${keyRow(intention, reply, at)})`);

function replayed(stored: StoredReply, intention: Intention): Reply {
  if (!stored.fingerprint.equals(intention.fingerprint)) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
  return { status: stored.status, body: stored.body };
}

/** The answer given earlier to the same intention, or undefined. */
export async function earlierReply(db: Db, intention: Intention): Promise<Reply | undefined> {
  const stored = await db.readDistrict(intention.districtId, (tx) => tx.row<StoredReply>(storedReply(intention)));
  return stored && replayed(stored, intention);
}

export const isTwin = (error: unknown): boolean => constraintOf(error) === 'idempotency_keys_pkey';

/** Runs `work` and stores its answer under the key in the same transaction; a twin that lost the race gets that answer. */
export async function once(
  db: Db,
  intention: Intention,
  now: () => number,
  work: (tx: Tx) => Promise<Reply>,
): Promise<Reply> {
  try {
    return await db.inDistrict(intention.districtId, async (tx) => {
      const stored = await tx.row<StoredReply>(storedReply(intention));
      if (stored !== undefined) return replayed(stored, intention);
      const reply = await work(tx);
      await storeReply(tx, intention, reply, now());
      return reply;
    });
  } catch (error) {
    // A refusal may be the twin's doing: it accepted the offer that this attempt now finds accepted.
    if (!isTwin(error) && !(error instanceof Refusal)) throw error;
    const earlier = await earlierReply(db, intention);
    if (earlier === undefined) throw error;
    return earlier;
  }
}

/** Keys are kept for seven days at least; the daily job removes older ones. */
export const forgetKeys = (tx: Tx, before: number): Promise<number> =>
  tx.run(sql`delete from idempotency_keys where district_id = ${tx.districtId} and created_at < ${new Date(before)}`);

/** Carries an act out once under its key; what it announced leaves at once and not at the dispatcher's next look. */
export async function actOnce(
  { db, now, outboxFilled }: Pick<Platform, 'db' | 'now' | 'outboxFilled'>,
  intention: Intention,
  work: (tx: Tx) => Promise<Reply>,
): Promise<Reply> {
  const reply = await once(db, intention, now, work);
  outboxFilled();
  return reply;
}

/** Carries acts out whose work answers with a body, each under the key of its call. */
export const acting =
  (platform: Pick<Platform, 'db' | 'now' | 'outboxFilled'>) =>
  (
    { intention }: { readonly intention: Intention },
    work: (tx: Tx) => Promise<unknown>,
    status = 200,
  ): Promise<Reply> =>
    actOnce(platform, intention, async (tx) => ({ status, body: await work(tx) }));
