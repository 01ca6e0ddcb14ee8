import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASKS, qrModules } from './encode.ts';
import { times } from './reed-solomon.ts';

/** A reader that shares only the mask formulas and the field with the writer: layout and codes are worked out anew. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const BLOCK_COUNT = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const CENTERS = [[], [18], [22], [26], [30], [34], [22, 38], [24, 42], [26, 46], [28, 50]];
/** Format words of level M for masks 0 to 7, from the table in Annex C of the standard. */
const FORMATS = [0x5412, 0x5125, 0x5e7c, 0x5b4b, 0x45f9, 0x40ce, 0x4f97, 0x4aa0];

function isReserved(row: number, column: number, size: number): boolean {
  const version = (size - 17) / 4;
  if (row === 6 || column === 6) return true;
  if (row < 9 && (column < 9 || column >= size - 8)) return true;
  if (row >= size - 8 && column < 9) return true;
  if (version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11))) return true;
  const centers = CENTERS[version - 1] ?? [];
  const last = centers.at(-1) ?? 0;
  const axis = [6, ...centers];
  return axis.some((y) =>
    axis.some((x) => {
      if ((y === 6 && (x === 6 || x === last)) || (x === 6 && y === last)) return false;
      return Math.abs(row - y) <= 2 && Math.abs(column - x) <= 2;
    }),
  );
}

function maskOf(modules: readonly (readonly boolean[])[]): number {
  const columns = [0, 1, 2, 3, 4, 5, 7, 8];
  const rows = [7, 5, 4, 3, 2, 1, 0];
  const bits = [...columns.map((column) => modules[8]?.[column]), ...rows.map((row) => modules[row]?.[8])];
  return FORMATS.indexOf(bits.reduce((word, dark) => word * 2 + (dark === true ? 1 : 0), 0));
}

function bytesOf(modules: readonly (readonly boolean[])[], mask: number): number[] {
  const size = modules.length;
  const bits: number[] = [];
  let column = size - 1;
  for (let pair = 0; column > 0; pair += 1) {
    if (column === 6) column -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = pair % 2 === 0 ? size - 1 - step : step;
      for (const x of [column, column - 1]) {
        if (isReserved(row, x, size)) continue;
        bits.push(Number(modules[row]?.[x] !== MASKS[mask]?.(row, x)));
      }
    }
    column -= 2;
  }
  const bytes: number[] = [];
  for (let at = 0; at + 8 <= bits.length; at += 8) bytes.push(Number.parseInt(bits.slice(at, at + 8).join(''), 2));
  return bytes;
}

function blocksOf(bytes: readonly number[], version: number): number[][] {
  const count = BLOCK_COUNT[version - 1] ?? 1;
  const correction = CORRECTION[version - 1] ?? 0;
  const dataTotal = bytes.length - count * correction;
  const short = Math.floor(dataTotal / count);
  const longFrom = count - (dataTotal % count);
  const blocks = Array.from({ length: count }, (): number[] => []);
  let at = 0;
  for (let index = 0; index <= short; index += 1) {
    for (let block = 0; block < count; block += 1) {
      if (index === short && block < longFrom) continue;
      blocks[block]?.push(bytes[at++] ?? 0);
    }
  }
  for (let index = 0; index < correction; index += 1) for (const block of blocks) block.push(bytes[at++] ?? 0);
  return blocks;
}

/** The value of a block as a polynomial at a power of two; zero at every root when nothing was lost. */
const syndrome = (block: readonly number[], power: number): number => {
  let root = 1;
  for (let step = 0; step < power; step += 1) root = times(root, 2);
  return block.reduce((sum, byte) => times(sum, root) ^ byte, 0);
};

function read(modules: readonly (readonly boolean[])[]): string {
  const version = (modules.length - 17) / 4;
  const correction = CORRECTION[version - 1] ?? 0;
  const blocks = blocksOf(bytesOf(modules, maskOf(modules)), version);
  for (const block of blocks) {
    for (let power = 0; power < correction; power += 1) expect(syndrome(block, power)).toBe(0);
  }
  const data = blocks.flatMap((block) => block.slice(0, block.length - correction));
  const bits = data.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  expect(bits.slice(0, 4)).toBe('0100');
  const lengthBits = version < 10 ? 8 : 16;
  const length = Number.parseInt(bits.slice(4, 4 + lengthBits), 2);
  const start = 4 + lengthBits;
  const text = Array.from({ length }, (_, index) =>
    Number.parseInt(bits.slice(start + index * 8, start + index * 8 + 8), 2),
  );
  return new TextDecoder().decode(Uint8Array.from(text));
}

describe('a QR code', () => {
  it('says what was put into it, for texts of all lengths it takes', () => {
    for (let length = 0; length <= 213; length += 3) {
      const text = 'QY-2611-04187?code=618204&'.repeat(9).slice(0, length);
      expect(read(qrModules(text))).toBe(text);
    }
  });

  it('keeps any text, Chinese as well', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        fc.pre(new TextEncoder().encode(text).length <= 213);
        expect(read(qrModules(text))).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses more than it can hold', () => {
    expect(() => qrModules('x'.repeat(214))).toThrow(RangeError);
  });

  it('carries its format word twice, and the same both times', () => {
    const modules = qrModules('https://example.test/r/QY-2611-04187?code=618204');
    const size = modules.length;
    const second = [
      ...[1, 2, 3, 4, 5, 6, 7].map((back) => modules[size - back]?.[8]),
      ...[8, 7, 6, 5, 4, 3, 2, 1].map((back) => modules[8]?.[size - back]),
    ];
    expect(second.reduce((word, dark) => word * 2 + (dark === true ? 1 : 0), 0)).toBe(FORMATS[maskOf(modules)]);
  });
});
