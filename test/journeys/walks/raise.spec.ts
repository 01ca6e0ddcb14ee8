import type { Locator, Page } from '@playwright/test';
import type { Journey } from '../journey.ts';
import { type Client, given } from '../stage/client.ts';
import { plantSpeech, sayAloud } from '../stage/speech.ts';
import { expect, test } from '../stage/test.ts';

// J1: the office manager of a company reports a matter.
const BUDGET = { screens: 3, taps: 6, seconds: 60 };

/** Twenty characters. Each walk says a room of its own, so that the server can be asked how often it was registered. */
const phrases = (room: string): readonly [string, string] => ['货梯停了三天样机出不去了', `请到${room}室看看`];
const rooms = {
  speech: { phone: '七零一', desk: '七零二' },
  typing: { phone: '七零三', desk: '七零四' },
  offline: { phone: '七零五', desk: '七零六' },
} as const;
const roomOf = (walk: keyof typeof rooms, project: string): string =>
  rooms[walk][project === 'phone' ? 'phone' : 'desk'];

const field = (page: Page): Locator => page.locator('#what');
const checkTitle = (page: Page): Locator => page.getByRole('heading', { name: '核对一下再发' });
const receipt = (page: Page): Locator => page.getByRole('heading', { name: /已收到\s*QY-\d{4}-\d{5}/ });

const registered = async (client: Client, room: string): Promise<number> => {
  const { rows } = given(await client.get(`/api/matters?view=all&limit=50&q=${encodeURIComponent(room)}`));
  return rows.length;
};

async function openHome(walk: Journey): Promise<void> {
  const { page } = walk;
  await page.goto('/e');
  await expect(page.getByRole('link', { name: /我有事/ }).first()).toBeVisible();
  walk.begin();
}

/** The suggested category and on to the second screen. */
async function chooseAndGoOn(walk: Journey): Promise<void> {
  const { page } = walk;
  walk.think();
  await walk.press(page.locator('fieldset .chips label').first());
  await walk.press(page.getByRole('button', { name: '下一步' }));
  await expect(checkTitle(page)).toBeVisible();
  // The glance at what will be sent: the matter, its kind and place, who gets it, what is promised, who sees it.
  walk.read(6);
  walk.think();
}

test('J1 by speech: nothing has to be typed', async ({ journey, server }, info) => {
  const room = roomOf('speech', info.project.name);
  const spoken = phrases(room);
  const walk = await journey('lanjian', 'J1 by speech');
  const { page } = walk;
  await plantSpeech(page);
  await openHome(walk);
  walk.think();
  await walk.press(page.locator('.ask-bar a.mic'));
  await sayAloud(page, spoken);
  walk.speak(spoken.join(''));
  await expect(field(page)).toHaveValue(spoken.join(''));
  await walk.press(page.getByRole('button', { name: '停止听写' }));
  await chooseAndGoOn(walk);
  await walk.press(page.locator('#send'));
  await expect(receipt(page)).toBeVisible();
  walk.read(3);
  const { keys, spoken: said } = await walk.end({ ...BUDGET, keys: 0 });
  expect([keys, said]).toEqual([0, 20]);
  expect(await registered(server('lanjian'), room)).toBe(1);
});

test('J1 by typing: one sentence and nothing else', async ({ journey, server }, info) => {
  const room = roomOf('typing', info.project.name);
  const text = phrases(room).join('');
  const walk = await journey('lanjian', 'J1 by typing');
  const { page } = walk;
  await openHome(walk);
  walk.think();
  await walk.press(page.locator('.ask-bar a').first());
  await expect(field(page)).toBeFocused();
  await walk.type(text);
  await expect(field(page)).toHaveValue(text);
  await chooseAndGoOn(walk);
  await walk.press(page.locator('#send'));
  await expect(receipt(page)).toBeVisible();
  walk.read(3);
  const { keys } = await walk.end({ ...BUDGET, keys: 20 });
  expect(keys).toBe(20);
  expect(await registered(server('lanjian'), room)).toBe(1);
});

test('J1 on a slow device whose network goes away: kept, sent when it is back, exactly once', async ({
  journey,
  server,
}, info) => {
  const room = roomOf('offline', info.project.name);
  const text = phrases(room).join('');
  const walk = await journey('lanjian', 'J1 offline in the middle, processor four times slower');
  const { page } = walk;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await openHome(walk);
  walk.think();
  await walk.press(page.locator('.ask-bar a').first());
  await expect(field(page)).toBeFocused();
  await walk.type(text);
  await chooseAndGoOn(walk);
  await page.context().setOffline(true);
  const keep = page.locator('#send');
  await expect(keep).toHaveText('存下，有网就发');
  await walk.press(keep);
  await expect(page.getByRole('heading', { name: '已存在这台设备，还没发出' })).toBeVisible();
  expect(await registered(server('lanjian'), room)).toBe(0);
  // The page is closed and opened again without a network: the words are still there.
  await page.reload();
  await expect(page.getByRole('heading', { name: '已存在这台设备，还没发出' })).toBeVisible();
  await page.context().setOffline(false);
  await expect(receipt(page)).toBeVisible({ timeout: 45_000 });
  walk.read(3);
  await walk.end(BUDGET);
  await page.goto('/e');
  await expect(page.locator('.home-main')).toContainText('货梯停了三天');
  expect(await registered(server('lanjian'), room)).toBe(1);
});
