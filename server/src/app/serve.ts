import { pino } from 'pino';
import { systemNow } from '../platform/clock.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { startJobs } from '../platform/jobs.ts';
import { composeApp, WEB_FOLDER } from './compose.ts';
import { demoAccounts, ensureDemoDistrict, loadDemo } from './demo/index.ts';
import { gatherStatistics, openInstallation } from './installation.ts';

export interface Io {
  out(line: string): void;
  err(line: string): void;
}

export const DEMO_SEED = 20250717;

function explain(error: unknown, config: Config): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `端口 ${config.port} 已被占用。换一个端口：PORT=8081 npm start\nPort ${config.port} is taken. Choose another one: PORT=8081 npm start`;
  if (code === 'EACCES')
    return `没有权限使用端口 ${config.port} 或数据目录 ${config.dataDir}。\nNo permission for port ${config.port} or the data folder ${config.dataDir}.`;
  if (code === 'ENOSPC' || /No space left|disk is full/i.test(message))
    return `磁盘已满：请至少腾出 500 MB 再启动。\nThe disk is full: free at least 500 MB and start again.`;
  return message;
}

function welcome(config: Config, address: string, demo: boolean, io: Io): void {
  io.out('');
  io.out(`  伴飞 Banfei   ${address}`);
  if (!demo) return;
  io.out('');
  io.out('  演示账号 / demo accounts');
  for (const { login, password, name } of demoAccounts().accounts)
    io.out(`    ${login.padEnd(12)} ${password.padEnd(14)} ${name.zh} · ${name.en}`);
  io.out('');
  io.out(`  数据在 / data in ${config.dataDir} · Ctrl+C 停止 / to stop`);
}

/** Starts the whole product: database, schema, demo district, jobs, pages. Returns when it has been told to stop. */
export async function serve(env: NodeJS.ProcessEnv, io: Io): Promise<number> {
  const read = readConfig(env, env.INIT_CWD ?? process.cwd());
  if (!read.ok) {
    for (const fault of read.faults) io.err(fault);
    return 2;
  }
  const { config } = read;
  try {
    return await run(config, io);
  } catch (error) {
    io.err(explain(error, config));
    return 1;
  }
}

async function run(config: Config, io: Io): Promise<number> {
  const began = Date.now();
  const step = (line: string) => io.out(`  ${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`);
  step('启动数据库 / starting the database');
  const installation = await openInstallation(config, step);
  installation.embedded?.keepRunning();
  try {
    const logger = pino(
      { level: config.logLevel, base: null, redact: ['req.headers', 'headers'] },
      pino.destination(2),
    );
    const app = await composeApp({
      ...config,
      db: installation.db,
      listenUrl: installation.ownerUrl,
      now: systemNow,
      logger,
      webFolder: WEB_FOLDER,
    });
    if (config.demo) {
      await ensureDemoDistrict(installation.ownerUrl);
      const demo = await loadDemo(app.platform, { districtId: 1, seed: DEMO_SEED, now: systemNow(), progress: step });
      if (demo.loaded) await gatherStatistics(installation.ownerUrl);
    }
    for (const { id } of await app.districts.all()) {
      step('准备企业检索 / preparing the company search');
      await app.search.load(id);
    }
    // Jobs first: once the port is open the start is over, and a database that falls after that ends nothing.
    const jobs = await startJobs(installation.ownerUrl, app.jobs, app.platform.log);
    try {
      const address = await app.http.listen({ port: config.port, host: config.host });
      step('就绪 / ready');
      welcome(config, address, config.demo, io);
      await new Promise<void>((resolve) => {
        process.once('SIGINT', () => resolve());
        process.once('SIGTERM', () => resolve());
      });
      io.out('  正在停止 / stopping');
    } finally {
      await jobs.stop();
      await app.stop();
    }
    return 0;
  } finally {
    await installation.close();
  }
}
