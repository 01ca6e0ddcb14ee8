import { randomBytes } from 'node:crypto';
import type { ErrorCode, Role } from '@banfei/contracts';
import { pino } from 'pino';
import { createNumbers, disableAccount, wallClockMinutes } from '../modules/matters/index.ts';
import { createPosts } from '../modules/posts/index.ts';
import { systemNow } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import { EVERY_ROLE } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { hashPassword } from '../platform/passwords.ts';
import { sql } from '../platform/sql.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { withInstallation } from './database.ts';
import type { CommandIo } from './io.ts';

const DISTRICT = 1;

const isRole = (text: string | undefined): text is Role => EVERY_ROLE.some((role) => role === text);

async function add(db: Db, { values }: Arguments, io: CommandIo): Promise<number> {
  const [login, role, zh] = [values.get('login')?.toLowerCase(), values.get('role'), values.get('name-zh')];
  if (login === undefined || !/^[a-z0-9._-]{2,64}$/.test(login) || zh === undefined || !isRole(role)) {
    io.err(
      `要写 --login（小写字母和数字）、--role（${EVERY_ROLE.join('、')}）和 --name-zh。/ Give --login, --role and --name-zh.`,
    );
    return 2;
  }
  // The password is made here and shown once: there is no default one to forget to change.
  const password = randomBytes(12).toString('base64url');
  const hash = await hashPassword(password);
  const id = newId();
  const missing = await db.inDistrict(DISTRICT, async (tx): Promise<string | null> => {
    const rows =
      await tx.run(sql`insert into accounts (district_id, id, login, password_hash, role, name_zh, name_en, created_at)
      values (${DISTRICT}, ${id}, ${login}, ${hash}, ${role}, ${zh}, ${values.get('name-en') ?? zh}, now()) on conflict do nothing`);
    if (rows === 0) return `账号 ${login} 已存在。/ The account ${login} exists already.`;
    const firm = values.get('firm');
    if (firm === undefined) return null;
    const member = await tx.run(
      sql`insert into firm_members (district_id, account_id, firm_id) select district_id, ${id}, id from firms where district_id = ${DISTRICT} and code = ${firm}`,
    );
    if (member === 0) throw new Refusal('NOT_FOUND' satisfies ErrorCode);
    return null;
  });
  if (missing !== null) {
    io.err(missing);
    return 2;
  }
  io.out(JSON.stringify({ login, role, password }));
  return 0;
}

async function disable(db: Db, dataDir: string, login: string | undefined, io: CommandIo): Promise<number> {
  const [account] = await db.inDistrict(DISTRICT, (tx) =>
    tx.rows<{ id: string }>(sql`select id from accounts where district_id = ${DISTRICT} and login = ${login ?? ''}`),
  );
  if (account === undefined) {
    io.err(`没有账号 ${login ?? ''}。/ There is no account ${login ?? ''}.`);
    return 2;
  }
  const platform = {
    db,
    now: systemNow,
    dataDir,
    outboxFilled: () => undefined,
    log: pino({ level: 'warn' }, pino.destination(2)),
  };
  const deps = { platform, posts: createPosts(platform), numbers: createNumbers(db, wallClockMinutes) };
  const moved = await disableAccount(deps, DISTRICT, account.id);
  io.out(JSON.stringify({ login, disabled: true, mattersMoved: moved }));
  return 0;
}

/** `banfei account add | disable`: the first accounts of a district, and leavers whose matters pass on by rule. */
export async function accountCommand(args: readonly string[], io: CommandIo, env: NodeJS.ProcessEnv): Promise<number> {
  const [verb, ...rest] = args;
  const read = parseArguments(rest, ['login', 'role', 'name-zh', 'name-en', 'firm'], []);
  if (!read.ok || (verb !== 'add' && verb !== 'disable')) {
    io.err(read.ok ? '写 add 或 disable。/ Say add or disable.' : read.sentence);
    return 2;
  }
  return withInstallation(env, io, ({ db }, dataDir) =>
    verb === 'add' ? add(db, read.parsed, io) : disable(db, dataDir, read.parsed.values.get('login'), io),
  );
}
