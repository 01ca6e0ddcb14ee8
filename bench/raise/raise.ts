/**
 * Raising a matter over HTTP against pgbench, side by side on one server with fsync on: rounds of A and B in turn, the
 * ratio of each pair, and their median. Both write the same rows; only the product authorizes, folds and answers.
 *
 *   npx tsx bench/raise/raise.ts [--rounds 5] [--seconds 6] [--clients 16]
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDb } from '../../server/src/platform/db.ts';
import { startEmbedded } from '../../server/src/platform/embedded.ts';
import { newId } from '../../server/src/platform/ids.ts';
import { migrate } from '../../server/src/platform/migrate.ts';
import { PASSWORD, type SmallDistrict, smallDistrict } from '../../server/test/district.ts';
import { runLoad } from '../load.ts';

const option = (name: string, fallback: number): number => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? fallback : Number(process.argv[index + 1]);
};
const ROUNDS = option('rounds', 5);
const SECONDS = option('seconds', 6);
const CLIENTS = option('clients', 16);
const TEXT = '货梯停了三天，样机出不了货，周五下午客户要来提货，每箱 180 公斤。';
const root = join(import.meta.dirname, '../..');

/** The peer: the same six rows by one statement, with values that stand for the ones the product computes. */
function peerScript(district: SmallDistrict): string {
  const template = readFileSync(join(import.meta.dirname, 'peer.sql'), 'utf8');
  const values: Record<string, string> = {
    firm: district.firms.firm1,
    account: district.accounts.firm1,
    post: district.posts.team1,
    officer: district.accounts.team1,
    supervisor: district.posts.supervisor,
    text: TEXT,
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

async function prepare(dataDir: string) {
  const embedded = await startEmbedded({ dataDir, durable: true, progress: () => undefined });
  await migrate(embedded.url, join(root, 'server/migrations'), () => undefined);
  const owner = new pg.Client({ connectionString: embedded.url });
  await owner.connect();
  await owner.query(
    `insert into districts (id, code, name_zh, name_en, phone) values (1, 'bench', '基准', 'Bench', '0571-0000 0000')`,
  );
  const fsync = (await owner.query('show fsync')).rows[0].fsync;
  await owner.end();
  const db = openDb({ url: embedded.url, connections: 2, role: 'banfei_app', onError: () => undefined });
  const district = await smallDistrict(db, 1);
  await db.close();
  return { embedded, district, fsync };
}

async function startServer(dataDir: string, port: number): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server/src/main.ts')], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO: 'off',
      REQUESTS_PER_MINUTE: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let tries = 0; tries < 200; tries += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return () => new Promise((resolve) => child.once('exit', () => resolve()).kill('SIGTERM'));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not become ready');
}

async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': newId() },
    body: JSON.stringify({ login: 'firm1', password: PASSWORD }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function raiseRequest(port: number, cookie: string): () => string {
  const body = JSON.stringify({ text: TEXT, category: 'park.lift' });
  const head = `POST /api/matters HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncookie: ${cookie}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nidempotency-key: `;
  return () => `${head}${newId()}\r\n\r\n${body}`;
}

function pgbench(url: string, script: string): number {
  const address = new URL(url);
  const run = spawnSync(
    'pgbench',
    [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(CLIENTS),
      '-j',
      '2',
      '-T',
      String(SECONDS),
      '-f',
      script,
      '-h',
      address.hostname,
      '-p',
      address.port,
      '-U',
      address.username,
      address.pathname.slice(1),
    ],
    { encoding: 'utf8', env: { ...process.env, PGPASSWORD: address.password } },
  );
  const rate = /tps = ([\d.]+)/.exec(run.stdout ?? '');
  if (rate === null)
    throw new Error(
      `pgbench did not run (Debian: apt-get install postgresql-contrib). ${run.error?.message ?? ''} ${run.stderr}`,
    );
  return Number(rate[1]);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const dataDir = mkdtempSync(join(tmpdir(), 'banfei-bench-'));
const { embedded, district, fsync } = await prepare(dataDir);
try {
  const script = join(dataDir, 'peer.sql');
  writeFileSync(script, peerScript(district));
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const stop = await startServer(dataDir, port);
  const request = raiseRequest(port, await signIn(port));
  await runLoad({ port, connections: CLIENTS, seconds: 3, request });
  pgbench(embedded.url, script);
  console.log(`raise a matter: ${CLIENTS} clients, ${SECONDS} s a round, fsync=${fsync}`);
  const ratios: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const http = await runLoad({ port, connections: CLIENTS, seconds: SECONDS, request });
    const peer = pgbench(embedded.url, script);
    ratios.push(http.perSecond / peer);
    console.log(
      `round ${round}: http ${http.perSecond.toFixed(0)}/s (p50 ${http.p50.toFixed(1)} ms, p99 ${http.p99.toFixed(1)} ms, refused ${http.refused}) · pgbench ${peer.toFixed(0)}/s · ratio ${(http.perSecond / peer).toFixed(3)}`,
    );
  }
  console.log(
    `median ratio ${median(ratios).toFixed(3)} (min ${Math.min(...ratios).toFixed(3)}, max ${Math.max(...ratios).toFixed(3)}); goal 0.55`,
  );
  await stop();
} finally {
  await embedded.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
