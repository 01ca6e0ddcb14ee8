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

/** Writes the facts of one company into a column, and into a plane where there are none. */
interface Loader {
  // Numbers hold every stated amount exactly, see the limits in vocabulary.ts.
  readonly column: Float64Array;
  readonly absent: Plane;
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
  /** A number for each plane that others are named after. */
  readonly numbers: Map<Plane, number>;
  readonly sections: Map<string, { readonly low: Int32Array; readonly high: Int32Array; readonly missing: Int32Array }>;
  /** One for each stated fact that any rule reads. */
  readonly loaders: Loader[];
  /** What a computed column is made of: it is known where all of these are. */
  readonly parts: Map<Float64Array, readonly Float64Array[]>;
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
    numbers: new Map(),
    sections: new Map(),
    loaders: [],
    parts: new Map(),
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

/** A column of what companies state. What is missing is told as facts are loaded, not with every evaluation. */
function loadedColumn(plan: Plan, key: string, read: Loader['read']): Float64Array {
  const column = newColumn(plan, key);
  plan.loaders.push({ column, absent: new Int32Array(plan.words).fill(-1), read });
  return column;
}

/** Takes over one number of one company, NaN for none. */
export function put(plan: Plan, { column, absent }: Loader, row: number, value: number): void {
  column[row] = value;
  const [word, bit] = plan.lanes === 1 ? [row, 1] : [row >> 5, 1 << (row & 31)];
  absent[word] = Number.isNaN(value) ? (absent[word] ?? 0) | bit : (absent[word] ?? 0) & ~bit;
}

/** The planes of missing facts under a column: where any of them has its bit, the column is not known. */
export function absencesOf(plan: Plan, column: Float64Array): readonly Plane[] {
  const parts = plan.parts.get(column);
  if (parts !== undefined) return parts.flatMap((part) => absencesOf(plan, part));
  return plan.loaders.flatMap((loader) => (loader.column === column ? [loader.absent] : []));
}

/** A stated fact of one year, in parts; every limit of the vocabulary lies far below 2⁵³, so numbers stay exact. */
function statedColumn(plan: Plan, name: string, offset: number | null): Float64Array {
  const key = offset === null ? name : `${name}[${offset}]`;
  const present = plan.columns.get(key);
  if (present !== undefined) return present;
  // FY0 belongs to the company: two companies side by side may have different latest years.
  return loadedColumn(plan, key, ({ stated, fiscalYear }) => {
    const fact = stated.get(factKey(name, offset === null ? null : fiscalYear + offset));
    return fact === undefined ? Number.NaN : Number(fact.parts);
  });
}

/** Whole units since a date, and a half when a day more has passed: that lies between two whole numbers. */
export function elapsedColumn(plan: Plan, { name }: Quantity, unit: 'days' | 'months' | 'years'): Float64Array {
  const key = `${unit}(${name})`;
  const present = plan.columns.get(key);
  if (present !== undefined) return present;
  // Whole units first, then whether a day more has passed, which a limit 不超过 has to see.
  return loadedColumn(plan, key, ({ stated }) => {
    const fact = stated.get(name);
    if (fact === undefined) return Number.NaN;
    const whole = elapsed(Number(fact.parts), plan.asOf, unit);
    return elapsed(Number(fact.parts) + 1, plan.asOf, unit) < whole ? whole : whole + 0.5;
  });
}

/** The lower of two columns; NaN, which is unknown, goes through. */
function lowerColumn(plan: Plan, key: string, [left, right]: readonly [Float64Array, Float64Array]): Float64Array {
  const present = plan.columns.get(key);
  if (present !== undefined) return present;
  const column = newColumn(plan, key);
  plan.parts.set(column, [left, right]);
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
  plan.parts.set(column, parts);
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

/** Names for planes, the same for the same ones: what is made of them is named by what it is made of. */
export function namesOf({ numbers }: Plan, planes: readonly Plane[]): string {
  const names = planes.map((plane) => {
    const name = numbers.get(plane) ?? numbers.size;
    numbers.set(plane, name);
    return name;
  });
  return names.join();
}
