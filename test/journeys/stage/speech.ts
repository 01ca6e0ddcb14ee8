import type { Page } from '@playwright/test';

/** Runs inside the page: a browser that listens. What is said comes from the test. */
function plant(): void {
  class Listening {
    continuous = false;
    interimResults = false;
    lang = '';
    onresult: ((event: unknown) => void) | null = null;
    onerror: ((event: unknown) => void) | null = null;
    onend: (() => void) | null = null;
    start(): void {
      Object(window).listening = this;
    }
    stop(): void {
      Object(window).listening = null;
      setTimeout(() => this.onend?.());
    }
    abort(): void {
      this.stop();
    }
  }
  Object(window).SpeechRecognition = Listening;
}

export async function plantSpeech(page: Page): Promise<void> {
  await page.addInitScript(plant);
}

/** Says phrases one after the other, as a recognizer hands them over: each final, with the earlier ones before it. */
export async function sayAloud(page: Page, phrases: readonly string[]): Promise<void> {
  await page.waitForFunction(() => Boolean(Object(window).listening));
  await page.evaluate(async (spoken) => {
    const results: unknown[] = [];
    for (const transcript of spoken) {
      results.push(Object.assign([{ transcript }], { isFinal: true }));
      Object(window).listening.onresult({ resultIndex: results.length - 1, results });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, phrases);
}
