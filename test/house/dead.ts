import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './project.ts';

interface Named {
  readonly name: string;
  readonly line?: number;
}

interface Issue {
  readonly file: string;
  readonly [kind: string]: readonly Named[] | string;
}

const KINDS = ['files', 'dependencies', 'unlisted', 'unresolved', 'exports'];

/** Files, exports and packages that nobody uses, and packages that are used without being asked for. */
export function deadThings(folder: string): readonly string[] {
  const knip = join(ROOT, 'node_modules/knip/bin/knip.js');
  const args = [knip, '--include', KINDS.join(','), '--reporter', 'json', '--no-config-hints', '--no-progress'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (!stdout.startsWith('{')) throw new Error(`knip gave no result: ${stderr.slice(0, 400)}`);
  const { issues }: { issues: readonly Issue[] } = JSON.parse(stdout);
  return issues.flatMap((issue) =>
    KINDS.flatMap((kind) => {
      const found = issue[kind];
      return Array.isArray(found)
        ? found.map((each: Named) => `${issue.file}:${each.line ?? 1} ${kind}: ${each.name}`)
        : [];
    }),
  );
}

/** A small package with one dead file, one dead export and one package too many. */
export function plantedDeadThings(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'banfei-dead-'));
  try {
    mkdirSync(join(folder, 'src'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const files = {
      'package.json': '{ "name": "planted", "type": "module", "dependencies": { "pino": "1.0.0" } }',
      'knip.json': '{ "entry": ["src/main.ts"], "project": ["src/**/*.ts"], "ignoreExportsUsedInFile": true }',
      'src/main.ts': "import { used } from './used.ts';\nused();\n",
      'src/used.ts': 'export const used = () => inside;\nexport const inside = 1;\nexport const dead = 2;\n',
      'src/lost.ts': 'export const lost = 1;\n',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return deadThings(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
