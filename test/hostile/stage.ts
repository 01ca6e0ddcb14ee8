import type { Chance } from '../../server/src/app/demo/random.ts';
import { newId } from '../../server/src/platform/ids.ts';
import type { Operation } from '../../server/src/platform/operation.ts';
import type { Client, TestApp } from '../../server/test/app.ts';
import { ownerRows } from '../../server/test/database.ts';
import type { Login, SmallDistrict } from '../../server/test/district.ts';
import { growDistrict } from '../../server/test/ground.ts';
import { exchangeStage } from './exchange.ts';
import type { Hints } from './values.ts';

/** How far a matter has come, so that a step on it can succeed. */
type Stage = 'raised' | 'offered' | 'waiting' | 'proposed' | 'closed' | 'declinedTwice';

interface Part {
  readonly by: Login;
  readonly stage: Stage;
}

/** Who gives each command, and on what kind of matter it is theirs to give. */
const PARTS: Readonly<Record<string, Part>> = {
  replies: { by: 'team1', stage: 'raised' },
  notes: { by: 'team1', stage: 'raised' },
  supplements: { by: 'firm1', stage: 'waiting' },
  offers: { by: 'team1', stage: 'raised' },
  accept: { by: 'equipment', stage: 'offered' },
  decline: { by: 'equipment', stage: 'offered' },
  withdraw: { by: 'team1', stage: 'offered' },
  arbitration: { by: 'supervisor', stage: 'declinedTwice' },
  waits: { by: 'team1', stage: 'raised' },
  resumption: { by: 'team1', stage: 'waiting' },
  arrivals: { by: 'team1', stage: 'raised' },
  extension: { by: 'team1', stage: 'raised' },
  proposals: { by: 'team1', stage: 'raised' },
  confirmation: { by: 'firm1', stage: 'proposed' },
  rating: { by: 'firm1', stage: 'closed' },
  reopening: { by: 'firm1', stage: 'closed' },
  withdrawal: { by: 'firm1', stage: 'raised' },
  rejection: { by: 'team1', stage: 'raised' },
  nudge: { by: 'firm1', stage: 'raised' },
  oversight: { by: 'supervisor', stage: 'raised' },
};

const BY_ROLE: Readonly<Record<string, Login>> = {
  company: 'firm1',
  officer: 'counter',
  manager: 'manager',
  auditor: 'auditor',
};

const partOf = (operation: Operation): Part | undefined =>
  operation.method === 'POST'
    ? PARTS[operation.path.match(/^\/api\/matters\/:number\/.*?(\w+)$/)?.[1] ?? '']
    : undefined;

/** The account that may call the operation; a stranger for what is public. */
export function callerOf(operation: Operation): Login | null {
  if ('public' in operation.authz) return null;
  const part = partOf(operation);
  if (part !== undefined) return part.by;
  const [role = ''] = operation.authz.roles;
  // Companies have the fewest rights of their own, so an operation of several roles is tried as the staff's.
  return BY_ROLE[operation.authz.roles.find((each) => each === 'officer') ?? role] ?? null;
}

interface Scene {
  readonly number: string;
  readonly code: string;
  readonly offerId: string;
}

/** A small district in which every operation finds something to act on. */
export interface World {
  readonly app: TestApp;
  client(login: Login | null): Client;
  /** Makes what the operation acts on anew: the last request may have used it up. */
  renew(operation: Operation): Promise<void>;
  readonly hints: Hints;
}

const LIFT = '货梯停了三天';

async function must(answer: Promise<{ status: number; body: unknown }>): Promise<Record<string, unknown>> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`the stage could not be set: ${status} ${JSON.stringify(body)}`);
  return body as Record<string, unknown>; // operations answer with objects
}

interface Hands {
  readonly posts: SmallDistrict['posts'];
  readonly step: (by: Login, number: string, path: string, body: object) => Promise<Record<string, unknown>>;
  readonly raise: () => Promise<Record<string, unknown>>;
  readonly offer: (number: string, toPostId: string) => Promise<string>;
}

