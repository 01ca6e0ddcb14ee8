/** Score tables on columns: each line of bands gives every company its interval of points, lines make items, items sums. */
import { compare, type Fraction } from './exact.ts';
import type { Step as Band, Bands, ScoreItem, Section, Value } from './pack.ts';
import { type Plan, planeOf, quantityColumn, quantityKey, type Step } from './plan.ts';

/** Points of every company in hundredths: lower end, upper end, and 1 where a missing fact keeps them apart. */
interface Points {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly missing: Int32Array;
}

const newPoints = (plan: Plan): Points => {
  const [low, high, missing] = [0, 0, 0].map(() => new Int32Array(plan.words * plan.lanes));
  return { low: low ?? plan.none, high: high ?? plan.none, missing: missing ?? plan.none };
};

/** What a line measures: a number that may be rounded, NaN when missing, infinite when a person has to judge. */
interface Measured {
  readonly column: Float64Array;
  /** The same as a fraction, for the few that lie at a bound. */
  readonly exact: (row: number) => Fraction;
  /** True when the numbers are exact as they are. */
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

const whole = (column: Float64Array, row: number): bigint => BigInt(column[row] ?? 0);

/** A quotient, or a quotient less one; a divisor that is not above zero leaves it missing. */
function quotient(plan: Plan, value: Extract<Value, { kind: 'ratio' | 'growth' }>): Measured {
  const [upper, lower] = value.kind === 'ratio' ? [value.of, value.to] : [value.last, value.first];
  const [a, b] = [quantityColumn(plan, upper), quantityColumn(plan, lower)];
  const less = value.kind === 'ratio' ? 0 : 1;
  const { lanes } = plan;
  const column = new Float64Array(plan.words * plan.lanes);
  plan.steps.push((first, end) => {
    for (let row = first * lanes; row < end * lanes; row += 1) {
      // Nothing to divide by is the same as a missing fact, as in the interpreter.
      const below = b[row] ?? 0;
      column[row] = below > 0 ? ((a[row] ?? 0) - less * below) / below : Number.NaN;
    }
  });
  const exact = (row: number) => ({ num: whole(a, row) - BigInt(less) * whole(b, row), den: whole(b, row) });
  return { column, exact, sure: false };
}

function measuredOf(plan: Plan, value: Value): Measured {
  const { lanes } = plan;
  if (value.kind === 'ratio' || value.kind === 'growth') return quotient(plan, value);
  if (value.kind === 'meanGrowth') {
    const [y1, y2, y3] = value.of.map((each) => quantityColumn(plan, each));
    const column = new Float64Array(plan.words * plan.lanes);
    if (y1 === undefined || y2 === undefined || y3 === undefined) return { column, exact: () => ZERO, sure: true };
    plan.steps.push((first, end) => {
      for (let row = first * lanes; row < end * lanes; row += 1) {
        column[row] = meanRate(y1[row] ?? 0, y2[row] ?? 0, y3[row] ?? 0);
      }
    });
    return { column, exact: (row) => exactMeanRate(whole(y1, row), whole(y2, row), whole(y3, row)), sure: false };
  }
  // The reader of packs lets no other value into a line of bands than these and plain amounts.
  const of = value.kind === 'amount' ? value.of : null;
  const column = of === null ? new Float64Array(plan.words * plan.lanes) : quantityColumn(plan, of);
  return { column, exact: (row) => ({ num: whole(column, row), den: 1n }), sure: true };
}

const ZERO: Fraction = { num: 0n, den: 1n };

const holds = ({ op }: Band, sign: number): boolean => (op === '<=' ? sign <= 0 : op === '>' ? sign > 0 : sign >= 0);

/** Distance from a bound within which rounding might matter. */
const CLOSE = 1e-12;

/** Lower end, upper end and the mark of a missing fact in one integer: a hundred points are 10,000, which is 14 bits. */
const pack = (low: number, high: number, missing: number): number => low | (high << 14) | (missing << 28);
const lowOf = (packed: number): number => packed & 16_383;
const highOf = (packed: number): number => (packed >> 14) & 16_383;

/** Bounds as numbers of the column. Steps stand in order, so the number of those that hold says which is the first. */
function boundsOf({ value, steps }: Bands): Float64Array {
  const scale = value.kind === 'amount' ? Number(value.of.scale * value.by) : 1;
  return Float64Array.from(steps, ({ op, bound }) => {
    const limit = (Number(bound.num) * scale) / Number(bound.den);
    // Among whole numbers "above" is "at least half a step more".
    return value.kind === 'amount' && op === '>' ? limit + 0.5 : limit;
  });
}

/** The points of one line: those of the first step that holds, nothing, or an open interval. */
function lineOf(plan: Plan, bands: Bands): Int32Array {
  const { steps } = bands;
  const { lanes } = plan;
  const { column, exact, sure } = measuredOf(plan, bands.value);
  // Lines that bound from above are turned over, so that one loop counts the steps that hold.
  const upwards = steps[0]?.op === '<=' ? -1 : 1;
  // Bounds as numbers decide; where a value lies closer to one than rounding allows, fractions do.
  const limits = boundsOf(bands).map((limit) => limit * upwards);
  const size = steps.length;
  const top = steps.reduce((most, { high }) => Math.max(most, Number(high)), 0);
  // After the steps come nothing, missing, and left to a person.
  const table = Int32Array.from([...steps.map(({ low, high }) => pack(Number(low), Number(high), 0)), 0, 0, 0]);
  table[size + 1] = pack(0, top, 1);
  table[size + 2] = pack(0, top, 0);
  const slowly = (row: number): number => {
    const fraction = exact(row);
    const index = steps.findIndex((step) => holds(step, compare(fraction, step.bound)));
    return index < 0 ? size : index;
  };
  const points = new Int32Array(plan.words * plan.lanes);
  const counted: Step = (first, end) => {
    for (let row = first * lanes; row < end * lanes; row += 1) {
      const value = (column[row] ?? 0) * upwards;
      let held = 0;
      for (let index = 0; index < size; index += 1) held += Number(value >= (limits[index] ?? 0));
      points[row] = table[size - held + Number(Number.isNaN(value))] ?? 0;
    }
  };
  const weighed: Step = (first, end) => {
    for (let row = first * lanes; row < end * lanes; row += 1) {
      const value = (column[row] ?? 0) * upwards;
      let held = 0;
      let nearest = Number.POSITIVE_INFINITY;
      for (let index = 0; index < size; index += 1) {
        const difference = value - (limits[index] ?? 0);
        held += Number(difference >= 0);
        nearest = Math.min(nearest, Math.abs(difference));
      }
      let code = size - held + Number(Number.isNaN(value));
      if (column[row] === Number.POSITIVE_INFINITY) code = size + 2;
      else if (nearest <= CLOSE * (1 + Math.abs(value))) code = slowly(row);
      points[row] = table[code] ?? 0;
    }
  };
  plan.steps.push(sure ? counted : weighed);
  return points;
}

/** The best of the lines of one item. */
function bestOf(plan: Plan, lines: readonly Int32Array[]): Int32Array {
  const [one] = lines;
  const { lanes } = plan;
  if (lines.length === 1 && one !== undefined) return one;
  const best = new Int32Array(plan.words * plan.lanes);
  plan.steps.push((first, end) => best.fill(0, first * lanes, end * lanes));
  for (const line of lines) {
    plan.steps.push((first, end) => {
      for (let row = first * lanes; row < end * lanes; row += 1) {
        const [a, b] = [best[row] ?? 0, line[row] ?? 0];
        best[row] = pack(Math.max(lowOf(a), lowOf(b)), Math.max(highOf(a), highOf(b)), (a >> 28) | (b >> 28));
      }
    });
  }
  return best;
}

/** Adds one item to the sum of its section; the points of an expert go before the lines. */
function addItem(plan: Plan, item: ScoreItem, sum: Points, fresh: boolean): void {
  const lines = item.bands.map((bands) => lineOf(plan, bands));
  const { lanes } = plan;
  // Only an expert can say: anything up to the maximum until then.
  const best =
    lines.length > 0 ? bestOf(plan, lines) : new Int32Array(plan.words * plan.lanes).fill(pack(0, Number(item.max), 1));
  const given = item.given === null ? null : quantityColumn(plan, item.given);
  // The first item of a section replaces what an earlier evaluation left there.
  const keep = fresh ? 0 : 1;
  const add = (row: number, low: number, high: number, missing: number): void => {
    sum.low[row] = keep * (sum.low[row] ?? 0) + low;
    sum.high[row] = keep * (sum.high[row] ?? 0) + high;
    // A missing fact matters only while it keeps the ends apart.
    sum.missing[row] = (keep * (sum.missing[row] ?? 0)) | (Number(low !== high) & missing);
  };
  plan.steps.push(
    given === null
      ? (first, end) => {
          for (let row = first * lanes; row < end * lanes; row += 1) {
            const points = best[row] ?? 0;
            add(row, lowOf(points), highOf(points), points >> 28);
          }
        }
      : (first, end) => {
          for (let row = first * lanes; row < end * lanes; row += 1) {
            const points = best[row] ?? 0;
            const expert = given[row] ?? 0;
            // What is not a number becomes nothing as an integer, and lets the lines through.
            const open = Number(Number.isNaN(expert));
            const stated = expert | 0;
            add(row, stated + open * lowOf(points), stated + open * highOf(points), points >> 28);
          }
        },
  );
}

/** One section with its cap; sections that several criteria use are computed once. */
function sectionOf(plan: Plan, section: Section): Points {
  const key = scoreKey([section]);
  const present = plan.sections.get(key);
  if (present !== undefined) return present;
  const sum = newPoints(plan);
  plan.sections.set(key, sum);
  for (const [index, item] of section.items.entries()) addItem(plan, item, sum, index === 0);
  const cap = Number(section.cap);
  const { lanes } = plan;
  plan.steps.push((first, end) => {
    for (let row = first * lanes; row < end * lanes; row += 1) {
      const low = sum.low[row] ?? 0;
      sum.missing[row] = (sum.missing[row] ?? 0) & Number(low < cap);
      sum.low[row] = Math.min(low, cap);
      sum.high[row] = Math.min(sum.high[row] ?? 0, cap);
    }
  });
  return sum;
}

/** The sum of sections. */
export function sectionPoints(plan: Plan, sections: readonly Section[]): Points {
  const parts = sections.map((section) => sectionOf(plan, section));
  const { lanes } = plan;
  const [one] = parts;
  if (parts.length === 1 && one !== undefined) return one;
  const total = newPoints(plan);
  for (const [index, { low, high, missing }] of parts.entries()) {
    const keep = index === 0 ? 0 : 1;
    plan.steps.push((first, end) => {
      for (let row = first * lanes; row < end * lanes; row += 1) {
        total.low[row] = keep * (total.low[row] ?? 0) + (low[row] ?? 0);
        total.high[row] = keep * (total.high[row] ?? 0) + (high[row] ?? 0);
        total.missing[row] = (keep * (total.missing[row] ?? 0)) | (missing[row] ?? 0);
      }
    });
  }
  return total;
}

/** Where the interval decides, where a paper is missing, and where experts have room. */
export interface ScorePlanes {
  readonly met: Int32Array;
  readonly unknown: Int32Array;
  readonly review: Int32Array;
}

/** Planes of a score against a limit, in hundredths of a point; scores are asked to be at least or above something. */
export function scorePlanes(plan: Plan, key: string, points: Points, limit: number): ScorePlanes {
  const unknown = new Int32Array(plan.words);
  const review = new Int32Array(plan.words);
  const { low, high, missing } = points;
  const met = planeOf(plan, key, (plane, lanes) => (first, end) => {
    for (let word = first; word < end; word += 1) {
      let yes = 0;
      let reached = 0;
      let lacking = 0;
      for (let bit = 0, row = word * lanes; bit < lanes; bit += 1, row += 1) {
        yes |= Number((low[row] ?? 0) >= limit) << bit;
        reached |= Number((high[row] ?? 0) >= limit) << bit;
        lacking |= (missing[row] ?? 0) << bit;
      }
      plane[word] = yes;
      unknown[word] = reached & ~yes & lacking;
      review[word] = reached & ~yes & ~lacking;
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
