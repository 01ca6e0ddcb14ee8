/**
 * Facts of one company. Everything is checked on the way in and every fault is told, so that nothing half-understood is
 * ever compared: money in decimal text of whole yuan, counts as numbers, shares of one, ISO dates, absent = unknown.
 */
import { dateOfDay, parseDay } from './days.ts';
import { onGrid } from './exact.ts';
import { type EligibilityRefusal, quote, refuse } from './refusals.ts';
import { type FactDefinition, SCALES, type Vocabulary } from './vocabulary.ts';

/** A fact with the paper behind it. */
export interface StatedFact {
  /** In parts of the fact's kind; a date is its day number, a flag 0 or 1. */
  readonly parts: bigint;
  /** Last day on which the paper holds; afterwards the fact counts as missing. */
  readonly validUntil: number | null;
  /** The document that says so. */
  readonly source: string | null;
}

/** Checked facts: by name as of now, by `name@year` for a fiscal year. */
export interface Facts {
  /** The company, as the file names it. */
  readonly firm: string;
  readonly stated: ReadonlyMap<string, StatedFact>;
}

/** Facts as of a day: what had expired is gone, and the latest complete fiscal year is settled. */
export interface FactsView {
  readonly asOf: number;
  /** FY0 of every rule. */
  readonly fiscalYear: number;
  readonly stated: ReadonlyMap<string, StatedFact>;
}

/** Where a fact is kept. */
export const factKey = (name: string, year: number | null): string => (year === null ? name : `${name}@${year}`);

/** First fiscal year of the Company Law's firms; anything earlier is a slip of the pen. */
const FIRST_YEAR = 1978;

/** What limits the facts may not cross: the newest fiscal year and day that can already have been. */
export interface FactLimits {
  /** No fiscal year after this one can have been. */
  readonly latestYear: number;
  /** No date after this one can have been. */
  readonly latestDay: string;
}

type Read = { readonly parts: bigint } | EligibilityRefusal;

const decimalText = (found: unknown): string | null =>
  typeof found === 'string' ? found : typeof found === 'number' && Number.isFinite(found) ? String(found) : null;

/** The integer of one value, or why it cannot be read. Each kind has one way to be written. */
function readParts(place: string, found: unknown, { kind }: FactDefinition): Read {
  const quoted = { place, found: quote(found) };
  switch (kind) {
    case 'money': {
      const parts = typeof found === 'string' ? onGrid(found, SCALES.money) : null;
      return parts === null ? refuse('FACT_MONEY', quoted) : { parts };
    }
    case 'count':
      return typeof found === 'number' && Number.isSafeInteger(found)
        ? { parts: BigInt(found) }
        : refuse('FACT_COUNT', quoted);
    case 'flag':
      return typeof found === 'boolean' ? { parts: found ? 1n : 0n } : refuse('FACT_FLAG', quoted);
    case 'date': {
      const day = typeof found === 'string' ? parseDay(found) : null;
      return day === null ? refuse('FACT_DATE', quoted) : { parts: BigInt(day) };
    }
    case 'share': {
      const parts = onGrid(decimalText(found) ?? '', SCALES.share);
      return parts === null ? refuse('FACT_SHARE', quoted) : { parts };
    }
    default: {
      const parts = onGrid(decimalText(found) ?? '', SCALES[kind]);
      const places = SCALES[kind].toString().length - 1;
      return parts === null ? refuse('FACT_DECIMAL', { ...quoted, places }) : { parts };
    }
  }
}

/** Bounds that hold whatever the kind. */
function outOfBounds(place: string, parts: bigint, definition: FactDefinition, latest: string): Read {
  const { kind, signed, max } = definition;
  const found = `${Number(parts) / Number(SCALES[kind])}`;
  if (kind === 'date') {
    const last = parseDay(latest) ?? 0;
    return Number(parts) > last
      ? refuse('FACT_DATE_AHEAD', { place, found: isoDay(Number(parts)), latest })
      : { parts };
  }
  if (parts < 0n && !signed) return refuse('FACT_NEGATIVE', { place, found });
  // The limit catches a slip in the unit, and keeps sums exact.
  const size = parts < 0n ? -parts : parts;
  return size > max ? refuse('FACT_TOO_LARGE', { place, found, max: `${max / SCALES[kind]}` }) : { parts };
}

