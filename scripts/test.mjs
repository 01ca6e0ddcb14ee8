// `npm test`: sets up what is missing, then runs every check: style, types, properties, database, faults, browser.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureWeb, ROOT, runQuietly, say, setUp } from './setup.mjs';

const bin = (name) => join(ROOT, 'node_modules', name);
const results = mkdtempSync(join(tmpdir(), 'banfei-results-'));
const node = (script, ...args) => [process.execPath, [bin(script), ...args]];

const vitest = (name, projects) => ({
  name,
  command: node(
    'vitest/vitest.mjs',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${join(results, name)}.json`,
  ),
  count: () => {
    const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(
      readFileSync(join(results, `${name}.json`), 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests, skipped: numTotalTests - numPassedTests - numFailedTests };
  },
});

const single = (name, command) => ({
  name,
  command,
  count: (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }),
});

/**
 * Steps that are short; two of them run at a time. The native compiler takes a seventh of the time and knows the same types,
 * but not yet those of AssemblyScript, and tools that read programs need the other one's interface.
 */
const STATIC = [
  single('types-web', node('typescript-native/bin/tsc', '-p', 'web/tsconfig.json', '--noEmit')),
  single('types-server', node('typescript-native/bin/tsc', '-p', 'tsconfig.json', '--noEmit')),
  single('types-engines', node('typescript-native/bin/tsc', '-p', 'engines/tsconfig.json', '--noEmit')),
  single('types-kernel', node('typescript/bin/tsc', '-p', 'engines/waterfall/kernel')),
  single('lint', node('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')),
];

/** Steps that use every core; one runs after the other. */
const RUNS = [
  vitest('pure', ['pure']),
  vitest('server', ['server']),
  vitest('programmes', ['programmes']),
  {
    name: 'journeys',
    command: node('@playwright/test/cli.js', 'test', '-c', 'test/journeys/playwright.config.ts'),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(results, 'journeys.json') },
    count: () => {
      const { expected, unexpected, skipped, flaky } = JSON.parse(
        readFileSync(join(results, 'journeys.json'), 'utf8'),
      ).stats;
      return { passed: expected, failed: unexpected + flaky, skipped };
    },
  },
];

async function runStep({ name, command: [program, args], env, count }) {
  const { code, said, seconds } = await runQuietly(name, program, args, {
    env: { ...process.env, FORCE_COLOR: '0', ...env },
  });
  let tally;
  try {
    tally = count(code);
  } catch {
    tally = { passed: 0, failed: 1, skipped: 0 };
  }
  if (code !== 0 && tally.failed === 0) tally.failed = 1;
  say(
    `${tally.failed === 0 ? '✓' : '✗'} ${name.padEnd(14)} ${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''} (${seconds.toFixed(0)} s)`,
  );
  if (tally.failed > 0) console.log(said.slice(-12_000));
  return tally;
}

await setUp();
await ensureWeb();
const only = process.argv.slice(2);
const chosen = (steps) => steps.filter(({ name }) => only.length === 0 || only.includes(name));
const total = { passed: 0, failed: 0, skipped: 0 };
const runAll = async (queue) => {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    const tally = await runStep(step);
    for (const key of Object.keys(total)) total[key] += tally[key];
  }
};
const waiting = chosen(STATIC);
await Promise.all([runAll(waiting), runAll(waiting)]);
await runAll(chosen(RUNS));
rmSync(results, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
