import type { Client } from '../stage/client.ts';
import { given, signIn } from '../stage/client.ts';
import type { Login } from '../stage/stage.ts';
import { expect, test } from '../stage/test.ts';

// J4: a department is asked for what is not its own. Sending it back never opens a gap: at every step somebody answers.

interface Span {
  readonly post: { readonly code: string };
  readonly from: string;
  readonly until: string | null;
}

/** Who answers now, as the district's management reads it, and that the spans join without gap or overlap. */
async function holderOf(manager: Client, number: string): Promise<string> {
  const { owner, spans } = given(await manager.get(`/api/matters/${number}`));
  const joined: readonly Span[] = spans;
  expect(joined.filter(({ until }) => until === null)).toHaveLength(1);
  joined.slice(1).forEach(({ from }, at) => {
    expect(from).toBe(joined[at]?.until);
  });
  expect(joined.at(-1)?.post.code).toBe(owner.code);
  return owner.code;
}

async function postCalled(client: Client, word: string): Promise<string> {
  const { posts } = given(await client.get(`/api/posts?q=${encodeURIComponent(word)}`));
  return posts[0].id;
}

async function offer(team: Client, number: string, word: string): Promise<void> {
  const toPostId = await postCalled(team, word);
  const body = { toPostId, kind: 'handOver', ask: '请接手办理，企业已等一天' };
  given(await team.post(`/api/matters/${number}/offers`, body));
}

test('J4: not mine; custody stays, and the second refusal goes to the supervising post', async ({
  journey,
  visit,
  server,
  stage,
}, info) => {
  const company = server('qiheng');
  const team = server('team48');
  const manager = server('manager');
  const { number } = given(await company.post('/api/matters', { text: `路灯不亮，${info.project.name} 停车场` }));
  given(await team.post(`/api/matters/${number}/replies`, { text: '收到，先看现场' }));
  expect(await holderOf(manager, number)).toBe('T48');

  const refuse = async (login: Login, word: string): Promise<void> => {
    const walk = await journey(login, `J4 ${login} sends it back`);
    const { page } = walk;
    await page.goto(`/w/offers?open=${number}`);
    const card = page.locator(`[data-slip="${number}"]`);
    await expect(card).toBeVisible();
    walk.begin();
    walk.read(3);
    walk.think();
    await walk.press(card.getByRole('button', { name: '不归我' }));
    expect(await holderOf(manager, number)).toBe('T48');
    walk.think();
    await walk.press(page.getByText('责任清单列在另一个岗位'));
    const search = page.locator('#right-post');
    await walk.press(search);
    await walk.type(word);
    const found = page.getByRole('option').first();
    await expect(found).toContainText(word);
    await walk.press(found);
    expect(await holderOf(manager, number)).toBe('T48');
    await walk.press(page.getByRole('button', { name: '发回', exact: true }));
    await expect(card).toHaveCount(0);
    const { taps } = await walk.end({ screens: 0, taps: 5, seconds: 25 });
    // Writing the post's name is one action more.
    expect(taps + 1).toBeLessThanOrEqual(6);
    expect(await holderOf(manager, number)).toBe('T48');
  };

  await offer(team, number, '特种设备');
  expect(await holderOf(manager, number)).toBe('T48');
  await refuse('equipment', '用地');
  const once = given(await team.get(`/api/matters/${number}`));
  expect(once.offers.at(-1).status).toBe('declined');
  expect(once.offers.at(-1).suggested.code).toBe('D02');
  const supervisor = await signIn(stage.url, `supervisor${Number(once.supervisor.code.slice(1))}`);
  expect(given(await supervisor.get(`/api/matters/${number}`)).steps).not.toContain('arbitrate');

  await offer(team, number, '用地');
  await refuse('land', '特种');
  const twice = given(await supervisor.get(`/api/matters/${number}`));
  expect(twice.steps).toContain('arbitrate');
  expect(twice.owner.code).toBe('T48');

  // The company is never told that nobody answers.
  const page = await visit('qiheng');
  await page.goto(`/e/requests/${number}`);
  await expect(page.locator('main')).toContainText('第 48 服务队队长岗');
});
