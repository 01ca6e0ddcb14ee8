import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Starts the measurement of the engine beside its exact oracle; takes the number of small districts, 200 unless told. */
const script = join(import.meta.dirname, '../../engines/coverage/bench/whole-district.ts');
const run = spawnSync(process.execPath, ['--import', 'tsx', script, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = run.status ?? 1;
