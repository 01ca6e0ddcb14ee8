import type { DealDetail } from '@banfei/contracts';
import type { Page } from '@playwright/test';
import { overflow, tornWords } from '../pages/look.ts';
import { type Client, given } from '../stage/client.ts';
import { expect, test } from '../stage/test.ts';

const BUILT = 8;
const WAN = 1_000_000;

/** The desk's hands for what the journey does not look at: entering candidates, taking papers down, going on. */
function deskOf(client: Client) {
  const say = async (path: string, body: object): Promise<DealDetail> =>
    given(await client.post(`/api/deals${path}`, body));
  const receiveAll = async (deal: DealDetail): Promise<DealDetail> => {
    let now = deal;
    for (const { id } of deal.papers.filter(({ stage, receivedAt }) => stage === deal.stage && receivedAt === null))
      now = await say(`/${deal.id}/papers/${id}/receipt`, { version: now.version, reference: '档案 1 号' });
    return now;
  };
  const advance = ({ id, version }: DealDetail) => say(`/${id}/stage`, { version });
  return { say, receiveAll, advance };
}

/** A product at its valuation: eight companies of an older product, the first with less risk and much more money. */
async function building(client: Client, name: string): Promise<DealDetail> {
  const { say, receiveAll, advance } = deskOf(client);
  const { deals } = given(await client.get('/api/deals'));
  const older = deals.find(({ stage, demo }: DealDetail) => stage === 'servicing' && demo);
  const { participants } = given(await client.get(`/api/deals/${older.id}`));
  let deal = await say('', { name, structure: 'pledge_loan' });
  for (const [index, { firmId }] of participants.slice(0, BUILT).entries())
    deal = await say(`/${deal.id}/candidates`, {
      version: deal.version,
      firmId,
      kind: 'patent',
      rights: '发明专利 3 件',
      patents: 3,
      industry: '机器人',
      principalFen: (index === 0 ? 900 : 300) * WAN,
      appraisedFen: 2000 * WAN,
      risk: index === 0 ? '0.001' : '0.02',
      expires: '2036-05-01',
      legalState: 'inForce',
      disputed: false,
      pledged: false,
    });
  deal = await advance(deal);
  return receiveAll(await advance(await receiveAll(deal)));
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** A report in which all pay as planned but the second company, which pays next to nothing. */
function shortReport(deal: DealDetail): string {
  const [plan] = deal.periods;
  const lines = deal.participants.map(({ number, label, amountFen }) => {
    const of = (fen: number) => (number === 2 ? 0 : Math.floor((fen * amountFen) / deal.rowsFen));
    const paid = [of(plan?.planPrincipalFen ?? 0), of(plan?.planInterestFen ?? 0)].map(yuan);
    return [1, number, label, ...paid, '0.00', '0.00'].join(',');
  });
  return ['期次,序号,企业,实收本金,实收利息,回收,违约本金', ...lines].join('\r\n');
}

/** No page of `pages/` shows a draft, so that it is looked at here, on a phone and in the longer language. */
async function draftFits(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [language, words] of [
    ['en', /^Draft: the terms wait/],
    ['zh-CN', /^草案：条款待第二人审批/],
  ] as const) {
    await page.evaluate((each) => localStorage.setItem('banfei.language', each), language);
    await page.reload();
    await expect(page.getByText(words)).toBeVisible();
    expect([...(await overflow(page)), ...(await tornWords(page))]).toEqual([]);
  }
  if (size !== null) await page.setViewportSize(size);
}

/** The term sheet under another scenario, its workbook, and back. */
async function readSheet(page: Page): Promise<void> {
  await page.getByRole('link', { name: '要素表和现金流工作簿' }).click();
  await expect(page.getByRole('region', { name: '分档' }).first().getByText('A · 优先级')).toBeVisible();
  await page.getByLabel('情形').selectOption({ label: '重压：每月违约 1.2%' });
  const watched = page.getByRole('region', { name: '触发' }).first().locator('tr', { hasText: '覆盖倍数' });
  await expect(watched.getByText('触发', { exact: true })).toBeVisible();
  const [workbook] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^下载现金流工作簿/ }).click(),
  ]);
  expect(workbook.suggestedFilename()).toMatch(/^banfei-deal-\d+-severe\.xlsx$/);
  await page.getByRole('link', { name: '回到这一单' }).click();
}

