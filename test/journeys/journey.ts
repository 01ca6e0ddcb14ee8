import { expect, type Locator, type Page, type TestInfo } from '@playwright/test';

/**
 * Seconds of a keystroke-level estimate, as §3 of the screens states them: a tap, a thought, a line read, a character spoken,
 * a key typed. A browser cannot measure a person; it can count what the person has to do.
 */
const SECONDS = { tap: 1.1, thought: 1.35, line: 1.2, spoken: 1 / 4, key: 1 / 2 } as const;

export interface Tally {
  readonly screens: number;
  readonly taps: number;
  readonly keys: number;
  readonly spoken: number;
  readonly seconds: number;
}

export type Budget = Partial<Tally>;

/** A screen is an address without its draft, search or anchor; the steps of one address are screens of their own. */
const screenOf = (url: string): string => {
  const { pathname, searchParams } = new URL(url);
  return `${pathname.replace(/\/$/, '')}#${searchParams.get('step') ?? ''}`;
};

/** Runs inside the page: reports input that a person's hand made, and never what a script dispatched. */
function listen(): void {
  const report = (kind: 'tap' | 'key', count: number) => {
    const host: { journeyInput?: (kind: string, count: number) => void } = Object(window);
    host.journeyInput?.(kind, count);
  };
  let struck = false;
  addEventListener('pointerdown', (event) => event.isTrusted && report('tap', 1), true);
  addEventListener(
    'keydown',
    (event) => {
      if (!event.isTrusted || event.repeat) return;
      struck = true;
      report('key', 1);
    },
    true,
  );
  addEventListener('keyup', () => setTimeout(() => (struck = false)), true);
  // A character of an input method arrives without a key of its own; the budgets count it as one.
  addEventListener(
    'input',
    (event) => {
      const text = event instanceof InputEvent ? (event.data ?? '') : '';
      if (event.isTrusted && !struck && text !== '') report('key', [...text].length);
    },
    true,
  );
}

/** Counts what somebody does on the way to a goal: screens that were passed, presses, keys, words spoken. */
export class Journey {
  readonly page: Page;
  readonly name: string;
  readonly #info: TestInfo;
  readonly #screens: string[] = [];
  #taps = 0;
  #keys = 0;
  #spoken = 0;
  #thoughts = 0;
  #lines = 0;
  #counting = false;

  private constructor(page: Page, name: string, info: TestInfo) {
    this.page = page;
    this.name = name;
    this.#info = info;
  }

  /** Must be called before the page is opened; counts nothing before `begin`. */
  static async on(page: Page, name: string, info: TestInfo): Promise<Journey> {
    const journey = new Journey(page, name, info);
    await page.exposeBinding('journeyInput', (_source, kind: string, count: number) => {
      if (!journey.#counting) return;
      if (kind === 'tap') journey.#taps += count;
      else journey.#keys += count;
    });
    await page.addInitScript(listen);
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame() || !journey.#counting) return;
      const screen = screenOf(frame.url());
      if (journey.#screens.at(-1) !== screen) journey.#screens.push(screen);
    });
    return journey;
  }

  /** The page before the journey's eyes now is where it begins; it is not a screen on the way. */
  begin(): void {
    this.#screens.splice(0, this.#screens.length, screenOf(this.page.url()));
    this.#counting = true;
  }

  /** One press with whatever this device has: a finger or a mouse. */
  async press(target: Locator): Promise<void> {
    if (this.#info.project.use.hasTouch === true) await target.tap();
    else await target.click();
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async key(name: string): Promise<void> {
    await this.page.keyboard.press(name);
  }

  speak(text: string): void {
    this.#spoken += [...text].length;
  }

  /** The person stops to decide. */
  think(times = 1): void {
    this.#thoughts += times;
  }

  read(lines: number): void {
    this.#lines += lines;
  }

  async tally(): Promise<Tally> {
    // Reports travel in order, so after an answer from the page all earlier ones have arrived.
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    const parts = [
      this.#taps * SECONDS.tap,
      this.#keys * SECONDS.key,
      this.#spoken * SECONDS.spoken,
      this.#thoughts * SECONDS.thought,
      this.#lines * SECONDS.line,
    ];
    return {
      screens: this.#screens.length - 1,
      taps: this.#taps,
      keys: this.#keys,
      spoken: this.#spoken,
      seconds: Math.round(parts.reduce((sum, part) => sum + part, 0)),
    };
  }

  /** Prints what it took and holds it against the budget. */
  async end(budget: Budget): Promise<Tally> {
    const tally = await this.tally();
    const said = Object.entries(tally).map(([name, value]) => {
      const limit = budget[name as keyof Tally]; // the members of a tally are its keys
      return `${value} ${name}${limit === undefined ? '' : ` (≤ ${limit})`}`;
    });
    const width = this.page.viewportSize()?.width ?? 0;
    console.log(`    ${this.name} at ${width} px: ${said.join(', ')}`);
    for (const [name, limit] of Object.entries(budget))
      expect(tally[name as keyof Tally], `${this.name}: ${name}`).toBeLessThanOrEqual(limit); // see above
    return tally;
  }
}
