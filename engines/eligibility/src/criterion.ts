/** One limb on the facts of one company: outcome, value, threshold, and how far it still is in its own unit. */
import { type Fraction, floorDivide } from './exact.ts';
import type { FactsView } from './facts.ts';
import { gridOf, keysOf, type Measure, measure } from './measure.ts';
import type { Outcome } from './outcomes.ts';
import type { Criterion, Op, Pack, Section, Test, Threshold } from './pack.ts';

/** The answer to one criterion. */
export interface Judged {
  readonly criterion: Criterion;
  /** One of the four answers. */
  readonly outcome: Outcome;
  /** Number of steps of the grid, rounded down; the lower bound of a score. Null when not known or not a number. */
  readonly value: bigint | null;
  /** The upper bound of a score that is still open. */
  readonly upTo: bigint | null;
  /** What was stated, for limbs that are no numbers. */
  readonly flag: boolean | null;
  readonly threshold: Fraction | null;
  /**
   * What the value has to rise by (negative: fall by) in steps of the grid so that the verdict turns; one step less does
   * not. Zero when met, null when no number is known.
   */
  readonly distance: bigint | null;
  readonly grid: bigint;
  /** Facts without which no answer is possible. */
  readonly missing: readonly string[];
}

const HOLDS: Readonly<Record<Op, (sign: -1 | 0 | 1) => boolean>> = {
  '>=': (sign) => sign >= 0,
  '>': (sign) => sign > 0,
  '<=': (sign) => sign <= 0,
  '<': (sign) => sign < 0,
};

/** The tier in which another value lies; null when that value is not known. */
function thresholdOf(
  { by, tiers }: Threshold,
  view: FactsView,
  sections: ReadonlyMap<string, Section>,
): { readonly is: Fraction | null; readonly missing: readonly string[] } {
  const first = tiers[0];
  if (by === null) return { is: first?.is ?? null, missing: [] };
  const measured = measure(by, view, sections);
  if (measured.kind !== 'known') return { is: null, missing: measured.kind === 'missing' ? measured.facts : [] };
  // The end of a tier belongs to it or not, as the regulation says (以下 has it, 不满 has not).
  const tier = tiers.find(({ upTo, inclusive }) => {
    const sign = upTo === null ? -1 : measured.compare(upTo);
    return inclusive ? sign <= 0 : sign < 0;
  });
  return { is: tier?.is ?? null, missing: [] };
}

/**
 * Least number of steps that turns the verdict. `floor` is the value rounded down, so the true value lies less than one
 * step above it; `exact` says that it lies on it.
 */
function distanceOf(op: Op, floor: bigint, exact: boolean, { is, grid }: { is: Fraction; grid: bigint }): bigint {
  // Steps below and above the threshold; they are equal when the threshold lies on the grid.
  const scaled = is.num * grid;
  const below = floorDivide(scaled, is.den);
  const onGrid = scaled % is.den === 0n;
  const above = onGrid ? below : below + 1n;
  switch (op) {
    case '>=':
      return above - floor;
    case '>':
      return exact ? below + 1n - floor : above - floor;
    case '<=':
      return below - (exact ? floor : floor + 1n);
    case '<':
      return above - 1n - floor;
  }
}

interface Answered {
  readonly outcome: Outcome;
  readonly value: bigint | null;
  readonly upTo: bigint | null;
  readonly distance: bigint | null;
}

const NOTHING = { value: null, upTo: null, distance: null } as const;

function judgeNumber(op: Op, measured: Measure, is: Fraction, grid: bigint): Answered {
  if (measured.kind === 'missing') return { outcome: 'unknown', ...NOTHING };
  if (measured.kind === 'judge') return { outcome: 'manual_review', ...NOTHING };
  const holds = HOLDS[op];
  if (measured.kind === 'known') {
    const { floor, exact } = measured;
    const met = holds(measured.compare(is));
    const distance = met ? 0n : distanceOf(op, floor, exact, { is, grid });
    return { outcome: met ? 'met' : 'unmet', value: floor, upTo: null, distance };
  }
  // An interval decides only when both its ends agree; experts' room is for experts, missing papers are missing.
  const { low, high, missing } = measured;
  const side = (points: bigint): boolean => {
    const difference = points * is.den - is.num * grid;
    return holds(difference < 0n ? -1 : difference > 0n ? 1 : 0);
  };
  const open = missing.length > 0 ? 'unknown' : 'manual_review';
  const outcome = side(low) === side(high) ? (side(low) ? 'met' : 'unmet') : open;
  const upTo = high === low ? null : high;
  return { outcome, value: low, upTo, distance: side(low) ? 0n : distanceOf(op, low, true, { is, grid }) };
}

function judgeFlag(test: Exclude<Test, { kind: 'number' }>, view: FactsView): Omit<Judged, 'criterion'> {
  const stated = view.stated.get(keysOf(test.of, view.fiscalYear)[0] ?? '')?.parts;
  const flag = stated === undefined ? null : stated === 1n;
  const base = { ...NOTHING, flag, threshold: null, grid: 1n };
  if (flag === null) {
    const missing = keysOf(test.of, view.fiscalYear);
    return { ...base, outcome: test.kind === 'flag' ? 'unknown' : 'manual_review', missing };
  }
  // A finding is asked to be positive; a flag may be asked to be false.
  const wanted = test.kind === 'flag' ? test.is : true;
  return { ...base, outcome: flag === wanted ? 'met' : 'unmet', missing: [] };
}

/** Judges one criterion of a pack. */
export function judge(criterion: Criterion, view: FactsView, pack: Pick<Pack, 'sections'>): Judged {
  const { test } = criterion;
  if (test.kind !== 'number') return { criterion, ...judgeFlag(test, view) };
  const grid = gridOf(test.value);
  const measured = measure(test.value, view, pack.sections);
  const { is, missing } = thresholdOf(test.threshold, view, pack.sections);
  const base = { criterion, flag: null, threshold: is, grid };
  // What is missing for the value, then what is missing to know the threshold.
  const lacking = [
    ...('facts' in measured ? measured.facts : 'missing' in measured ? measured.missing : []),
    ...missing,
  ];
  if (is === null) {
    const value = measured.kind === 'known' ? measured.floor : null;
    return { ...base, ...NOTHING, value, outcome: 'unknown', missing: lacking };
  }
  const answered = judgeNumber(test.op, measured, is, grid);
  return { ...base, ...answered, missing: answered.outcome === 'unknown' ? lacking : [] };
}
