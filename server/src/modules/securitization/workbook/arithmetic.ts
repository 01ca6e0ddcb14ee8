/**
 * Whole numbers as a spreadsheet works them out: every operation carries its formula and its exact value. Spreadsheets
 * compute in doubles and some round to fifteen digits on the way, so nothing may pass {@link EXACT}: below it INT of a
 * quotient, differences and comparisons are exact in all of them. What passes it throws {@link Inexact}.
 */
export interface Num {
  readonly text: string;
  readonly value: bigint;
}

/** A condition in the same way. */
export interface Flag {
  readonly text: string;
  readonly holds: boolean;
}

/** A ratio of two whole numbers, never divided. */
export interface Fraction {
  readonly n: Num;
  readonly d: Num;
}

/**
 * 10^14 < 2^48: neighbouring whole numbers differ by more than the 2^-48 that LibreOffice takes for equality, and a
 * quotient of two of them by more than the fifteenth digit at which INT rounds first.
 */
const EXACT = 10n ** 14n;

/** A number of the model is too large to be computed by a spreadsheet without loss. */
export class Inexact extends Error {
  constructor(text: string) {
    super(`beyond ${EXACT}: ${text.slice(0, 120)}`);
  }
}

const isExact = (value: bigint): boolean => value <= EXACT && value >= -EXACT;

function bounded(text: string, value: bigint): Num {
  if (!isExact(value)) throw new Inexact(text);
  return { text, value };
}

export const whole = (value: bigint | number): Num => bounded(String(value), BigInt(value));
export const NONE = whole(0n);

const isLiteral = ({ text }: Num): boolean => /^-?\d+$/.test(text);

/** Sums leave literal zeros out, so that formulas stay short. */
export function plus(...terms: readonly Num[]): Num {
  const some = terms.filter((term) => term.text !== '0');
  const [only] = some;
  if (only === undefined) return NONE;
  if (some.length === 1) return only;
  return bounded(
    `(${some.map(({ text }) => text).join('+')})`,
    some.reduce((sum, { value }) => sum + value, 0n),
  );
}

export const minus = (a: Num, b: Num): Num =>
  b.text === '0' ? a : bounded(`(${a.text}-${b.text})`, a.value - b.value);
export const product = (a: Num, b: Num): Num => bounded(`(${a.text}*${b.text})`, a.value * b.value);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const smaller = (a: Num, b: Num): Num => bounded(`MIN(${a.text},${b.text})`, least(a.value, b.value));
/** What is left of `a` after `b`, never below zero. */
export const beyond = (a: Num, b: Num): Num =>
  b.text === '0' ? a : bounded(`MAX(0,${a.text}-${b.text})`, a.value > b.value ? a.value - b.value : 0n);
/** Of numbers that are not negative, rounded down; nothing over nothing. */
export function quotient(a: Num, b: Num): Num {
  const divided = `INT(${a.text}/${b.text})`;
  const text = isLiteral(b) ? divided : `IF(${b.text}=0,0,${divided})`;
  return bounded(text, b.value === 0n ? 0n : a.value / b.value);
}
/** The absolute difference: what a check adds up. */
export const gap = (a: Num, b: Num): Num =>
  bounded(`ABS(${a.text}-${b.text})`, a.value > b.value ? a.value - b.value : b.value - a.value);

export const always = (holds: boolean): Flag => ({ text: holds ? 'TRUE' : 'FALSE', holds });
export const less = (a: Num, b: Num): Flag => ({ text: `${a.text}<${b.text}`, holds: a.value < b.value });
export const atLeast = (a: Num, b: Num): Flag => ({ text: `${a.text}>=${b.text}`, holds: a.value >= b.value });
export const same = (a: Num, b: Num): Flag => ({ text: `${a.text}=${b.text}`, holds: a.value === b.value });
export const not = (a: Flag): Flag => ({ text: `NOT(${a.text})`, holds: !a.holds });
/** All of them; what is settled when the file is written leaves no trace in the formula. */
export function both(...flags: readonly Flag[]): Flag {
  if (flags.some(({ text }) => text === 'FALSE')) return always(false);
  const open = flags.filter(({ text }) => text !== 'TRUE');
  if (open.length === 0) return always(true);
  return { text: `AND(${open.map(({ text }) => text).join(',')})`, holds: flags.every(({ holds }) => holds) };
}
export function either(...flags: readonly Flag[]): Flag {
  if (flags.some(({ text }) => text === 'TRUE')) return always(true);
  const open = flags.filter(({ text }) => text !== 'FALSE');
  if (open.length === 0) return always(false);
  return { text: `OR(${open.map(({ text }) => text).join(',')})`, holds: flags.some(({ holds }) => holds) };
}
export function choose(flag: Flag, yes: Num, no: Num): Num {
  if (flag.text === 'TRUE' || yes.text === no.text) return yes;
  if (flag.text === 'FALSE') return no;
  return { text: `IF(${flag.text},${yes.text},${no.text})`, value: flag.holds ? yes.value : no.value };
}
/** A condition as a cell can hold it, and back. */
export const mark = (flag: Flag): Num => choose(flag, whole(1n), NONE);
export const marked = (cell: Num): Flag =>
  isLiteral(cell) ? always(cell.value === 1n) : { text: `${cell.text}=1`, holds: cell.value === 1n };

/** True when a product of these, doubled for rounding, can be computed in one cell. */
export const fitsOneCell = (a: Num, { n, d }: Fraction): boolean =>
  isExact(2n * d.value * n.value + d.value) && (d.value === 0n || isExact((a.value / d.value) * n.value));
/** True when long division by `d` in steps of `base` stays exact. */
export const fitsSteps = (largest: bigint, base: bigint): boolean => isExact(2n * largest * base);
