import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';
import { type Client, given, signIn } from './client.ts';
import type { DistrictMessage } from './messages.ts';
import { LOGINS, type Stage } from './stage.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PATIENCE = 180_000;

interface District {
  readonly url: string;
  stop(): Promise<void>;
}

const heard = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the district did not come up within three minutes')), PATIENCE);
    const settle = (act: () => void) => {
      clearTimeout(late);
      act();
    };
    // What comes over this channel is sent by district.ts alone.
    child.once('message', (message: DistrictMessage) =>
      settle(() => ('url' in message ? resolve(message.url) : reject(new Error(message.fault)))),
    );
    child.once('exit', (code) => settle(() => reject(new Error(`the district's process ended with ${code}`))));
  });

/** Starts the product in a folder of its own; stopping ends that process and removes that folder, and nothing else. */
async function startDistrict(): Promise<District> {
  const dataDir = mkdtempSync(join(tmpdir(), 'banfei-journeys-'));
  // The database of a run by root belongs to another account, which must be able to reach it.
  chmodSync(dataDir, 0o755);
  const { DATABASE_URL: _url, DATABASE_APP_URL: _app, ...env } = process.env;
  const child = fork(join(import.meta.dirname, 'district.ts'), [], {
    cwd: ROOT,
    // Playwright's own loader must not follow into the product.
    env: { ...env, NODE_OPTIONS: '', DATA_DIR: dataDir },
    execArgv: ['--import', 'tsx'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    return { url: await heard(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const numberIn = async (client: Client, view: string, word: string): Promise<string> => {
  const { rows } = given(await client.get(`/api/matters?view=${view}&limit=50&q=${encodeURIComponent(word)}`));
  if (rows.length === 0) throw new Error(`the demo has no matter with “${word}” in view ${view}`);
  return rows[0].number;
};

const inHalfAYear = (): string => new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);
/** What the first company needs, only to look at. */
const LOAN = { form: 'debt', stage: 'growth', amountFen: 100_000_000, purpose: '补充流动资金', until: inHalfAYear() };

async function freeResource(client: Client): Promise<string> {
  const { resources } = given(await client.get('/api/resources'));
  const free = resources.find((each: { mine: boolean; free: unknown[] }) => !each.mine && each.free.length > 0);
  return free?.id ?? fail('a resource with a free slot');
}

/** One account after another: hashing is slow on purpose and the machine is small. */
async function prepare(url: string): Promise<Stage> {
  const clients = new Map<string, Client>();
  for (const login of LOGINS) clients.set(login, await signIn(url, login));
  const client = (login: string): Client => clients.get(login) ?? fail(login);
  const lanjian = client('lanjian');
  const receipt = given(await client('qiheng').post('/api/matters', { text: '门禁卡刷不开，早班进不了楼' }));
  const me = given(await lanjian.get('/api/session'));
  const settings = { weights: { firm: 1, staff: 1, matter: 3 }, tolerance: 50, calm: 10 };
  const plan = given(await client('manager').post('/api/area-plans', { settings }));
  return {
    url,
    cookies: Object.fromEntries([...clients].map(([login, { cookie }]) => [login, cookie])),
    numbers: {
      lift: await numberIn(lanjian, 'all', '货梯停运三天'),
      network: await numberIn(lanjian, 'all', '千兆专线'),
      patent: await numberIn(lanjian, 'all', '快速预审'),
      received: receipt.number,
    },
    code: receipt.queryCode,
    firmId: me.firm.id,
    organizationId: given(await client('manager').get('/api/organizations')).organizations[0].id,
    facilityId: given(await client('manager').get('/api/facilities')).facilities[0].id,
    partnershipId: given(await client('manager').get('/api/partnerships')).partnerships[0].id,
    unitId: given(await client('manager').get('/api/balances')).balances[0].unit.id,
    candidateId: given(await client('manager').get('/api/pool')).candidates.find(
      ({ stage }: { stage: string }) => stage === 'restructure',
    ).id,
    capitalNeedId: given(await client('manager').get('/api/capital-needs')).needs[0].id,
    ownNeedId: given(await lanjian.post('/api/capital-needs', LOAN)).id,
    dealId: given(await client('manager').get('/api/deals')).deals[0].id,
    issuedDealId: given(await client('manager').get('/api/deals')).deals.find(
      ({ stage }: { stage: string }) => stage === 'servicing',
    ).id,
    resourceId: await freeResource(lanjian),
    planId: plan.id,
  };
}

const fail = (thing: string): never => {
  throw new Error(`${thing} is not among what the journeys have`);
};

/** Finds a browser, starts the product, signs everybody in; the tests find all of it in the environment. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (!existsSync(join(ROOT, 'web/dist/index.html')))
    throw new Error('网页还没有构建：先运行 npm start 或 npm test。\nThe web is not built: run npm start or npm test.');
  const browser = await findBrowser();
  process.env.JOURNEYS_BROWSER = browser.path;
  process.env.JOURNEYS_SANDBOX = browser.sandbox ? 'yes' : 'no';
  console.log(`  ${browser.name}`);
  const district = await startDistrict();
  try {
    process.env.JOURNEYS_STAGE = JSON.stringify(await prepare(district.url));
  } catch (error) {
    await district.stop();
    throw error;
  }
  return district.stop;
}
