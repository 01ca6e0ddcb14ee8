import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A small tree of the product's shape in which every import is allowed. */
const CLEAN: Readonly<Record<string, string>> = {
  'package.json':
    '{ "name": "planted", "type": "module", "dependencies": { "left": "1.0.0", "@sinclair/typebox": "1.0.0" } }',
  'node_modules/left/package.json': '{ "name": "left", "version": "1.0.0", "type": "module", "exports": "./index.js" }',
  'node_modules/left/index.js': 'export const left = 1;',
  'node_modules/stray/package.json':
    '{ "name": "stray", "version": "1.0.0", "type": "module", "exports": "./index.js" }',
  'node_modules/stray/index.js': 'export const stray = 1;',
  'node_modules/@sinclair/typebox/package.json':
    '{ "name": "@sinclair/typebox", "version": "1.0.0", "type": "module", "exports": "./index.js" }',
  'node_modules/@sinclair/typebox/index.js': 'export const Type = 1;',
  'engines/clock/src/index.ts': "export { tick } from './tick.ts';",
  'engines/clock/src/tick.ts': 'export const tick = 1;',
  'engines/clock/test/tick.test.ts':
    "import { tick } from '../src/index.ts'; import 'node:fs'; export const seen = tick;",
  'engines/custody/src/index.ts': 'export const own = 1;',
  'contracts/src/index.ts': "import { Type } from '@sinclair/typebox'; export const schema = Type;",
  'server/src/platform/db.ts':
    "import 'node:fs'; import { left } from 'left'; import { schema } from '../../../contracts/src/index.ts'; export const db = [left, schema];",
  'server/src/modules/matters/index.ts': "export { raise } from './store.ts';",
  'server/src/modules/matters/store.ts':
    "import { tick } from '../../../../engines/clock/src/index.ts'; import { post } from '../posts/index.ts'; import { db } from '../../platform/db.ts'; export const raise = [tick, post, db];",
  'server/src/modules/posts/index.ts': "export { post } from './store.ts';",
  'server/src/modules/posts/store.ts': 'export const post = 1;',
  'server/src/modules/figures/index.ts': 'export const figure = 1;',
  'server/src/modules/figures/fixture.ts': 'export const fixture = 1;',
  'server/src/app/compose.ts': "import { raise } from '../modules/matters/index.ts'; export const app = raise;",
  'server/test/cluster.ts': 'export const cluster = 1;',
  'web/src/main.tsx':
    "import { schema } from '../../contracts/src/index.ts'; import { tick } from '../../engines/clock/src/index.ts'; export const page = [schema, tick];",
};

export interface Plant {
  readonly rule: string;
  readonly from: string;
  readonly text: string;
}

const later = (name: string, to: string): Plant => ({
  rule: `module-${name}`,
  from: `server/src/modules/${name}/planted.ts`,
  text: `import '${to}';`,
});

/** One bad import for each rule; the text imports exactly one thing that the rule forbids. */
export const PLANTS: readonly Plant[] = [
  { rule: 'layer-engine', from: 'engines/clock/src/planted.ts', text: "import 'node:fs';" },
  { rule: 'layer-engine', from: 'engines/clock/src/planted-package.ts', text: "import 'left';" },
  { rule: 'layer-engine', from: 'engines/clock/src/planted-engine.ts', text: "import '../../custody/src/index.ts';" },
  { rule: 'layer-contracts', from: 'contracts/src/planted.ts', text: "import 'left';" },
  { rule: 'layer-platform', from: 'server/src/platform/planted.ts', text: "import '../modules/posts/index.ts';" },
  {
    rule: 'layer-platform',
    from: 'server/src/platform/planted-b.ts',
    text: "import '../../../engines/clock/src/index.ts';",
  },
  { rule: 'layer-module', from: 'server/src/modules/posts/planted-app.ts', text: "import '../../app/compose.ts';" },
  { rule: 'layer-app', from: 'server/src/app/planted.ts', text: "import '../../../web/src/main.tsx';" },
  { rule: 'layer-web', from: 'web/src/planted.tsx', text: "import '../../server/src/platform/db.ts';" },
  ...['districts', 'posts', 'firms', 'facilities', 'teams', 'areas', 'servicePoints'].map((name) =>
    later(name, '../matters/index.ts'),
  ),
  later('matters', '../figures/index.ts'),
  later('organizations', '../figures/index.ts'),
  later('network', '../figures/index.ts'),
  later('coverage', '../figures/index.ts'),
  later('schemes', '../figures/index.ts'),
  later('pool', '../figures/index.ts'),
  later('capital', '../figures/index.ts'),
  later('securitization', '../figures/index.ts'),
  later('platforms', '../figures/index.ts'),
  later('moments', '../figures/index.ts'),
  later('figures', '../posts/store.ts'),
  { rule: 'front-door', from: 'server/src/app/planted-door.ts', text: "import '../modules/posts/store.ts';" },
  { rule: 'module-unlisted', from: 'server/src/modules/unheard/planted.ts', text: "import '../../platform/db.ts';" },
  {
    rule: 'engine-front-door',
    from: 'server/src/modules/posts/planted-side.ts',
    text: "import '../../../../engines/clock/src/tick.ts';",
  },
  {
    rule: 'engine-bench-and-test',
    from: 'engines/clock/test/planted.test.ts',
    text: "import '../../../server/src/platform/db.ts';",
  },
  {
    rule: 'production-knows-no-test',
    from: 'server/src/modules/figures/planted-rows.ts',
    text: "import './fixture.ts';",
  },
  {
    rule: 'production-knows-no-test',
    from: 'server/src/platform/planted-test.ts',
    text: "import '../../test/cluster.ts';",
  },
  { rule: 'web-without-node', from: 'web/src/planted-node.ts', text: "import 'node:path';" },
  { rule: 'declared-packages', from: 'server/src/platform/planted-stray.ts', text: "import 'stray';" },
  { rule: 'resolvable', from: 'server/src/platform/planted-nowhere.ts', text: "import './nowhere.ts';" },
  {
    rule: 'no-cycle',
    from: 'contracts/src/planted-a.ts',
    text: "import type { B } from './planted-b.ts'; export type A = B | 1;",
  },
];

// The second half of the planted cycle; types alone must be enough to be caught.
const OTHER_HALF = { 'contracts/src/planted-b.ts': "import type { A } from './planted-a.ts'; export type B = A | 2;" };

function plant(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'banfei-imports-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export const plantClean = (): string => plant(CLEAN);

export const plantFaults = (): string =>
  plant({ ...CLEAN, ...OTHER_HALF, ...Object.fromEntries(PLANTS.map(({ from, text }) => [from, text])) });
