import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No rule that runs here reads style sheets as texts, and nobody reads what passed; no page has frames. */
const ONLY_VIOLATIONS = { resultTypes: ['violations' as const], preload: false, iframes: false };

/** Rows after these are made by the same hand as those before them; looking at each costs most of the time on long pages. */
const REPEATS = ['tbody > tr:nth-child(n+13)', 'li:nth-child(n+13)', 'svg g:nth-child(n+13)'];

/** What axe calls serious or critical, as sentences with the place. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options(ONLY_VIOLATIONS);
  for (const repeat of REPEATS) axe.exclude(repeat);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
    );
}

/** How far the page can be pushed sideways, and what sticks out. */
export const overflow = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    if (root.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { right, width: own } = element.getBoundingClientRect();
      return own > 0 && right > width + 1 && element.closest('.rows-scroll, svg') === null;
    });
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${(element.getAttribute('class') ?? '').slice(0, 40)}`;
    return [`${root.scrollWidth} px on ${width} px: ${wide.slice(-4).map(name).join(', ')}`];
  });

interface Sizes {
  /** For everything that can be pressed: 24 px, or that much room around it (WCAG 2.5.8). */
  readonly least: number;
  /** For buttons and fields on a phone. */
  readonly button: number;
}

/** Things to press that are too small. Links inside a sentence are free; a map's areas have their table. */
export const smallTargets = (page: Page, sizes: Sizes): Promise<readonly string[]> =>
  page.evaluate(({ least, button }) => {
    const PRESSED = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option]';
    const shownRect = (element: Element): DOMRect | null => {
      const box = element.matches('input[type=radio], input[type=checkbox]') ? element.closest('label') : null;
      const target = box ?? element;
      if (!target.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return null;
      const rect = target.getBoundingClientRect();
      // Hidden for the eye only, such as the skip link before it has the focus.
      const clipped = element.closest('thead, .vh');
      if (clipped !== null && clipped.getBoundingClientRect().height <= 1) return null;
      return rect.width <= 1 || rect.height <= 1 || rect.bottom < 0 ? null : rect;
    };
    const inSentence = (element: Element): boolean =>
      element.matches('a, button.link') &&
      getComputedStyle(element).display === 'inline' &&
      [...(element.parentElement?.childNodes ?? [])].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
    const all = [...document.querySelectorAll(PRESSED)]
      .filter((element) => element.closest('svg, [hidden], [inert]') === null && !inSentence(element))
      .flatMap((element) => {
        const rect = shownRect(element);
        return rect === null ? [] : [{ element, rect }];
      });
    const crowded = (one: (typeof all)[number]): boolean => {
      const x = one.rect.x + one.rect.width / 2;
      const y = one.rect.y + one.rect.height / 2;
      return all.some(({ element, rect }) => {
        if (element === one.element || element.contains(one.element) || one.element.contains(element)) return false;
        const dx = Math.max(rect.left - x, 0, x - rect.right);
        const dy = Math.max(rect.top - y, 0, y - rect.bottom);
        return Math.hypot(dx, dy) < least / 2;
      });
    };
    const isButton = (element: Element) => element.matches('button:not(.link), .btn, summary, select, input, textarea');
    return all
      .filter(({ element, rect }) => {
        const short = Math.min(rect.width, rect.height) + 0.5;
        if (isButton(element) && rect.height + 0.5 < button) return true;
        return short < least && crowded({ element, rect });
      })
      .map(({ element, rect }) => {
        const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 24);
        const size = `${Math.round(rect.width)}×${Math.round(rect.height)}`;
        return `${element.tagName.toLowerCase()}.${String(element.className).slice(0, 30)} “${words}” ${size}`;
      });
  }, sizes);

/** One title, one heading of the first rank, and the language that the reader chose. */
export async function expectFrame(page: Page, lang: 'zh-CN' | 'en'): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', lang);
  await expect(page).toHaveTitle(lang === 'en' ? /\S.* · Banfei$/ : /\S.* · 伴飞$/);
  await expect(page.locator('h1')).toHaveCount(1);
  expect((await page.locator('h1').textContent())?.trim()).not.toBe('');
  await expect(page.locator('main')).toHaveCount(1);
}

/** Puts the keyboard before the first stop, as for somebody who comes back from the address bar. */
export const fromTheTop = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const top = document.createElement('span');
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    scrollTo(0, 0);
  });

interface Stop {
  readonly name: string;
  readonly ring: boolean;
  readonly covered: boolean;
}

/** Walks by Tab from the top of the page: each stop must show its focus, and no bar may lie over it (WCAG 2.4.11). */
export async function focusFaults(page: Page, stops: number): Promise<readonly string[]> {
  const faults: string[] = [];
  for (let at = 0; at < stops; at += 1) {
    await page.keyboard.press('Tab');
    const stop: Stop | null = await page.evaluate(async () => {
      // What scrolls to show the focus has done so in the next frame.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const label = element.closest('label');
      // The frame around a field may show the focus in its place, and a shape of a map shows it by its line.
      const near = [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement];
      const outlined = [...near, label].some((each) => {
        if (each === null || each === undefined) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(each);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      const shape = element instanceof SVGElement ? element.querySelector('path') : null;
      const line = () => (shape === null ? '' : getComputedStyle(shape).stroke);
      const drawn = line();
      let ring = outlined;
      if (!outlined && element instanceof SVGElement) {
        element.blur();
        ring = drawn !== line();
        element.focus();
      }
      const { left, right, top, bottom } = (label ?? element).getBoundingClientRect();
      const across = [left + 2, (left + right) / 2, right - 2];
      const points = [top + 2, (top + bottom) / 2, bottom - 2].flatMap((y) => across.map((x) => [x, y] as const));
      const covered = points.every(([x, y]) => {
        const above = document.elementFromPoint(x, y);
        return above === null || above.closest('.dock, header.top') !== element.closest('.dock, header.top');
      });
      const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 24);
      return { name: `${element.tagName.toLowerCase()} “${words}”`, ring, covered };
    });
    if (stop === null) break;
    if (!stop.ring) faults.push(`${stop.name} does not show its focus`);
    if (stop.covered) faults.push(`${stop.name} has the focus out of sight`);
  }
  return faults;
}

/** Words and numbers that a narrow column has torn in two: a word of up to twenty letters is no reason to break one. */
export const tornWords = (page: Page): Promise<string[]> =>
  page.evaluate((repeats) => {
    const torn: string[] = [];
    const range = document.createRange();
    const lines = () => new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
      node instanceof Element && node.matches(repeats) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      range.selectNodeContents(node);
      // Most texts stand in one line, or in none because they are hidden.
      if (lines() < 2) continue;
      const words = (node.textContent ?? '').matchAll(/(?<![\w,.-])(?:[A-Za-z]{2,20}|\d[\d,]{2,18})(?![\w-])/g);
      for (const { 0: word, index } of words) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        if (lines() > 1)
          torn.push(`“${word}” is torn in <${node.parentElement?.className || node.parentElement?.tagName}>`);
      }
    }
    return torn;
  }, REPEATS.join());