const isoDay = (day: number): string => {
  const { year, month, dayOfMonth } = dateOfDay(day);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(dayOfMonth).padStart(2, '0')].join('-');
};

/** The known name that needs the fewest single changes to become `name`. */
export function nearestName(name: string, known: Iterable<string>): string {
  let best = { name: '', steps: Number.POSITIVE_INFINITY };
  for (const candidate of known) {
    const steps = changes(name.toLowerCase(), candidate.toLowerCase());
    if (steps < best.steps) best = { name: candidate, steps };
  }
  return best.name;
}

/** Edit distance, one row at a time. */
function changes(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 0; i < left.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < right.length; j += 1) {
      // Keep or replace the letter, leave one out, or put one in: whichever needs the fewest changes so far.
      const kept = (row[j] ?? 0) + (left[i] === right[j] ? 0 : 1);
      next.push(Math.min(kept, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** Collects facts and faults while a file is read. */
interface Reading {
  readonly vocabulary: Vocabulary;
  readonly limits: FactLimits;
  readonly stated: Map<string, StatedFact>;
  readonly faults: EligibilityRefusal[];
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A fact may be a bare value, or an object that names its paper: value, source, validUntil. */
function readStated(place: string, value: unknown, definition: FactDefinition, reading: Reading): void {
  // A bare value is a paper without particulars.
  const paper = new Map<string, unknown>(isObject(value) ? Object.entries(value) : [['value', value]]);
  for (const name of paper.keys()) {
    if (!['value', 'source', 'validUntil'].includes(name)) {
      const nearest = nearestName(name, ['value', 'source', 'validUntil']);
      reading.faults.push(refuse('FACT_UNKNOWN', { place, name, nearest }));
      return;
    }
  }
  const [given, source, until] = [paper.get('value'), paper.get('source'), paper.get('validUntil')];
  const validUntil = until === undefined ? null : typeof until === 'string' ? parseDay(until) : null;
  if (until !== undefined && validUntil === null) {
    reading.faults.push(refuse('FACT_DATE', { place: `${place}.validUntil`, found: quote(until) }));
    return;
  }
  const read = readParts(place, given, definition);
  const bounded = 'parts' in read ? outOfBounds(place, read.parts, definition, reading.limits.latestDay) : read;
  if ('parts' in bounded) {
    const paperOf = typeof source === 'string' ? source : null;
    reading.stated.set(place, { parts: bounded.parts, validUntil, source: paperOf });
  } else reading.faults.push(bounded);
}

function readGroup(place: string, value: unknown, year: number | null, reading: Reading): void {
  if (!isObject(value)) {
    reading.faults.push(refuse('FACTS_NOT_OBJECT', { place, found: quote(value) }));
    return;
  }
  const { facts } = reading.vocabulary;
  for (const [name, given] of Object.entries(value)) {
    const definition = facts.get(name);
    if (definition === undefined) {
      reading.faults.push(refuse('FACT_UNKNOWN', { place, name, nearest: nearestName(name, facts.keys()) }));
    } else if ((definition.scope === 'now') !== (year === null)) {
      const expected = year === null ? 'years' : 'now';
      reading.faults.push(refuse('FACT_SCOPE', { place, name, expected }));
    } else if (given !== null) {
      // Null is the same as absent: unknown. Keys read well in messages and are cut to their short form afterwards.
      readStated(`${place}.${name}`, given, definition, reading);
    }
  }
}

function checkParts(reading: Reading): void {
  for (const { name, partOf } of reading.vocabulary.facts.values()) {
    if (partOf === null) continue;
    for (const [place, { parts }] of reading.stated) {
      if (!place.endsWith(`.${name}`)) continue;
      const whole = reading.stated.get(place.slice(0, place.length - name.length) + partOf);
      if (whole !== undefined && parts > whole.parts) {
        reading.faults.push(refuse('FACT_PART', { place, part: name, whole: partOf }));
      }
    }
  }
}

function readYears(years: unknown, reading: Reading): void {
  if (!isObject(years)) {
    reading.faults.push(refuse('FACTS_NOT_OBJECT', { place: 'years', found: quote(years) }));
    return;
  }
  const [min, max] = [FIRST_YEAR, reading.limits.latestYear];
  for (const [text, group] of Object.entries(years)) {
    const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
    if (year >= min && year <= max) readGroup(`years.${text}`, group, year, reading);
    else reading.faults.push(refuse('FACT_YEAR', { found: quote(text), min, max }));
  }
}

/**
 * Reads a facts file. All faults are returned together, one refusal each, in the order of the file; facts come back
 * only when there is none.
 */
export function parseFacts(
  data: unknown,
  vocabulary: Vocabulary,
  limits: FactLimits,
):
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly faults: readonly EligibilityRefusal[] } {
  if (!isObject(data)) {
    return { ok: false, faults: [refuse('FACTS_NOT_OBJECT', { place: 'facts', found: quote(data) })] };
  }
  const reading: Reading = { vocabulary, limits, stated: new Map(), faults: [] };
  const top = new Map<string, unknown>(Object.entries(data));
  const known = ['firm', 'currency', 'years', 'now'];
  for (const name of top.keys()) {
    if (known.includes(name)) continue;
    reading.faults.push(refuse('FACT_UNKNOWN', { place: 'facts', name, nearest: nearestName(name, known) }));
  }
  const [firm, currency] = [top.get('firm'), top.get('currency')];
  if (currency !== 'CNY') reading.faults.push(refuse('FACT_CURRENCY', { found: quote(currency) }));
  if (firm !== undefined && typeof firm !== 'string') {
    reading.faults.push(refuse('FACTS_NOT_OBJECT', { place: 'firm', found: quote(firm) }));
  }
  if (top.has('years')) readYears(top.get('years'), reading);
  if (top.has('now')) readGroup('now', top.get('now'), null, reading);
  checkParts(reading);
  if (reading.faults.length > 0) return { ok: false, faults: reading.faults };
  const stated = new Map<string, StatedFact>();
  // From places that read well in messages to the keys by which rules look facts up.
  for (const [place, fact] of reading.stated) {
    const [, year, yearly] = /^years\.(\d{4})\.(.+)$/.exec(place) ?? [];
    stated.set(yearly === undefined ? place.slice('now.'.length) : factKey(yearly, Number(year)), fact);
  }
  return { ok: true, facts: { firm: typeof firm === 'string' ? firm : '', stated } };
}

/** Month from which the year before must be audited: annual reports are due within four months. */
const REPORTS_DUE_MONTH = 5;

/**
 * Facts as they count on a day. The latest complete fiscal year is the one before; until the end of April, when it is
 * not stated yet, the one before that still serves. Older figures are stale, and the rules answer unknown.
 */
export function factsAt(facts: Facts, asOf: number): FactsView {
  const stated = new Map<string, StatedFact>();
  const years = new Set<number>();
  for (const [key, fact] of facts.stated) {
    if (fact.validUntil !== null && fact.validUntil < asOf) continue;
    stated.set(key, fact);
    const split = key.indexOf('@');
    if (split >= 0) years.add(Number(key.slice(split + 1)));
  }
  const { year, month } = dateOfDay(asOf);
  // A report that is not due yet cannot be missing.
  const late = !years.has(year - 1) && month < REPORTS_DUE_MONTH && years.has(year - 2);
  return { asOf, fiscalYear: late ? year - 2 : year - 1, stated };
}