/** Raises a matter and brings it to the stage in which an operation has something to do. */
async function setStage({ posts, step, raise, offer }: Hands, stage: Stage): Promise<Scene> {
  const raised = await raise();
  const [number, code] = [String(raised.number), String(raised.queryCode)];
  switch (stage) {
    case 'offered':
      return { number, code, offerId: await offer(number, posts.equipment) };
    case 'waiting':
      await step('team1', number, 'waits', { what: '请补复印件', resumeBy: '2026-12-10' });
      break;
    case 'proposed':
      await step('team1', number, 'proposals', { text: '已恢复' });
      break;
    case 'closed':
      await step('team1', number, 'proposals', { text: '已恢复' });
      await step('firm1', number, 'confirmation', { outcome: 'solved' });
      break;
    case 'declinedTwice':
      for (const post of ['equipment', 'land'] as const)
        await step(post, number, `offers/${await offer(number, posts[post])}/decline`, {
          basis: '不在职责内',
          suggestedPostId: null,
        });
      break;
    case 'raised':
      break;
  }
  return { number, code, offerId: posts.team1 };
}

interface Known {
  readonly posts: SmallDistrict['posts'];
  readonly firms: SmallDistrict['firms'];
  readonly siteId: string | undefined;
  readonly scene: () => Scene;
  readonly upload: () => string;
}

/** Values that mean something in this district, by the name of the member that carries them. */
const knownValues = ({
  posts,
  firms,
  siteId,
  scene,
  upload,
}: Known): Readonly<Record<string, (luck: Chance) => unknown>> => ({
  number: () => scene().number,
  code: () => scene().code,
  text: (luck) => (luck.yes(0.3) ? LIFT : undefined),
  q: (luck) => luck.pick(['光学', 'firm1', 'QY-2611', 'team']),
  mapping: (luck) => ({
    统一社会信用代码: 'code',
    企业名称: luck.pick(['name', 'formerName', null]),
    注册地址: 'address',
  }),
  area: (luck) => luck.pick([1, 2, 3]),
  offerId: () => scene().offerId,
  toPostId: (luck) => luck.pick([posts.equipment, posts.land, posts.equipment, posts.team1]),
  offerToPostId: () => posts.equipment,
  suggestedPostId: (luck) => luck.pick([posts.land, null]),
  firmId: () => firms.firm1,
  siteId: (luck) => (luck.yes(0.5) ? siteId : undefined),
  category: (luck) => luck.pick(['park.lift', 'other', 'other']),
  channel: (luck) => luck.pick(['counter', 'phone']),
  attachmentIds: (luck) => luck.pick([[], [upload()]]),
  login: (luck) => luck.pick(['firm1', 'nobody', 'team1']),
  password: () => 'not the password',
  postId: () => undefined,
  version: () => undefined,
});

export async function createWorld(app: TestApp, clients: ReadonlyMap<Login, Client>): Promise<World> {
  const { posts, firms } = app.district;
  const sites = await ownerRows<{ id: string }>(app.database.ownerUrl, `select id from sites where firm_id = $1`, [
    firms.firm3,
  ]);
  const client = (login: Login | null): Client =>
    login === null ? app.stranger : (clients.get(login) ?? app.stranger);
  const step = (by: Login, number: string, path: string, body: object) =>
    must(client(by).send('POST', `/api/matters/${number}/${path}`, body));
  const raise = () => must(client('firm1').send('POST', '/api/matters', { text: LIFT }));
  const offer = async (number: string, toPostId: string): Promise<string> => {
    const { pendingOffer } = await step('team1', number, 'offers', {
      toPostId,
      kind: 'handOver',
      ask: `请接手 ${toPostId}`,
    });
    return (pendingOffer as { id: string }).id; // an offer that was just made is pending
  };
  const set = (stage: Stage): Promise<Scene> => setStage({ posts, step, raise, offer }, stage);
  let current = await set('raised');
  let upload = '';
  let importId: string | undefined;
  await growDistrict(app, 2);
  let plan: PlanOnStage | undefined;
  let ending = '';
  const figures = (await must(client('manager').get('/api/figures'))).figures as { id: string }[]; // the cockpit names them
  const known = knownValues({ posts, firms, siteId: sites[0]?.id, scene: () => current, upload: () => upload });
  const exchange = exchangeStage(app, (by, url, body) => must(client(by).send('POST', url, body)));
  let target: Operation | null = null;
  let exchanging = false;
  return {
    app,
    client,
    async renew(operation) {
      target = operation;
      exchanging =
        (await exchange.renew(operation)) ||
        /^.api.(resources|bookings|needs|partnerships|organizations)/.test(operation.path);
      const part = partOf(operation);
      if (part !== undefined) current = await set(part.stage);
      const sender = client(callerOf(operation));
      if (operation.path === '/files/:id' || JSON.stringify(operation.schema.body ?? {}).includes('attachmentIds'))
        upload = await sendFile(app, sender, { url: '/api/attachments', name: 'a.txt', content: '电梯' });
      if (operation.path.startsWith('/api/firm-imports/:id'))
        importId = await sendFile(app, sender, { url: '/api/firm-imports', name: 'a.csv', content: TABLE });
      // A company that ends is gone for every operation after it, so each time it is another one.
      if (operation.path === '/api/firms/:id/ending')
        ending = String((await must(client('counter').send('POST', '/api/firms', { name: `将终止 ${newId()}` }))).id);
      if (operation.path.startsWith('/api/area-plans/:id'))
        plan = await stagePlan(app, client('manager'), operation.path);
    },
    hints: (name, luck) => {
      const exchanged = exchanging ? exchange.hint(name, luck) : undefined;
      if (exchanged !== undefined) return exchanged;
      const onPlan = target?.path.startsWith('/api/area-plans/:id') ? plan?.[name as keyof PlanOnStage] : undefined; // unknown names give undefined
      if (onPlan !== undefined) return onPlan;
      if (name !== 'id') return Object.hasOwn(known, name) ? known[name]?.(luck) : undefined;
      const path = target?.path ?? '';
      if (path.startsWith('/api/firm-imports')) return importId;
      if (path.startsWith('/api/figures')) return luck.pick(figures).id;
      if (path === '/api/firms/:id/ending') return ending;
      if (path.startsWith('/api/firms')) return firms.firm3;
      return path.startsWith('/files') ? upload : sites[0]?.id;
    },
  };
}

