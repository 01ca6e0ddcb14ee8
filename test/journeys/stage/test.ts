import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  type Page,
  type TestInfo,
} from '@playwright/test';
import { Journey } from '../journey.ts';
import { type Client, clientOf, signIn } from './client.ts';
import { type Login, type Stage, stage } from './stage.ts';

export interface Fixtures {
  readonly stage: Stage;
  /** The server as this account sees it. */
  readonly server: (login: Login) => Client;
  /** A browser of its own in which this account is signed in, or nobody is. */
  readonly visit: (login: Login | null, prepare?: (page: Page) => Promise<void>) => Promise<Page>;
  /** The same with a session of its own, so that ending it disturbs nobody. */
  readonly visitAlone: (login: Login) => Promise<{ page: Page; session: Client }>;
  /** A page on which every press and key is counted. */
  readonly journey: (login: Login, name: string) => Promise<Journey>;
}

async function putCookie(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const at = cookie.indexOf('=');
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }]);
}

/** How the windows of this project are. */
export function windowOf({ project }: TestInfo): BrowserContextOptions {
  const { viewport, hasTouch, isMobile, locale, timezoneId } = project.use;
  return Object.fromEntries(
    Object.entries({ viewport, hasTouch, isMobile, locale, timezoneId }).filter(([, value]) => value !== undefined),
  );
}

/** A browser that knows nothing yet but who is signed in, if anybody is. */
export async function freshBrowser(
  browser: Browser,
  options: BrowserContextOptions,
  { url, cookies }: Stage,
  login: Login | null,
): Promise<BrowserContext> {
  const context = await browser.newContext({ ...options, baseURL: url });
  if (login !== null) await putCookie(context, url, cookies[login] ?? '');
  return context;
}

export const test = base.extend<Fixtures>({
  // Playwright reads the names of needed fixtures from the first argument.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  stage: async ({}, use) => use(stage()),
  baseURL: async ({ stage }, use) => use(stage.url),
  server: async ({ stage }, use) => use((login) => clientOf(stage.url, stage.cookies[login] ?? '')),
  visit: async ({ browser, stage, contextOptions }, use, info) => {
    const opened: BrowserContext[] = [];
    await use(async (login, prepare) => {
      const context = await freshBrowser(browser, { ...contextOptions, ...windowOf(info) }, stage, login);
      opened.push(context);
      const page = await context.newPage();
      await prepare?.(page);
      return page;
    });
    for (const context of opened) await context.close();
  },
  visitAlone: async ({ visit, stage }, use) => {
    await use(async (login) => {
      const page = await visit(null);
      const session = await signIn(stage.url, login);
      await putCookie(page.context(), stage.url, session.cookie);
      return { page, session };
    });
  },
  journey: async ({ visit }, use, info) => {
    await use(async (login, name) => Journey.on(await visit(login), name, info));
  },
});

export { expect } from '@playwright/test';
