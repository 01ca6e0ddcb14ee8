import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ERRORS } from '@banfei/contracts';
import { describe, expect, it } from 'vitest';
import { errorDocs, explanations } from '../scripts/error-docs.ts';
import { commentsOf, functionsOf, parse, type Source, sources, spoken } from './house/code.ts';
import { deadThings, plantedDeadThings } from './house/dead.ts';
import { exportsOf, undocumented } from './house/exports.ts';
import { copyFaults, copyInData, copyInDocument } from './house/language.ts';
import * as packages from './house/packages.ts';
import * as parity from './house/parity.ts';
import { FILE_RULES } from './house/planted.ts';
import { projectFiles, ROOT, read, say, textFiles } from './house/project.ts';
import { forbiddenSql, forbiddenSqlInStrings, LIMITS, tooLong } from './house/style.ts';

const production = (path: string): boolean =>
  /^(engines\/[^/]+|contracts|server|web)\/src\//.test(path) && !/\.test\.tsx?$/.test(path);
const paths = (pattern: RegExp): readonly string[] => projectFiles().filter((path) => pattern.test(path));
const byPath = (): ReadonlyMap<string, Source> => new Map(sources().map((source) => [source.path, source]));
const share = (sorted: readonly number[], part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0;

describe('single files', () => {
  for (const { rule, detector, holdsIn, fault, caught, fine, as = 'planted.ts' } of FILE_RULES) {
    it(`${rule}: a planted fault is caught and its likeness is not`, () => {
      expect([...new Set(detector(parse(as, fault)).map(({ line }) => line))]).toEqual(caught);
      expect(detector(parse(as, fine)).map(spoken)).toEqual([]);
    });

    it(rule, () => {
      const seen = sources().filter(({ path }) => holdsIn(path));
      expect(seen.length).toBeGreaterThan(10);
      expect(seen.flatMap(detector).map(spoken)).toEqual([]);
    });
  }
});

describe('budgets', () => {
  it(`files have at most ${LIMITS.fileLines} lines, half of them fewer than 120`, () => {
    const files = paths(/\.(ts|tsx|mts|mjs|css|sql)$/);
    const lengths = files.map((path) => read(path).split('\n').length).sort((a, b) => a - b);
    say(`${files.length} files of code, median ${share(lengths, 0.5)}, longest ${lengths.at(-1)} lines`);
    expect(tooLong('planted.ts', 'a\n'.repeat(401))).toContain('401 lines');
    expect(tooLong('planted.ts', 'a\n'.repeat(400))).toBeNull();
    expect(files.flatMap((path) => tooLong(path, read(path)) ?? [])).toEqual([]);
    expect(share(lengths, 0.5)).toBeLessThan(120);
  });

  it('nine functions in ten have at most 40 lines', () => {
    const all = sources().flatMap(functionsOf);
    const lengths = all.map(({ lines }) => lines).sort((a, b) => a - b);
    const longest = all.find(({ lines }) => lines === lengths.at(-1));
    say(`${all.length} functions, p90 ${share(lengths, 0.9)}, longest ${longest?.name} with ${longest?.lines} lines`);
    expect(all.length).toBeGreaterThan(1000);
    expect(share(lengths, 0.9)).toBeLessThanOrEqual(40);
  });

  it('engines explain themselves: 15 to 35 lines of comment in a hundred', () => {
    const commented = (source: Source): number => {
      const whole = commentsOf(source).flatMap(({ line, last }) =>
        Array.from({ length: last - line + 1 }, (_, k) => line + k),
      );
      return new Set(whole.filter((line) => /^\s*(\/\/|\/?\*)/.test(source.lines[line - 1] ?? ''))).size;
    };
    const shareOf = (pattern: RegExp): number => {
      const files = sources().filter(({ path }) => pattern.test(path) && production(path));
      const written = files.flatMap(({ lines }) => lines).filter((line) => line.trim() !== '').length;
      return (100 * files.map(commented).reduce((sum, count) => sum + count, 0)) / written;
    };
    const shares = [/^engines\//, /^contracts\//, /^server\//, /^web\//].map(shareOf);
    say(`comment lines: engines, contracts, server, web ${shares.map((each) => `${each.toFixed(1)} %`).join(', ')}`);
    for (const engine of readdirSync(join(ROOT, 'engines'), { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    )) {
      const part = shareOf(new RegExp(`^engines/${engine.name}/`));
      expect(part, engine.name).toBeGreaterThan(15);
      expect(part, engine.name).toBeLessThan(35);
    }
  });
});

describe('folders', () => {
  it('have names that say something', () => {
    expect(packages.folderFaults(`web/src/${'ut'}ils/a.ts`)).toHaveLength(1);
    expect(packages.folderFaults('contracts/src/common.ts')).toEqual([]);
    expect(projectFiles().flatMap(packages.folderFaults)).toEqual([]);
  });

  it('of modules and engines have a read-me and a front door', () => {
    const folders = (place: string) =>
      readdirSync(join(ROOT, place), { withFileTypes: true })
        .filter((each) => each.isDirectory())
        .map(({ name }) => `${place}/${name}`);
    const modules = folders('server/src/modules').flatMap((path) => [`${path}/README.md`, `${path}/index.ts`]);
    const engines = folders('engines').flatMap((path) => [`${path}/README.md`, `${path}/src/index.ts`]);
    say(`${modules.length / 2} modules, ${engines.length / 2} engines`);
    expect(modules.length).toBeGreaterThanOrEqual(18);
    expect([...modules, ...engines].filter((path) => !projectFiles().includes(path))).toEqual([]);
  });

  it('hold no dead file, no dead export and no package that is not used or not asked for', () => {
    const planted = plantedDeadThings().map((line) => line.replace(/:\d+ /, ' '));
    expect([...planted].sort()).toEqual([
      'package.json dependencies: pino',
      'src/lost.ts files: src/lost.ts',
      'src/used.ts exports: dead',
    ]);
    expect(deadThings(ROOT)).toEqual([]);
  });

  it('describe everything that leaves through a front door', () => {
    const planted = new Map(
      [
        parse('a/index.ts', "export { told, silent } from './b.ts';\nexport type { Told } from './b.ts';"),
        parse(
          'a/b.ts',
          '/** Told. */\nexport const told = 1;\nexport const silent = 2;\n/** Told. */\nexport type Told = 1;',
        ),
      ].map((source) => [source.path, source]),
    );
    expect(undocumented(planted, 'a/index.ts').map(spoken)).toEqual([
      'a/b.ts:3 silent leaves a/index.ts without a description',
    ]);
    const files = byPath();
    const doors = paths(/^(engines\/[^/]+\/src|server\/src\/modules\/[^/]+)\/index\.ts$/);
    say(`${doors.flatMap((door) => exportsOf(files, door)).length} exports of ${doors.length} front doors`);
    expect(doors.flatMap((door) => undocumented(files, door)).map(spoken)).toEqual([]);
  });
});

describe('the database', () => {
  it('is not asked for what would leak past row security or lose what was acknowledged', () => {
    expect(forbiddenSql('x.sql', 'insert into a values (1)\non conflict (id) do update set b = 1')).toHaveLength(1);
    expect(forbiddenSql('x.sql', 'create function f() returns int security definer')).toHaveLength(1);
    expect(forbiddenSql('x.sql', '-- security definer is forbidden\nselect 1 on conflict do nothing')).toEqual([]);
    expect(paths(/^server\/.*\.sql$/).flatMap((path) => forbiddenSql(path, read(path)))).toEqual([]);
    const server = sources().filter(({ path }) => path.startsWith('server/src/'));
    expect(server.flatMap(forbiddenSqlInStrings)).toEqual([]);
  });

  it('has numbered migrations that say whether they break running nodes', () => {
    const good = '-- breaking: no\n-- Why.\n';
    expect(
      packages.migrationFaults([
        ['0001_a.sql', good],
        ['0003_b.sql', good],
        ['0003_c.sql', 'select 1;'],
      ]),
    ).toHaveLength(2);
    const files = paths(/^server\/migrations\/.*\.sql$/);
    expect(files.length).toBeGreaterThanOrEqual(5);
    const named = files.map((path) => [path.split('/').at(-1) ?? '', read(path)] as const);
    expect(packages.migrationFaults(named)).toEqual([]);
  });
});

describe('words', () => {
  it('of data and Chinese documents keep the house rules', () => {
    expect(copyFaults('先登记,再办理')).toHaveLength(1);
    expect(copyInData('a.json', '{"a":["好，","不好！"]}')).toHaveLength(1);
    expect(copyInDocument('a.zh-CN.md', '好\n```\n代码,代码\n```\n坏,坏')).toEqual([
      expect.stringContaining('a.zh-CN.md:5 '),
    ]);
    const data = paths(/^data\/.*\.json$/);
    const documents = paths(/\.zh-CN\.md$/);
    expect(data.length).toBeGreaterThan(2);
    expect(documents.length).toBeGreaterThan(0);
    expect(data.flatMap((path) => copyInData(path, read(path)))).toEqual([]);
    expect(documents.flatMap((path) => copyInDocument(path, read(path)))).toEqual([]);
  });

  it('of the glossary occur in the code, can be guessed, and keep out the words to avoid', () => {
    const head = '| 中文 | 标识 | E | M | A | O |\n| 诉求 |';
    const spelled = { words: new Map([['a.ts', new Set(['matter'])]]), declared: new Set(['ticket']) };
    const faults = (row: string) => parity.glossaryFaults(parity.glossaryOf(head + row), spelled);
    expect(faults(' `matter` | request | a matter of a company | `case` | `a.ts` |')).toEqual([]);
    expect(faults(' `affair` | affair | x | | `a.ts` |')).toEqual([expect.stringContaining('has no affair')]);
    expect(faults(' `matter` | request | x | | `a.ts` |')).toEqual([expect.stringContaining('guess')]);
    expect(faults(' `matter` | a matter | x | `ticket` | `a.ts` |')).toEqual([expect.stringContaining('avoid')]);
    expect(faults(' `matter` | a matter | x | | `b.ts` |')).toEqual([expect.stringContaining('not a source file')]);
    const terms = parity.glossaryOf(read('GLOSSARY.md'));
    const code = sources().filter(({ path }) => production(path));
    const words = new Map(code.map((source) => [source.path, parity.wordsOf(source)]));
    const declared = new Set(code.flatMap((source) => [...parity.declaredIn(source)]));
    say(`${terms.length} terms of the glossary, ${declared.size} names declared in the code`);
    expect(terms.length).toBeGreaterThan(40);
    expect(parity.glossaryFaults(terms, { words, declared })).toEqual([]);
  });
});

describe('error codes', () => {
  const codes = Object.keys(ERRORS);
  const found = (among: (path: string) => boolean, look: (source: Source) => ReadonlySet<string>) =>
    new Set(
      sources()
        .filter(({ path }) => among(path))
        .flatMap((source) => [...look(source)]),
    );

  it('are explained in docs/errors.md, each of them and no other', () => {
    expect(parity.unshared(['A', 'B'], ['B', 'C'], ['left', 'right'])).toHaveLength(2);
    expect(parity.documentedCodes('### `A_B`\n## `C`\n')).toEqual(['A_B']);
    const documented = parity.documentedCodes(read('docs/errors.md'));
    say(`${codes.length} error codes, ${documented.length} explained`);
    expect(new Set(documented).size).toBe(documented.length);
    expect(parity.unshared(codes, documented, ['the catalogue', 'docs/errors.md'])).toEqual([]);
  });

  it('stand in docs/errors.md with the sentences of the catalogue, a cause and a remedy', () => {
    const page = read('docs/errors.md');
    const emptied = explanations(page.replace(/^\*\*Cause\.\*\* .+$/m, '**Cause.** '));
    const unexplained = (all: ReturnType<typeof explanations>) =>
      [...all].filter(([, { cause, remedy }]) => cause === '' || remedy === '').map(([code]) => code);
    expect(unexplained(emptied)).toHaveLength(1);
    expect(unexplained(explanations(page))).toEqual([]);
    expect(page, 'run npx tsx scripts/error-docs.ts').toBe(errorDocs(page));
  });

  it('are raised somewhere in the product', () => {
    const planted = parse('a.ts', "const LIST = ['A'];\ntype B = 'B';\nrefuse('C');\nconst d = { code: 'D' };");
    expect([...parity.raisedIn(planted)]).toEqual(['C', 'D']);
    const raised = found((path) => production(path) && /^(engines|server)\//.test(path), parity.raisedIn);
    expect(codes.filter((code) => !raised.has(code))).toEqual([]);
  });

  it('are provoked by a test', () => {
    expect([...parity.codesOf(parse('a.ts', "const cases = { A: 1 };\nexpect(x).toBe('B');"))].sort()).toEqual([
      'A',
      'B',
    ]);
    const tested = found((path) => /\.test\.ts$/.test(path) && path !== 'test/tidy.test.ts', parity.codesOf);
    expect(codes.filter((code) => !tested.has(code))).toEqual([]);
  });
});

describe('packages', () => {
  it('are asked for by one exact version, under licenses that let everybody use them, from no named host', () => {
    expect(
      packages.versionFaults('p', { dependencies: { a: '^1.0.0', b: '1.0.0' }, license: 'Apache-2.0' }),
    ).toHaveLength(1);
    expect(['MIT', '(MIT OR GPL-3.0-or-later)', '(MIT AND Zlib)'].every(packages.isFree)).toBe(true);
    expect(['GPL-3.0-only', '(MIT AND GPL-3.0-only)', ''].some(packages.isFree)).toBe(false);
    const lock: packages.Lock = JSON.parse(read('package-lock.json'));
    const host = { packages: { 'node_modules/a': { resolved: 'https://example.org/a.tgz', license: 'SSPL-1.0' } } };
    expect([...packages.licenseFaults(host), ...packages.hostFaults(host)]).toHaveLength(2);
    const manifests = paths(/(^|\/)package\.json$/);
    say(`${manifests.length} manifests, ${Object.keys(lock.packages).length} locked packages`);
    expect(manifests.flatMap((path) => packages.versionFaults(path, JSON.parse(read(path))))).toEqual([]);
    expect(packages.licenseFaults(lock)).toEqual([]);
    expect(packages.hostFaults(lock)).toEqual([]);
  });
});

describe('every file', () => {
  it('is free of the traces of one machine', () => {
    expect(packages.placeFaults('a', `cd /${'work'}/main\nsee https://example.org/tmp/x`)).toHaveLength(1);
    expect(packages.placeFaults('a', `https://registry.${'npm'}js.org/`)).toHaveLength(1);
    const files = textFiles();
    say(`${files.length} text files of ${projectFiles().length}`);
    expect(files.flatMap((path) => packages.placeFaults(path, read(path)))).toEqual([]);
  });

  it('points only to what is here', () => {
    expect(packages.pointerFaults('a', `as ${'RULES'} §5.1 says\nthe rules of 5.1`)).toHaveLength(1);
    expect(packages.linkFaults('a', '[x](b.md) [y](https://example.org) <img src="c.png">', () => false)).toHaveLength(
      2,
    );
    const documents = textFiles().filter((path) => path.endsWith('.md'));
    const leads = (from: string) => (link: string) => existsSync(join(ROOT, dirname(from), link));
    say(`${documents.length} documents`);
    expect(documents.flatMap((path) => packages.linkFaults(path, read(path), leads(path)))).toEqual([]);
    // An applied migration never changes, its comments included.
    const mutable = textFiles().filter((path) => !path.startsWith('server/migrations/'));
    expect(mutable.flatMap((path) => packages.pointerFaults(path, read(path)))).toEqual([]);
  });
});
