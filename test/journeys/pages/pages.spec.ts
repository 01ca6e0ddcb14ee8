import { expect, type Page } from '@playwright/test';
import { expectFrame, focusFaults, fromTheTop, overflow, seriousFaults, smallTargets, tornWords } from './look.ts';
import { test } from './read.ts';
import { declaredRoutes, PAGES, type Shown } from './routes.ts';

const WIDTHS = [320, 390, 768, 1280] as const;
const HEIGHT = 844;

async function settled(page: Page, shown: Shown): Promise<void> {
  await expect(page.locator('h1').first()).toBeAttached();
  if (shown.ready !== undefined) await expect(page.locator(shown.ready).first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function resized(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** Overflow at every width, torn words where columns are narrowest; axe and the sizes of targets at one of them. */
async function faultsOf(page: Page, looked: number): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await resized(page, width);
    const found = [...(await overflow(page))];
    if (width === looked || width === 768) found.push(...(await tornWords(page)));
    if (width === looked) {
      found.push(...(await seriousFaults(page)));
      found.push(...(await smallTargets(page, { least: 24, button: width < 600 ? 44 : 0 })));
    }
    faults.push(...found.map((fault) => `${width} px: ${fault}`));
  }
  return faults;
}

/** The same page once more as a reader of English at night has it. */
async function turned(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.setItem('banfei.language', 'en');
    localStorage.setItem('banfei.settings', JSON.stringify({ theme: 'dark' }));
  });
  await page.reload();
}

test('every route is looked at', () => {
  const routes = declaredRoutes();
  expect(routes.length).toBeGreaterThanOrEqual(23);
  expect(routes).toContain('/w/firms/$id');
  expect(routes.filter((route) => !PAGES.some((shown) => shown.route === route))).toEqual([]);
});

for (const [at, shown] of PAGES.entries()) {
  const name = `${shown.route}${at > 0 && PAGES[at - 1]?.route === shown.route ? ' with its code' : ''}`;

  test(`${name} in Chinese on paper, in English at night`, async ({ read, stage }) => {
    // Between them the two readings see both widths; which of them is on a phone changes from page to page.
    const [paper, night] = at % 2 === 0 ? [390, 1280] : [1280, 390];
    const page = await read(shown.login);
    await page.goto(shown.address(stage));
    await settled(page, shown);
    await expectFrame(page, 'zh-CN');
    expect(await faultsOf(page, paper)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 600 });
    await fromTheTop(page);
    expect(await focusFaults(page, 16)).toEqual([]);
    await turned(page);
    await settled(page, shown);
    await expectFrame(page, 'en');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(await faultsOf(page, night)).toEqual([]);
  });
}
