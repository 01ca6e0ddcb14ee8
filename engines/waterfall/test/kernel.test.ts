import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileKernel, KERNEL_FILE, kernelCode } from '../../../scripts/build-kernel.ts';
import { LAYOUT_NAMES } from '../src/kernel.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the kernel of the simulation', () => {
  it('is what its sources compile to', async () => {
    const code = kernelCode(await compileKernel());
    expect(code.length).toBeGreaterThan(4000);
    expect(read(KERNEL_FILE), 'run npx tsx scripts/build-kernel.ts').toBe(code);
  });

  it('is told everything that it can be told', () => {
    const declared = [...read('engines/waterfall/kernel/layout.ts').matchAll(/^export let (\w+)/gm)].map(
      ([, name]) => name,
    );
    expect([...LAYOUT_NAMES]).toEqual(declared);
  });
});
