// Takes the pictures of README.md from a running demo: start it with `npm start`, then
//   npx tsx scripts/screenshots.ts [http://127.0.0.1:8080]
// Each picture is a page as a visitor with a demo account sees it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../test/journeys/stage/browser.ts';

const FOLDER = join(import.meta.dirname, '../docs/images');
const SERVER = process.argv[2] ?? 'http://127.0.0.1:8080';
const PASSWORD = 'banfei-demo';

const DESK = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

interface Picture {
  readonly name: string;
  readonly account: string;
  readonly size: BrowserContextOptions;
  readonly theme: 'light' | 'dark';
  /** Goes to the page from the signed-in start. */
  readonly open: (page: Page) => Promise<void>;
}

// Chinese faces come in many small files, each when a character asks for it, and a live stream keeps the network busy
// for ever: so the faces are asked several times whether they are there.
const settled = async (page: Page): Promise<void> => {
  for (let round = 0; round < 4; round += 1) {
    await page.waitForTimeout(700);
    await page.evaluate('document.fonts.ready.then(() => undefined)');
  }
};

const at =
  (path: string, ready: string) =>
  async (page: Page): Promise<void> => {
    await page.goto(`${SERVER}${path}`);
    await page.locator(ready).first().waitFor();
  };

/** A request that has changed hands: its custody track shows what the product is about. */
async function openRequest(page: Page): Promise<void> {
  await at('/e', 'a[href^="/e/requests/QY-"]')(page);
  await page.locator('a[href^="/e/requests/QY-"]', { hasText: '货梯' }).first().click();
  await page.waitForURL(/\/e\/requests\/QY-/);
  await page.locator('main h1').waitFor();
}

/** The counter after four letters: the company is found while it still says its name. */
async function openCounter(page: Page): Promise<void> {
  await at('/w/counter', 'main input')(page);
  await page.keyboard.type('ljgx', { delay: 40 });
  await page.locator('[role="option"]').first().waitFor();
}

const PICTURES: readonly Picture[] = [
  { name: 'cockpit-light', account: 'manager', size: DESK, theme: 'light', open: at('/m', 'main svg') },
  { name: 'cockpit-dark', account: 'manager', size: DESK, theme: 'dark', open: at('/m', 'main svg') },
  { name: 'company-home-phone', account: 'lanjian', size: PHONE, theme: 'light', open: at('/e', 'main a') },
  { name: 'request-desktop', account: 'lanjian', size: DESK, theme: 'light', open: openRequest },
  { name: 'counter', account: 'counter1', size: DESK, theme: 'light', open: openCounter },
];

async function take(browser: Browser, { name, account, size, theme, open }: Picture): Promise<void> {
  const context = await browser.newContext({
    ...size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
  });
  const page = await context.newPage();
  const signedIn = await context.request.post(`${SERVER}/api/session`, {
    headers: { 'idempotency-key': `picture-${name}-${Date.now()}` },
    data: { login: account, password: PASSWORD },
  });
  if (!signedIn.ok()) throw new Error(`${account} could not sign in at ${SERVER}: ${signedIn.status()}`);
  const settings = JSON.stringify({ theme, largeType: false, keys: true });
  await page.addInitScript({ content: `localStorage.setItem('banfei.settings', ${JSON.stringify(settings)})` });
  await open(page);
  await settled(page);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  await context.close();
  console.log(`docs/images/${name}.png`);
}

mkdirSync(FOLDER, { recursive: true });
const { path, sandbox } = await findBrowser();
const browser = await chromium.launch({ executablePath: path, chromiumSandbox: sandbox });
try {
  for (const picture of PICTURES) await take(browser, picture);
} finally {
  await browser.close();
}
