import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

// A thread does not inherit the loader of TypeScript, so it begins with three lines that register it.
const BEGIN = `const { workerData } = require('node:worker_threads');
import(workerData.loader).then(({ register }) => {
  register();
  return import(workerData.entry);
});`;
const LOADER = new URL(
  'dist/esm/api/index.mjs',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json')),
).href;

export interface ThreadOptions {
  /** What the thread finds in `workerData`, besides its own address. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly memoryMb: number;
  readonly youngMemoryMb?: number;
}

/** Starts a thread on a file of this program, so that what takes long keeps no request waiting. Whoever starts it ends it. */
export function startThread(entry: URL, { data = {}, memoryMb, youngMemoryMb }: ThreadOptions): Worker {
  const young = youngMemoryMb === undefined ? {} : { maxYoungGenerationSizeMb: youngMemoryMb };
  return new Worker(BEGIN, {
    eval: true,
    workerData: { ...data, loader: LOADER, entry: entry.href },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, ...young },
  });
}
