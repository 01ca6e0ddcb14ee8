/**
 * QR codes after ISO/IEC 18004: bytes, error correction M (about 15 % may be lost), versions 1 to 10, which is enough for
 * an address of 213 bytes. The result is a square of dark and light modules without the quiet zone around it.
 */
import { correctionOf } from './reed-solomon.ts';

/** For each version from 1: correction bytes per block, then runs of [number of blocks, data bytes in each]. */
const BLOCKS: readonly { readonly correction: number; readonly runs: readonly (readonly [number, number])[] }[] = [
  { correction: 10, runs: [[1, 16]] },
  { correction: 16, runs: [[1, 28]] },
  { correction: 26, runs: [[1, 44]] },
  { correction: 18, runs: [[2, 32]] },
  { correction: 24, runs: [[2, 43]] },
  { correction: 16, runs: [[4, 27]] },
  { correction: 18, runs: [[4, 31]] },
  {
    correction: 22,
    runs: [
      [2, 38],
      [2, 39],
    ],
  },
  {
    correction: 22,
    runs: [
      [3, 36],
      [2, 37],
    ],
  },
  {
    correction: 26,
    runs: [
      [4, 43],
      [1, 44],
    ],
  },
];

/** Middles of the alignment patterns on both axes, for each version from 1. */
const ALIGNMENT: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

const dataBytes = (version: number): number =>
  (BLOCKS[version - 1]?.runs ?? []).reduce((sum, [count, size]) => sum + count * size, 0);

/** The length of a text takes 8 bits up to version 9 and 16 from there on. */
const headBits = (version: number): number => 4 + (version < 10 ? 8 : 16);

/** Mode, length, bytes, end, and the two fill bytes in turn up to the version's size. */
function dataOf(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let at = length - 1; at >= 0; at -= 1) bits.push((value >> at) & 1);
  };
  put(0b0100, 4);
  put(bytes.length, headBits(version) - 4);
  for (const byte of bytes) put(byte, 8);
  const size = dataBytes(version);
  put(0, Math.min(4, size * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const data: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    data.push(bits.slice(at, at + 8).reduce((byte, bit) => byte * 2 + bit, 0));
  }
  for (let fill = 0; data.length < size; fill += 1) data.push(fill % 2 === 0 ? 0xec : 0x11);
  return data;
}

/** Data and correction of all blocks, byte by byte in turn, so that a stain hurts every block a little. */
function interleaved(data: readonly number[], version: number): number[] {
  const { correction, runs } = BLOCKS[version - 1] ?? { correction: 0, runs: [] };
  const blocks: number[][] = [];
  let at = 0;
  for (const [count, size] of runs) {
    for (let block = 0; block < count; block += 1) {
      blocks.push(data.slice(at, at + size));
      at += size;
    }
  }
  const repairs = blocks.map((block) => correctionOf(block, correction));
  const inTurn = (parts: readonly (readonly number[])[]): number[] => {
    const longest = Math.max(...parts.map((part) => part.length));
    return Array.from({ length: longest }, (_, index) => parts.flatMap((part) => part[index] ?? [])).flat();
  };
  return [...inTurn(blocks), ...inTurn(repairs)];
}

/** Modules as they are laid: dark, light, or not yet decided. */
type Grid = (boolean | null)[][];

const setModule = (grid: Grid, row: number, column: number, dark: boolean): void => {
  const line = grid[row];
  if (line !== undefined && column >= 0 && column < grid.length) line[column] = dark;
};

function finder(grid: Grid, top: number, left: number): void {
  for (let row = -1; row <= 7; row += 1) {
    for (let column = -1; column <= 7; column += 1) {
      const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3));
      if (top + row >= 0 && left + column >= 0) setModule(grid, top + row, left + column, ring !== 2 && ring <= 3);
    }
  }
}

function alignment(grid: Grid, version: number): void {
  const middles = ALIGNMENT[version - 1] ?? [];
  const last = middles.at(-1);
  for (const y of middles) {
    for (const x of middles) {
      const atFinder = (y === 6 && (x === 6 || x === last)) || (x === 6 && y === last);
      if (atFinder) continue;
      for (let row = -2; row <= 2; row += 1) {
        for (let column = -2; column <= 2; column += 1) {
          setModule(grid, y + row, x + column, Math.max(Math.abs(row), Math.abs(column)) !== 1);
        }
      }
    }
  }
}

