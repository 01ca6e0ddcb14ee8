import { defineConfig } from 'vitest/config';

/** Each project runs on its own: engines need nothing, the server needs a PostgreSQL cluster that its set-up starts. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'engines',
          include: ['engines/*/test/**/*.test.ts', 'contracts/src/**/*.test.ts', 'web/src/**/*.test.ts'],
          environment: 'node',
        },
      },
    ],
  },
});
