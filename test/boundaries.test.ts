import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PLANTS, plantClean, plantFaults } from './house/bad-imports.ts';
import { type Imports, readImports, ruleNames, unreached, unseen } from './house/imports.ts';
import { ROOT, say, sourceFiles } from './house/project.ts';

const PLACES = ['engines', 'contracts', 'server', 'web'];
const SHAPE = [...PLACES, 'bench', 'scripts', 'test'];

// Where running begins: the two programs, the pages, the front doors of engines.
const PROGRAMS = [/^server\/src\/(main|cli\/main)\.ts$/, /^web\/src\/main\.tsx$/, /^engines\/[^/]+\/src\/index\.ts$/];
// Everything that a person or a test runner starts by itself; some are started by their path, not by an import.
const STARTED = [
  /\.test\.tsx?$/,
  /\.(spec|config)\.ts$/,
  /\.mjs$/,
  /^(scripts|bench|test|engines\/[^/]+\/bench)\//,
  /^web\/public\//,
  /^server\/test\/cluster\.ts$/,
  /^engines\/clock\/test\/digest\.ts$/,
  // Compiled by scripts/build-kernel.ts.
  /^engines\/waterfall\/kernel\/index\.ts$/,
];
const PRODUCTION = /^(server|web|contracts|engines\/[^/]+)\/src\//;
const FOR_TESTS = /(\.test\.tsx?|[/-](fixture|oracle)\.ts)$/;

describe('imports', () => {
  let imports: Imports;
  const listed = sourceFiles().filter((path) => SHAPE.some((place) => path.startsWith(`${place}/`)));

  beforeAll(async () => {
    imports = await readImports(ROOT, SHAPE);
    say(`${imports.files.size} files imported from or importing, ${listed.length} source files listed`);
  }, 120_000);

  it('are read from every source file that the repository lists', () => {
    expect(listed.length).toBeGreaterThan(200);
    expect(unseen(listed, imports.files)).toEqual([]);
    expect(imports.files.size).toBeGreaterThanOrEqual(listed.length);
  });

  it('keep the directions of the tables, form no cycle and lead somewhere', () => {
    expect(imports.violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`)).toEqual([]);
  });

  it('reach every file from something that is started, and production code from a program', () => {
    const files = [...imports.files.keys()];
    const among = (patterns: readonly RegExp[]) =>
      files.filter((path) => patterns.some((pattern) => pattern.test(path)));
    expect(unreached(imports.files, among([...PROGRAMS, ...STARTED]))).toEqual([]);
    const idle = unreached(imports.files, among(PROGRAMS));
    expect(idle.filter((path) => PRODUCTION.test(path) && !FOR_TESTS.test(path))).toEqual([]);
  });

  it('have a place in the order for every module folder, and a folder for every place', async () => {
    const folders = readdirSync(join(ROOT, 'server/src/modules'));
    const places = (await ruleNames()).flatMap((name) => /^module-(?!unlisted)(.+)$/.exec(name)?.[1] ?? []);
    expect([...places].sort()).toEqual([...folders].sort());
  });
});

describe('the check of imports', () => {
  const judged = async (folder: string): Promise<Imports> => {
    try {
      return await readImports(folder, PLACES);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it('passes a small tree in which every import is allowed', async () => {
    const { files, violations } = await judged(plantClean());
    expect(violations).toEqual([]);
    expect(files.size).toBe(15);
  });

  it('catches one planted bad import for each rule, by that rule', async () => {
    const { violations } = await judged(plantFaults());
    const caught = new Set(violations.map(({ rule, from }) => `${rule}: ${from}`));
    expect(PLANTS.map(({ rule, from }) => `${rule}: ${from}`).filter((plant) => !caught.has(plant))).toEqual([]);
    const planted = new Set(PLANTS.map(({ rule }) => rule));
    expect((await ruleNames()).filter((name) => !planted.has(name))).toEqual([]);
  });

  it('notices a file that was not read and a file that nothing reaches', () => {
    const files = new Map([
      ['main.ts', ['used.ts']],
      ['used.ts', []],
      ['lost.ts', ['used.ts']],
    ]);
    expect(unseen(['main.ts', 'skipped.ts'], files)).toEqual(['skipped.ts']);
    expect(unreached(files, ['main.ts'])).toEqual(['lost.ts']);
  });
});
