/** Score tables on columns: each line of bands gives every company its interval of points, lines make items, items sums. */
import { compare, type Fraction } from './exact.ts';
import type { Step as Band, Bands, ScoreItem, Section, Value } from './pack.ts';
import { type Plan, planeOf, quantityColumn, quantityKey } from './plan.ts';

/** Points of every company in hundredths: lower end, upper end, and 1 where a missing fact keeps them apart. */
interface Points {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly missing: Int32Array;
}

const newPoints = (plan: Plan): Points => {
  const [low, high, missing] = [0, 0, 0].map(() => new Int32Array(plan.words * 32));
  return { low: low ?? plan.none, high: high ?? plan.none, missing: missing ?? plan.none };
};

/** What a line measures: a number that may be rounded, NaN when missing, infinite when a person has to judge. */
interface Measured {
  readonly column: Float64Array;
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
  const column = new Float64Array(plan.words * 32);
  plan.steps.push((first, end) => {
    for (let row = first * 32; row < end * 32; row += 1) {
      const below = b[row] ?? 0;
      column[row] = below > 0 ? ((a[row] ?? 0) - less * below) / below : Number.NaN;
    }
  });
  const exact = (row: number) => ({ num: whole(a, row) - BigInt(less) * whole(b, row), den: whole(b, row) });
  return { column, exact, sure: false };
}

function measuredOf(plan: Plan, value: Value): Measured {
  if (value.kind === 'ratio' || value.kind === 'growth') return quotient(plan, value);
  if (value.kind === 'meanGrowth') {
    const [y1, y2, y3] = value.of.map((each) => quantityColumn(plan, each));
    const column = new Float64Array(plan.words * 32);
    if (y1 === undefined || y2 === undefined || y3 === undefined) return { column, exact: () => ZERO, sure: true };
    plan.steps.push((first, end) => {
      for (let row = first * 32; row < end * 32; row += 1) {
        column[row] = meanRate(y1[row] ?? 0, y2[row] ?? 0, y3[row] ?? 0);
      }
    });
    return { column, exact: (row) => exactMeanRate(whole(y1, row), whole(y2, row), whole(y3, row)), sure: false };
  }
  // The reader of packs lets no other value into a line of bands than these and plain amounts.
  const of = value.kind === 'amount' ? value.of : null;
  const column = of === null ? new Float64Array(plan.words * 32) : quantityColumn(plan, of);
  return { column, exact: (row) => ({ num: whole(column, row), den: 1n }), sure: true };
}

const ZERO: Fraction = { num: 0n, den: 1n };

const holds = ({ op }: Band, sign: number): boolean => (op === '<=' ? sign <= 0 : op === '>' ? sign > 0 : sign >= 0);

/** Distance from a bound within which rounding might matter. */
const CLOSE = 1e-12;

/** One line as codes: the index of the step that holds, after them nothing, after that missing, and last to be judged. */
interface Line {
  readonly codes: Uint8Array;
  readonly lows: Int32Array;
  readonly highs: Int32Array;
  readonly missing: Int32Array;
}

/** Bounds as numbers of the column. Steps stand in order, so the number of those that hold says which is the first. */
function boundsOf({ value, steps }: Bands): Float64Array {
  const scale = value.kind === 'amount' ? Number(value.of.scale * value.by) : 1;
  return Float64Array.from(steps, ({ op, bound }) => {
    const limit = (Number(bound.num) * scale) / Number(bound.den);
    // Among whole numbers "above" is "at least half a step more".
    return value.kind === 'amount' && op === '>' ? limit + 0.5 : limit;
  });
}

