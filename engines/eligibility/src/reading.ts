import { type EligibilityRefusal, quote, refuse } from './refusals.ts';

/** An object of a parsed file, with the place where it stands, for messages. */
export interface Entry {
  readonly place: string;
  readonly attributes: ReadonlyMap<string, unknown>;
}

/** Leaves the reading of a pack at the first fault; caught by the front door, which returns the refusal. */
export class Fault extends Error {
  readonly refusal: EligibilityRefusal;
  constructor(refusal: EligibilityRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Stops at a value that is not what was expected. */
export function wrong(place: string, found: unknown, expected: string): never {
  throw new Fault(refuse('PACK_VALUE', { place, found: quote(found), expected }));
}

/** An object as its attributes, whatever their names. */
export function readMap(place: string, value: unknown): Entry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(place, value, '{ … }');
  return { place, attributes: new Map<string, unknown>(Object.entries(value)) };
}

/** An object whose attributes are all known, and complete: a slip of the pen must not switch a rule off. */
export function readEntry(place: string, value: unknown, names: Names): Entry {
  const entry = readMap(place, value);
  // Unknown before missing: a misspelled attribute is both, and its name is the better hint.
  const known = [...names.required, ...(names.optional ?? [])];
  for (const attribute of entry.attributes.keys()) {
    if (!known.includes(attribute))
      throw new Fault(refuse('PACK_ATTRIBUTE_UNKNOWN', { place, attribute, known: known.join(' ') }));
  }
  for (const attribute of names.required) {
    if (!entry.attributes.has(attribute)) throw new Fault(refuse('PACK_ATTRIBUTE_MISSING', { place, attribute }));
  }
  return entry;
}

interface Names {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
}

/** The place of an attribute. */
export const at = ({ place }: Entry, name: string): string => (place === '' ? name : `${place}.${name}`);

/** A text that is not empty. */
export function readText(entry: Entry, name: string): string {
  const value = entry.attributes.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value : wrong(at(entry, name), value, 'text');
}

/** A list. */
export function readList(entry: Entry, name: string): readonly unknown[] {
  const value = entry.attributes.get(name);
  return Array.isArray(value) ? value : wrong(at(entry, name), value, '[ … ]');
}

/** One of the words listed. */
export function readWord<Word extends string>(entry: Entry, name: string, words: readonly Word[]): Word {
  const value = entry.attributes.get(name);
  return words.find((word) => word === value) ?? wrong(at(entry, name), value, words.join(' / '));
}

/** True or false; absent is `fallback`. */
export function readFlag(entry: Entry, name: string, fallback: boolean): boolean {
  const value = entry.attributes.get(name) ?? fallback;
  return typeof value === 'boolean' ? value : wrong(at(entry, name), value, 'true / false');
}

/** A whole number from `min` to `max`. */
export function readInteger(entry: Entry, name: string, [min, max]: readonly [number, number]): number {
  const value = entry.attributes.get(name);
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    ? value
    : wrong(at(entry, name), value, `${min} … ${max}`);
}

/** A text in both languages. */
export function readWords(entry: Entry, name: string): { readonly zh: string; readonly en: string } {
  const words = readEntry(at(entry, name), entry.attributes.get(name), { required: ['zh', 'en'] });
  return { zh: readText(words, 'zh'), en: readText(words, 'en') };
}
