import { given } from '../stage/client.ts';
import { expect, test } from '../stage/test.ts';

// The end of J1: the company has the last word, and giving it costs four presses at most.
test('closing the loop: from the line at home to the rating that was sent', async ({ journey, server }, info) => {
  const company = server('zhiwei');
  const raised = given(await company.post('/api/matters', { text: `会议室投影没有信号，${info.project.name} 楼层` }));
  const path = `/api/matters/${raised.number}`;
  const team = server('team50');
  given(await team.post(`${path}/replies`, { text: '收到，马上到' }));
  given(await team.post(`${path}/proposals`, { text: '线已换好，投影恢复' }));

  const walk = await journey('zhiwei', 'Closing the loop');
  const { page } = walk;
  await page.goto('/e');
  const line = page.locator('.rows-list a', { hasText: raised.number });
  await expect(line).toBeVisible();
  walk.begin();
  walk.read(1);
  await walk.press(line);
  walk.think();
  await walk.press(page.getByRole('button', { name: '解决了', exact: true }));
  walk.think();
  await walk.press(page.locator('.grades label').first());
  await walk.press(page.getByRole('button', { name: '提交评价' }));
  await expect(page.getByText('评价已送到责任岗位和监督岗。')).toBeVisible();
  await walk.end({ taps: 4, keys: 0, seconds: 20 });
  const closed = given(await company.get(path));
  expect([closed.state, closed.outcome, closed.rating.grade]).toEqual(['closed', 'confirmed', 5]);
});
