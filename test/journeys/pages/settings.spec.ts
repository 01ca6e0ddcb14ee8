import { gzipSync } from 'node:zlib';
import { expect, test } from '../stage/test.ts';
import { fromTheTop, overflow } from './look.ts';

const FIRST_LOAD_KILOBYTES = 170;

test('the skip link is the first stop, shows itself and leads past the navigation', async ({ visit }) => {
  for (const [login, address] of [
    [null, '/'],
    ['lanjian', '/e'],
    ['team27', '/w'],
    ['manager', '/m'],
  ] as const) {
    const page = await visit(login);
    await page.goto(address);
    // The page has taken the focus to its beginning, as every page does on arrival.
    await expect(page.locator('#main')).toBeFocused();
    const skip = page.getByRole('link', { name: '跳到正文' });
    await fromTheTop(page);
    await page.keyboard.press('Tab');
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null), address).toBe(true);
    await page.context().close();
  }
});

test('large type is a quarter larger, stays after a reload and fits a narrow phone', async ({ visit }) => {
  const page = await visit('lanjian');
  await page.goto('/e');
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const before = await size();
  await page.getByRole('button', { name: '大字版' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-type', 'large');
  expect((await size()) / before).toBeCloseTo(1.25, 2);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-type', 'large');
  await page.setViewportSize({ width: 320, height: 700 });
  for (const address of ['/e', '/e/new', '/e/requests', '/stations', '/']) {
    await page.goto(address);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    expect(await overflow(page), address).toEqual([]);
  }
});

test('language and theme are switched in place, and the language is said to the browser', async ({ visit }) => {
  const page = await visit('lanjian');
  await page.goto('/e');
  await expect(page.getByText('等您')).not.toHaveCount(0);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveTitle(/Banfei$/);
  await expect(page.getByRole('link', { name: /I need something/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(background).toBe('rgb(12, 20, 19)');
});

test('the company shell is light to load', async ({ visit }) => {
  const page = await visit('lanjian', async (fresh) => {
    await fresh.addInitScript(() => Object.defineProperty(navigator, 'serviceWorker', { value: undefined }));
  });
  const scripts = new Map<string, number>();
  const sizes: Promise<unknown>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    const { pathname } = new URL(response.url());
    sizes.push(response.body().then((body) => scripts.set(pathname, gzipSync(body).length)));
  });
  await page.goto('/e');
  await expect(page.locator('.rows-list li').first()).toBeVisible();
  await Promise.all(sizes);
  const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  const kilobytes = bytes / 1000;
  console.log(
    `    /e asks for ${scripts.size} scripts, ${kilobytes.toFixed(1)} kB gzipped (≤ ${FIRST_LOAD_KILOBYTES})`,
  );
  expect(scripts.size).toBeGreaterThan(3);
  expect(kilobytes).toBeLessThanOrEqual(FIRST_LOAD_KILOBYTES);
});
