import { type Installation, openInstallation } from '../app/installation.ts';
import { readConfig } from '../platform/config.ts';
import type { CommandIo } from './io.ts';

/** Runs `work` against the database of this installation; the embedded server is adopted if it runs already. */
export async function withInstallation(
  env: NodeJS.ProcessEnv,
  io: CommandIo,
  work: (installation: Installation, dataDir: string) => Promise<number>,
): Promise<number> {
  const read = readConfig(env, env.INIT_CWD ?? process.cwd());
  if (!read.ok) {
    for (const fault of read.faults) io.err(fault);
    return 2;
  }
  const installation = await openInstallation(read.config, (line) => io.err(line));
  // A server that was running before belongs to somebody else: it is left running.
  const adopted = installation.embedded?.adopted ?? false;
  try {
    return await work(installation, read.config.dataDir);
  } finally {
    await installation.db.close();
    if (!adopted) await installation.embedded?.stop();
  }
}
