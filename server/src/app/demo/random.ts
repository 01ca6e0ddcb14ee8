/**
 * Seeded chance for the demo. Each stream is named by what it decides, so that adding a decision somewhere leaves all
 * others as they were, and the same seed always gives the same district. A class, because a district needs a quarter of
 * a million streams and methods on a prototype cost nothing to make.
 */
export class Chance {
  #a: number;
  #b: number;

  constructor(name: string) {
    // The whole name enters two hashes of 32 bits: names that differ give streams that differ.
    this.#a = hashed(name, 0x811c9dc5);
    this.#b = hashed(name, 0x9e3779b9) | 1;
  }

  /** 32 bits: two counters of mulberry32, mixed; fast, and far better than a demo needs. */
  word(): number {
    this.#a = (this.#a + 0x6d2b79f5) | 0;
    this.#b = (Math.imul(this.#b, 0x2c1b3c6d) + 0x297a2d39) | 0;
    let t = Math.imul(this.#a ^ (this.#a >>> 15), 1 | this.#a) ^ this.#b;
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.word() / 0x1_0000_0000;
  }

  /** Whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  yes(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** Normal with mean 0 and deviation 1, by the sum of twelve uniforms; tails beyond six do not occur. */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += this.next();
    return sum;
  }
}

// FNV-1a spreads the words of a stream's name over 32 bits.
function hashed(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The stream of that name. */
export const chance = (...name: readonly (string | number)[]): Chance => new Chance(name.join('\u0000'));

/** A list from which items are drawn in proportion to their weights, in logarithmic time. */
export function weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): (luck: Chance) => Item {
  const sums: number[] = [];
  let total = 0;
  for (const item of items) {
    total += weightOf(item);
    sums.push(total);
  }
  return (luck) => {
    const wanted = luck.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    const item = items[low];
    if (item === undefined) throw new RangeError('nothing to draw from');
    return item;
  };
}

const hex8 = (word: number): string => word.toString(16).padStart(8, '0');

/** UUID of version 7 made from an instant and seeded bits, so that ids too are the same each time. */
export function demoId(at: number, luck: Chance): string {
  const time = at.toString(16).padStart(12, '0');
  const [first, second, third] = [hex8(luck.word()), hex8(luck.word()), hex8(luck.word())];
  const variant = '89ab'.charAt(luck.below(4));
  return `${time.slice(0, 8)}-${time.slice(8)}-7${first.slice(0, 3)}-${variant}${first.slice(3, 6)}-${second}${third.slice(0, 4)}`;
}
