import type { BrowserContext, Page } from '@playwright/test';
import type { Login } from '../stage/stage.ts';
import { test as base, freshBrowser, windowOf } from '../stage/test.ts';

interface Reading {
  /** A page of somebody who has been here before: the browser has program and fonts, and nothing else. */
  readonly read: (login: Login | null) => Promise<Page>;
}

interface Readers {
  readonly readers: Map<Login | null, BrowserContext>;
}

/** What a page writes on the device. What the browser itself keeps of files that never change stays. */
const WRITTEN = 'local_storage,indexeddb,cache_storage';

/**
 * Looking at a page does not need a browser of its own: fetching and compiling the same files for each page took a quarter of
 * the time. Nor does it need the worker that keeps the program for times without a network: trouble/ shows that it does.
 */
export const test = base.extend<Reading, Readers>({
  readers: [
    // Playwright reads the names of needed fixtures from the first argument.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const readers = new Map<Login | null, BrowserContext>();
      await use(readers);
      for (const context of readers.values()) await context.close();
    },
    { scope: 'worker' },
  ],
  read: async ({ browser, readers, stage }, use, info) => {
    const opened: Page[] = [];
    await use(async (login) => {
      const context =
        readers.get(login) ??
        (await freshBrowser(browser, { ...windowOf(info), serviceWorkers: 'block' }, stage, login));
      readers.set(login, context);
      const page = await context.newPage();
      opened.push(page);
      const device = await context.newCDPSession(page);
      await device.send('Storage.clearDataForOrigin', { origin: stage.url, storageTypes: WRITTEN });
      await device.detach();
      return page;
    });
    for (const page of opened) await page.close();
  },
});
