/**
 * Exact arithmetic: amounts are whole fen (分) in bigint, rates and shares are ratios of integers. A decimal of a file
 * becomes a ratio without loss, and rounding happens at one place, {@link times}, half up.
 */
export interface Ratio {
  readonly num: bigint;
  /** Greater than zero. */
  readonly den: bigint;
}

/** Nothing, and the whole. */
export const ZERO: Ratio = { num: 0n, den: 1n };
export const ONE: Ratio = { num: 1n, den: 1n };

function divisor(a: bigint, b: bigint): bigint {
  let [big, small] = [a < 0n ? -a : a, b];
  while (small > 0n) [big, small] = [small, big % small];
  return big;
}

/** num/den in lowest terms, so that long products stay short. */
export function ratio(num: bigint, den: bigint): Ratio {
  const common = divisor(num, den);
  return common > 1n ? { num: num / common, den: den / common } : { num, den };
}

/** Products and sums of ratios stay in lowest terms. */
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.num * b.num, a.den * b.den);
export const add = (a: Ratio, b: Ratio): Ratio => ratio(a.num * b.den + b.num * a.den, a.den * b.den);
/** 1 − share: what is left. */
export const rest = (share: Ratio): Ratio => ({ num: share.den - share.num, den: share.den });
/** A ratio to a whole power; used for annuities, whose digits grow with the number of instalments. */
export const power = (base: Ratio, exponent: number): Ratio => ({
  num: base.num ** BigInt(exponent),
  den: base.den ** BigInt(exponent),
});
/** a < b, without division. */
export const isLess = (a: Ratio, b: Ratio): boolean => a.num * b.den < b.num * a.den;

/** amount × share, half a fen rounded up. Both are not negative. */
export const times = (amount: bigint, share: Ratio): bigint => (2n * amount * share.num + share.den) / (2n * share.den);

/** A plain decimal such as `0.0325` with at most twelve digits behind the point; no exponent, no sign but minus. */
export function parseDecimal(text: string): Ratio | null {
  const found = /^(-?)(\d{1,15})(?:\.(\d{1,12}))?$/.exec(text);
  if (found === null) return null;
  const [, sign = '', whole = '0', decimals = ''] = found;
  const num = BigInt(whole + decimals);
  return ratio(sign === '-' ? -num : num, 10n ** BigInt(decimals.length));
}

/** A ratio as a decimal with six digits, cut, not rounded: a coverage of 0.9999999 must not read 1.000000. */
export function spoken({ num, den }: Ratio, digits = 6): string {
  const scale = 10n ** BigInt(digits);
  const cut = ((num < 0n ? -num : num) * scale) / den;
  return `${num < 0n ? '-' : ''}${cut / scale}.${String(cut % scale).padStart(digits, '0')}`;
}

/** The smaller amount: what can be paid of what is due. */
export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
/** What is left of `a` after `b`, never below zero. */
export const beyond = (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n);
/** Σ of amounts; exact, whatever their number. */
export const total = (amounts: Iterable<bigint>): bigint => {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
};