function lineOf(plan: Plan, bands: Bands): Line {
  const { steps } = bands;
  const { column, exact, sure } = measuredOf(plan, bands.value);
  const limits = boundsOf(bands);
  const size = steps.length;
  const upwards = steps[0]?.op === '<=' ? -1 : 1;
  const top = steps.reduce((most, { high }) => Math.max(most, Number(high)), 0);
  const codes = new Uint8Array(plan.words * 32);
  const slowly = (row: number): number => {
    const fraction = exact(row);
    const index = steps.findIndex((step) => holds(step, compare(fraction, step.bound)));
    return index < 0 ? size : index;
  };
  plan.steps.push((first, end) => {
    for (let row = first * 32; row < end * 32; row += 1) {
      const value = column[row] ?? 0;
      let held = 0;
      let close = 0;
      const room = CLOSE * (1 + Math.abs(value));
      for (let index = 0; index < size; index += 1) {
        const difference = (value - (limits[index] ?? 0)) * upwards;
        held += Number(difference >= 0);
        close += Number(Math.abs(difference) <= room);
      }
      codes[row] = value === Number.POSITIVE_INFINITY ? size + 2 : size - held + Number(Number.isNaN(value));
      if (close > 0 && !sure && value < Number.POSITIVE_INFINITY) codes[row] = slowly(row);
    }
  });
  return {
    codes,
    lows: Int32Array.from([...steps.map(({ low }) => Number(low)), 0, 0, 0]),
    highs: Int32Array.from([...steps.map(({ high }) => Number(high)), 0, top, top]),
    missing: Int32Array.from([...steps.map(() => 0), 0, 1, 0]),
  };
}

/** The best of the lines of one item, into `best`. */
function bestLine(plan: Plan, lines: readonly Line[], best: Points): void {
  for (const [index, { codes, lows, highs, missing }] of lines.entries()) {
    const { low, high, missing: lacking } = best;
    plan.steps.push((first, end) => {
      for (let row = first * 32; row < end * 32; row += 1) {
        const code = codes[row] ?? 0;
        const [least, most, lack] = [lows[code] ?? 0, highs[code] ?? 0, missing[code] ?? 0];
        low[row] = index === 0 ? least : Math.max(low[row] ?? 0, least);
        high[row] = index === 0 ? most : Math.max(high[row] ?? 0, most);
        lacking[row] = index === 0 ? lack : (lacking[row] ?? 0) | lack;
      }
    });
  }
}

/** Adds one item to the sum of its section; the points of an expert go before the lines. */
function addItem(plan: Plan, item: ScoreItem, sum: Points, fresh: boolean): void {
  const best = newPoints(plan);
  const given = item.given === null ? null : quantityColumn(plan, item.given);
  if (item.bands.length === 0) {
    // Only an expert can say: anything up to the maximum until then.
    best.high.fill(Number(item.max));
    best.missing.fill(1);
  } else {
    const lines = item.bands.map((bands) => lineOf(plan, bands));
    bestLine(plan, lines, best);
  }
  const keep = fresh ? 0 : 1;
  plan.steps.push((first, end) => {
    for (let row = first * 32; row < end * 32; row += 1) {
      const expert = given === null ? Number.NaN : (given[row] ?? 0);
      const stated = !Number.isNaN(expert);
      const low = stated ? expert : (best.low[row] ?? 0);
      const high = stated ? expert : (best.high[row] ?? 0);
      sum.low[row] = keep * (sum.low[row] ?? 0) + low;
      sum.high[row] = keep * (sum.high[row] ?? 0) + high;
      // A missing fact matters only while it keeps the ends apart.
      sum.missing[row] = (keep * (sum.missing[row] ?? 0)) | (Number(low !== high) & (best.missing[row] ?? 0));
    }
  });
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
  plan.steps.push((first, end) => {
    for (let row = first * 32; row < end * 32; row += 1) {
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
  const [one] = parts;
  if (parts.length === 1 && one !== undefined) return one;
  const total = newPoints(plan);
  for (const [index, { low, high, missing }] of parts.entries()) {
    const keep = index === 0 ? 0 : 1;
    plan.steps.push((first, end) => {
      for (let row = first * 32; row < end * 32; row += 1) {
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
  const met = planeOf(plan, key, (plane) => (first, end) => {
    for (let word = first; word < end; word += 1) {
      let yes = 0;
      let reached = 0;
      let lacking = 0;
      for (let bit = 0, row = word * 32; bit < 32; bit += 1, row += 1) {
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