// A pool from candidates with the limit that binds, three scenarios, a second person, and a report that turns a trigger amber.
test('securitization: from candidates to a trigger that opens a request', async ({ visit, server }) => {
  test.setTimeout(180_000);
  const finance = server('finance');
  const { say, receiveAll, advance } = deskOf(finance);
  const { id } = await building(finance, '专利质押（演示）');
  const page = await visit('finance');
  await page.goto(`/m/ip/${id}`);

  await page.getByLabel('规模至少（万元）').fill('1500');
  await page.getByLabel('规模至多（万元）').fill('2400');
  await page.getByLabel('单户占比不超过（%）').fill('40');
  await page.getByLabel('前五户占比不超过（%）').fill('');
  await page.getByLabel('企业至少几家').fill('');
  await page.getByRole('button', { name: '选池', exact: true }).click();
  const limits = page.getByRole('region', { name: '限额' }).first();
  await expect(limits.locator('tr', { hasText: '单户占比' }).getByText('起作用')).toBeVisible();
  await page.getByRole('button', { name: '用这一组' }).click();
  const chosen = page.getByRole('region', { name: '候选企业' }).first().getByRole('status');
  await expect(chosen).toHaveText(/^已选 [5-8] 家，/);

  await page.getByLabel('模拟条数').fill('2000');
  await page.getByRole('button', { name: '开始测算' }).click();
  const scenarios = page.getByRole('region', { name: '情形' }).first();
  for (const name of ['按约', '承压', '重压']) await expect(scenarios.getByText(`${name} · 优先级`)).toBeVisible();

  await page.getByRole('button', { name: /^提交金额审批/ }).click();
  await expect(page.getByText('这项金额是您提出的，要由另一位审批。')).toBeVisible();
  const second = await visit('manager');
  await second.goto(`/m/ip/${id}`);
  await second.getByRole('button', { name: /^批准/ }).click();
  await expect(second.getByText('已批准')).toBeVisible();

  let deal: DealDetail = given(await finance.get(`/api/deals/${id}`));
  expect(deal.rowsFen).toBe(deal.participants.reduce((sum, { amountFen }) => sum + amountFen, 0));
  deal = await advance(await receiveAll(await advance(deal)));
  deal = await receiveAll(await advance(await receiveAll(deal)));
  const terms = { ...(deal.runs[0]?.terms ?? {}), closing: '2026-01-15' };
  deal = await say(`/${id}/issue-proposal`, {
    version: deal.version,
    amountFen: deal.rowsFen,
    issuedOn: '2026-01-15',
    terms,
  });
  await second.reload();
  await second.getByRole('link', { name: '看按这些条款排出的要素表和现金流' }).click();
  await expect(second.getByText(/^草案：条款待第二人审批/)).toBeVisible();
  await expect(second.getByRole('heading', { name: '分档' })).toBeVisible();
  await draftFits(second);
  const proposal = deal.proposals.find(({ state }) => state === 'proposed');
  const approval = { version: deal.version, mark: proposal?.mark };
  deal = given(await server('manager').post(`/api/deal-proposals/${proposal?.id}/approval`, approval));
  deal = await advance(deal);

  await page.goto(`/m/ip/${id}`);
  await readSheet(page);
  await page.getByLabel('导入一份报告').setInputFiles({
    name: '第1期报告.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(shortReport(deal)),
  });
  const trigger = page.getByRole('region', { name: '触发' }).first().locator('tr', { hasText: '覆盖倍数' });
  await expect(trigger.getByText('预警')).toBeVisible();
  await trigger.getByRole('link').click();
  await expect(page.locator('.matter')).toBeVisible();
  await expect(page.getByText('金融服务岗').first()).toBeVisible();
});
