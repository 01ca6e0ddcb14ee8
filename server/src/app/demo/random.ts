/**
 * Seeded chance for the demo. Each stream is named by what it decides, so that adding a decision somewhere leaves all
 * others as they were, and the same seed always gives the same district.
 */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [0, bound). */
  below(bound: number): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  yes(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Normal with mean 0 and deviation 1, by the sum of twelve uniforms; tails beyond six do not occur. */
  normal(): number;
  /** 16 bytes for an id. */
  bytes(count: number): Uint8Array;
}

// FNV-1a spreads the words of a stream's name over 32 bits.
function hashed(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Names that must differ give streams that differ: the whole name enters two hashes of 32 bits. */
export function chance(...name: readonly (string | number)[]): Chance {
  const text = name.join('\u0000');
  let a = hashed(text, 0x811c9dc5);
  let b = hashed(text, 0x9e3779b9) | 1;
  // Two counters of mulberry32, mixed; fast, and far better than a demo needs.
  const word = (): number => {
    a = (a + 0x6d2b79f5) | 0;
    b = (Math.imul(b, 0x2c1b3c6d) + 0x297a2d39) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a) ^ b;
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const next = (): number => word() / 0x1_0000_0000;
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    between: (low, high) => low + next() * (high - low),
    yes: (probability) => next() < probability,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    normal: () => Array.from({ length: 12 }, next).reduce((sum, each) => sum + each, -6),
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  };
}

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

/** UUID of version 7 made from an instant and seeded bytes, so that ids too are the same each time. */
export function demoId(at: number, luck: Chance): string {
  const bytes = Buffer.from(luck.bytes(16));
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
