/**
 * Columns and planes. A column holds one number for each company, NaN when it is not known; a plane holds one bit for
 * each, thirty-two to a word. Everything is named by what it is, so that what several packs ask is computed once.
 */
import { elapsed } from './days.ts';
import { type FactsView, factKey } from './facts.ts';
import type { Quantity } from './pack.ts';

/** Runs one step of a plan on the words from `first` to before `end`. */
export type Step = (first: number, end: number) => void;

export type Plane = Int32Array;

/** A step that computes a plane, for so many companies to a word. */
export type Fill = (plane: Plane, lanes: 32 | 1) => Step;

/** One outcome for each company as bits: met, unknown, to be reviewed; neither is unmet. */
export interface Planes {
  /** Everything is asked and holds. */
  readonly met: Plane;
  readonly unknown: Plane;
  readonly review: Plane;
}

/** Writes the facts of one company into a column. */
interface Loader {
  // Numbers hold every stated amount exactly, see the limits in vocabulary.ts.
  readonly column: Float64Array;
  readonly read: (view: FactsView) => number;
}

/** A plan that grows while packs are compiled into it. */
export interface Plan {
  /** Words of `lanes` companies. */
  readonly words: number;
  /** Companies to a word: all thirty-two bits in a register, the lowest alone when one company is looked at. */
  readonly lanes: 32 | 1;
  readonly asOf: number;
  readonly columns: Map<string, Float64Array>;
  readonly planes: Map<string, Plane>;
  readonly outcomes: Map<string, Planes>;
  readonly sections: Map<string, { readonly low: Int32Array; readonly high: Int32Array; readonly missing: Int32Array }>;
  /** One for each stated fact that any rule reads. */
  readonly loaders: Loader[];
  /** In the order in which they were compiled, so that each finds its input computed. */
  readonly steps: Step[];
  /** No bit set: what is never to be reviewed, or never unknown. */
  readonly none: Plane;
}

/** An empty plan for so many companies. */
export function newPlan(rows: number, asOf: number, lanes: 32 | 1 = 32): Plan {
  const words = Math.ceil(rows / lanes);
  const empty = {
    columns: new Map(),
    planes: new Map(),
    outcomes: new Map(),
    sections: new Map(),
    loaders: [],
    steps: [],
  };
  return { words, lanes, asOf, ...empty, none: new Int32Array(words) };
}

/** A new column in which nothing is known. */
function newColumn(plan: Plan, key: string): Float64Array {
  const column = new Float64Array(plan.words * plan.lanes).fill(Number.NaN);
  plan.columns.set(key, column);
  return column;
}

/** A stated fact of one year, in parts; every limit of the vocabulary lies far below 2⁵³, so numbers stay exact. */
function statedColumn(plan: Plan, name: string, offset: number | null): Float64Array {
  const key = offset === null ? name : `${name}[${offset}]`;
  const present = plan.columns.get(key);
  if (present !== undefined) return present;
  const column = newColumn(plan, key);
  // FY0 belongs to the company: two companies side by side may have different latest years.
  const read = ({ stated, fiscalYear }: FactsView): number => {
    const fact = stated.get(factKey(name, offset === null ? null : fiscalYear + offset));
    return fact === undefined ? Number.NaN : Number(fact.parts);
  };
  plan.loaders.push({ column, read });
  return column;
}

/** Whole units since a date, and a half when a day more has passed: that lies between two whole numbers. */
export function elapsedColumn(plan: Plan, { name }: Quantity, unit: 'days' | 'months' | 'years'): Float64Array {
  const key = `${unit}(${name})`;
  const present = plan.columns.get(key);
  if (present !== undefined) return present;
  // Whole units first, then whether a day more has passed, which a limit 不超过 has to see.
  const column = newColumn(plan, key);
  const read = ({ stated }: FactsView): number => {
    const fact = stated.get(name);
    if (fact === undefined) return Number.NaN;
    const whole = elapsed(Number(fact.parts), plan.asOf, unit);
    return elapsed(Number(fact.parts) + 1, plan.asOf, unit) < whole ? whole : whole + 0.5;
  };
  plan.loaders.push({ column, read });
  return column;
}

/** The lower of two columns; NaN, which is unknown, goes through. */
function lowerColumn(plan: Plan, key: string, [left, right]: readonly [Float64Array, Float64Array]): Float64Array {
  const present = plan.columns.get(key);
  if (present !== undefined) return present;
  const column = newColumn(plan, key);
  const { lanes } = plan;
  plan.steps.push((first, end) => {
    for (let row = first * lanes; row < end * lanes; row += 1) {
      column[row] = Math.min(left[row] ?? Number.NaN, right[row] ?? Number.NaN);
    }
  });
  return column;
}

/** The sum of columns; one that is not known makes the sum not known. */
function sumColumn(plan: Plan, key: string, parts: readonly Float64Array[]): Float64Array {
  const column = newColumn(plan, key);
  const [a = column, b = column, c] = parts;
  const { lanes } = plan;
  plan.steps.push((first, end) => {
    for (let row = first * lanes; row < end * lanes; row += 1) column[row] = (a[row] ?? 0) + (b[row] ?? 0);
    if (c === undefined) return;
    for (let row = first * lanes; row < end * lanes; row += 1) column[row] = (column[row] ?? 0) + (c[row] ?? 0);
  });
  // Rules reach over three years; longer sums take one step more for each further year.
  // One further pass for each further year keeps the inner loops short.
  for (const part of parts.slice(3)) {
    plan.steps.push((first, end) => {
      for (let row = first * lanes; row < end * lanes; row += 1) column[row] = (column[row] ?? 0) + (part[row] ?? 0);
    });
  }
  return column;
}

/** The column of a quantity: a fact, the lower of two, or a sum over years. */
export function quantityColumn(plan: Plan, { name, yearly, from, to, lowerOf }: Quantity): Float64Array {
  // The lower of two is settled year by year, before years are added.
  const one = (offset: number): Float64Array => {
    if (lowerOf === null) return statedColumn(plan, name, offset);
    const [left, right] = lowerOf;
    const pair = [statedColumn(plan, left, offset), statedColumn(plan, right, offset)] as const;
    return lowerColumn(plan, `${name}[${offset}]`, pair);
  };
  if (!yearly) return statedColumn(plan, name, null);
  if (from === to) return one(from);
  const key = `${name}[${from}..${to}]`;
  const present = plan.columns.get(key);
  if (present !== undefined) return present;
  return sumColumn(
    plan,
    key,
    Array.from({ length: to - from + 1 }, (_, index) => one(from + index)),
  );
}

/** A name for a quantity that is the same wherever it is asked. */
export const quantityKey = ({ name, from, to }: Quantity): string => `${name}[${from}..${to}]`;

/** A new plane that `fill` computes, or the one that is there already under this name. */
export function planeOf(plan: Plan, key: string, fill: Fill): Plane {
  // A plane that is asked for twice is computed once, whoever asks.
  const present = plan.planes.get(key);
  if (present !== undefined) return present;
  const plane = new Int32Array(plan.words);
  plan.planes.set(key, plane);
  plan.steps.push(fill(plane, plan.lanes));
  return plane;
}
