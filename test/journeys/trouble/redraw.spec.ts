import type { Page } from '@playwright/test';
import { overflow, seriousFaults } from '../pages/look.ts';
import { type Client, given } from '../stage/client.ts';
import type { Login } from '../stage/stage.ts';
import { expect, test } from '../stage/test.ts';

// One district for all journeys: this one moves a single cell, far from the companies that the others talk about.
const KEPT = new Set([27, 48, 50]);

interface Graph {
  readonly cells: readonly string[];
  readonly area: readonly number[];
  readonly firms: readonly number[];
  readonly edges: readonly (readonly [number, number])[];
}

const beijing = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19);

async function looksRight(page: Page, width: number): Promise<void> {
  for (const each of [320, width]) {
    await page.setViewportSize({ width: each, height: 844 });
    expect(await overflow(page), `${each} px`).toEqual([]);
  }
  expect(await seriousFaults(page)).toEqual([]);
}

interface Moved {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A cell with companies at a boundary between two areas that nobody else needs, and the area beside it. */
function candidates({ cells, area, firms, edges }: Graph): Moved[] {
  const beside = new Map<number, Set<number>>();
  for (const [a, b] of edges)
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      if (area[one] !== area[other]) beside.set(one, (beside.get(one) ?? new Set()).add(area[other] ?? 0));
  return [...beside].flatMap(([at, numbers]) => {
    const [from = 0, to = 0] = [area[at], [...numbers][0]];
    const free = !KEPT.has(from) && !KEPT.has(to) && numbers.size === 1 && (firms[at] ?? 0) >= 2;
    return free && cells[at] !== undefined ? [{ at, from, to }] : [];
  });
}

async function editByKeyboard(page: Page, graph: Graph): Promise<Moved> {
  // By keyboard: to a cell, Enter, the way that keeps its area whole, undo, and once more.
  let moved: Moved | undefined;
  for (const candidate of candidates(graph)) {
    await page.locator(`#cell-${candidate.at}`).focus();
    await page.keyboard.press('Enter');
    const way = page.getByRole('button', { name: `划给第 ${candidate.to} 片区`, exact: true });
    if (!(await way.isEnabled())) continue;
    await way.focus();
    await page.keyboard.press('Enter');
    moved = candidate;
    break;
  }
  if (moved === undefined) throw new Error('the demo has no free cell at a boundary');
  await expect(page.locator(`#cell-${moved.at}`)).toBeFocused();
  await expect(page.locator('.said')).toContainText(`划给第 ${moved.to} 片区`);
  await expect(page.getByRole('button', { name: '提交审批' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.said')).toContainText('已撤销');
  await expect(page.locator('.plan-map .moved')).toHaveCount(0);
  await page.getByRole('button', { name: `划给第 ${moved.to} 片区`, exact: true }).press('Enter');
  await expect(page.locator('.plan-map .moved')).toHaveCount(1);
  await page.getByRole('button', { name: '保存 1 处改动' }).click();
  await expect(page.getByText('1 个地块', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '提交审批' })).toHaveAttribute('aria-disabled', 'false');
  return moved;
}

async function newCompany(server: (login: Login) => Client, cell: string, area: number): Promise<void> {
  // A company that comes to this cell now belongs to its new area at once.
  const [lon, lat] = given(await server('manager').get('/api/areas')).rings[cell].reduce(
    ([x, y]: number[], [a, b]: number[], _at: number, all: unknown[]) => [
      (x ?? 0) + (a ?? 0) / all.length,
      (y ?? 0) + (b ?? 0) / all.length,
    ],
    [0, 0],
  );
  const fresh = given(
    await server('counter1').post('/api/firms', { name: '重划之后新来的（演示）有限公司', phone: '0571-0000 0199' }),
  );
  const site = given(
    await server('counter1').post(`/api/firms/${fresh.id}/sites`, { name: '总部', address: '新楼 1 幢', lon, lat }),
  );
  expect(site.areaNumber).toBe(area);
}

test('a manager redraws by keyboard, another approves, and the areas change at their hour', async ({
  visit,
  server,
}) => {
  test.setTimeout(480_000);
  const page = await visit('manager');
  await page.setViewportSize({ width: 390, height: 844 });

  await page.goto('/m/areas/redraw');
  await page.getByLabel('最重的服务队可以超出平均多少（%）').fill('50');
  await page.getByLabel('少动企业的分量').fill('100');
  await page.getByRole('button', { name: '开始计算' }).click();
  await page.waitForURL(/\/m\/areas\/redraw\/[0-9a-f-]{36}$/);
  await expect(page.locator('.plan-map .cell').first()).toBeVisible();
  const id = page.url().split('/').at(-1) ?? '';
  // Other journeys need their areas as they are: what the planner moved goes back, the rest is done by hand.
  const drawn = given(await server('manager').get(`/api/area-plans/${id}`));
  const moves = drawn.moves.map(({ cell, from }: { cell: string; from: number }) => ({ cell, to: from }));
  const plan =
    moves.length === 0
      ? drawn
      : given(await server('manager').post(`/api/area-plans/${id}/edits`, { version: 1, moves }));
  expect(plan.moves).toEqual([]);
  await page.reload();
  await expect(page.getByText('和现在的片区完全一样')).toBeVisible();
  await expect(page.locator('.plan-map .cell').first()).toBeVisible();
  await looksRight(page, 390);
  const graph: Graph = plan.graph;
  const moved = await editByKeyboard(page, graph);

  // A company there has an open request, taken down by telephone: whoever was asked answers for it.
  const { rows } = given(await server('manager').get(`/api/area-plans/${id}/firms`));
  expect(rows.length).toBe(graph.firms[moved.at]);
  const raised = given(
    await server('team27').post('/api/matters', { text: '楼下路灯不亮', firmId: rows[0].id, channel: 'phone' }),
  );
  const hour = Date.now() + 45_000;
  await page.getByLabel('什么时候生效（北京时间）').fill(beijing(hour));
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(page.getByText('等另一位管理岗审批。')).toBeVisible();
  await expect(page.getByRole('button', { name: '批准' })).toHaveCount(0);

  const second = await visit('deputy');
  await second.setViewportSize({ width: 1280, height: 800 });
  await second.goto(`/m/areas/redraw/${id}`);
  await expect(second.locator(`[data-matter="${raised.number}"]`)).toContainText('第 27 服务队队长岗');
  await second.getByRole('button', { name: '批准', exact: true }).click();
  await expect(second.getByText('已批准，待生效')).toBeVisible();
  await looksRight(second, 1280);

  // The clock carries it out; the page hears of it by itself.
  await expect(second.getByText('已生效').first()).toBeVisible({ timeout: 240_000 });
  const { areas } = given(await server('manager').get('/api/areas'));
  const owner = areas.find(({ cells }: { cells: string[] }) => cells.includes(graph.cells[moved.at] ?? ''));
  expect(owner.number).toBe(moved.to);
  const matter = given(await server('team27').get(`/api/matters/${raised.number}`));
  expect(matter.owner.areaNumber).toBe(27);

  await newCompany(server, graph.cells[moved.at] ?? '', moved.to);
});