/** A value followed by the rest of its division, as the standard's BCH codes want it. */
function withRest(value: number, generator: number, degree: number): number {
  let rest = value << degree;
  const top = (number: number) => 31 - Math.clz32(number);
  while (rest !== 0 && top(rest) >= degree) rest ^= generator << (top(rest) - degree);
  return (value << degree) | rest;
}

/** Correction level M (00) and the mask, twice, beside the finders; the one module that is always dark. */
function format(grid: Grid, mask: number): void {
  const size = grid.length;
  const bits = withRest(mask, 0x537, 10) ^ 0x5412;
  for (let at = 0; at < 15; at += 1) {
    const dark = ((bits >> at) & 1) === 1;
    const down = at < 6 ? at : at < 8 ? at + 1 : size - 15 + at;
    setModule(grid, down, 8, dark);
    const across = at < 8 ? size - 1 - at : at < 9 ? 7 : 14 - at;
    setModule(grid, 8, across, dark);
  }
  setModule(grid, size - 8, 8, true);
}

/** From version 7 on the version itself stands twice in the picture. */
function versionMark(grid: Grid, version: number): void {
  if (version < 7) return;
  const bits = withRest(version, 0x1f25, 12);
  for (let at = 0; at < 18; at += 1) {
    const dark = ((bits >> at) & 1) === 1;
    const near = Math.floor(at / 3);
    const far = grid.length - 11 + (at % 3);
    setModule(grid, near, far, dark);
    setModule(grid, far, near, dark);
  }
}

/** Everything but the data: what tells a reader where and what this is. */
function frame(version: number): Grid {
  const size = 17 + 4 * version;
  const grid: Grid = Array.from({ length: size }, () => Array<boolean | null>(size).fill(null));
  finder(grid, 0, 0);
  finder(grid, 0, size - 7);
  finder(grid, size - 7, 0);
  for (let at = 8; at < size - 8; at += 1) {
    setModule(grid, 6, at, at % 2 === 0);
    setModule(grid, at, 6, at % 2 === 0);
  }
  alignment(grid, version);
  format(grid, 0);
  versionMark(grid, version);
  return grid;
}

/** The eight patterns that may be laid over the data. */
export const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** Free places in reading order: pairs of columns from the right, up and down in turn, past the timing column. */
export function placesOf(grid: readonly (readonly (boolean | null)[])[]): (readonly [number, number])[] {
  const size = grid.length;
  const places: (readonly [number, number])[] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step += 1) {
      const row = up ? size - 1 - step : step;
      for (const column of [right, right - 1]) if (grid[row]?.[column] === null) places.push([row, column]);
    }
    up = !up;
  }
  return places;
}

/** How hard a picture is to read: long runs, blocks, look-alikes of finders, too much of one color. */
function penalty(modules: readonly (readonly boolean[])[]): number {
  const size = modules.length;
  const columns = Array.from({ length: size }, (_, column) => modules.map((line) => line[column] === true));
  let points = 0;
  for (const line of [...modules, ...columns]) {
    const text = line.map((dark) => (dark ? '1' : '0')).join('');
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2;
    points += 40 * [...text.matchAll(/(?=00001011101|10111010000)/g)].length;
  }
  let dark = 0;
  modules.forEach((line, row) => {
    line.forEach((one, column) => {
      if (one) dark += 1;
      const below = modules[row + 1];
      if (line[column + 1] === one && below?.[column] === one && below[column + 1] === one) points += 3;
    });
  });
  return points + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10));
}

/**
 * The modules of a QR code, true for dark, row by row.
 *
 * @throws RangeError when the text is longer than 213 bytes in UTF-8
 */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  const bytes = new TextEncoder().encode(text);
  const versions = BLOCKS.map((_, index) => index + 1);
  const version = versions.find((one) => bytes.length * 8 + headBits(one) <= dataBytes(one) * 8);
  if (version === undefined) throw new RangeError(`A QR code here holds 213 bytes, not ${bytes.length}.`);
  const stream = interleaved(dataOf(bytes, version), version);
  const blank = frame(version);
  const places = placesOf(blank);
  const pictures = MASKS.map((masked, mask) => {
    const grid = blank.map((line) => [...line]);
    format(grid, mask);
    places.forEach(([row, column], index) => {
      const bit = ((stream[index >> 3] ?? 0) >> (7 - (index & 7))) & 1;
      setModule(grid, row, column, (bit === 1) !== masked(row, column));
    });
    return grid.map((line) => line.map((module) => module === true));
  });
  return pictures.reduce((best, picture) => (penalty(picture) < penalty(best) ? picture : best));
}
