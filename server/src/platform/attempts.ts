import type { Db } from './db.ts';
import { sha256 } from './ids.ts';
import { sql } from './sql.ts';

export interface AttemptLimit {
  readonly failures: number;
  readonly windowMinutes: number;
}

/** GB/T 22239 8.1.4.1 b: lock after five wrong attempts for ten minutes (common practice, docs/regulations.md). */
export const SIGN_IN_LIMIT: AttemptLimit = { failures: 5, windowMinutes: 10 };

export interface Attempt {
  readonly districtId: number;
  /** What is being tried, for example a login or a receipt number. */
  readonly subject: string;
  readonly limit: AttemptLimit;
  readonly at: number;
}

/**
 * Counts an attempt on `subject` before it is checked and says whether it may go on. Counting first closes the race in
 * which many attempts are checked before the first failure is written.
 */
export async function mayAttempt(db: Db, { districtId, subject, limit, at }: Attempt): Promise<boolean> {
  const key = sha256(subject);
  const windowStart = new Date(at - limit.windowMinutes * 60_000);
  return db.inDistrict(districtId, async (tx) => {
    await tx.run(
      sql`delete from attempts where district_id = ${districtId} and subject = ${key} and window_started_at <= ${windowStart}`,
    );
    await tx.run(sql`insert into attempts (district_id, subject, failures, window_started_at)
      values (${districtId}, ${key}, 0, ${new Date(at)}) on conflict do nothing`);
    const row = await tx.row<{ failures: number }>(sql`update attempts set failures = failures + 1
      where district_id = ${districtId} and subject = ${key} returning failures`);
    return (row?.failures ?? 1) <= limit.failures;
  });
}

/** A success clears the count. */
export async function clearAttempts(db: Db, districtId: number, subject: string): Promise<void> {
  const key = sha256(subject);
  await db.inDistrict(districtId, (tx) =>
    tx.run(sql`delete from attempts where district_id = ${districtId} and subject = ${key}`),
  );
}