const TABLE = '统一社会信用代码,企业名称,注册地址\r\n91330110MA2CCYNK48,演示光电有限公司,互联网村 7 幢\r\n';

/** Uploads a file as a page would and gives the id that it got. */
interface SentFile {
  readonly url: string;
  readonly name: string;
  readonly content: string;
}

async function sendFile(app: TestApp, sender: Client, { url, name, content }: SentFile): Promise<string> {
  const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n`;
  const headers = {
    cookie: sender.cookie,
    'idempotency-key': newId(),
    'content-type': 'multipart/form-data; boundary=b',
  };
  const { statusCode, body } = await app.app.http.inject({
    method: 'POST',
    url,
    headers,
    payload: `${head}${content}\r\n--b--\r\n`,
  });
  if (statusCode !== 201) throw new Error(`the upload answered ${statusCode} ${body}`);
  return String(JSON.parse(body).id);
}

/** Members of the bodies and addresses of plans, with values that fit the plan on stage. */
interface PlanOnStage {
  readonly id: string;
  readonly version: number;
  readonly mark: string;
  readonly effectiveAt: string;
  readonly cell: string;
  readonly to: number;
}

/** Draws a plan and brings it to where the operation has something to do; decisions find it drawn by somebody else. */
async function stagePlan(app: TestApp, manager: Client, path: string): Promise<PlanOnStage> {
  const settings = { weights: { firm: 1, staff: 0, matter: 0 }, tolerance: 50, calm: 0 };
  const drawn = await must(manager.send('POST', '/api/area-plans', { settings }));
  const { cells, area } = drawn.graph as { cells: string[]; area: number[] }; // as its schema says
  const effectiveAt = new Date(app.time.now + 86_400_000).toISOString();
  const decided = path.endsWith('/approval') || path.endsWith('/return');
  const version = Number(drawn.version);
  const shown = decided
    ? await must(manager.send('POST', `/api/area-plans/${drawn.id}/proposal`, { version, effectiveAt }))
    : drawn;
  if (decided)
    await ownerRows(
      app.database.ownerUrl,
      `with ended as (update area_plans set state = 'withdrawn' where state = 'approved')
       update area_plans set author_id = $2 where id = $1`,
      [drawn.id, app.district.accounts.auditor],
    );
  return {
    id: String(drawn.id),
    version: Number(shown.version),
    mark: String(shown.mark),
    effectiveAt,
    // Staying where it is fits a cell whatever the plan says.
    cell: cells[0] ?? '',
    to: area[0] ?? 1,
  };
}
