import type { CapitalNeedList, InvestorList } from '@banfei/contracts';
import { given } from '../stage/client.ts';
import { expect, test } from '../stage/test.ts';

const inHalfAYear = (): string => new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);

// A company states what money it needs and asks to be introduced; names are told when both sides have agreed.
test('capital: a need meets an investor, both agree, and the money is counted', async ({ visit, server }) => {
  const finance = server('finance');
  const list: InvestorList = given(await finance.get('/api/investors'));
  const names = list.investors.map(({ investor }) => investor.name ?? '');
  const counted = async (): Promise<number> =>
    given(await finance.get('/api/figures')).figures.find(({ id }: { id: string }) => id === 'fundedAmount').value;
  const before = await counted();

  const page = await visit('lanjian');
  await page.goto('/e/capital');
  await page.getByText('登记融资需求').click();
  await page.getByLabel('金额').fill('两千万');
  await page.getByLabel('用途').fill('中试线扩产');
  await page.getByLabel('要在此日前').fill(inHalfAYear());
  await page.getByRole('button', { name: '登记并看谁合适' }).click();
  // A slip of the pen is told, and what was typed stays.
  await expect(page.getByRole('alert')).toContainText('“金额”看不懂');
  await page.getByLabel('金额').fill('2,000 万');
  await page.getByRole('button', { name: '登记并看谁合适' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('要股权资金');
  await page.getByRole('button', { name: '请服务队引荐' }).first().click();
  await expect(page.getByText('机构：还没有答复')).toBeVisible();
  const told = await page.locator('main').textContent();
  for (const name of names) expect(told).not.toContain(name);

  const { needs }: CapitalNeedList = given(await finance.get('/api/capital-needs'));
  const need = needs.find(({ purpose, amountFen }) => purpose === '中试线扩产' && amountFen === 2_000_000_000);
  if (need === undefined) throw new Error('the need is not on the list of the staff');
  const desk = await visit('finance');
  await desk.goto(`/m/capital/${need.id}`);
  await desk.getByText('代机构答复').click();
  await desk.getByRole('button', { name: '保存' }).click();
  await expect(desk.getByRole('alert')).toContainText('“依据”至少两个字');
  await desk.getByLabel('依据').fill('来函 2026-18');
  await desk.getByRole('button', { name: '保存' }).click();
  await expect(desk.getByText('双方已同意')).toBeVisible();

  await page.reload();
  await expect(page.getByText('双方已同意')).toBeVisible();
  const opened = await page.locator('main').textContent();
  expect(names.some((name) => (opened ?? '').includes(name))).toBe(true);

  await desk.getByText('登记结果').click();
  await desk.getByLabel('金额').fill('800 万');
  await desk.getByLabel('依据').fill('增资协议 9 号');
  await desk.getByRole('button', { name: '保存' }).click();
  await expect(desk.getByText(/到位 800 万元/).first()).toBeVisible();
  expect(await counted()).toBe(before + 800_000_000);
});
