import { expect, test } from '../stage/test.ts';

// A company fills in the one number that is missing, sees a board turn from unknown to a distance, and books coaching.
test('within reach: one number turns a board from unknown to 2.1 亿 of 3 亿, and coaching is booked', async ({
  visit,
}) => {
  const page = await visit('lanjian');
  await page.goto('/e/reach');
  const star = page.locator('[data-scheme="cn.sse.star"]');
  await expect(star.getByText('还不知道，缺 1 项资料')).toBeVisible();
  await star.getByRole('link', { name: /看差在哪/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('补上缺的 1 项资料就能算');

  // A slip of the pen is told in one sentence, and what was typed stays.
  const revenue = page.getByLabel('营业收入（2025 年）');
  await revenue.fill('两亿一');
  await page.getByLabel('文件名称').fill('2025 年审计报告（演示）');
  await page.getByLabel('出具单位').fill('演示会计师事务所');
  await page.getByLabel('文件日期').fill('2026-04-20');
  await page.getByRole('button', { name: '保存并重算' }).click();
  await expect(page.getByRole('alert')).toContainText('“营业收入（2025 年）”看不懂');
  await revenue.fill('2.1亿');
  await page.getByRole('button', { name: '保存并重算' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('还差');
  await expect(page.getByText('2.1 亿 / 3 亿').first()).toBeVisible();

  await page.getByLabel('想说的话').fill('下周三下午方便');
  await page.getByRole('button', { name: '约辅导' }).click();
  await page.getByRole('link', { name: /^已约辅导：/ }).click();
  await expect(page.getByText('下周三下午方便')).toBeVisible();
});
