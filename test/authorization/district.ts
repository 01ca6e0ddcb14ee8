import { newId } from '../../server/src/platform/ids.ts';
import { sql } from '../../server/src/platform/sql.ts';
import { type TestApp, testApp } from '../../server/test/app.ts';
import { LOGINS, PASSWORD, type SmallDistrict, smallDistrict } from '../../server/test/district.ts';
import {
  type Anybody,
  type Ask,
  capitalThings,
  deskThings,
  exchangeThings,
  type Laying,
  MORE_LOGINS,
  must,
  poolThings,
  type Things,
} from './things.ts';

/** Words that mark where a text comes from. A reader that must not see it must not find it, in any answer. */
export const CANARY = {
  /** Of everything in district 2. */
  other: 'ZQOTHERDISTRICT7f3a',
  /** Of what the district's own people write for each other in district 1. */
  internal: 'ZQINTERNAL51c8',
  /** Of the second company of district 1. */
  rival: 'ZQRIVAL09be',
} as const;

/** What a search may be given to find a marked text without repeating the mark itself. */
export const bait = (canary: string): string => canary.slice(0, 6);

export const ROLE_OF: Readonly<Record<string, Anybody>> = {
  company: 'firm1',
  officer: 'team1',
  manager: 'manager',
  auditor: 'auditor',
  systemAdministrator: 'system',
  securityAdministrator: 'security',
  auditAdministrator: 'audit',
};

export interface Ground {
  readonly app: TestApp;
  readonly cookies: ReadonlyMap<Anybody, string>;
  /** Of the first company, of the second, of the other district, and of nothing at all. */
  readonly own: Things;
  readonly rival: Things;
  readonly other: Things;
  readonly nothing: Things;
  /** An internal note's file on the first company's matter. */
  readonly internalUpload: string;
  readonly otherManager: string;
  readonly ask: Ask;
}

const HOSTS = { 1: 'localhost', 2: 'other.test' } as const;

function asking(app: TestApp): Ask {
  return async (method, url, cookie, { body, host = HOSTS[1] } = {}) => {
    const {
      statusCode,
      body: text,
      headers,
    } = await app.app.http.inject({
      method: method as 'GET', // one of the operations' methods
      url,
      headers: { cookie, host, ...(method === 'GET' || method === 'HEAD' ? {} : { 'idempotency-key': newId() }) },
      ...(body === undefined ? {} : { payload: body as object }), // JSON bodies are objects
    });
    const json = String(headers['content-type'] ?? '').includes('json') && text !== '';
    return { status: statusCode, body: json ? JSON.parse(text) : text, headers };
  };
}

