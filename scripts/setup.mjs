// Everything that a fresh machine needs before TypeScript can run: Node itself, room on the disk, the packages, the web.
// Plain JavaScript without packages, because it runs before they are there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
const OLDEST = [20, 19];
const FREE_MEGABYTES = 800;

const began = Date.now();
export const say = (line) => console.log(`  ${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`);

const stop = (zh, en) => {
  console.error(`\n  ${zh}\n  ${en}\n`);
  process.exit(1);
};

/** Runs a program with a sign of life every ten seconds; its words are shown only when it does not succeed. */
export function runQuietly(label, command, args, options = {}) {
  return new Promise((resolve) => {
    const started = Date.now();
    let said = '';
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const alive = setInterval(() => say(`${label} … ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
    const hear = (chunk) => {
      said = (said + chunk).slice(-200_000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => hear(error.message));
    child.on('close', (code) => {
      clearInterval(alive);
      resolve({ code: code ?? 1, said, seconds: (Date.now() - started) / 1000 });
    });
  });
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  stop(
    `需要 Node ${OLDEST.join('.')} 或更新的版本，这里是 ${process.versions.node}。请先升级 Node。`,
    `Node ${OLDEST.join('.')} or newer is needed, this is ${process.versions.node}. Upgrade Node first.`,
  );
}

function checkDisk() {
  const { bavail, bsize } = statfsSync(ROOT);
  const free = Math.floor((bavail * bsize) / 1024 / 1024);
  if (free >= FREE_MEGABYTES) return;
  stop(
    `磁盘只剩 ${free} MB，至少要 ${FREE_MEGABYTES} MB。请先腾出空间。`,
    `Only ${free} MB are free, ${FREE_MEGABYTES} MB are needed. Make room first.`,
  );
}

const npm = () =>
  process.env.npm_execpath?.endsWith('.js') ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];

async function ensurePackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  const mark = join(ROOT, 'node_modules', '.banfei-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  say('安装依赖 / installing packages');
  const [command, first] = npm();
  const { code, said } = await runQuietly('安装依赖 / installing packages', command, [
    ...first,
    'ci',
    '--no-audit',
    '--no-fund',
  ]);
  if (code !== 0) {
    console.error(said.slice(-4000));
    stop(
      '依赖没有装全。看上面的原因（网络、磁盘或权限），处理后再运行一次。',
      'The packages could not be installed. See the reason above (network, disk or rights) and run again.',
    );
  }
  writeFileSync(mark, lock);
}

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== 'dist') yield* filesUnder(path);
    } else yield path;
  }
}

function sourceOfWeb() {
  const hash = createHash('sha256');
  const folders = ['web', 'contracts/src', ...readdirSync(join(ROOT, 'engines')).map((name) => `engines/${name}/src`)];
  for (const folder of folders.map((name) => join(ROOT, name)).filter(existsSync))
    for (const path of [...filesUnder(folder)].sort()) hash.update(path.slice(ROOT.length)).update(readFileSync(path));
  return hash.digest('hex');
}

/** Builds the web when its source has changed since the last build. */
export async function ensureWeb() {
  const source = sourceOfWeb();
  const mark = join(ROOT, 'web/dist/.source');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === source) return;
  say('构建网页 / building the web pages');
  const { code, said } = await runQuietly('构建网页 / building the web pages', process.execPath, [
    join(ROOT, 'node_modules/vite/bin/vite.js'),
    'build',
    'web',
    '--logLevel',
    'warn',
  ]);
  if (code !== 0) {
    rmSync(mark, { force: true });
    console.error(said.slice(-4000));
    stop('网页没有构建出来，原因见上。', 'The web pages could not be built; see the reason above.');
  }
  writeFileSync(mark, source);
}

/** What both commands of the README need. */
export async function setUp() {
  checkNode();
  checkDisk();
  await ensurePackages();
}
