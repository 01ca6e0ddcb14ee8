import { given } from '../stage/client.ts';
import { expect, test } from '../stage/test.ts';

// The management takes in an organization, changes it by a document, sees what hangs on it, and merges it into another.
test('register of organizations: from the approval to the merger, with what hangs on it shown first', async ({
  visit,
  server,
}) => {
  const client = server('manager');
  const { organizations } = given(await client.get('/api/organizations'));
  const other = organizations[3];
  const page = await visit('manager');
  await page.goto('/m/organizations/new');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  // Nothing is lost by what is missing; every field says it.
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(4);
  await page.getByLabel('编号').fill('L-900');
  await page.getByLabel('中文名称').fill('旅程支部（演示）');
  await page.getByLabel('英文名称').fill('Branch of the journey (demo)');
  await page.getByLabel('文件（文号）').fill('演示批复 900 号');
  await page.getByLabel('党员数').fill('4');
  await page.getByLabel('上级组织').fill(other.code);
  await page.locator('[role="option"]').first().click();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.locator('h1')).toHaveText('旅程支部（演示）');
  await expect(page.locator('.org-facts')).toContainText('<5');
  await expect(page.locator('.org-facts')).toContainText(other.name.zh);

  await page.getByText('登记变更', { exact: true }).first().click();
  await page.getByLabel('党员数').fill('6');
  await page.getByLabel('文件（文号）').fill('演示批复 901 号');
  await page.getByRole('button', { name: '登记变更' }).click();
  await expect(page.locator('.org-facts')).toContainText('6');
  await expect(page.getByText('演示批复 901 号')).toBeVisible();

  const id = page.url().split('/').at(-1) ?? '';
  const partner = organizations[5];
  await page.goto('/m/partnerships');
  await page.getByText('登记联建', { exact: true }).click();
  await page.getByLabel('一方', { exact: true }).fill('L-900');
  await page.locator('[role="option"]').first().click();
  await page.getByLabel('另一方').fill(partner.code);
  await page.locator('[role="option"]').first().click();
  await page.getByLabel('为了什么').fill('样品互测');
  await page.getByLabel('协议（文号）').fill('演示协议 900 号');
  await page.getByRole('button', { name: '登记这对联建' }).click();
  await expect(page.locator('h1')).toContainText('旅程支部（演示）');
  await page.getByText('登记活动', { exact: true }).click();
  await page.getByLabel('办了什么').fill('第一次互测');
  await page.getByLabel('有什么结果').fill('测了 3 批，1 批转入试产');
  await page.getByRole('button', { name: '记下活动和结果' }).click();
  await expect(page.getByText('测了 3 批，1 批转入试产')).toBeVisible();

  // The long table finds it among all, by its code.
  await page.goto('/m/network');
  await page.getByLabel('搜索').fill('旅程支部');
  await expect(page.locator('section.rows tbody tr')).toHaveCount(1);
  await page.getByRole('link', { name: '旅程支部（演示）' }).click();
  await expect(page.getByText('1 次活动')).toBeVisible();
  await page.getByRole('link', { name: '登记终止或合并' }).click();
  await page.getByLabel('以后').selectOption('into');
  await page.getByLabel('并入').fill(other.code);
  await page.locator('[role="option"]').first().click();
  const row = page.getByRole('row', { name: /联建/ });
  await expect(row).toContainText('1');
  await page.getByLabel('依据文件（文号）').fill('演示撤销 900 号');
  await page.getByRole('button', { name: '按上面的去向登记' }).click();
  await expect(page.locator('h1')).toContainText('已登记终止');
  const ended = given(await client.get(`/api/organizations/${id}`));
  expect(ended).toMatchObject({ mergedInto: { id: other.id } });
});
