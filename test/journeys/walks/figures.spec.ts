import { expect, test } from '../stage/test.ts';

// J5, first half: from a figure to the telephone of the post that answers.
test('J5: figure, row, telephone', async ({ journey, server }) => {
  const walk = await journey('manager', 'J5 figure to telephone');
  const { page } = walk;
  await page.goto('/m');
  const figure = page.locator('h1 [data-metric="overdue"]');
  await expect(figure).toBeVisible();
  const shown = Number((await figure.textContent())?.match(/\d+/)?.[0]);
  walk.begin();
  walk.read(2);
  walk.think();
  await walk.press(figure);
  const rows = page.locator('section.rows[data-figure="overdue"]');
  await expect(rows.locator('[data-rows-total]')).toHaveText(String(shown));
  const phone = rows.locator('a[href^="tel:"]').first();
  await expect(phone).toBeVisible();
  expect(await phone.getAttribute('href')).toMatch(/^tel:\+?[\d-]+$/);
  // Headless browsers have no dialer: the press is counted and goes no further.
  await page.evaluate(() => addEventListener('click', (event) => event.preventDefault(), true));
  walk.read(1);
  walk.think();
  await walk.press(phone);
  await walk.end({ taps: 3, seconds: 15 });

  // A figure counts what its rows show.
  const { total } = (await server('manager').get('/api/figures/overdue/rows')).body;
  expect(total).toBe(shown);
});
