/** What a value comes to on the facts of one company, exactly: the interpreter that the compiled form is held against. */
import { type ElapsedUnit, elapsed } from './days.ts';
import { compare, type Fraction, floorDivide, floorRoot, lesser } from './exact.ts';
import { type FactsView, factKey } from './facts.ts';
import type { Bands, Quantity, ScoreItem, Section, Value } from './pack.ts';

/** A value that is known. It can be compared exactly even when it cannot be written exactly (a root). */
export interface Known {
  readonly kind: 'known';
  readonly compare: (threshold: Fraction) => -1 | 0 | 1;
  /** The value in steps of its grid, rounded down so that it never flatters. */
  readonly floor: bigint;
  readonly exact: boolean;
}

/** A score between two bounds, in hundredths of a point; facts that would narrow it are listed. */
export interface Interval {
  readonly kind: 'interval';
  readonly low: bigint;
  readonly high: bigint;
  readonly missing: readonly string[];
}

/** No answer: facts are missing, or are there and have no ratio (nothing to divide by). */
export interface Missing {
  readonly kind: 'missing';
  readonly facts: readonly string[];
}

/** The rule gives the case to a person. */
export interface Judge {
  readonly kind: 'judge';
}

export type Measure = Known | Interval | Missing | Judge;

/** Steps of one in which values and distances are told: fen, millionths of one, single pieces. */
export function gridOf(value: Value): bigint {
  switch (value.kind) {
    case 'ratio':
    case 'growth':
    case 'meanGrowth':
      return 1_000_000n;
    case 'venue':
    case 'score':
      return 100n;
    case 'elapsed':
      return 1n;
    case 'amount': {
      const own = value.by === 1n ? value.of.scale : value.of.scale * 100n;
      return lesser(own, 1_000_000n);
    }
  }
}

/** Keys of the stated facts that a quantity adds up. */
export function keysOf({ name, yearly, from, to, lowerOf }: Quantity, fiscalYear: number): readonly string[] {
  if (!yearly) return [name];
  const years = Array.from({ length: to - from + 1 }, (_, index) => fiscalYear + from + index);
  return years.flatMap((year) => (lowerOf ?? [name]).map((each) => factKey(each, year)));
}

type Sum = { readonly kind: 'sum'; readonly parts: bigint } | Missing;

/** Adds the years of a quantity. One missing year makes the sum unknown: a partial sum would look like a shortfall. */
export function sumOf(quantity: Quantity, { stated, fiscalYear }: FactsView): Sum {
  const keys = keysOf(quantity, fiscalYear);
  // All years or none: the missing ones are named.
  const values = keys.map((key) => stated.get(key)?.parts);
  const known = values.filter((parts) => parts !== undefined);
  if (known.length < keys.length) {
    return { kind: 'missing', facts: keys.filter((_, index) => values[index] === undefined) };
  }
  if (quantity.lowerOf === null) return { kind: 'sum', parts: known.reduce((sum, parts) => sum + parts, 0n) };
  // Pairs stand next to each other, one pair for a year: the lower of the two counts (扣非前后孰低).
  let sum = 0n;
  for (let index = 0; index < known.length; index += 2) {
    const [first = 0n, second = 0n] = [known[index], known[index + 1]];
    sum += lesser(first, second);
  }
  return { kind: 'sum', parts: sum };
}

function known(fraction: Fraction, grid: bigint): Known {
  const scaled = fraction.num * grid;
  return {
    kind: 'known',
    compare: (threshold) => compare(fraction, threshold),
    floor: floorDivide(scaled, fraction.den),
    exact: scaled % fraction.den === 0n,
  };
}

/** Growth over two steps is a root: (last/first)^½ − 1. It is compared by squaring the threshold instead. */
function compoundGrowth(last: bigint, first: bigint, grid: bigint): Known {
  // The square of one plus the rate, which is what the figures give without a root.
  const square = { num: last, den: first };
  const root = floorRoot(floorDivide(last * grid * grid, first));
  return {
    kind: 'known',
    compare: ({ num, den }) =>
      num + den < 0n ? 1 : compare(square, { num: (num + den) * (num + den), den: den * den }),
    floor: root - grid,
    exact: root * root * first === last * grid * grid,
  };
}

/** 195号: mean of two yearly rates. Nothing in the first year leaves the second rate; nothing in the second is nothing. */
function meanGrowth(amounts: readonly bigint[], grid: bigint): Known | Judge {
  const [first = 0n, second = 0n, third = 0n] = amounts;
  if (amounts.some((amount) => amount < 0n)) return { kind: 'judge' };
  if (second === 0n) return known({ num: 0n, den: 1n }, grid);
  if (first === 0n) return known({ num: third - second, den: second }, grid);
  const num = second * second + first * third - 2n * first * second;
  return known({ num, den: 2n * first * second }, grid);
}

/** Whole units that have passed; a day more than that is above them, so that 「不超过 5 年」 ends on the day itself. */
function elapsedTime(from: number, until: number, unit: ElapsedUnit): Known {
  const whole = elapsed(from, until, unit);
  const exact = elapsed(from + 1, until, unit) < whole;
  const floor = BigInt(whole);
  return {
    kind: 'known',
    compare: (threshold) => {
      const sign = compare({ num: floor, den: 1n }, threshold);
      return sign === 0 && !exact ? 1 : sign;
    },
    floor,
    exact,
  };
}

