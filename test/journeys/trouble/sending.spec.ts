import type { Page } from '@playwright/test';
import { given } from '../stage/client.ts';
import { expect, test } from '../stage/test.ts';

async function write(page: Page, text: string): Promise<void> {
  await page.goto('/e/new');
  await page.locator('#what').fill(text);
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('heading', { name: '核对一下再发' })).toBeVisible();
}

test('pressing send twice registers one matter', async ({ visit, server }) => {
  const page = await visit('qiheng');
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/matters')) sent += 1;
  });
  await write(page, '九零一室空调不制冷');
  await page.locator('#send').dblclick();
  await expect(page.getByRole('heading', { name: /已收到/ })).toBeVisible();
  const { rows } = given(await server('qiheng').get(`/api/matters?view=all&q=${encodeURIComponent('九零一')}`));
  expect([rows.length, sent]).toEqual([1, 1]);
});

test('an answer that is lost on its way is asked for again with the same key: one matter', async ({
  visit,
  server,
}) => {
  const page = await visit('qiheng');
  const keys: string[] = [];
  await page.route('**/api/matters', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push((await route.request().headerValue('idempotency-key')) ?? '');
    if (keys.length > 1) return route.continue();
    // The server has carried it out, but nobody hears so.
    await route.fetch();
    return route.abort('connectionreset');
  });
  await write(page, '九零二室空调不制冷');
  await page.locator('#send').click();
  await expect(page.getByRole('heading', { name: /已收到/ })).toBeVisible({ timeout: 45_000 });
  expect(keys.length).toBeGreaterThanOrEqual(2);
  expect(new Set(keys).size).toBe(1);
  const { rows } = given(await server('qiheng').get(`/api/matters?view=all&q=${encodeURIComponent('九零二')}`));
  expect(rows).toHaveLength(1);
});

test('the back button keeps what was written, and so does closing the page', async ({ visit }) => {
  const text = '九零三室门禁打不开';
  const page = await visit('qiheng');
  await write(page, text);
  await page.goBack();
  await expect(page.locator('#what')).toHaveValue(text);
  await page.goto('/e');
  const kept = page.locator('.home-main').getByText(text);
  await expect(kept.first()).toBeVisible();
  await kept.first().click();
  await expect(page.locator('#what')).toHaveValue(text);
});

test('an empty text and one that is too long are named with the way out', async ({ visit }) => {
  const page = await visit('qiheng');
  await page.goto('/e/new');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('alert')).toContainText('写一句发生了什么，例如“货梯停了三天”');
  await page.locator('#what').fill('长'.repeat(536));
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('alert')).toContainText('最多 500 字，现在多了 36 字。可以把细节放进附件');
  await expect(page.locator('#what')).toHaveValue('长'.repeat(536));
});

test('a telephone with a digit too few is named before it is sent', async ({ visit }) => {
  const page = await visit('qiheng');
  await write(page, '九零四室没有热水');
  await page.locator('#phone').fill('1380000000');
  await page.locator('#send').click();
  await expect(page.getByRole('alert')).toContainText('手机号要 11 位，现在是 10 位');
  await expect(page.locator('#phone')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('#phone').fill('');
});

test('files of the wrong kind and files that are too large are refused in words before they leave', async ({
  visit,
}) => {
  const page = await visit('qiheng');
  let uploads = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/attachments')) uploads += 1;
  });
  await page.goto('/e/new');
  await page.locator('#what').fill('九零五室漏水，附照片');
  const chooser = page.locator('input[type=file]');
  await chooser.setInputFiles({ name: 'virus.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
  await expect(page.getByRole('alert')).toContainText('打不开“virus.exe”。可以传照片、PDF、Word、Excel');
  const large = { name: '现场.mov', mimeType: 'video/quicktime', size: 51 * 1024 * 1024 };
  // A file of that size made inside the page; sending so much through the driver would only test the driver.
  await chooser.evaluate((input, { name, mimeType, size }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(size)], name, { type: mimeType }));
    if (input instanceof HTMLInputElement) input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, large);
  await expect(page.getByRole('alert')).toContainText('“现场.mov”有 51.0 MB，每个文件最多 50 MB。换成照片或剪短再传');
  await expect(page.locator('.file-list li')).toHaveCount(0);
  expect(uploads).toBe(0);
  const photo = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await chooser.setInputFiles({ name: '照片.png', mimeType: 'image/png', buffer: photo });
  await expect(page.locator('.file-list li')).toContainText('已传好');
  expect(uploads).toBe(1);
});

test('an unknown number or code opens nothing and says what to check', async ({ visit, stage }) => {
  const page = await visit(null);
  for (const address of ['/r/QY-2611-00000?code=000000', `/r/${stage.numbers.received}?code=000001`]) {
    await page.goto(address);
    await expect(page.getByRole('alert')).toContainText(/编号|查询码/);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('#track-number')).toBeVisible();
    await expect(page.locator('main')).not.toContainText('门禁卡');
  }
  await page.goto(`/r/${stage.numbers.received}?code=${stage.code}`);
  await expect(page.locator('main')).toContainText('门禁卡刷不开');
});

test('a page that does not exist says so and leads home', async ({ visit }) => {
  const page = await visit(null);
  await page.goto('/no/such/page');
  await expect(page.locator('h1')).toHaveCount(1);
  await page.locator('main').getByRole('link').click();
  await expect(page).toHaveURL(/\/$/);
});
