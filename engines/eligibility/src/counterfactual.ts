/** What would have to be different: for one fact at a time, the least change that turns an unmet criterion. */
import { judge } from './criterion.ts';
import { lesser } from './exact.ts';
import type { FactsView } from './facts.ts';
import { keysOf } from './measure.ts';
import type { Criterion, Pack, Quantity, Value } from './pack.ts';
import type { FactDefinition, Vocabulary } from './vocabulary.ts';

/** The least change of one fact, in parts; one part less leaves the verdict as it is. */
export interface Counterfactual {
  /** Name of the fact, with `@year` when it is yearly. */
  readonly fact: string;
  readonly from: bigint;
  readonly to: bigint;
}

/** Quantities that a value is made of. */
export function quantitiesOf(value: Value): readonly Quantity[] {
  switch (value.kind) {
    case 'amount':
      return [value.of];
    case 'venue':
      return [value.of, value.rate];
    case 'ratio':
      return [value.of, value.to];
    case 'growth':
      return [value.last, value.first];
    case 'meanGrowth':
      return value.of;
    case 'elapsed':
      return [value.since];
    case 'score':
      return [];
  }
}

/** Stated facts that a criterion reads, its tiers included. */
export function factsOf({ test }: Criterion, fiscalYear: number): readonly string[] {
  // A tier can be changed by changing the fact that it depends on.
  const by = test.kind === 'number' && test.threshold.by !== null ? quantitiesOf(test.threshold.by) : [];
  const own = test.kind === 'number' ? quantitiesOf(test.value) : [test.of];
  return [...new Set([...own, ...by].flatMap((quantity) => keysOf(quantity, fiscalYear)))];
}

/** The view with one fact replaced. */
function withFact(view: FactsView, fact: string, parts: bigint): FactsView {
  const stated = new Map(view.stated);
  stated.set(fact, { parts, validUntil: null, source: null });
  return { ...view, stated };
}

/**
 * Looks outwards from the stated value in doubling steps until the verdict turns, then narrows down. Below stays unmet
 * and above stays met throughout, so what remains is a place where one part makes the difference, whatever the rule.
 */
function turningPoint(from: bigint, bound: bigint, isMet: (parts: bigint) => boolean): bigint | null {
  // Distances from the stated value, so that both directions run the same way.
  const direction = bound < from ? -1n : 1n;
  const room = (bound - from) * direction;
  let unmet = 0n;
  let met = 0n;
  for (let step = 1n; met === 0n && unmet < room; step *= 2n) {
    const next = lesser(unmet + step, room);
    if (isMet(from + direction * next)) met = next;
    else unmet = next;
  }
  if (met === 0n) return null;
  while (met - unmet > 1n) {
    const middle = (met + unmet) / 2n;
    if (isMet(from + direction * middle)) met = middle;
    else unmet = middle;
  }
  return from + direction * met;
}

const boundsOf = ({ kind, max, signed }: FactDefinition): readonly bigint[] =>
  // A date of the past and a rate of exchange are not for the company to change.
  kind === 'date' || kind === 'rate' ? [] : [max, signed ? -max : 0n];

/** Every single fact whose change alone would turn an unmet criterion, the first direction that works. */
export function counterfactuals(
  criterion: Criterion,
  view: FactsView,
  pack: Pack,
  vocabulary: Vocabulary,
): readonly Counterfactual[] {
  if (judge(criterion, view, pack).outcome !== 'unmet') return [];
  const found: Counterfactual[] = [];
  for (const fact of factsOf(criterion, view.fiscalYear)) {
    const definition = vocabulary.facts.get(fact.split('@')[0] ?? '');
    const from = view.stated.get(fact)?.parts;
    if (definition === undefined || from === undefined) continue;
    const isMet = (parts: bigint) => judge(criterion, withFact(view, fact, parts), pack).outcome === 'met';
    // Upwards first: most rules ask for more.
    for (const bound of boundsOf(definition)) {
      const to = turningPoint(from, bound, isMet);
      if (to === null) continue;
      found.push({ fact, from, to });
      break;
    }
  }
  return found;
}
