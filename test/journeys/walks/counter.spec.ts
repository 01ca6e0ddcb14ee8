import { given } from '../stage/client.ts';
import { expect, test } from '../stage/test.ts';

// J2: somebody stands at the counter; the clerk's hands stay on the keyboard.
test('J2: a walk-in is registered and the receipt printed without a mouse', async ({ journey, server }, info) => {
  const words = info.project.name === 'phone' ? '货梯停了三天样机出不去请来看' : '货梯停运三天样机运不出请来看';
  const walk = await journey('counter1', 'J2 at the counter');
  const { page } = walk;
  await page.addInitScript(() => {
    localStorage.setItem('banfei.work.autoPrint', 'yes');
    Object(window).printed = 0;
    window.print = () => {
      Object(window).printed += 1;
    };
  });
  await page.goto('/w/counter');
  const firm = page.locator('#firm');
  await expect(firm).toBeFocused();
  walk.begin();
  walk.think();
  await walk.type('ljgx');
  await expect(page.getByRole('option', { name: /澜见光学/ }).first()).toHaveAttribute('aria-selected', 'true');
  walk.read(1);
  await walk.key('Enter');
  await expect(page.locator('#what')).toBeFocused();
  walk.think();
  await walk.type(`${words}。`);
  await expect(page.locator('#category')).not.toHaveValue('');
  await expect(page.locator('#team')).toHaveValue('第 27 服务队队长岗');
  await walk.key('Tab');
  await walk.key('Tab');
  await walk.key('Tab');
  await expect(page.locator('#phone')).toBeFocused();
  walk.think();
  await walk.type('13800000000');
  await walk.key('Control+Enter');
  await expect(page.locator('.desk-done')).toContainText(/QY-\d{4}-\d{5}/);
  await expect.poll(() => page.evaluate(() => Object(window).printed)).toBe(1);
  const { taps } = await walk.end({ screens: 0, taps: 0, keys: 45, seconds: 30 });
  expect(taps).toBe(0);

  // What the clerk was told is what the server holds: asked first here, offered to the team of the area.
  const number = (await page.locator('.desk-done').textContent())?.match(/QY-\d{4}-\d{5,7}/)?.[0] ?? '';
  const matter = given(await server('counter1').get(`/api/matters/${number}`));
  expect([matter.channel, matter.owner.code, matter.pendingOffer.to.code]).toEqual(['counter', 'C01', 'T27']);
  const { rows } = given(await server('manager').get(`/api/matters?view=all&q=${encodeURIComponent(words)}`));
  expect(rows.length).toBe(1);

  // F2: the next person, with nothing left of the last one.
  await page.keyboard.press('F2');
  await expect(firm).toBeFocused();
  await expect(firm).toHaveValue('');
});

test('an input method that is still composing neither picks nor sends', async ({ visit }) => {
  const page = await visit('counter1');
  await page.goto('/w/counter');
  const firm = page.locator('#firm');
  await expect(firm).toBeFocused();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', { text: "lan'jian", selectionStart: 8, selectionEnd: 8 });
  await expect(page.getByRole('option', { name: /澜见光学/ }).first()).toBeVisible();
  // Browsers mark the keys that an input method takes with code 229.
  const enter = { type: 'keyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 } as const;
  await devtools.send('Input.dispatchKeyEvent', enter);
  await expect(firm).toBeFocused();
  await devtools.send('Input.insertText', { text: '澜见光学' });
  await expect(firm).toHaveValue('澜见光学');
  await page.keyboard.press('Enter');
  await expect(page.locator('#what')).toBeFocused();
});
