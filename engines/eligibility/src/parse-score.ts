/** Reads the score tables of a pack: sections with caps, items with bands, points as one number or an interval. */
import { compare, parseDecimal } from './exact.ts';
import type { Bands, ScoreItem, Section, Step } from './pack.ts';
import { readQuantity, readValue } from './parse-value.ts';
import { at, type Entry, readEntry, readInteger, readList, readMap, readText, readWords, wrong } from './reading.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Points are kept in hundredths, as experts may give halves. */
const POINT = 100n;
const TOP = [0, 100] as const;

const OPS = { from: '>=', above: '>', upTo: '<=' } as const;

function readStep(place: string, value: unknown): Step {
  const entry = readEntry(place, value, { required: ['points'], optional: ['from', 'above', 'upTo'] });
  // 以上 is from, 超过 is above, 以下 is up to; one of them in each step.
  const name = (['from', 'above', 'upTo'] as const).find((each) => entry.attributes.has(each)) ?? 'from';
  const bound = parseDecimal(readText(entry, name));
  const points = entry.attributes.get('points');
  const [low, high, ...more]: readonly unknown[] = Array.isArray(points) ? points : [];
  const isPoints = (given: unknown): given is number => Number.isInteger(given) && Number(given) >= 0;
  const odd = entry.attributes.size !== 2 || more.length > 0;
  if (bound === null || !isPoints(low) || !isPoints(high) || low > high || odd) {
    return wrong(place, value, '{ from / above / upTo: "0.05", points: [3, 4] }');
  }
  return { op: OPS[name], bound, low: BigInt(low) * POINT, high: BigInt(high) * POINT };
}

function readBands(place: string, given: unknown, vocabulary: Vocabulary): Bands {
  const entry = readEntry(place, given, { required: ['value', 'steps'] });
  const steps = readList(entry, 'steps').map((step, index) => readStep(`${place}.steps[${index}]`, step));
  for (const [index, { op, bound }] of steps.entries()) {
    const before = steps[index - 1];
    if (before === undefined) continue;
    // The first step that holds counts, so they go down from the top, or up when they bound from above.
    const sign = compare(bound, before.bound) * (op === '<=' ? -1 : 1);
    if (sign >= 0 || (op === '<=') !== (before.op === '<=')) {
      wrong(`${place}.steps[${index}]`, op, 'steps in order, the strictest first');
    }
  }
  const { value } = readValue(at(entry, 'value'), entry.attributes.get('value'), vocabulary);
  // What a column can look up quickly; other values have no place in the tables of any rule.
  const plain = value.kind === 'amount' || value.kind === 'ratio' || value.kind === 'meanGrowth';
  if (!plain && !(value.kind === 'growth' && value.years === 1)) {
    wrong(at(entry, 'value'), entry.attributes.get('value'), 'amount / share / growth(name, 1) / meanGrowth(name)');
  }
  return { value, steps };
}

function readItem(place: string, id: string, value: unknown, vocabulary: Vocabulary): ScoreItem {
  const entry: Entry = readEntry(place, value, { required: ['title', 'max'], optional: ['given', 'bands'] });
  const bands = entry.attributes.has('bands') ? readList(entry, 'bands') : [];
  const given = entry.attributes.has('given')
    ? readQuantity(at(entry, 'given'), readText(entry, 'given'), vocabulary)
    : null;
  if (given !== null && given.kind !== 'score') wrong(at(entry, 'given'), readText(entry, 'given'), 'a score');
  if (given === null && bands.length === 0) wrong(place, value, 'given / bands');
  return {
    id,
    title: readWords(entry, 'title'),
    max: BigInt(readInteger(entry, 'max', TOP)) * POINT,
    given: given === null ? null : given.of,
    bands: bands.map((each, index) => readBands(`${place}.bands[${index}]`, each, vocabulary)),
  };
}

/** The sections of a pack by name. */
export function readSections(value: unknown, vocabulary: Vocabulary): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  for (const [id, given] of readMap('sections', value).attributes) {
    const place = `sections.${id}`;
    const entry = readEntry(place, given, { required: ['title', 'cap', 'items'] });
    const items = [...readMap(at(entry, 'items'), entry.attributes.get('items')).attributes];
    sections.set(id, {
      id,
      title: readWords(entry, 'title'),
      cap: BigInt(readInteger(entry, 'cap', TOP)) * POINT,
      items: items.map(([name, item]) => readItem(`${place}.items.${name}`, name, item, vocabulary)),
    });
  }
  return sections;
}
