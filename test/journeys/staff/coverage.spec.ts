import type { CoverageBriefing, CoverageUnits } from '@banfei/contracts';
import { given } from '../stage/client.ts';
import { expect, test } from '../stage/test.ts';

// A suggestion with its rule becomes a step with an owner and a day, and is done with evidence; the briefing moves.
test('coverage: from a suggestion to a unit that is covered by a document', async ({ visit, server }) => {
  const client = server('manager');
  const { rows }: CoverageUnits = given(await client.get('/api/coverage/units?mode=none&suggested=true'));
  const unit = rows.find(({ suggestion }) => suggestion?.units === 1);
  if (unit === undefined) throw new Error('the demo has no unit that waits for coverage alone');
  const uncovered = async (): Promise<number> => {
    const briefing: CoverageBriefing = given(await client.get('/api/coverage'));
    return briefing.totals.none;
  };
  const before = await uncovered();
  const page = await visit('manager');
  await page.goto('/m/coverage?mode=none&suggested=true');
  const row = page.locator('#units tr', { hasText: unit.firm.name });
  await expect(row.getByText('依据 PO-').first()).toBeVisible();
  await row.getByText('列入计划').first().click();
  await row.getByRole('button', { name: '列入计划' }).click();
  await expect(row.getByRole('alert')).toContainText('选一个岗位');
  await row.getByLabel('负责岗位').fill('第 27 服务队');
  await page.getByRole('option', { name: /第 27 服务队队长岗/ }).click();
  await row.getByLabel('什么时候前办好').fill('2027-12-20');
  await row.getByRole('button', { name: '列入计划' }).click();
  const step = page.getByRole('region', { name: '在办的计划' }).locator('tr', { hasText: unit.firm.name });
  await expect(step.getByText('第 27 服务队队长岗')).toBeVisible();
  await step.getByText('办结或撤下').click();
  await step.getByLabel('批复文号').fill('演示批复〔2026〕9 号');
  await step.getByRole('button', { name: '登记结果' }).click();
  await expect(step).toHaveCount(0);
  expect(await uncovered()).toBe(before - 1);
});
