import type { CandidateDetail, PoolBoard } from '@banfei/contracts';
import { given } from '../stage/client.ts';
import { expect, test } from '../stage/test.ts';

// An officer moves a candidate a stage with evidence; the figure of the pool moves, and opens to the company.
test('cultivation pool: from registration to a listing that the figure counts', async ({ visit, server }) => {
  const client = server('finance');
  const board: PoolBoard = given(await client.get('/api/pool'));
  const card = board.candidates.find(({ stage, mine }) => stage === 'registration' && mine);
  if (card === undefined) throw new Error('the demo has no candidate at its registration');
  const listed = async (): Promise<number> => given(await client.get('/api/figures/listed/rows')).total;
  const before = await listed();
  const detail: CandidateDetail = given(await client.get(`/api/candidates/${card.id}`));
  const way = detail.possible.find(({ to }) => to === 'listed');
  const asked = way?.items.filter(({ reference }) => reference === null) ?? [];

  const page = await visit('finance');
  await page.goto(`/m/pool/${card.id}`);
  await page.getByText('登记中介机构').click();
  await page.getByLabel('机构名称').fill('演示财经公关');
  await page.getByLabel('做什么').selectOption('other');
  await page.getByRole('button', { name: '登记', exact: true }).first().click();
  await expect(page.getByText(/演示财经公关 ·/)).toBeVisible();

  await page.goto('/m/pool');
  await page.getByRole('region', { name: '注册' }).getByRole('link', { name: card.firm.name }).click();
  await page.getByLabel('移到').selectOption('listed');
  await page.getByRole('button', { name: /^移到/ }).click();
  // Without its papers nothing moves, and every missing one is named.
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(asked.length);
  expect(await listed()).toBe(before);
  for (const { name } of asked) await page.getByLabel(`${name.zh}的文号或档案号`).fill('演示文号 1');
  await page.getByRole('button', { name: /^移到/ }).click();
  await expect(page.getByText('注册 → 已上市')).toBeVisible();
  expect(await listed()).toBe(before + 1);

  await page.goto('/m?figure=listed');
  const rows = page.locator('section.rows[data-figure="listed"]');
  await expect(rows.locator('[data-rows-total]')).toHaveText(String(before + 1));
  await expect(rows.getByText(card.firm.name)).toBeVisible();
});
