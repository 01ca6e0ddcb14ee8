import { pino } from 'pino';
import { ensureDemoDistrict, loadDemo, resetDemo } from '../app/demo/index.ts';
import { gatherStatistics } from '../app/installation.ts';
import { DEMO_SEED } from '../app/serve.ts';
import { systemNow } from '../platform/clock.ts';
import { parseArguments } from './arguments.ts';
import { withInstallation } from './database.ts';
import type { CommandIo } from './io.ts';

/** `banfei demo reset`: empties the demo district and loads it again. */
export async function demoCommand(args: readonly string[], io: CommandIo, env: NodeJS.ProcessEnv): Promise<number> {
  const read = parseArguments(args, [], ['yes']);
  if (!read.ok || !read.parsed.switches.has('yes')) {
    io.err(
      read.ok
        ? '这会清空演示区的全部数据。确认请加 --yes。/ This empties the demo district. Add --yes to confirm.'
        : read.sentence,
    );
    return 2;
  }
  return withInstallation(env, io, async ({ db, ownerUrl }, dataDir) => {
    const log = pino({ level: 'warn' }, pino.destination(2));
    const platform = { db, now: systemNow, dataDir, outboxFilled: () => undefined, log };
    await resetDemo(ownerUrl, 1);
    await ensureDemoDistrict(ownerUrl);
    await loadDemo(platform, { districtId: 1, seed: DEMO_SEED, now: systemNow(), progress: (line) => io.err(line) });
    await gatherStatistics(ownerUrl);
    io.out('演示区已重新装载。/ The demo district has been loaded again.');
    return 0;
  });
}
