/**
 * The small language of values. A rule author writes what the regulation says:
 *
 *   revenue                    the latest complete fiscal year, FY0
 *   npLower[-1]                one year earlier
 *   rdExpense[-2..0]           the sum of three years
 *   revenue[-1..0] / 2         the mean of two years
 *   techStaff / staff          a share
 *   growth(revenue, 2)         compound growth over two steps, FY-2 to FY0
 *   meanGrowth(netAssets)      mean of the two yearly rates (195号)
 *   months(establishedOn)      whole months until the day of the check; also days, years
 *   venue(revenue)             converted to the currency of the exchange
 *   score(intellectual, growth)  sections of the score table
 */
import type { ElapsedUnit } from './days.ts';
import type { Quantity, Unit, Value } from './pack.ts';
import { Fault, wrong } from './reading.ts';
import { refuse } from './refusals.ts';
import { type FactKind, SCALES, type Vocabulary } from './vocabulary.ts';

const QUANTITY = /^([a-zA-Z][\w.]*)(?:\[(-\d|0)(?:\.\.(-\d|0))?\])?$/;

/** What a name stands for. */
function definitionOf(place: string, name: string, vocabulary: Vocabulary) {
  // A derived fact is used like a stated one; only its parts are ever asked of a company.
  const derived = vocabulary.derived.get(name);
  if (derived !== undefined) return { kind: 'money', yearly: true, lowerOf: derived.lowerOf } as const;
  const fact = vocabulary.facts.get(name);
  if (fact === undefined) throw new Fault(refuse('PACK_NAME_UNKNOWN', { place, name, kind: 'fact' }));
  return { kind: fact.kind, yearly: fact.scope === 'yearly', lowerOf: null };
}

/** A quantity together with the kind of its fact. */
export interface TypedQuantity {
  readonly kind: FactKind;
  readonly of: Quantity;
}

/** Reads `name`, `name[-1]` or `name[-2..0]`. */
export function readQuantity(place: string, text: string, vocabulary: Vocabulary): TypedQuantity {
  const [, name, first, last] = QUANTITY.exec(text.trim()) ?? [];
  if (name === undefined) return wrong(place, text, 'name, name[-1], name[-2..0]');
  const { kind, yearly, lowerOf } = definitionOf(place, name, vocabulary);
  // A bare name is FY0 alone; facts as of now have no year at all.
  const [from, to] = [Number(first ?? 0), Number(last ?? first ?? 0)];
  if (from > to || from < -4 || (!yearly && first !== undefined)) wrong(place, text, 'years from early to late');
  return { kind, of: { name, yearly, from, to, scale: SCALES[kind], lowerOf } };
}

/** A value together with its unit. */
export interface TypedValue {
  readonly value: Value;
  readonly unit: Unit;
}

const UNITS: Readonly<Record<FactKind, Unit>> = {
  money: 'CNY',
  count: 'count',
  share: 'share',
  date: 'days',
  flag: 'count',
  years: 'years',
  rate: 'count',
  score: 'points',
};

const single = (place: string, text: string, vocabulary: Vocabulary, offset: number): Quantity => {
  const { kind, of } = readQuantity(place, text, vocabulary);
  return of.yearly && kind === 'money' ? { ...of, from: offset, to: offset } : wrong(place, text, 'yearly money');
};

type Reader = (place: string, inside: string, vocabulary: Vocabulary) => TypedValue;

const elapsedReader =
  (unit: ElapsedUnit): Reader =>
  (place, inside, vocabulary) => {
    const { kind, of } = readQuantity(place, inside, vocabulary);
    return kind === 'date' ? { value: { kind: 'elapsed', since: of, unit }, unit } : wrong(place, inside, 'a date');
  };

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['days', elapsedReader('days')],
  ['months', elapsedReader('months')],
  ['years', elapsedReader('years')],
  [
    'growth',
    (place, inside, vocabulary) => {
      const [name = '', steps = ''] = inside.split(',').map((part) => part.trim());
      // One step compares neighbors, two steps take a root; more are not in any rule.
      const years = steps === '1' ? 1 : steps === '2' ? 2 : wrong(place, inside, 'name, 1 / name, 2');
      const [last, first] = [single(place, name, vocabulary, 0), single(place, name, vocabulary, -years)];
      return { value: { kind: 'growth', last, first, years }, unit: 'share' };
    },
  ],
  [
    'meanGrowth',
    (place, inside, vocabulary) => {
      const year = (offset: number) => single(place, inside, vocabulary, offset);
      return { value: { kind: 'meanGrowth', of: [year(-2), year(-1), year(0)] }, unit: 'share' };
    },
  ],
  [
    'venue',
    (place, inside, vocabulary) => {
      const { kind, of } = readQuantity(place, inside, vocabulary);
      const { of: rate } = readQuantity(place, 'venueCurrencyRate', vocabulary);
      return kind === 'money' ? { value: { kind: 'venue', of, rate }, unit: 'HKD' } : wrong(place, inside, 'money');
    },
  ],
  [
    'score',
    (_place, inside) => {
      const sections = inside.split(',').map((part) => part.trim());
      return { value: { kind: 'score', sections }, unit: 'points' };
    },
  ],
]);

/** Reads a value; its unit follows from what is measured. */
export function readValue(place: string, text: unknown, vocabulary: Vocabulary): TypedValue {
  if (typeof text !== 'string') return wrong(place, text, 'text');
  const [, call, inside] = /^(\w+)\((.*)\)$/.exec(text.trim()) ?? [];
  if (call !== undefined) {
    const reader = READERS.get(call) ?? wrong(place, text, [...READERS.keys()].join(' '));
    return reader(place, inside ?? '', vocabulary);
  }
  // Division is written with blanks around it, as in a sentence; there is at most one.
  const [left = '', right, ...rest] = text.split(' / ');
  const { kind, of } = readQuantity(place, left, vocabulary);
  if (rest.length > 0) wrong(place, text, 'a / b');
  if (right === undefined) return { value: { kind: 'amount', of, by: 1n }, unit: UNITS[kind] };
  if (/^[1-9]$/.test(right.trim())) {
    return { value: { kind: 'amount', of, by: BigInt(right.trim()) }, unit: UNITS[kind] };
  }
  const { kind: other, of: to } = readQuantity(place, right, vocabulary);
  return kind === other
    ? { value: { kind: 'ratio', of, to }, unit: 'share' }
    : wrong(place, text, 'one unit on both sides');
}
