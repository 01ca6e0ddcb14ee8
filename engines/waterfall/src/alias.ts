/**
 * Walker's alias method in Vose's form: any distribution over n outcomes becomes n columns of equal width, each shared by
 * at most two outcomes. Drawing is then one column and one comparison, however many outcomes there are.
 */
import { limitOf } from './generator.ts';

export interface AliasTable {
  /** A word below it takes the column itself, another its alias. */
  readonly limits: Int32Array;
  readonly aliases: Int32Array;
}

/** Fills the columns `from … from + weights.length − 1` of a table; the weights add up to one. */
export function fillAlias(table: AliasTable, from: number, weights: readonly number[]): void {
  const count = weights.length;
  const scaled = weights.map((weight) => weight * count);
  const small: number[] = [];
  const large: number[] = [];
  for (const [index, weight] of scaled.entries()) (weight < 1 ? small : large).push(index);
  // Every step fills one small column up with a part of a large outcome.
  while (small.length > 0 && large.length > 0) {
    const less = small.pop() ?? 0;
    const more = large.pop() ?? 0;
    table.limits[from + less] = limitOf(scaled[less] ?? 1);
    table.aliases[from + less] = more;
    scaled[more] = (scaled[more] ?? 0) - 1 + (scaled[less] ?? 0);
    ((scaled[more] ?? 0) < 1 ? small : large).push(more);
  }
  // What is left is full up to the error of addition.
  for (const index of [...small, ...large]) {
    table.limits[from + index] = 2_147_483_647;
    table.aliases[from + index] = index;
  }
}
