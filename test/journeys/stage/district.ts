import { pino } from 'pino';
import { composeApp, WEB_FOLDER } from '../../../server/src/app/compose.ts';
import { ensureDemoDistrict, loadDemo } from '../../../server/src/app/demo/index.ts';
import { gatherStatistics, openInstallation } from '../../../server/src/app/installation.ts';
import { DEMO_SEED } from '../../../server/src/app/serve.ts';
import { systemNow } from '../../../server/src/platform/clock.ts';
import { readConfig } from '../../../server/src/platform/config.ts';
import { startJobs } from '../../../server/src/platform/jobs.ts';
import type { DistrictMessage } from './messages.ts';

// The whole product on a small demo district, as a process of its own: the browser's tests measure it from outside.
// It goes when it is told to, or when the test run that started it is gone.

const SIZE = { firms: 3000, matters: 400 };

const tell = (message: DistrictMessage): void => {
  process.send?.(message);
};

async function open(): Promise<() => Promise<void>> {
  const read = readConfig({ ...process.env, PORT: '0', REQUESTS_PER_MINUTE: '0', LOG_LEVEL: 'error' }, process.cwd());
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const { config } = read;
  const installation = await openInstallation(config, () => undefined);
  try {
    const app = await composeApp({
      ...config,
      db: installation.db,
      listenUrl: installation.ownerUrl,
      now: systemNow,
      logger: pino({ level: config.logLevel, base: null }, pino.destination(2)),
      webFolder: WEB_FOLDER,
    });
    await ensureDemoDistrict(installation.ownerUrl);
    await loadDemo(app.platform, {
      ...SIZE,
      districtId: 1,
      seed: DEMO_SEED,
      now: systemNow(),
      progress: () => undefined,
    });
    // As `npm start` does: without statistics the first figures would wait for a poor plan.
    await gatherStatistics(installation.ownerUrl);
    await app.search.load(1);
    const url = await app.http.listen({ port: 0, host: '127.0.0.1' });
    const jobs = await startJobs(installation.ownerUrl, app.jobs, app.platform.log);
    tell({ url });
    return async () => {
      await jobs.stop();
      await app.stop();
      await installation.close();
    };
  } catch (error) {
    await installation.close();
    throw error;
  }
}

const gone = new Promise<void>((resolve) => {
  process.once('disconnect', resolve);
  process.once('SIGTERM', resolve);
  // Ctrl+C reaches the whole group; the test run then takes its leave in its own order.
  process.on('SIGINT', () => undefined);
});

try {
  const close = await open();
  await gone;
  await close();
} catch (error) {
  tell({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exitCode = 1;
}
process.exit();