function pairOf(left: Quantity, right: Quantity, view: FactsView): readonly [bigint, bigint] | Missing {
  const [a, b] = [sumOf(left, view), sumOf(right, view)];
  if (a.kind === 'sum' && b.kind === 'sum') return [a.parts, b.parts];
  return { kind: 'missing', facts: [a, b].flatMap((each) => (each.kind === 'missing' ? each.facts : [])) };
}

const isPair = (pair: readonly [bigint, bigint] | Missing): pair is readonly [bigint, bigint] => !('kind' in pair);

/** The value on these facts. Score values need the sections of their pack. */
export function measure(value: Value, view: FactsView, sections: ReadonlyMap<string, Section>): Measure {
  const grid = gridOf(value);
  switch (value.kind) {
    case 'amount': {
      const sum = sumOf(value.of, view);
      return sum.kind === 'sum' ? known({ num: sum.parts, den: value.of.scale * value.by }, grid) : sum;
    }
    case 'venue': {
      const pair = pairOf(value.of, value.rate, view);
      if (!isPair(pair)) return pair;
      return known({ num: pair[0] * pair[1], den: value.of.scale * value.rate.scale }, grid);
    }
    case 'ratio': {
      const pair = pairOf(value.of, value.to, view);
      if (!isPair(pair)) return pair;
      if (pair[1] <= 0n) return { kind: 'missing', facts: keysOf(value.to, view.fiscalYear) };
      return known({ num: pair[0], den: pair[1] }, grid);
    }
    case 'growth': {
      const pair = pairOf(value.last, value.first, view);
      if (!isPair(pair)) return pair;
      const [last, first] = pair;
      if (first <= 0n) return { kind: 'missing', facts: keysOf(value.first, view.fiscalYear) };
      if (value.years === 1) return known({ num: last - first, den: first }, grid);
      if (last < 0n) return { kind: 'missing', facts: keysOf(value.last, view.fiscalYear) };
      return compoundGrowth(last, first, grid);
    }
    case 'meanGrowth': {
      const sums = value.of.map((each) => sumOf(each, view));
      const facts = sums.flatMap((each) => (each.kind === 'missing' ? each.facts : []));
      if (facts.length > 0) return { kind: 'missing', facts };
      return meanGrowth(
        sums.flatMap((each) => (each.kind === 'sum' ? [each.parts] : [])),
        grid,
      );
    }
    case 'elapsed': {
      const since = sumOf(value.since, view);
      if (since.kind === 'missing') return since;
      return elapsedTime(Number(since.parts), view.asOf, value.unit);
    }
    case 'score':
      return scoreOf(value.sections, view, sections);
  }
}

const highest = (values: readonly bigint[]): bigint => -values.reduce((most, each) => lesser(most, -each), 0n);

/** The interval of one line of bands: that of the first step reached, nothing below all steps. */
function bandsOf({ value, steps }: Bands, view: FactsView): Interval {
  const top = highest(steps.map(({ high }) => high));
  const measured = measure(value, view, new Map());
  if (measured.kind === 'missing') return { kind: 'interval', low: 0n, high: top, missing: measured.facts };
  if (measured.kind !== 'known') return { kind: 'interval', low: 0n, high: top, missing: [] };
  const step = steps.find(({ op, bound }) => {
    const sign = measured.compare(bound);
    return op === '<=' ? sign <= 0 : op === '>' ? sign > 0 : sign >= 0;
  });
  return { kind: 'interval', low: step?.low ?? 0n, high: step?.high ?? 0n, missing: [] };
}

/** Points of one item: those of the expert, or the best of its bands, or anything up to the maximum. */
function itemOf(item: ScoreItem, view: FactsView): Interval {
  const given = item.given === null ? undefined : view.stated.get(item.given.name)?.parts;
  if (given !== undefined) return { kind: 'interval', low: given, high: given, missing: [] };
  if (item.bands.length === 0) {
    return { kind: 'interval', low: 0n, high: item.max, missing: item.given === null ? [] : [item.given.name] };
  }
  const all = item.bands.map((bands) => bandsOf(bands, view));
  const low = highest(all.map((each) => each.low));
  const high = highest(all.map((each) => each.high));
  // A missing fact matters only while it could still change the points.
  return { kind: 'interval', low, high, missing: low === high ? [] : all.flatMap(({ missing }) => missing) };
}

function scoreOf(names: readonly string[], view: FactsView, sections: ReadonlyMap<string, Section>): Interval {
  let [low, high] = [0n, 0n];
  const missing = new Set<string>();
  for (const name of names) {
    // Items add up within their section; its cap binds afterwards.
    const section = sections.get(name);
    if (section === undefined) continue;
    const items = section.items.map((item) => itemOf(item, view));
    const least = items.reduce((sum, item) => sum + item.low, 0n);
    const most = items.reduce((sum, item) => sum + item.high, 0n);
    low += lesser(least, section.cap);
    high += lesser(most, section.cap);
    // At the cap nothing that is missing could add a point.
    if (least < section.cap) for (const fact of items.flatMap((item) => item.missing)) missing.add(fact);
  }
  return { kind: 'interval', low, high, missing: [...missing] };
}
