import type { Db } from '../../platform/db.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import type { Operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import { sql } from '../../platform/sql.ts';
import { createPosts } from '../posts/index.ts';
import { firmOperations } from './routes.ts';
import { createFirmSearch, type FirmSearch } from './search.ts';

/** Where the one facility of the test district stands. */
export const POINT = { lon: 120.0133, lat: 30.2857 };
export const AT = Date.UTC(2026, 10, 22, 2, 20);
export const OFFICER: Principal = { districtId: 1, accountId: newId(), role: 'officer', scopes: [] };
export const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface CallParts {
  readonly params?: object;
  readonly query?: object;
  readonly body?: object;
  readonly key?: string;
  readonly request?: object;
}

/** The operations of companies on a database of the test, called past HTTP. */
export interface Bench {
  readonly search: FirmSearch;
  /** The present of the bench; tests move it on. */
  clock: number;
  readonly register: { readonly db: Db; readonly districtId: number };
  call<Body>(principal: Principal, route: string, parts?: CallParts): Promise<Body>;
}

async function furnish(db: Db): Promise<void> {
  await db.inDistrict(1, async (tx) => {
    await tx.run(sql`insert into accounts (district_id, id, login, password_hash, role, name_zh, name_en, created_at)
      values (1, ${OFFICER.accountId}, 'officer', '', 'officer', '窗口（演示）', 'Counter (demo)', ${new Date(AT)})`);
    await tx.run(sql`insert into facilities (district_id, id, code, kind, name_zh, name_en, aliases, lon, lat)
      values (1, ${newId()}, 'ai-town', 'park', '人工智能小镇', 'AI Town', '{AI小镇}', ${POINT.lon}, ${POINT.lat})`);
    await tx.run(
      sql`insert into streets (district_id, code, name, lon, lat) values (1, '330110012', '仓前街道', 120.0, 30.28)`,
    );
  });
}

export async function openBench(db: Db): Promise<Bench> {
  await furnish(db);
  const platform = { db, now: () => bench.clock, log: SILENT, dataDir: '', outboxFilled: () => undefined };
  const search = createFirmSearch(platform);
  const operations: readonly Operation[] = firmOperations({
    platform,
    posts: createPosts(platform),
    search,
    matters: {
      timeline: async (_tx, _firmId, before) =>
        [{ at: AT - 1000, number: 'QY-2611-00001', title: '货梯停了' }].filter(({ at }) => at < before),
      open: async () => 1,
    },
    onEnded: async () => [],
  });
  const bench: Bench = {
    search,
    clock: AT,
    register: { db, districtId: 1 },
    async call<Body>(principal: Principal, route: string, parts: CallParts = {}): Promise<Body> {
      const operation = operations.find(({ method, path }) => `${method} ${path}` === route);
      if (operation === undefined) throw new Error(`no operation ${route}`);
      const { params = {}, query = {}, body = {}, key = newId(), request } = parts;
      const { districtId, accountId } = principal;
      const fingerprint = sha256(JSON.stringify(body));
      const intention = { districtId, principal: accountId, route, key, fingerprint };
      const exchange = { params, query, body, principal, districtId, now: bench.clock, intention, request };
      // The edge builds the exchange from a request; here its parts are given.
      const answer = await operation.handle(exchange as never); // as said above
      if (typeof answer === 'symbol') throw new Error('the operation has answered by itself');
      return answer.body as Body; // the test says what the operation answers
    },
  };
  return bench;
}

/** A list in the usual columns. */
export const csvList = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(
    ['统一社会信用代码,企业名称,状态,地址,注册资本,曾用名', ...rows.map((cells) => cells.join(','))].join('\n'),
  );

export const given = (content: Buffer, fileName = '名单.csv') => ({ content, fileName, mapping: null });
