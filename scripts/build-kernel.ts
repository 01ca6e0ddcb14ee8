// Compiles the kernel of the simulation (engines/waterfall/kernel, AssemblyScript) into engines/waterfall/src/kernel-code.ts.
// Run `npx tsx scripts/build-kernel.ts` after a change of the kernel; engines/waterfall/test/kernel.test.ts tells when it was forgotten.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'engines/waterfall/kernel');
/** What this writes. */
export const KERNEL_FILE = 'engines/waterfall/src/kernel-code.ts';
const WIDTH = 110;

const OPTIONS = [
  '--runtime',
  'stub',
  '--noAssert',
  '--importMemory',
  '--enable',
  'simd',
  '--enable',
  'bulk-memory',
  '-O3',
];

/** The kernel's sources as a module of WebAssembly; throws with the compiler's words where they do not compile. */
export async function compileKernel(): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const stderr = asc.createMemoryStream();
  const { error } = await asc.main(['index.ts', '--outFile', 'kernel.wasm', ...OPTIONS], {
    stderr,
    // The compiler wants imports without an ending; everywhere else here they spell it out.
    readFile: (name) => {
      const path = join(FOLDER, name);
      return existsSync(path) ? readFileSync(path, 'utf8').replace(/(from '\.\/[a-z-]+)\.ts'/g, "$1'") : null;
    },
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') bytes = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || bytes === undefined) throw new Error(`the kernel does not compile: ${stderr.toString()}`);
  return bytes;
}

/** The module as a source file. */
export function kernelCode(bytes: Uint8Array): string {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .match(new RegExp(`.{1,${WIDTH}}`, 'g'));
  return [
    '/** The kernel in WebAssembly, base64. Written by scripts/build-kernel.ts out of engines/waterfall/kernel. */',
    'export const KERNEL_CODE =',
    `${(lines ?? []).map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) writeFileSync(join(ROOT, KERNEL_FILE), kernelCode(await compileKernel()));
