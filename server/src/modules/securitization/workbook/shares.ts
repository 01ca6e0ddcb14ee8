/** Multiplication by a ratio and division among holders, exact to the fen, in cells that stay small enough. */
import {
  atLeast,
  both,
  choose,
  type Fraction,
  fitsOneCell,
  fitsSteps,
  Inexact,
  less,
  minus,
  NONE,
  type Num,
  plus,
  product,
  quotient,
  same,
  whole,
} from './arithmetic.ts';
import type { Grid } from './grid.ts';

/** Where helper cells go: a table, a column or row of it, and the name under which they stand. */
export interface Place {
  readonly grid: Grid;
  readonly index: number;
  readonly name: string;
}

const remainder = (a: Num, d: Num): Num => minus(a, product(d, quotient(a, d)));

/** Digits of an amount in a base, the highest first. */
function digitsOf({ grid, index, name }: Place, amount: Num, base: bigint, count: number): readonly Num[] {
  if (amount.value >= base ** BigInt(count)) throw new Inexact(name);
  return Array.from({ length: count }, (_, k) => {
    const at = count - 1 - k;
    const above = quotient(amount, whole(base ** BigInt(at + 1)));
    const digit = minus(quotient(amount, whole(base ** BigInt(at))), product(whole(base), above));
    return grid.put(`${name} · 位 / digit ${at}`, index, k === 0 ? quotient(amount, whole(base ** BigInt(at))) : digit);
  });
}

/**
 * amount × n / d by long division, digit by digit as on paper: what a digit leaves is carried into the next. Answers with
 * the quotient rounded down and what remains of it.
 */
function longDivision(
  { grid, index, name }: Place,
  digits: readonly Num[],
  { n, d }: Fraction,
  base: bigint,
): { readonly floor: Num; readonly rest: Num } {
  let [floor, rest] = [NONE, NONE];
  for (const [k, digit] of digits.entries()) {
    const carried = k === 0 ? product(digit, n) : plus(product(rest, whole(base)), product(digit, n));
    const dividend = grid.put(`${name} · 被除 / dividend ${digits.length - 1 - k}`, index, carried);
    const part = grid.put(`${name} · 商 / quotient ${digits.length - 1 - k}`, index, quotient(dividend, d));
    floor = k === 0 ? part : plus(product(floor, whole(base)), part);
    rest = grid.put(`${name} · 余 / remainder ${digits.length - 1 - k}`, index, minus(dividend, product(d, part)));
  }
  return { floor, rest };
}

/** Base and number of digits for amounts under 10^12 fen over a divisor. */
function steps(largest: bigint, name: string): { readonly base: bigint; readonly count: number } {
  if (fitsSteps(largest, 10_000n)) return { base: 10_000n, count: 3 };
  if (fitsSteps(largest, 1000n)) return { base: 1000n, count: 4 };
  throw new Inexact(name);
}

/** amount × ratio, half a fen rounded up, as the engine's `times`. */
export function times(place: Place, amount: Num, ratio: Fraction): Num {
  const { n, d } = ratio;
  if (fitsOneCell(amount, ratio)) {
    const rest = remainder(amount, d);
    const rounded = quotient(plus(product(product(whole(2n), rest), n), d), product(whole(2n), d));
    return plus(product(quotient(amount, d), n), rounded);
  }
  const { base, count } = steps(n.value + d.value, place.name);
  const { floor, rest } = longDivision(place, digitsOf(place, amount, base, count), ratio, base);
  return plus(floor, choose(atLeast(product(whole(2n), rest), d), whole(1n), NONE));
}

/** amount × ratio rounded down. */
export function timesDown(amount: Num, ratio: Fraction): Num {
  if (!fitsOneCell(amount, ratio)) throw new Inexact(amount.text);
  const { n, d } = ratio;
  return plus(product(quotient(amount, d), n), quotient(product(remainder(amount, d), n), d));
}

/** amount × ratio rounded up: a whole number is under a ratio when it is under this. */
export function timesUp(amount: Num, ratio: Fraction): Num {
  if (!fitsOneCell(amount, ratio)) throw new Inexact(amount.text);
  const { n, d } = ratio;
  const rounded = quotient(minus(plus(product(remainder(amount, d), n), d), whole(1n)), d);
  return plus(product(quotient(amount, d), n), rounded);
}

/**
 * Splits an amount by weights with the largest remainders, of equal ones the later first, as the engine's
 * `largestRemainder`; one holder takes all.
 */
export function split(place: Place, amount: Num, weights: readonly Num[]): readonly Num[] {
  const { grid, index, name } = place;
  const [only] = weights;
  if (only === undefined) return [];
  if (weights.length === 1) return [choose(same(only, NONE), NONE, amount)];
  const all = grid.put(`${name} · 合计 / weights`, index, plus(...weights));
  const shared = grid.put(`${name} · 金额 / amount`, index, amount);
  const { base, count } = steps(all.value, name);
  const digits = digitsOf(place, shared, base, count);
  const parts = weights.map((weight, k) => {
    const own = `${name} ${k + 1}`;
    const { floor, rest } = longDivision({ ...place, name: own }, digits, { n: weight, d: all }, base);
    return { floor: grid.put(`${own} · 下取 / floor`, index, floor), rest };
  });
  const left = grid.put(`${name} · 余分 / odd fen`, index, minus(shared, plus(...parts.map(({ floor }) => floor))));
  return parts.map(({ floor, rest }, k) => {
    const before = parts.flatMap((other, j) =>
      j === k ? [] : [choose(j > k ? atLeast(other.rest, rest) : less(rest, other.rest), whole(1n), NONE)],
    );
    // Nothing is shared among nobody.
    const extra = choose(both(less(NONE, all), less(plus(...before), left)), whole(1n), NONE);
    return grid.put(`${name} ${k + 1} · 分得 / part`, index, plus(floor, extra));
  });
}
