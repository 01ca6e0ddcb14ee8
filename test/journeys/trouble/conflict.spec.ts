import { given } from '../stage/client.ts';
import { expect, test } from '../stage/test.ts';

test('two posts on one matter: the slower one sees both versions, loses no word and can go on', async ({
  visit,
  server,
}) => {
  const { number } = given(await server('lanjian').post('/api/matters', { text: '二号楼电梯厅灯坏了，双人同开' }));
  const path = `/api/matters/${number}`;
  const words = '灯管已换，亮了';
  const slow = await visit('team27');
  await slow.goto(`/w/req/${number}`);
  await slow.getByRole('button', { name: '回复并提出办结' }).first().click();
  const sheet = slow.getByRole('dialog');
  await sheet.locator('textarea').first().fill(words);

  // Meanwhile the same post in another tab.
  const fast = await slow.context().newPage();
  await fast.goto(`/w/req/${number}`);
  await expect(fast.locator('.matter')).toBeVisible();
  given(await server('team27').post(`${path}/replies`, { text: '收到，物业在路上' }));

  await sheet.getByRole('button', { name: '发出并请企业确认' }).click();
  const conflict = sheet.locator('.conflict');
  await expect(conflict).toContainText('有人先改了这一件');
  await expect(conflict).toContainText('收到，物业在路上');
  await expect(conflict).toContainText(words);
  expect(given(await server('team27').get(path)).state).toBe('inHand');
  await conflict.getByRole('button', { name: '按最新情况再发' }).click();
  await expect(sheet).toHaveCount(0);
  const after = given(await server('team27').get(path));
  expect(after.state).toBe('proposed');
  expect(after.history.filter(({ text }: { text: string | null }) => text === words)).toHaveLength(1);
  // The other tab has followed by itself.
  await expect(fast.locator('.matter')).toContainText(words);
});

test('an offer that somebody else has answered: the loser is told who holds it now', async ({ visit, server }) => {
  const { number } = given(await server('lanjian').post('/api/matters', { text: '叉车年检不知道找谁，抢先接手' }));
  const path = `/api/matters/${number}`;
  const { posts } = given(await server('team27').get(`/api/posts?q=${encodeURIComponent('特种设备')}`));
  given(await server('team27').post(`${path}/offers`, { toPostId: posts[0].id, kind: 'handOver', ask: '请接手年检' }));
  const page = await visit('equipment');
  await page.goto(`/w/offers?open=${number}`);
  const card = page.locator(`[data-slip="${number}"]`);
  await card.getByRole('button', { name: '不归我' }).click();
  const [offer] = given(await server('equipment').get(path)).offers;
  given(await server('equipment').post(`${path}/offers/${offer.id}/accept`, {}));
  await page.getByText('责任清单列在另一个岗位').click();
  await page.locator('#right-post').fill('用地');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: '发回', exact: true }).click();
  // Nothing vanishes in silence: the sheet stays and says what has happened, and by whose hand.
  const told = page.getByRole('dialog').getByRole('alert');
  await expect(told.first()).toBeVisible();
  await expect(page.getByRole('dialog')).toContainText('特种设备监管岗');
  expect(given(await server('equipment').get(path)).owner.code).toBe('D01');
  await page.getByRole('dialog').getByRole('button', { name: '先不' }).click();
  await expect(card).toHaveCount(0);
});
