import { given } from '../stage/client.ts';
import type { Login } from '../stage/stage.ts';
import { expect, test } from '../stage/test.ts';

test('a wrong password names the cause and the way out, and keeps the account', async ({ visit }) => {
  const page = await visit(null);
  await page.goto('/login');
  await page.locator('#login').fill('lanjian');
  await page.locator('#password').fill('not the password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  const told = page.getByRole('alert').filter({ hasText: '账号或密码不对' });
  await expect(told).toContainText('忘了密码请联系服务站');
  await expect(told).toBeFocused();
  await expect(page.locator('#login')).toHaveValue('lanjian');
  await expect(page).toHaveURL(/\/login/);
});

test('a missing field is named above the form and beside the field', async ({ visit }) => {
  const page = await visit(null);
  await page.goto('/login');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^有错误/);
  await summary.getByRole('link').first().click();
  await expect(page.locator('#login')).toBeFocused();
});

async function signInAgain(page: import('@playwright/test').Page, login: Login): Promise<void> {
  await page.getByRole('link', { name: '重新登录' }).click();
  await page.locator('.demo button', { hasText: login }).first().click();
}

test('a session that ends while a company writes: the words are there after signing in again', async ({
  visitAlone,
  server,
}) => {
  const text = '会话过期时写的一句话，八零一室';
  const { page, session } = await visitAlone('lanjian');
  await page.goto('/e/new');
  await page.locator('#what').fill(text);
  given(await session.remove('/api/session'));
  await page.getByRole('button', { name: '下一步' }).click();
  await page.locator('#send').click();
  await expect(page.getByRole('alert').filter({ hasText: '登录已过期' })).toBeVisible();
  await signInAgain(page, 'lanjian');
  await expect(page.getByRole('heading', { name: '核对一下再发' })).toBeVisible();
  await expect(page.locator('.check-list')).toContainText(text);
  await page.locator('#send').click();
  await expect(page.getByRole('heading', { name: /已收到/ })).toBeVisible();
  const { rows } = given(await server('lanjian').get(`/api/matters?view=all&q=${encodeURIComponent('八零一')}`));
  expect(rows).toHaveLength(1);
});

test('a session that ends while a post writes: the note is there after signing in again', async ({
  visitAlone,
  stage,
}) => {
  const text = '内部备注：产权关系要先弄清楚';
  const { page, session } = await visitAlone('team27');
  await page.goto(`/w/req/${stage.numbers.lift}`);
  await page.locator('.kinds label.note').click();
  await page.locator('#note-text').fill(text);
  given(await session.remove('/api/session'));
  await page.locator('.composer button[type=submit]').click();
  await expect(page.getByText('登录已过期').first()).toBeVisible();
  await signInAgain(page, 'team27');
  await expect(page).toHaveURL(new RegExp(`/w/req/${stage.numbers.lift}`));
  await page.locator('.kinds label.note').click();
  await expect(page.locator('#note-text')).toHaveValue(text);
});

test('a page that belongs to somebody else says whose it is', async ({ visit }) => {
  for (const [login, address, holder] of [
    ['lanjian', '/m', '区管理岗'],
    ['lanjian', '/w', '岗'],
    ['team27', '/e', '企业'],
  ] as const) {
    const page = await visit(login);
    await page.goto(address);
    await expect(page.locator('main h1')).toHaveCount(1);
    await expect(page.locator('main')).toContainText(holder);
    await expect(page.locator('main').getByRole('link')).toHaveCount(1);
    await page.context().close();
  }
});

test('signed out, an inner page asks to sign in and then opens', async ({ visit, stage }) => {
  const page = await visit(null);
  await page.goto(`/e/requests/${stage.numbers.lift}`);
  await expect(page).toHaveURL(/\/login\?to=/);
  await page.locator('.demo button', { hasText: 'lanjian' }).click();
  await expect(page).toHaveURL(new RegExp(`/e/requests/${stage.numbers.lift}$`));
});
