import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDb } from '../../server/src/platform/db.ts';
import { startEmbedded } from '../../server/src/platform/embedded.ts';
import { migrate } from '../../server/src/platform/migrate.ts';
import { MIGRATIONS } from '../../server/test/cluster.ts';
import { ownerRows } from '../../server/test/database.ts';
import { type SmallDistrict, smallDistrict } from '../../server/test/district.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a fault strikes. */
export type Victim = 'application' | 'database' | 'both';

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

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** A process with everything that it has started. PostgreSQL gives each of its own a group, so a group is not enough. */
function family(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return [pid, ...(children === '' ? [] : children.split(' ').flatMap((child) => family(Number(child))))];
  } catch {
    return [pid];
  }
}

/** An installation as a district would have it: the start command, its data folder, its own database server. */
export class Installation {
  readonly origin: string;
  readonly district: SmallDistrict;
  private readonly dataDir: string;
  private readonly port: number;
  private server: ChildProcess | null = null;
  private said = '';

  private constructor(dataDir: string, port: number, district: SmallDistrict) {
    this.dataDir = dataDir;
    this.port = port;
    this.district = district;
    this.origin = `http://127.0.0.1:${port}`;
  }

  /** Fills a fresh data folder with the small district; everything that is written is flushed. */
  static async prepare(): Promise<Installation> {
    const dataDir = mkdtempSync(join(tmpdir(), 'banfei-faults-'));
    chmodSync(dataDir, 0o755);
    const cluster = await startEmbedded({ dataDir, durable: true, progress: () => undefined });
    await migrate(cluster.url, MIGRATIONS, () => undefined);
    await ownerRows(
      cluster.url,
      `insert into districts (id, code, name_zh, name_en, phone, hosts, demo) values (1, 'fstc', '演示区', 'Demo district', '0571-0000 0000', '{}', true)`,
    );
    const db = openDb({ url: cluster.url, connections: 2, role: 'banfei_app', onError: () => undefined });
    const district = await smallDistrict(db, 1);
    await db.close();
    return new Installation(dataDir, await freePort(), district);
  }

  /** The postmaster's pid and port, from the file that it keeps. */
  private postmaster(): { pid: number; port: number } {
    const lines = readFileSync(join(this.dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  }

  get ownerUrl(): string {
    const secret = readFileSync(join(this.dataDir, 'database-password'), 'utf8').trim();
    return `postgres://banfei_owner:${secret}@127.0.0.1:${this.postmaster().port}/postgres`;
  }

  /** Runs `work` as the application role, past the application. */
  async asApplication<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
    const db = openDb({ url: this.ownerUrl, connections: 2, role: 'banfei_app', onError: () => undefined });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  }

  private launch(): void {
    // The runner's own settings stay outside: the server is started as a person would start it.
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|NODE_OPTIONS|NODE_ENV|DATABASE_|TEST$)/.test(name),
    );
    const env = {
      ...Object.fromEntries(inherited),
      DEMO: 'off',
      DATA_DIR: this.dataDir,
      PORT: String(this.port),
      HOST: '127.0.0.1',
      REQUESTS_PER_MINUTE: '0',
      LOG_LEVEL: 'error',
    };
    const server = spawn(process.execPath, ['--import', 'tsx', 'server/src/main.ts'], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.said = '';
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.said = `${this.said}${chunk}`.slice(-40_000);
      });
    this.server = server;
  }

  /** Brings the application up unless it runs, and waits until it says that it can serve. Gives the time that it took. */
  async recover(): Promise<number> {
    const began = performance.now();
    if (this.server === null) this.launch();
    while (performance.now() - began < 90_000) {
      if (this.server?.exitCode != null || this.server?.signalCode != null)
        throw new Error(`the application ended:\n${this.said}`);
      const ready = await fetch(`${this.origin}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.status === 200;
        },
        () => false,
      );
      if (ready) return performance.now() - began;
      await pause(30);
    }
    throw new Error(`not ready after 90 s:\n${this.said}`);
  }

  /** kill -9. The database falls with all of its processes at once, as it does when the machine's memory runs out. */
  async strike(victim: Victim): Promise<void> {
    const pids: number[] = [];
    if (victim !== 'application') pids.push(...family(this.postmaster().pid));
    const server = this.server;
    if (victim !== 'database' && server?.pid !== undefined) {
      pids.push(server.pid);
      this.server = null;
    }
    for (const pid of pids) if (alive(pid)) process.kill(pid, 'SIGKILL');
    while (pids.some(alive)) await pause(10);
  }

  /** Ends what is left and removes the folder. */
  async remove(): Promise<void> {
    await this.strike('application');
    await this.strike('database');
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
