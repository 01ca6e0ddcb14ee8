import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

const NOT_OURS = new Set(['node_modules', 'dist', '.git', '.banfei', 'test-results']);

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) yield path;
    else if (!NOT_OURS.has(entry.name)) yield* walk(path);
  }
}

function listed(): readonly string[] {
  // A copy without history (an archive) has no list; there every file that is not installed or built is ours.
  if (!existsSync(join(ROOT, '.git'))) return [...walk('')];
  const args = ['-C', ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = execFileSync('git', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).split('\0');
  return [...new Set(names)].filter((name) => name !== '' && existsSync(join(ROOT, name)));
}

let known: readonly string[] | undefined;

/** Every file of the product, tracked or about to be, relative to the root, in order. */
export function projectFiles(): readonly string[] {
  known ??= [...listed()].sort();
  return known;
}

const texts = new Map<string, string>();

export function read(path: string): string {
  const text = texts.get(path) ?? readFileSync(join(ROOT, path), 'utf8');
  texts.set(path, text);
  return text;
}

const SOURCE = /\.(ts|tsx|mts|mjs|js)$/;

/** TypeScript and JavaScript that we write: what the boundaries are checked on. */
export const sourceFiles = (): readonly string[] => projectFiles().filter((path) => SOURCE.test(path));

/** Text that people read as text; pictures, fonts and locks are not. */
export const textFiles = (): readonly string[] =>
  projectFiles().filter((path) => !/\.(png|jpe?g|woff2?|xlsx|ico|pdf|gz)$/.test(path));

/** Says what a check has seen, so that an empty answer cannot pass for a clean one. */
export const say = (line: string): void => {
  process.stdout.write(`  house: ${line}\n`);
};
