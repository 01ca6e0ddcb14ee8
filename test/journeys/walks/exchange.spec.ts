import { type Client, given } from '../stage/client.ts';
import { expect, test } from '../stage/test.ts';

interface Sums {
  readonly givenMinutes: number;
  readonly takenMinutes: number;
}

const sumsOf = async (client: Client): Promise<Sums> =>
  given(await client.get('/api/balance')).balance ?? { givenMinutes: 0, takenMinutes: 0 };

// A laboratory offers, a start-up in another building books, both confirm, and the balance of both moves.
test('sharing an instrument: from the offer to both balances', async ({ visit, server, journey }, info) => {
  // The two widths run side by side, so each has a start-up of its own; the laboratory lends to both.
  const taker = info.project.name === 'phone' ? 'qiheng' : 'zhiwei';
  const [lab, startup] = [server('lab'), server(taker)];
  const before = { lab: await sumsOf(lab), startup: await sumsOf(startup) };
  const title = `共聚焦显微镜 ${info.project.name}（演示）`;

  const desk = await visit('lab');
  await desk.goto('/e/offer');
  await desk.getByLabel('名称').fill(title);
  await desk.getByLabel('地点').fill('实验楼 3 幢');
  await desk.getByLabel('联系岗位（不写人名）').fill('仪器预约台');
  await desk.getByLabel('工作电话').fill('0571-0000 0888');
  await desk.getByLabel('每段多长').selectOption('30');
  await desk.getByText('周六', { exact: true }).click();
  await desk.getByText('周日', { exact: true }).click();
  await desk.getByText('法定节假日也开放').click();
  await desk.getByLabel('几点开').fill('00:00');
  await desk.getByLabel('几点关').fill('23:59');
  await desk.getByRole('button', { name: '开始共享' }).click();
  await expect(desk.getByRole('link', { name: title })).toBeVisible();

  const walk = await journey(taker, 'Booking a slot');
  const { page } = walk;
  await page.goto('/e/book?kind=instrument');
  const line = page.getByRole('link', { name: title });
  await expect(line).toBeVisible();
  walk.begin();
  await walk.press(line);
  walk.think();
  // The running slot: whoever stands at the door can book it now.
  await walk.press(page.locator('.slot').first());
  await page.getByLabel('用来做什么').focus();
  await walk.type('看一批样品');
  await walk.press(page.getByRole('button', { name: '约这个时段' }));
  await expect(page.getByText('已发给资源方')).toBeVisible();
  await walk.end({ taps: 3, screens: 2, seconds: 30 });

  await desk.goto('/e/partners');
  const asked = desk.locator('.deal', { hasText: title });
  await asked.getByRole('button', { name: '同意' }).click();
  await asked.getByLabel('实际用了几分钟').fill('25');
  await asked.getByRole('button', { name: '确认时长' }).click();
  await expect(asked.getByText('我们说 25 分钟')).toBeVisible();
  expect((await sumsOf(startup)).takenMinutes).toBe(before.startup.takenMinutes);

  await page.goto('/e/partners');
  const ours = page.locator('.deal', { hasText: title });
  await expect(ours.getByLabel('实际用了几分钟')).toHaveValue('25');
  await ours.getByRole('button', { name: '确认时长' }).click();
  await expect(ours.getByText('双方确认用了 25 分钟')).toBeVisible();
  await expect(page.locator('h1')).toContainText('用了别家');
  expect((await sumsOf(lab)).givenMinutes).toBeGreaterThanOrEqual(before.lab.givenMinutes + 25);
  expect((await sumsOf(startup)).takenMinutes).toBe(before.startup.takenMinutes + 25);
});

test('a slot that somebody was faster to take names the nearest free ones', async ({ visit, server, stage }) => {
  const resource = given(await server('lanjian').get(`/api/resources/${stage.resourceId}`));
  const taken = resource.free.at(-2);
  const page = await visit('zhiwei');
  await page.goto(`/e/book/${stage.resourceId}?from=${taken.from}&until=${taken.until}`);
  await page.getByLabel('用来做什么').fill('新品测试');
  given(
    await server('lanjian').post(`/api/resources/${stage.resourceId}/bookings`, {
      from: taken.from,
      until: taken.until,
      purpose: '先到',
    }),
  );
  await page.getByRole('button', { name: '约这个时段' }).click();
  await expect(page.getByText('刚被约走。最近的空档：')).toBeVisible();
  await expect(page.getByRole('region', { name: '最近的空档' }).getByRole('link')).toHaveCount(3);
});
