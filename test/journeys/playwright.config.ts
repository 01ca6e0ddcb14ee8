import { defineConfig } from '@playwright/test';

// Everybody here looks at the same pages in the district's own time and language.
const shared = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
const phone = { ...shared, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desk = { ...shared, viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: './stage/setUp.ts',
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE === undefined ? [['list']] : [['list'], ['json']],
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: {
      chromiumSandbox: process.env.JOURNEYS_SANDBOX === 'yes',
      ...(process.env.JOURNEYS_BROWSER === undefined ? {} : { executablePath: process.env.JOURNEYS_BROWSER }),
    },
  },
  // Those that wait for a clock come first, so that the others fill the time.
  projects: [
    { name: 'trouble', use: desk, testMatch: 'trouble/*.spec.ts' },
    { name: 'phone', use: phone, testMatch: 'walks/*.spec.ts' },
    // What staff do at a desk is walked there alone; its pages are looked at on a phone too (pages/).
    { name: 'desk', use: desk, testMatch: ['walks/*.spec.ts', 'staff/*.spec.ts'] },
    { name: 'pages', use: desk, testMatch: 'pages/*.spec.ts' },
  ],
});
