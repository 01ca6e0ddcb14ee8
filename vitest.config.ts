import { defineConfig } from 'vitest/config';

/**
 * Files of a worker share what they import: loading the product anew for each of them took a third of the server's time.
 * No test may count on a module's first loading, and what a test starts, it ends.
 */
const isolate = false;

/** Each project runs on its own: engines need nothing, the server needs a PostgreSQL cluster that its set-up starts. */
export default defineConfig({
  test: {
    reporters: ['default'],
    // A tester's own default leaves one core of two idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          isolate,
          include: [
            'engines/*/test/**/*.test.ts',
            'contracts/src/**/*.test.ts',
            'web/src/**/*.test.ts',
            'test/*.test.ts',
          ],
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'server',
          isolate,
          include: ['server/src/**/*.test.ts', 'server/test/**/*.test.ts'],
          globalSetup: ['server/test/cluster.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'programmes',
          isolate,
          include: [
            'test/faults/**/*.test.ts',
            'test/model/**/*.test.ts',
            'test/hostile/**/*.test.ts',
            'test/authorization/**/*.test.ts',
          ],
          globalSetup: ['server/test/cluster.ts'],
          // Bounds of a hung run, not of a slow machine.
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