export async function signIn(ask: Ask, login: string, host: string): Promise<string> {
  const answer = await ask('POST', '/api/session', '', { body: { login, password: PASSWORD }, host });
  if (answer.status !== 200)
    throw new Error(`sign-in of ${login} at ${host}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

/** Names everything of a district, or of one company in it, with a mark. */
async function mark(app: TestApp, districtId: number, canary: string, firmId: string | null): Promise<void> {
  await app.database.db.inDistrict(districtId, async (tx) => {
    await tx.run(
      sql`update firms set name = name || ${canary}, former_names = array[${`旧名${canary}`}] where district_id = ${districtId} and (${firmId}::uuid is null or id = ${firmId}::uuid)`,
    );
    await tx.run(
      sql`update sites set address = address || ${canary} where district_id = ${districtId} and (${firmId}::uuid is null or firm_id = ${firmId}::uuid)`,
    );
    if (firmId !== null) return;
    await tx.run(
      sql`update posts set name_zh = name_zh || ${canary}, name_en = name_en || ${canary}, phone = phone || ${canary} where district_id = ${districtId}`,
    );
    await tx.run(
      sql`update accounts set name_zh = name_zh || ${canary}, name_en = name_en || ${canary} where district_id = ${districtId}`,
    );
    await tx.run(sql`update service_areas set name_zh = name_zh || ${canary} where district_id = ${districtId}`);
    await tx.run(sql`update service_teams set name_zh = name_zh || ${canary} where district_id = ${districtId}`);
    await tx.run(sql`insert into service_points (district_id, id, name_zh, name_en, address, hours_zh, hours_en, phone, lon, lat)
      values (${districtId}, ${newId()}, ${canary}, ${canary}, ${canary}, '', '', '', 120, 30)`);
  });
}

async function moreAccounts(app: TestApp): Promise<void> {
  for (const [login, role] of Object.entries(MORE_LOGINS))
    await app.database.db.inDistrict(1, (tx) =>
      tx.run(sql`insert into accounts (district_id, id, login, password_hash, role, name_zh, name_en, created_at)
        select district_id, ${newId()}, ${login}, password_hash, ${role}, ${login}, ${login}, created_at from accounts where district_id = 1 and login = 'system'`),
    );
}

/** Sends a small text file and gives its id. */
async function upload(
  app: TestApp,
  cookie: string,
  { url, name, content }: { readonly url: string; readonly name: string; readonly content: string },
): Promise<string> {
  const payload = `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n--b--\r\n`;
  const headers = { cookie, 'idempotency-key': newId(), 'content-type': 'multipart/form-data; boundary=b' };
  const { statusCode, body } = await app.app.http.inject({ method: 'POST', url, headers, payload });
  if (statusCode !== 201) throw new Error(`the file was answered ${statusCode} ${body}`);
  return String(JSON.parse(body).id);
}

/** A matter of one company with words, a file, an offer and an import, all of them marked. */
async function things(
  { app, ask, district, cookie }: Laying,
  firm: 'firm1' | 'firm2',
  post: 'team1' | 'team2',
  canary: string,
): Promise<Things> {
  const file = await upload(app, cookie(firm), { url: '/api/attachments', name: `${canary}.txt`, content: canary });
  const contact = { name: canary, phone: '0571-1234 5678' };
  const raised = await must(
    ask('POST', '/api/matters', cookie(firm), {
      body: { text: `货梯停了 ${canary}`, place: canary, contact, attachmentIds: [file] },
    }),
  );
  const url = `/api/matters/${raised.number}`;
  await must(ask('POST', `${url}/replies`, cookie(post), { body: { text: `已联系 ${canary}` } }));
  const offered = await must(
    ask('POST', `${url}/offers`, cookie(post), {
      body: { toPostId: district.posts.equipment, kind: 'handOver', ask: `请接手 ${canary}` },
    }),
  );
  const table = `统一社会信用代码,企业名称,注册地址\r\n91330110MA2CCYNK48,${canary} 有限公司,互联网村\r\n`;
  const imported = await upload(app, cookie('manager'), {
    url: '/api/firm-imports',
    name: `${canary}.csv`,
    content: table,
  });
  const page = await must(ask('GET', `/api/firms/${district.firms[firm]}`, cookie('manager')));
  const exchanged = await exchangeThings(
    { app, ask, district, cookie },
    { firm, canary, hour: firm === 'firm1' ? 3 : 5 },
  );
  const settings = { weights: { firm: 1, staff: 0, matter: 0 }, tolerance: 100, calm: 0 };
  const plan = await must(ask('POST', '/api/area-plans', cookie('manager'), { body: { settings } }));
  const desk = await deskThings({ app, ask, district, cookie }, firm, canary);
  const pooled = await poolThings({ app, ask, district, cookie }, firm, canary);
  const capital = await capitalThings({ app, ask, district, cookie }, firm, canary);
  const kept = await must(
    ask('POST', '/api/key-dates', cookie(firm), {
      body: { ...CERTIFICATE, title: `证书 ${canary}`, reference: `GR ${canary}` },
    }),
  );
  const stated = { ...FACT, source: `年报 ${canary}` };
  await must(ask('POST', '/api/facts', cookie(firm), { body: { facts: [stated] } }));
  const reached = await must(ask('GET', '/api/reach', cookie(firm)));
  return {
    ...exchanged,
    ...desk,
    ...pooled,
    ...capital,
    keyDate: kept.moments[0].keyDate.id,
    fact: reached.facts[0].id,
    matter: raised.number,
    code: raised.queryCode,
    firm: district.firms[firm],
    site: page.sites[0].id,
    post: district.posts[post],
    upload: file,
    import: imported,
    offer: offered.pendingOffer.id,
    plan: plan.id,
  };
}

/** A date so far ahead that nobody is told of it while the tests run. */
const FACT = {
  name: 'holdsTierOne',
  year: null,
  value: true,
  issuer: '演示机构',
  issuedOn: '2026-01-05',
  validUntil: null,
};

const CERTIFICATE = { kind: 'certificate', dueOn: '2027-09-30', everyMonths: null };

/** Words that only the district's own people may read: notes, refusals with their basis, instructions, a note's file. */
async function internalWords({ app, ask, district, cookie }: Laying, { matter, offer }: Things): Promise<string> {
  const url = `/api/matters/${matter}`;
  const say = (login: Anybody, path: string, body: object) =>
    must(ask('POST', `${url}/${path}`, cookie(login), { body }));
  const file = await upload(app, cookie('team1'), {
    url: '/api/attachments',
    name: `${CANARY.internal}.txt`,
    content: CANARY.internal,
  });
  await say('team1', 'notes', { text: `物业不接电话 ${CANARY.internal}`, attachmentIds: [file] });
  await say('equipment', `offers/${offer}/decline`, {
    basis: `职责外 ${CANARY.internal}`,
    suggestedPostId: district.posts.land,
  });
  await say('supervisor', 'oversight', { text: `请今天回复 ${CANARY.internal}` });
  const again = await say('team1', 'offers', { toPostId: district.posts.land, kind: 'handOver', ask: '请接手' });
  await say('land', `offers/${again.pendingOffer.id}/decline`, {
    basis: `也在职责外 ${CANARY.internal}`,
    suggestedPostId: null,
  });
  await say('supervisor', 'arbitration', { toPostId: district.posts.team1, reason: `由服务队办 ${CANARY.internal}` });
  return file;
}

/** Two districts, two companies in the first, and a mark on every text of each. */
export async function layGround(): Promise<Ground> {
  const app = await testApp();
  const ask = asking(app);
  const second = await smallDistrict(app.database.db, 2);
  await moreAccounts(app);
  await mark(app, 2, CANARY.other, null);
  await mark(app, 1, CANARY.rival, app.district.firms.firm2);
  await app.app.matters.posts.reload(2);
  const logins = [...LOGINS, ...(Object.keys(MORE_LOGINS) as Anybody[])]; // the keys of the table above
  const signed = async (host: string, names: readonly Anybody[]) =>
    new Map(await Promise.all(names.map(async (login) => [login, await signIn(ask, login, host)] as const)));
  const [cookies, foreign] = [await signed(HOSTS[1], logins), await signed(HOSTS[2], LOGINS)];
  const laying = (jar: ReadonlyMap<Anybody, string>, district: SmallDistrict): Laying => ({
    app,
    ask,
    district,
    cookie: (login) => jar.get(login) ?? '',
  });
  const here = laying(cookies, app.district);
  const own = await things(here, 'firm1', 'team1', 'plain');
  const rival = await things(here, 'firm2', 'team2', CANARY.rival);
  // Both districts count their matters from one, so the other one gets some more: its last number is no number here.
  const there = laying(foreign, second);
  for (let extra = 0; extra < 5; extra += 1)
    await must(ask('POST', '/api/matters', there.cookie('firm2'), { body: { text: CANARY.other } }));
  const other = await things(there, 'firm1', 'team1', CANARY.other);
  const internalUpload = await internalWords(here, own);
  const nothing: Things = {
    matter: 'QY-2611-99998',
    firm: newId(),
    site: newId(),
    post: newId(),
    upload: newId(),
    import: newId(),
    offer: newId(),
    resource: newId(),
    booking: newId(),
    need: newId(),
    answer: newId(),
    plan: newId(),
    deal: newId(),
    proposal: newId(),
    candidate: newId(),
    paper: newId(),
    pooled: newId(),
    intermediary: newId(),
    investor: newId(),
    capitalNeed: newId(),
    introduction: newId(),
    keyDate: newId(),
    fact: newId(),
    code: '000000',
  };
  return { app, cookies, own, rival, other, nothing, internalUpload, otherManager: there.cookie('manager'), ask };
}
