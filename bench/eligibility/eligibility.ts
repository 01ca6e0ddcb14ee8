import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Starts the measurement of the engine beside its peers, which this folder installs: npm ci --prefix bench/eligibility. */
const script = join(import.meta.dirname, '../../engines/eligibility/bench/beside-peers.ts');
const run = spawnSync(process.execPath, ['--import', 'tsx', script, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = run.status ?? 1;
