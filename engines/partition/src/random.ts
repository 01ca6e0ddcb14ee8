/** A generator of numbers from one seed: the same seed gives the same plan on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [0, below). */
  below(below: number): number;
}

/** Mulberry32: 32 bits of state, a full period, three multiplications. Enough for search, not for secrets. */
export function randomFrom(seed: number): Random {
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x85ebca6b) | 0;
  // Bits are handed on as whole numbers: a fraction that leaves a function may have to be stored on the heap.
  const bits = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return t ^ (t >>> 14);
  };
  return {
    next: () => (bits() >>> 0) / 4294967296,
    below: (below) => Math.floor(((bits() >>> 0) * below) / 4294967296),
  };
}

/** The numbers 0 … size − 1 in an order of chance. */
export function shuffled(size: number, random: Random): Int32Array {
  const order = new Int32Array(size);
  for (let i = 0; i < size; i += 1) order[i] = i;
  // After Fisher and Yates: every order is equally likely.
  for (let i = size - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    const held = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = held;
  }
  return order;
}
