/** The order in which tranches of a class are repaid, from what each says it comes after. */
import { CLASSES, type TrancheClass } from './deal.ts';
import type { Field } from './reader.ts';
import { refuse } from './refusals.ts';

/** A tranche and those it says it comes after. */
export interface Placed {
  readonly id: string;
  readonly class: TrancheClass;
  readonly after: readonly string[];
  readonly field: Field;
}

/**
 * Rank of each tranche: one more than the highest of those it comes after. Classes are links too (mezzanine comes after
 * senior), so a senior tranche that waits for a subordinated one closes a circle, and circles are refused.
 */
export function ranksOf(placed: readonly Placed[]): readonly number[] {
  const known = new Map<string, number>();
  const find = (id: string): Placed | undefined => placed.find((each) => each.id === id);
  const rank = (tranche: Placed, path: readonly string[]): number => {
    const before = known.get(tranche.id);
    if (before !== undefined) return before;
    let highest = 0;
    for (const id of tranche.after) {
      const other = find(id);
      const circle = path.includes(id) ? [...path.slice(path.indexOf(id)), id] : null;
      if (other === undefined) {
        tranche.field.fault(refuse('DEAL_ID_UNHEARD', { field: tranche.field.path, id }));
      } else if (circle !== null) {
        tranche.field.fault(refuse('DEAL_CIRCLE', { field: tranche.field.path, circle: circle.join(' → ') }));
      } else if (CLASSES.indexOf(other.class) > CLASSES.indexOf(tranche.class)) {
        const words = `${tranche.id} → ${id} (${other.class}) → ${tranche.class}`;
        tranche.field.fault(refuse('DEAL_CIRCLE', { field: tranche.field.path, circle: words }));
      } else if (other.class === tranche.class) {
        highest = Math.max(highest, rank(other, [...path, id]) + 1);
      }
    }
    known.set(tranche.id, highest);
    return highest;
  };
  return placed.map((tranche) => rank(tranche, [tranche.id]));
}
