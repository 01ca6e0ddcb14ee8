/** Score tables on columns: each line of bands gives every company its interval of points, lines make items, items sums. */
import { compare, type Fraction } from './exact.ts';
import type { Step as Band, Bands, ScoreItem, Section, Value } from './pack.ts';
import { type Plan, planeOf, quantityColumn, quantityKey } from './plan.ts';

/** Points of one line or item, in hundredths: lower end, upper end, and 1 where a missing fact keeps them apart. */
interface Points {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly missing: Uint8Array;
}

const newPoints = (plan: Plan): Points => ({
  low: new Int32Array(plan.words * 32),
  high: new Int32Array(plan.words * 32),
  missing: new Uint8Array(plan.words * 32),
});

/** What a line measures, as a number that may be rounded, and how to compare it exactly when it is close to a bound. */
interface Measured {
  /** NaN when missing, Infinity when a person has to judge. */
  readonly at: (row: number) => number;
  readonly exact: (row: number) => Fraction;
  /** True when the number is exact as it is. */
  readonly sure: boolean;
}

/** Mean of two yearly rates after 195号, in floating point; see `meanGrowth` of the interpreter. */
function meanRate(first: number, second: number, third: number): number {
  if (Number.isNaN(first + second + third)) return Number.NaN;
  if (first < 0 || second < 0 || third < 0) return Number.POSITIVE_INFINITY;
  if (second === 0) return 0;
  if (first === 0) return (third - second) / second;
  return (second / first + third / second) / 2 - 1;
}

function exactMeanRate(first: bigint, second: bigint, third: bigint): Fraction {
  if (second === 0n) return { num: 0n, den: 1n };
  if (first === 0n) return { num: third - second, den: second };
  return { num: second * second + first * third - 2n * first * second, den: 2n * first * second };
}

function measuredOf(plan: Plan, value: Value): Measured {
  const whole = (column: Float64Array, row: number): bigint => BigInt(column[row] ?? 0);
  switch (value.kind) {
    case 'amount': {
      const column = quantityColumn(plan, value.of);
      const divisor = Number(value.of.scale * value.by);
      const exact = (row: number) => ({ num: whole(column, row), den: value.of.scale * value.by });
      return { at: (row) => (column[row] ?? 0) / divisor, exact, sure: divisor === 1 };
    }
    case 'ratio':
    case 'growth': {
      const [upper, lower] = value.kind === 'ratio' ? [value.of, value.to] : [value.last, value.first];
      const [a, b] = [quantityColumn(plan, upper), quantityColumn(plan, lower)];
      const less = value.kind === 'ratio' ? 0 : 1;
      const at = (row: number): number => {
        const below = b[row] ?? 0;
        return below > 0 ? ((a[row] ?? 0) - less * below) / below : Number.NaN;
      };
      const exact = (row: number) => ({ num: whole(a, row) - BigInt(less) * whole(b, row), den: whole(b, row) });
      return { at, exact, sure: false };
    }
    case 'meanGrowth': {
      const [a, b, c] = value.of.map((each) => quantityColumn(plan, each));
      const column = (given: Float64Array | undefined): Float64Array => given ?? new Float64Array(0);
      const [y1, y2, y3] = [column(a), column(b), column(c)];
      const at = (row: number): number => meanRate(y1[row] ?? 0, y2[row] ?? 0, y3[row] ?? 0);
      const exact = (row: number) => exactMeanRate(whole(y1, row), whole(y2, row), whole(y3, row));
      return { at, exact, sure: false };
    }
    default:
      // The reader of packs lets no other value into a line of bands.
      return { at: () => Number.NaN, exact: () => ({ num: 0n, den: 1n }), sure: true };
  }
}

const holds = ({ op }: Band, sign: number): boolean => (op === '<=' ? sign <= 0 : op === '>' ? sign > 0 : sign >= 0);

/** Distance from a bound within which rounding might matter. */
const CLOSE = 1e-12;

/** Index of the first step that holds, or the number of steps. */
function stepAt(measured: Measured, steps: readonly Band[], limits: Float64Array, row: number): number {
  const value = measured.at(row);
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    const limit = limits[index] ?? 0;
    if (step === undefined) break;
    const difference = value - limit;
    const close = !measured.sure && Math.abs(difference) <= CLOSE * (1 + Math.abs(value));
    if (holds(step, close ? compare(measured.exact(row), step.bound) : difference)) return index;
  }
  return steps.length;
}

function bandsPoints(plan: Plan, { value, steps }: Bands): Points {
  const points = newPoints(plan);
  const measured = measuredOf(plan, value);
  const limits = Float64Array.from(steps, ({ bound }) => Number(bound.num) / Number(bound.den));
  const lows = Int32Array.from([...steps.map(({ low }) => Number(low)), 0]);
  const highs = Int32Array.from([...steps.map(({ high }) => Number(high)), 0]);
  const top = highs.reduce((most, each) => Math.max(most, each), 0);
  plan.steps.push((first, end) => {
    for (let row = first * 32; row < end * 32; row += 1) {
      const value = measured.at(row);
      const open = Number.isNaN(value) || value === Number.POSITIVE_INFINITY;
      const index = open ? 0 : stepAt(measured, steps, limits, row);
      points.low[row] = open ? 0 : (lows[index] ?? 0);
      points.high[row] = open ? top : (highs[index] ?? 0);
      points.missing[row] = Number.isNaN(value) ? 1 : 0;
    }
  });
  return points;
}

