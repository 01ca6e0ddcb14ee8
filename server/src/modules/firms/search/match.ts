import type { FirmHit } from '@banfei/contracts';
import { searchKey } from '../names.ts';

export type MatchedBy = FirmHit['matchedBy'];

/** What search knows of one company. */
export interface SearchRow {
  readonly id: string;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly code: string | null;
  /** Syllables separated by spaces, as `readingOf` gives them. */
  readonly pinyin: string;
  /** Area of the head site. */
  readonly areaNumber: number | null;
  /** Characters of the search key that name a place before the company's own word begins: 2 in 杭州澜见光学. */
  readonly brandAt: number;
}

export interface SearchQuery {
  readonly text: string;
  readonly limit: number;
  /** Companies of this area come first within their class. */
  readonly areaNumber?: number | null;
}

/** Best first: the whole name or code, its beginning, the beginning after the place, anywhere inside. */
export const EXACT = 0;
export const PREFIX = 1;
export const BRAND = 2;
export const INSIDE = 3;
export type MatchClass = typeof EXACT | typeof PREFIX | typeof BRAND | typeof INSIDE;

/** Ways of being found, best first among equals. */
export const KINDS = [
  'name',
  'formerName',
  'code',
  'codeTail',
  'initials',
  'pinyin',
] as const satisfies readonly MatchedBy[];

export interface PreparedQuery {
  /** Search key of what was typed; empty finds nothing. */
  readonly key: string;
  /** Letters and digits only: it may be pinyin, initials or a credit code. */
  readonly latin: boolean;
}

/** Typed words may be longer than any name; the rest of them cannot match and is refused early. */
const QUERY_LENGTH_MAX = 200;

export function prepareQuery(text: string): PreparedQuery {
  const key = text.length > QUERY_LENGTH_MAX ? '' : searchKey(text);
  return { key, latin: /^[a-z0-9]+$/.test(key) };
}

/** A row with its keys computed. */
export interface PreparedRow {
  readonly row: SearchRow;
  readonly key: string;
  readonly formerKeys: readonly string[];
  readonly code: string;
  /** Syllables joined; `starts[k]` is where syllable k begins. */
  readonly sound: string;
  readonly starts: readonly number[];
  readonly initials: string;
  /** Syllables before the company's own word. */
  readonly brandSyllables: number;
}

export function prepareRow(row: SearchRow): PreparedRow {
  const key = searchKey(row.name);
  const syllables = row.pinyin === '' ? [] : row.pinyin.split(' ');
  let length = 0;
  const starts = syllables.map((syllable) => {
    length += syllable.length;
    return length - syllable.length;
  });
  return {
    row,
    key,
    formerKeys: row.formerNames.map(searchKey).filter((former) => former !== ''),
    code: (row.code ?? '').toLowerCase(),
    sound: syllables.join(''),
    starts,
    initials: syllables.map((syllable) => syllable[0]).join(''),
    brandSyllables: [...key.slice(0, row.brandAt)].length,
  };
}

const textClass = (key: string, query: string, brandAt: number): MatchClass | null => {
  if (key === query) return EXACT;
  if (key.startsWith(query)) return PREFIX;
  if (brandAt > 0 && key.startsWith(query, brandAt)) return BRAND;
  return key.includes(query) ? INSIDE : null;
};

function soundClass(
  starts: readonly number[],
  brandSyllables: number,
  matchesAt: (start: number) => boolean,
): MatchClass | null {
  const positions = starts.filter(matchesAt);
  if (positions.length === 0) return null;
  if (positions.includes(0)) return PREFIX;
  const brandAt = brandSyllables > 0 ? starts[brandSyllables] : undefined;
  return brandAt !== undefined && positions.includes(brandAt) ? BRAND : INSIDE;
}

/** Class of a row for one way of being found; null when it is not found that way. */
export function classOf(prepared: PreparedRow, query: PreparedQuery, kind: MatchedBy): MatchClass | null {
  const { key } = query;
  if (key === '' || (!query.latin && kind !== 'name' && kind !== 'formerName')) return null;
  switch (kind) {
    case 'name':
      return textClass(prepared.key, key, prepared.row.brandAt);
    case 'formerName': {
      const classes = prepared.formerKeys.flatMap((former) => textClass(former, key, 0) ?? []);
      return classes.reduce<MatchClass | null>((best, each) => (best === null || each < best ? each : best), null);
    }
    case 'code':
      return prepared.code === key ? EXACT : prepared.code.startsWith(key) ? PREFIX : null;
    case 'codeTail':
      return key.length === 4 && prepared.code.length === 18 && prepared.code.endsWith(key) ? PREFIX : null;
    case 'initials': {
      const positions = prepared.starts.map((_, index) => index);
      return soundClass(positions, prepared.brandSyllables, (index) => prepared.initials.startsWith(key, index));
    }
    case 'pinyin':
      return soundClass(prepared.starts, prepared.brandSyllables, (start) => prepared.sound.startsWith(key, start));
  }
}

export interface Hit {
  readonly id: string;
  readonly matchedBy: MatchedBy;
}

/** A hit with everything its place in the list depends on. */
export interface RankedHit extends Hit {
  readonly class: MatchClass;
  readonly ownArea: boolean;
  readonly kind: number;
  readonly key: string;
}

/** Order of hits: class, own area, way of being found, shorter name, name, id. Total, so that lists never flicker. */
export function compareHits(a: RankedHit, b: RankedHit): number {
  return (
    a.class - b.class ||
    Number(b.ownArea) - Number(a.ownArea) ||
    a.kind - b.kind ||
    a.key.length - b.key.length ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** The best way in which a row answers a query, or null. */
export function rankOf(prepared: PreparedRow, query: PreparedQuery, areaNumber: number | null): RankedHit | null {
  let best: RankedHit | null = null;
  for (const [kind, matchedBy] of KINDS.entries()) {
    const found = classOf(prepared, query, matchedBy);
    if (found === null || (best !== null && best.class <= found)) continue;
    const ownArea = areaNumber !== null && prepared.row.areaNumber === areaNumber;
    best = { id: prepared.row.id, matchedBy, class: found, ownArea, kind, key: prepared.key };
  }
  return best;
}
