import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** A browser that has proved that it starts here. */
export interface FoundBrowser {
  readonly path: string;
  readonly sandbox: boolean;
  readonly name: string;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function installed(): readonly string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const named = process.env.CHROMIUM_PATH === undefined ? [] : [process.env.CHROMIUM_PATH];
  return [...named, ...onPath, ...MAC, chromium.executablePath()].filter(
    (path) => existsSync(path) && executable(path),
  );
}

/**
 * The browser of the package registry exists for Linux alone and unpacks itself into the folder for temporary files,
 * readable for its owner only: so each account has a folder of its own.
 */
async function packed(): Promise<{ readonly path: string } | { readonly fault: string }> {
  const before = process.env.TMPDIR;
  const folder = join(tmpdir(), `banfei-browser-${process.getuid?.() ?? 'all'}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    process.env.TMPDIR = folder;
    const { default: bundle } = await import('@sparticuz/chromium');
    return { path: await bundle.executablePath() };
  } catch (error) {
    return { fault: `@sparticuz/chromium: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

async function starts(path: string, sandbox: boolean): Promise<{ version: string } | { fault: string }> {
  try {
    const browser = await chromium.launch({ executablePath: path, chromiumSandbox: sandbox, timeout: 60_000 });
    const version = browser.version();
    await browser.close();
    return { version };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Root cannot have a sandbox. Anybody else has one, unless the kernel forbids it (some containers do): the pages under
 * test are our own, so the tests then run without it and say so.
 */
async function tryOut(path: string): Promise<FoundBrowser | string> {
  const root = process.getuid?.() === 0;
  const first = await starts(path, !root);
  if ('version' in first) return { path, sandbox: !root, name: `Chromium ${first.version}` };
  if (root || !/sandbox/i.test(first.fault)) return `${path}: ${first.fault}`;
  const second = await starts(path, false);
  if ('fault' in second) return `${path}: ${second.fault}`;
  return { path, sandbox: false, name: `Chromium ${second.version}, without its sandbox, which this kernel forbids` };
}

/** A system Chromium or Chrome, else the one of the package registry, else a sentence that says what to install. */
export async function findBrowser(): Promise<FoundBrowser> {
  const faults: string[] = [];
  for (const path of installed()) {
    const found = await tryOut(path);
    if (typeof found !== 'string') return found;
    faults.push(found);
  }
  const bundle = await packed();
  const found = 'fault' in bundle ? bundle.fault : await tryOut(bundle.path);
  if (typeof found !== 'string') return found;
  throw new Error(
    [
      '没有能用的浏览器：请安装 Chromium 或 Chrome，或用 CHROMIUM_PATH 指出它在哪里。',
      'No browser to test with: install Chromium or Chrome, or say with CHROMIUM_PATH where it is.',
      ...faults,
      found,
    ].join('\n'),
  );
}
