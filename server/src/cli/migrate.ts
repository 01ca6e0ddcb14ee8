import { withInstallation } from './database.ts';
import type { CommandIo } from './io.ts';

/** Brings the schema to the newest version and stops. */
export async function migrateCommand(_args: readonly string[], io: CommandIo, env: NodeJS.ProcessEnv): Promise<number> {
  return withInstallation(env, io, async () => {
    io.out('数据库结构已是最新。/ The schema is up to date.');
    return 0;
  });
}