/** Best of several lines; the points of an expert go before them. */
function itemPoints(plan: Plan, item: ScoreItem): Points {
  const points = newPoints(plan);
  const given = item.given === null ? null : quantityColumn(plan, item.given);
  const lines = item.bands.map((bands) => bandsPoints(plan, bands));
  const max = Number(item.max);
  const alone = lines.length === 0;
  plan.steps.push((first, end) => {
    const { low, high, missing } = points;
    for (let row = first * 32; row < end * 32; row += 1) {
      let [least, most, lacking] = [0, alone ? max : 0, alone ? 1 : 0];
      for (const line of lines) {
        least = Math.max(least, line.low[row] ?? 0);
        most = Math.max(most, line.high[row] ?? 0);
        lacking |= line.missing[row] ?? 0;
      }
      const expert = given === null ? Number.NaN : (given[row] ?? 0);
      const stated = !Number.isNaN(expert);
      low[row] = stated ? expert : least;
      high[row] = stated ? expert : most;
      missing[row] = stated || least === most ? 0 : lacking;
    }
  });
  return points;
}

/** The sum of sections, each with its cap. */
export function sectionPoints(plan: Plan, sections: readonly Section[]): Points {
  const total = newPoints(plan);
  const parts = sections.map(({ cap, items }) => ({
    cap: Number(cap),
    items: items.map((item) => itemPoints(plan, item)),
  }));
  plan.steps.push((first, end) => {
    for (let row = first * 32; row < end * 32; row += 1) {
      let [low, high, missing] = [0, 0, 0];
      for (const { cap, items } of parts) {
        let [least, most, lacking] = [0, 0, 0];
        for (const item of items) {
          least += item.low[row] ?? 0;
          most += item.high[row] ?? 0;
          lacking |= item.missing[row] ?? 0;
        }
        low += Math.min(least, cap);
        high += Math.min(most, cap);
        if (least < cap) missing |= lacking;
      }
      total.low[row] = low;
      total.high[row] = high;
      total.missing[row] = missing;
    }
  });
  return total;
}

/** Where the interval decides, where a paper is missing, and where experts have room. */
export interface ScorePlanes {
  readonly met: Int32Array;
  readonly unknown: Int32Array;
  readonly review: Int32Array;
}

/** Planes of a score against its threshold, in hundredths of a point. */
export function scorePlanes(
  plan: Plan,
  key: string,
  points: Points,
  decides: (hundredths: number) => boolean,
): ScorePlanes {
  const unknown = new Int32Array(plan.words);
  const review = new Int32Array(plan.words);
  const met = planeOf(plan, key, (plane) => (first, end) => {
    for (let word = first; word < end; word += 1) {
      let [yes, lacking, open] = [0, 0, 0];
      for (let bit = 0, row = word * 32; bit < 32; bit += 1, row += 1) {
        const low = decides(points.low[row] ?? 0);
        const apart = low !== decides(points.high[row] ?? 0);
        const missing = points.missing[row] === 1;
        yes |= (low && !apart ? 1 : 0) << bit;
        lacking |= (apart && missing ? 1 : 0) << bit;
        open |= (apart && !missing ? 1 : 0) << bit;
      }
      plane[word] = yes;
      unknown[word] = lacking;
      review[word] = open;
    }
  });
  return { met, unknown, review };
}

/** A name for a score that is the same wherever it is asked, its tables included. */
export function scoreKey(sections: readonly Section[]): string {
  const valueKey = (value: Value): string => {
    if (value.kind === 'amount') return `${quantityKey(value.of)}/${value.by}`;
    if (value.kind === 'ratio') return `${quantityKey(value.of)}/${quantityKey(value.to)}`;
    if (value.kind === 'growth') return `growth ${quantityKey(value.last)} ${quantityKey(value.first)}`;
    return value.kind === 'meanGrowth' ? `mean ${value.of.map(quantityKey).join(' ')}` : value.kind;
  };
  const stepKey = ({ op, bound, low, high }: Band) => `${op}${bound.num}/${bound.den}=${low}..${high}`;
  const bandsKey = ({ value, steps }: Bands) => `${valueKey(value)}: ${steps.map(stepKey).join(' ')}`;
  const itemKey = ({ max, given, bands }: ScoreItem) =>
    `${max} ${given === null ? '' : quantityKey(given)} ${bands.map(bandsKey).join('; ')}`;
  return sections.map(({ cap, items }) => `${cap}{${items.map(itemKey).join(' | ')}}`).join(' + ');
}
