/**
 * The vocabulary of facts: every name that a rule may use and a company may state, with its unit. It is data, so that a
 * new fact needs no code; a name that is not listed is refused on both sides, in packs and in facts.
 */

import { type Entry, Fault, readEntry, readFlag, readMap, readText, readWord, readWords, wrong } from './reading.ts';
import type { EligibilityRefusal, Words } from './refusals.ts';

/** What a fact measures. `years` are years with a fraction, `rate` is an exchange rate, `score` points of an expert. */
export type FactKind = 'money' | 'count' | 'share' | 'date' | 'flag' | 'years' | 'rate' | 'score';

const KINDS = ['money', 'count', 'share', 'date', 'flag', 'years', 'rate', 'score'] as const;

/** Parts of one in which a fact is kept as an integer: money in fen, shares in 10⁻¹². */
export const SCALES: Readonly<Record<FactKind, bigint>> = {
  money: 100n,
  count: 1n,
  share: 1_000_000_000_000n,
  date: 1n,
  flag: 1n,
  years: 100n,
  rate: 100_000_000n,
  score: 100n,
};

/** A fact that a company states. */
export interface FactDefinition {
  readonly name: string;
  readonly kind: FactKind;
  /** Stated once for each fiscal year, or once as of now. */
  readonly scope: 'yearly' | 'now';
  readonly signed: boolean;
  /** Upper limit in parts, so that sums of several years stay exact in a column of numbers too. */
  readonly max: bigint;
  /** The whole of which this is a part, by name. */
  readonly partOf: string | null;
  readonly title: Words;
}

/** Made of stated facts: the lower of two, year by year (扣非前后孰低). */
export interface DerivedFact {
  readonly name: string;
  readonly lowerOf: readonly [string, string];
  readonly title: Words;
}

/** All facts by name. */
export interface Vocabulary {
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly derived: ReadonlyMap<string, DerivedFact>;
}

/** Ten trillion yuan, thousandfold shares and so on: large enough for any company, small enough for exact sums. */
const LIMITS: Readonly<Record<FactKind, bigint>> = {
  money: 1_000_000_000_000_000n,
  count: 1_000_000_000n,
  share: 100_000_000_000_000n,
  date: 100_000n,
  flag: 1n,
  years: 100_000n,
  rate: 10_000_000_000_000n,
  score: 10_000n,
};

function readFact(name: string, value: unknown): FactDefinition {
  const entry = readEntry(`facts.${name}`, value, {
    required: ['kind', 'scope', 'title'],
    optional: ['signed', 'max', 'partOf'],
  });
  const kind = readWord(entry, 'kind', KINDS);
  // A limit is given in whole units and kept in parts, like the fact itself.
  const max = entry.attributes.get('max');
  if (max !== undefined && !(typeof max === 'number' && Number.isInteger(max))) wrong(`facts.${name}.max`, max, '1');
  return {
    name,
    kind,
    scope: readWord(entry, 'scope', ['yearly', 'now'] as const),
    signed: readFlag(entry, 'signed', false),
    max: typeof max === 'number' ? BigInt(max) * SCALES[kind] : LIMITS[kind],
    partOf: entry.attributes.has('partOf') ? readText(entry, 'partOf') : null,
    title: readWords(entry, 'title'),
  };
}

function readDerived(name: string, value: unknown, facts: ReadonlyMap<string, FactDefinition>): DerivedFact {
  const entry = readEntry(`derived.${name}`, value, { required: ['lowerOf', 'title'] });
  const parts = entry.attributes.get('lowerOf');
  const [first, second]: readonly unknown[] = Array.isArray(parts) ? parts : [];
  const usable = (part: unknown): part is string =>
    typeof part === 'string' && facts.get(part)?.scope === 'yearly' && facts.get(part)?.kind === 'money';
  if (!usable(first) || !usable(second)) return wrong(`derived.${name}.lowerOf`, parts, '[money, money]');
  return { name, lowerOf: [first, second], title: readWords(entry, 'title') };
}

/** Checks a vocabulary; the first fault is returned with its place. */
export function parseVocabulary(
  data: unknown,
): { readonly ok: true; readonly vocabulary: Vocabulary } | EligibilityRefusal {
  try {
    const top: Entry = readEntry('', data, { required: ['facts', 'derived'] });
    const facts = new Map<string, FactDefinition>();
    for (const [name, value] of readMap('facts', top.attributes.get('facts')).attributes) {
      facts.set(name, readFact(name, value));
    }
    // Wholes may be declared after their parts, so they are looked up when all are read.
    for (const { name, partOf } of facts.values()) {
      if (partOf !== null && !facts.has(partOf)) wrong(`facts.${name}.partOf`, partOf, 'a fact');
    }
    const derived = new Map<string, DerivedFact>();
    for (const [name, value] of readMap('derived', top.attributes.get('derived')).attributes) {
      derived.set(name, readDerived(name, value, facts));
    }
    return { ok: true, vocabulary: { facts, derived } };
  } catch (error) {
    if (error instanceof Fault) return error.refusal;
    throw error;
  }
}
