/** Licenses under which a package may come in without a word. */
const FREE = new Set([
  'MIT',
  'MIT/X11',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'Unlicense',
  'Python-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Zlib',
]);

/** Packages that need a word: under another license, or with none on record. */
const NAMED: Readonly<Record<string, string>> = {
  'axe-core': 'MPL-2.0; used by the tests alone, never delivered',
  '@axe-core/playwright': 'MPL-2.0; used by the tests alone, never delivered',
  lightningcss: 'MPL-2.0; part of the tool that builds the pages, unchanged, never delivered',
  buffers: 'no license field; its read-me and its author’s other packages say MIT/X11',
};

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly link?: boolean;
}

export interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

/** Reads an SPDX expression: one part is enough for OR, every part is needed for AND. */
export function isFree(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1').trim();
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isFree);
  if (bare.includes(' AND ')) return bare.split(' AND ').every(isFree);
  return FREE.has(bare);
}

const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path;
const named = (name: string): boolean => name in NAMED || /^lightningcss-/.test(name);

export const licenseFaults = ({ packages }: Lock): readonly string[] =>
  Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && link !== true)
    .filter(([path, { license }]) => !isFree(license ?? '') && !named(nameOf(path)))
    .map(([path, { license }]) => `${nameOf(path)} is under ${license ?? 'no license on record'}`);

/** A lock that names hosts would send every installation there. */
export const hostFaults = ({ packages }: Lock): readonly string[] =>
  Object.entries(packages)
    .filter(([, { resolved }]) => resolved !== undefined && /^(https?|git)/.test(resolved))
    .map(([path, { resolved }]) => `${path} comes from ${resolved}`);

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  /** A version, or the versions of what a package itself needs. */
  readonly overrides?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly license?: string;
}

/** A version; of a package under another name, the name goes before. */
const EXACT = /^(npm:[@a-z/-]+@)?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

const asked = (group: Manifest['overrides']): readonly (readonly [string, string])[] =>
  Object.entries(group ?? {}).flatMap(([name, version]) =>
    typeof version === 'string' ? [[name, version] as const] : asked(version),
  );

export const versionFaults = (path: string, manifest: Manifest): readonly string[] => [
  ...[manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies, manifest.overrides]
    .flatMap(asked)
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `${path} asks for ${name}@${version}; name one version`),
  ...(manifest.license === 'Apache-2.0' ? [] : [`${path} does not say "license": "Apache-2.0"`]),
];

/** Migrations have rising numbers (works side by side have ranges of their own, so gaps are fine), and the first line of each says whether it breaks running nodes. */
export const migrationFaults = (files: readonly (readonly [name: string, text: string])[]): readonly string[] =>
  files.flatMap(([name, text], index) => [
    ...(/^\d{4}_[a-z0-9_]+\.sql$/.test(name) &&
    Number(name.slice(0, 4)) > Number(files[index - 1]?.[0].slice(0, 4) ?? 0)
      ? []
      : [`${name} should have a number above the one before, and be in lower case`]),
    ...(/^-- breaking: (yes|no)\n-- \S/.test(text)
      ? []
      : [`${name} does not begin with "-- breaking: yes|no" and a sentence`]),
  ]);

// Spelled in parts, because this file is checked as well.
const either = (...words: readonly string[]): string => words.map((word) => word.replace('_', '')).join('|');
const MACHINE_PATH = new RegExp(`(^|[\\s"'\`(=:])/(${either('work', 'root', 'tmp', 'home')})/\\w`);
const REGISTRY = new RegExp(
  `\\b(${either('registry\\.np_m', 'registry\\.yarn_pkg', 'npm_mirror', 'arti_factory', 'verda_ccio')})`,
  'i',
);

/** Traces of one machine in a file that everybody gets. */
export const placeFaults = (path: string, text: string): readonly string[] =>
  text
    .split('\n')
    .flatMap((line, index) =>
      MACHINE_PATH.test(line) || REGISTRY.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 80)}`] : [],
    );

const SEGMENTS = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared']);

export const folderFaults = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(0, -1)
    .filter((segment) => SEGMENTS.has(segment))
    .map((segment) => `${path} lies in ${segment}/, which says nothing`);

const ELSEWHERE = /\b(RELIABILITY|RULES|EXPERIENCE|DESIGN|STYLE|EXPECTED)(\.md\b| §| [A-Z]{1,4}-[A-Z0-9])/;

/** A reader who follows a reference must arrive; invariants stand in ARCHITECTURE.md, duties in docs/regulations.md. */
export const pointerFaults = (path: string, text: string): readonly string[] =>
  text.split('\n').flatMap((line, index) => {
    const found = ELSEWHERE.exec(line);
    return found === null ? [] : [`${path}:${index + 1} points to ${found[0]}, which is not here`];
  });

/** Links of a document that lead to no file. */
export const linkFaults = (path: string, text: string, exists: (path: string) => boolean): readonly string[] =>
  [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)|<img src="([^"]+)"/g)]
    .map(([, link, image]) => link ?? image ?? '')
    .filter((link) => link !== '' && !/^(https?:|mailto:)/.test(link) && !exists(link))
    .map((link) => `${path} links to ${link}, which is not there`);
