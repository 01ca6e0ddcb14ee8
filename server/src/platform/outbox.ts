import type { Db, Tx } from './db.ts';
import type { OutboxMessage } from './record.ts';
import type { Log } from './services.ts';
import { sql } from './sql.ts';

/** What happens to messages after their transactions have committed; runs in the transaction that marks them delivered. */
export type Consumer = (tx: Tx, messages: readonly OutboxMessage[]) => Promise<void>;

interface Waiting {
  readonly id: string;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
}

const BATCH = 200;
const POLL_MILLIS = 2000;
/** After so many tries a message stays, visible in /metrics, until somebody looks (ARCHITECTURE I-NOTE). */
export const MAX_ATTEMPTS = 10;

async function deliverBatch(db: Db, districtId: number, consumers: readonly Consumer[], now: number): Promise<number> {
  return db.inDistrict(districtId, async (tx) => {
    const messages = await tx.rows<Waiting>(sql`
      select id, topic, payload, attempts from outbox
      where district_id = ${districtId} and delivered_at is null and attempts < ${MAX_ATTEMPTS}
      order by created_at limit ${BATCH} for update skip locked`);
    if (messages.length === 0) return 0;
    for (const consume of consumers) await consume(tx, messages);
    await tx.run(
      sql`update outbox set delivered_at = ${new Date(now)} where district_id = ${districtId} and id = any(${messages.map(({ id }) => id)}::uuid[])`,
    );
    return messages.length;
  });
}

const countAttempt = (db: Db, districtId: number): Promise<number> =>
  db.inDistrict(districtId, (tx) =>
    tx.run(sql`update outbox set attempts = attempts + 1 where district_id = ${districtId} and id in
      (select id from outbox where district_id = ${districtId} and delivered_at is null order by created_at limit ${BATCH})`),
  );

export interface Dispatcher {
  /** A transaction of this process has committed mail. */
  wake(): void;
  stop(): Promise<void>;
}

/** Delivers the outbox of all districts: at once after a commit of this process, and every two seconds for the others. */
export function startDispatcher(options: {
  readonly db: Db;
  readonly districts: () => Promise<readonly number[]>;
  readonly consumers: readonly Consumer[];
  readonly now: () => number;
  readonly log: Log;
}): Dispatcher {
  const { db, districts, consumers, now, log } = options;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  const sweep = async (): Promise<void> => {
    for (const districtId of await districts()) {
      try {
        while (!stopped && (await deliverBatch(db, districtId, consumers, now())) === BATCH);
      } catch (error) {
        log.warn(
          { districtId, error: error instanceof Error ? error.message : String(error) },
          'outbox delivery stopped',
        );
        await countAttempt(db, districtId).catch(() => undefined);
      }
    }
  };
  const wake = (): void => {
    if (stopped) return;
    again = true;
    running ??= (async () => {
      // Commits come in bursts; a short wait lets one round carry many messages.
      while (again && !stopped) {
        again = false;
        await new Promise((resolve) => setTimeout(resolve, 25));
        await sweep().catch((error: unknown) => log.warn({ error: String(error) }, 'outbox sweep stopped'));
      }
      running = null;
    })();
  };
  const poll = setInterval(wake, POLL_MILLIS);
  poll.unref();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(poll);
      await running;
    },
  };
}
