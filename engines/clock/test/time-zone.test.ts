import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('answers do not depend on the time zone of the machine', () => {
  const script = fileURLToPath(new URL('./digest.ts', import.meta.url));
  const runs = ['UTC', 'Asia/Shanghai', 'America/New_York'].map((TZ) => {
    const env = { ...process.env, TZ };
    const run: { digest: string; offset: number } = JSON.parse(
      execFileSync(process.execPath, ['--import', 'tsx', script], { env, encoding: 'utf8' }),
    );
    return run;
  });
  expect(runs.map(({ offset }) => offset)).toEqual([0, -480, 240]);
  expect(new Set(runs.map(({ digest }) => digest)).size).toBe(1);
}, 60_000);
