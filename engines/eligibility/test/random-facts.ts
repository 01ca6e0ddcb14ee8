import { parseDay } from '../src/days.ts';
import type { FactsView, StatedFact } from '../src/facts.ts';
import type { Pack } from '../src/pack.ts';
import { SCALES } from '../src/vocabulary.ts';
import { VOCABULARY } from './library.ts';

/** A small generator with a seed, so that a run can be repeated. */
export function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Amounts near those that rules ask for, in yuan: many facts then fall on a boundary or one part beside it. */
const AMOUNTS = [
  0, 1, 2, 3, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 60, 75, 80, 90, 100, 150, 200, 250, 300, 400, 500, 1000,
];
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

const pick = <T>(list: readonly T[], random: () => number, fallback: T): T =>
  list[Math.floor(random() * list.length)] ?? fallback;

/** Parts of a fact: round ones on purpose, sometimes one part off, sometimes anything at all. */
function partsOf(kind: string, max: bigint, random: () => number): bigint {
  const nudge = BigInt(pick([0, 0, 0, 1, -1], random, 0));
  switch (kind) {
    case 'flag':
      return random() < 0.7 ? 1n : 0n;
    case 'money':
      if (random() < 0.2) return BigInt(Math.floor(random() * 1e13));
      return BigInt(pick(AMOUNTS, random, 0) * pick(SIZES, random, 1)) * 100n + nudge;
    case 'count':
      return (
        BigInt(pick([0, 1, 2, 3, 4, 5, 7, 10, 12, 15, 20, 30, 50, 100, 200, 300, 500, 1_000_000], random, 0)) + nudge
      );
    case 'share':
      return BigInt(pick([0, 5, 6, 8, 10, 15, 20, 25, 50, 80, 100, 125], random, 0)) * (SCALES.share / 100n) + nudge;
    case 'date':
      return (
        BigInt((parseDay('2026-07-01') ?? 0) - pick([0, 364, 365, 366, 1095, 1096, 1826, 1827, 3000], random, 0)) +
        nudge
      );
    case 'rate':
      return BigInt(Math.floor((0.8 + random() * 0.5) * 1e8));
    default: {
      const whole = BigInt(Math.floor((random() * Number(max)) / 100)) * 100n;
      return whole + (random() < 0.2 ? 50n : 0n);
    }
  }
}

/** Names and years that the packs read. */
export function factKeys(packs: readonly Pack[]): readonly string[] {
  const names = new Set<string>();
  const text = JSON.stringify(
    packs.map((pack) => [[...pack.criteria.values()], [...pack.sections.values()]]),
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  );
  for (const name of VOCABULARY.facts.keys()) if (text.includes(`"${name}"`)) names.add(name);
  return [...names];
}

/** One company: each fact missing with its own chance, the density differing from company to company. */
export function randomView(names: readonly string[], asOf: string, random: () => number): FactsView {
  const fiscalYear = Number(asOf.slice(0, 4)) - 1;
  const known = pick([0.5, 0.8, 0.95, 1], random, 1);
  const stated = new Map<string, StatedFact>();
  const put = (key: string, parts: bigint, signed: boolean) => {
    if (random() > known) return;
    stated.set(key, { parts: parts < 0n && !signed ? 0n : parts, validUntil: null, source: null });
  };
  for (const name of names) {
    const definition = VOCABULARY.facts.get(name);
    if (definition === undefined) continue;
    const { kind, max, signed, scope } = definition;
    const one = () => (signed && random() < 0.2 ? -partsOf(kind, max, random) : partsOf(kind, max, random));
    if (scope === 'now') put(name, one(), signed);
    else for (const offset of [0, -1, -2]) put(`${name}@${fiscalYear + offset}`, one(), signed);
  }
  return { asOf: parseDay(asOf) ?? 0, fiscalYear, stated };
}
