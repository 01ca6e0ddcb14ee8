import type { Db } from './db.ts';
import { newToken, sha256 } from './ids.ts';
import type { Principal } from './principal.ts';
import { sql } from './sql.ts';

export interface SessionLimits {
  readonly idleMinutes: number;
  readonly hours: number;
}

/** Finds the units of an account; the application supplies it, since the platform knows no domain word. */
export type ScopesOf = (districtId: number, accountId: string, role: Principal['role']) => Promise<readonly string[]>;

interface Cached {
  readonly principal: Principal | null;
  readonly readAt: number;
}

/** Looked up again after this time at the latest, so that a disabled account is out within a minute (threat model 9). */
const FRESH_MILLIS = 15_000;
/** The idle clock is written at most this often; a page that loads twenty resources writes once. */
const TOUCH_MILLIS = 60_000;

export interface Sessions {
  /** Opens a session and returns the cookie value. Any session of the same browser is replaced: rotation at sign-in. */
  open(districtId: number, accountId: string): Promise<string>;
  read(cookie: string): Promise<Principal | null>;
  close(cookie: string): Promise<void>;
  /** Ends every session of an account at once, for example when it is disabled. */
  closeAll(districtId: number, accountId: string): Promise<void>;
}

function parse(cookie: string): { districtId: number; hash: Buffer } | null {
  const match = /^(\d{1,9})\.([A-Za-z0-9_-]{43})$/.exec(cookie);
  if (match?.[1] === undefined || match[2] === undefined || Number(match[1]) < 1) return null;
  return { districtId: Number(match[1]), hash: sha256(match[2]) };
}

/** Sessions live in PostgreSQL under the hash of their token; a stolen database opens no door. */
export function createSessions(db: Db, limits: SessionLimits, scopesOf: ScopesOf, now: () => number): Sessions {
  const cache = new Map<string, Cached>();

  const load = async (districtId: number, hash: Buffer): Promise<Principal | null> => {
    const at = now();
    const row = await db.inDistrict(districtId, async (tx) => {
      const found = await tx.row<{ account_id: string; role: Principal['role']; last_seen_at: number }>(sql`
        select s.account_id, a.role, s.last_seen_at from sessions s
        join accounts a on a.district_id = s.district_id and a.id = s.account_id
        where s.district_id = ${districtId} and s.token_hash = ${hash} and a.active
          and s.expires_at > ${new Date(at)} and s.last_seen_at > ${new Date(at - limits.idleMinutes * 60_000)}`);
      if (found !== undefined && at - found.last_seen_at > TOUCH_MILLIS)
        await tx.run(
          sql`update sessions set last_seen_at = ${new Date(at)} where district_id = ${districtId} and token_hash = ${hash}`,
        );
      return found;
    });
    if (row === undefined) return null;
    return {
      districtId,
      accountId: row.account_id,
      role: row.role,
      scopes: await scopesOf(districtId, row.account_id, row.role),
    };
  };

  return {
    async open(districtId, accountId) {
      const token = newToken();
      const at = now();
      await db.inDistrict(districtId, (tx) =>
        tx.run(sql`insert into sessions (district_id, token_hash, account_id, created_at, last_seen_at, expires_at)
          values (${districtId}, ${sha256(token)}, ${accountId}, ${new Date(at)}, ${new Date(at)}, ${new Date(at + limits.hours * 3_600_000)})`),
      );
      return `${districtId}.${token}`;
    },
    async read(cookie) {
      const parsed = parse(cookie);
      if (parsed === null) return null;
      const known = cache.get(cookie);
      if (known !== undefined && now() - known.readAt < FRESH_MILLIS) return known.principal;
      const principal = await load(parsed.districtId, parsed.hash);
      if (cache.size > 50_000) cache.clear();
      if (principal === null) cache.delete(cookie);
      else cache.set(cookie, { principal, readAt: now() });
      return principal;
    },
    async close(cookie) {
      cache.delete(cookie);
      const parsed = parse(cookie);
      if (parsed === null) return;
      await db.inDistrict(parsed.districtId, (tx) =>
        tx.run(sql`delete from sessions where district_id = ${parsed.districtId} and token_hash = ${parsed.hash}`),
      );
    },
    async closeAll(districtId, accountId) {
      for (const [cookie, { principal }] of cache) if (principal?.accountId === accountId) cache.delete(cookie);
      await db.inDistrict(districtId, (tx) =>
        tx.run(sql`delete from sessions where district_id = ${districtId} and account_id = ${accountId}`),
      );
    },
  };
}

/** Expired rows are removed by the daily job. */
export const forgetSessions = (db: Db, districtId: number, at: number): Promise<number> =>
  db.inDistrict(districtId, (tx) =>
    tx.run(sql`delete from sessions where district_id = ${districtId} and expires_at < ${new Date(at)}`),
  );
