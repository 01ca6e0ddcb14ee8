import { total } from './exact.ts';

/**
 * Splits whole fen in proportion to weights so that nothing is lost: every part is rounded down, and the fen that remain
 * go one each to the largest remainders. Of equal remainders the later in the list is served first: the odd fen goes to
 * the last holder, whatever the machine.
 *
 * @returns parts that add up to `amount`; all zero when all weights are
 */
export function largestRemainder(amount: bigint, weights: readonly bigint[]): readonly bigint[] {
  const whole = total(weights);
  if (whole === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (amount * weight) / whole);
  const order = weights
    .map((weight, index) => ({ index, remainder: (amount * weight) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? b.index - a.index : a.remainder > b.remainder ? -1 : 1));
  let left = amount - total(parts);
  for (const { index } of order) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}
