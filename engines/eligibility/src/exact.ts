/**
 * Exact numbers: fractions of integers that are never divided. A criterion compares by multiplying across, so that
 * 「达到 15%」 is decided by the figures themselves and never by a rounded quotient.
 */

/** A fraction with a positive denominator; it need not be in lowest terms. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

/** -1, 0 or 1 as `left` is below, at or above `right`. */
export function compare(left: Fraction, right: Fraction): -1 | 0 | 1 {
  // Both denominators are positive, so multiplying across keeps the order.
  const [a, b] = [left.num * right.den, right.num * left.den];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Integer division towards minus infinity, which `/` of bigint is not for negative numbers. */
export function floorDivide(num: bigint, den: bigint): bigint {
  const quotient = num / den;
  return num % den !== 0n && num < 0n !== den < 0n ? quotient - 1n : quotient;
}

/** The largest integer whose square is at most `value`, by Newton's steps from above. */
export function floorRoot(value: bigint): bigint {
  if (value < 2n) return value < 0n ? 0n : value;
  // Half as many bits as the value, rounded up: certainly not below the root.
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** A decimal such as `-0.15` as a fraction, or null when the text is no plain decimal. */
export function parseDecimal(text: string): Fraction | null {
  const [, sign, whole = '', part = ''] = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/.exec(text) ?? [];
  if (sign === undefined) return null;
  const digits = BigInt(whole + part);
  return { num: sign === '-' ? -digits : digits, den: 10n ** BigInt(part.length) };
}

/** The integer that a decimal is on a grid of `scale` parts of one, or null when it lies between two of them. */
export function onGrid(text: string, scale: bigint): bigint | null {
  const parsed = parseDecimal(text);
  if (parsed === null) return null;
  const scaled = parsed.num * scale;
  return scaled % parsed.den === 0n ? scaled / parsed.den : null;
}

/** A whole number of parts as a decimal without trailing zeros: 150 parts of a hundred are `1.5`. */
export function formatParts(parts: bigint, scale: bigint): string {
  const size = parts < 0n ? -parts : parts;
  const places = scale.toString().length - 1;
  const tail = (size % scale).toString().padStart(places, '0').replace(/0+$/, '');
  const text = `${size / scale}${places === 0 || tail === '' ? '' : `.${tail}`}`;
  return parts < 0n ? `-${text}` : text;
}

/** The lower of two integers; Math.min does not take bigint. */
export function lesser(left: bigint, right: bigint): bigint {
  if (left < right) return left;
  return right;
}
