import { closed, type Role, SignIn } from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import { clearAttempts, mayAttempt, SIGN_IN_LIMIT } from './attempts.ts';
import type { Db } from './db.ts';
import { SESSION_COOKIE } from './edge.ts';
import { Refusal } from './errors.ts';
import { type Operation, operation, publicOperation } from './operation.ts';
import { passwordMatches } from './passwords.ts';
import type { Principal } from './principal.ts';
import type { Platform } from './services.ts';
import type { Sessions } from './sessions.ts';
import { sql } from './sql.ts';

/** Presents the signed-in account; the application supplies it, since posts and companies are domain words. */
export type PresentMe = (principal: Principal) => Promise<unknown>;

export interface IdentityOptions {
  readonly platform: Platform;
  readonly sessions: Sessions;
  readonly present: PresentMe;
  readonly meSchema: Operation['schema']['response'];
  readonly secureCookies: boolean;
}

export const EVERY_ROLE: readonly Role[] = [
  'company',
  'officer',
  'manager',
  'auditor',
  'systemAdministrator',
  'securityAdministrator',
  'auditAdministrator',
];

interface AccountRow {
  readonly id: string;
  readonly password_hash: string;
}

const findAccount = (db: Db, districtId: number, login: string): Promise<AccountRow | undefined> =>
  db.readDistrict(districtId, (tx) =>
    tx.row<AccountRow>(
      sql`select id, password_hash from accounts where district_id = ${districtId} and login = ${login} and active`,
    ),
  );

/** Sign-in, sign-out and "who am I". Unknown account, wrong password and disabled account get one and the same answer. */
export function identityOperations(options: IdentityOptions): readonly Operation[] {
  const { platform, sessions, present, meSchema } = options;
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: options.secureCookies } as const;

  const signIn = publicOperation(
    { public: true, object: 'a stranger becomes known here; attempts are limited per account' },
    {
      method: 'POST',
      path: '/api/session',
      summary: 'Sign in',
      schema: { body: SignIn, response: meSchema },
      handle: async ({ body, districtId, now, request, reply }) => {
        const login = body.login.normalize('NFKC').trim().toLowerCase();
        const subject = `sign-in ${login}`;
        if (!(await mayAttempt(platform.db, { districtId, subject, limit: SIGN_IN_LIMIT, at: now })))
          throw new Refusal('SIGN_IN_THROTTLED', { minutes: SIGN_IN_LIMIT.windowMinutes });
        const account = await findAccount(platform.db, districtId, login);
        if (!(await passwordMatches(account?.password_hash, body.password)) || account === undefined) {
          platform.log.warn({ districtId }, 'sign-in refused');
          throw new Refusal('SIGN_IN_REFUSED');
        }
        await clearAttempts(platform.db, districtId, subject);
        const before = request.cookies[SESSION_COOKIE];
        if (before !== undefined) await sessions.close(before);
        const value = await sessions.open(districtId, account.id);
        const principal = await sessions.read(value);
        if (principal === null) throw new Refusal('SIGN_IN_REFUSED');
        reply.setCookie(SESSION_COOKIE, value, cookie);
        return { status: 200, body: await present(principal) };
      },
    },
  );
  const signOut = publicOperation(
    { public: true, object: 'ends the session of the caller, if there is one' },
    {
      method: 'DELETE',
      path: '/api/session',
      summary: 'Sign out',
      status: 204,
      schema: { response: Type.Null() },
      handle: async ({ request, reply }) => {
        const value = request.cookies[SESSION_COOKIE];
        if (value !== undefined) await sessions.close(value);
        reply.clearCookie(SESSION_COOKIE, cookie);
        return { status: 204, body: null };
      },
    },
  );
  const me = operation(
    { roles: EVERY_ROLE, object: 'the caller itself' },
    {
      method: 'GET',
      path: '/api/session',
      summary: 'Who is signed in',
      schema: { query: closed({}), response: meSchema },
      handle: async ({ principal }) => ({ status: 200, body: await present(principal) }),
    },
  );
  return [signIn, signOut, me];
}
