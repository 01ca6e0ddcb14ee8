import { expect, test } from '../stage/test.ts';

const inAMonth = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

// A company lets others read a need without its name; another one answers; names are told when both agree.
test('a shared need: answered by a unit that nobody knows until both agree', async ({ visit }) => {
  const title = `两周的夜间算力 ${Date.now()}`;
  const asking = await visit('zhiwei');
  await asking.goto('/e/partners');
  await asking.locator('summary', { hasText: '登记需求' }).click();
  await asking.getByLabel('需要什么').fill(title);
  await asking.getByLabel('什么时候之前').fill(inAMonth());
  await asking.getByLabel('让别的单位看到这项需求，不显示我们是谁').check();
  await asking.getByRole('button', { name: '登记需求' }).click();
  await expect(asking.getByText(title)).toBeVisible();

  const helping = await visit('qiheng');
  await helping.goto('/e/partners');
  const need = helping.getByRole('listitem').filter({ hasText: title });
  await expect(need).not.toContainText('知微');
  await need.getByText('我们能帮上').click();
  await need.getByLabel('能帮什么').fill('夜间有 40 张卡空着');
  await need.getByRole('button', { name: '告诉对方' }).click();
  await expect(need.getByRole('alert').getByRole('link')).toHaveCount(2);
  await need.getByLabel('我们的联系处室').fill('算力调度台');
  await need.getByLabel('工作电话').fill('0571-0000 0802');
  await need.getByRole('button', { name: '告诉对方' }).click();
  await expect(need.getByText('等决定')).toBeVisible();

  await asking.reload();
  const answered = asking
    .getByRole('listitem')
    .filter({ hasText: title })
    .getByRole('listitem')
    .filter({ hasText: '夜间有 40 张卡空着' });
  await expect(answered).not.toContainText('启衡');
  await answered.getByText('愿意，互相看到名称').click();
  await answered.getByLabel('我们的联系处室').fill('研发办公室');
  await answered.getByLabel('工作电话').fill('0571-0000 0803');
  await answered.getByRole('button', { name: '同意', exact: true }).click();
  await expect(answered.getByText('算力调度台 0571-0000 0802')).toBeVisible();
  await expect(answered).toContainText('启衡');
  await helping.reload();
  await expect(need).toContainText('知微');
});
