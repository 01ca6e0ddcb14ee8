import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { ROOT } from './project.ts';

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface Imports {
  /** Files that were read, with the files each of them imports; packages and built-in modules are left out. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly violations: readonly Violation[];
}

const ours = (path: string): boolean => !/(^|\/)node_modules\//.test(path);

/** Reads the imports of `places` under `folder` and judges them by the rules of the product. */
export async function readImports(folder: string, places: readonly string[]): Promise<Imports> {
  const ruleSet = await extractConfig(join(ROOT, '.dependency-cruiser.mjs'));
  const { output } = await cruise([...places], { ...ruleSet.options, ruleSet, validate: true, baseDir: folder });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of a result.');
  const result: ICruiseResult = output;
  const files = new Map<string, readonly string[]>();
  for (const { source, coreModule, couldNotResolve, dependencies } of result.modules)
    if (ours(source) && coreModule !== true && couldNotResolve !== true)
      files.set(
        source,
        dependencies.map(({ resolved }) => resolved),
      );
  const violations = result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { files, violations };
}

/** Names of all rules, to prove that each of them can fire. */
export async function ruleNames(): Promise<readonly string[]> {
  const { forbidden } = await extractConfig(join(ROOT, '.dependency-cruiser.mjs'));
  return (forbidden ?? []).map(({ name }) => name ?? '');
}

/** Listed files that no check has read. */
export const unseen = (listed: readonly string[], files: Imports['files']): readonly string[] =>
  listed.filter((path) => !files.has(path));

/** Files that nothing reaches from `entries`. */
export function unreached(files: Imports['files'], entries: readonly string[]): readonly string[] {
  const reached = new Set(entries);
  for (const path of reached) for (const next of files.get(path) ?? []) reached.add(next);
  return [...files.keys()].filter((path) => !reached.has(path));
}
