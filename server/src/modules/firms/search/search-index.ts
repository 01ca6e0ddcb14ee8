import { searchKey } from '../names.ts';
import { Documents, listHolds, type PackedRow } from './documents.ts';
import { buildLists } from './lists.ts';
import {
  compareHits,
  type Hit,
  KINDS,
  type PreparedQuery,
  type PreparedRow,
  prepareQuery,
  prepareRow,
  type RankedHit,
  rankOf,
  type SearchQuery,
  type SearchRow,
} from './match.ts';
import { type Tier, TierFinder } from './tiers.ts';

/** A total is counted up to here; "100 or more" is as useful to a reader as the exact figure, and is found at once. */
export const TOTAL_CAP = 100;
/** Changed companies are kept beside the packed index and compared one by one until there are so many. */
export const CHANGES_MAX = 256;
const SLICE = 4000;

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Number of companies found, counted up to TOTAL_CAP. */
  readonly total: number;
}

/** Search over the companies of one district, in memory. */
export class SearchIndex {
  readonly #documents: Documents;
  readonly #finder: TierFinder;
  readonly #bytes: number;
  /** Companies that are new or have changed since the index was packed. */
  readonly #changed = new Map<string, PreparedRow>();
  /** Packed documents that a changed company replaces. */
  readonly #replaced = new Set<number>();
  /** For each document the query that has seen it last, so that nothing is listed twice. */
  readonly #seen: Uint32Array;
  #query = 0;

  constructor(documents: Documents, finder: TierFinder, bytes: number) {
    this.#documents = documents;
    this.#finder = finder;
    this.#seen = new Uint32Array(documents.count);
    this.#bytes = bytes + this.#seen.byteLength;
  }

  /** Takes up changed or new companies; true when so many are waiting that the index should be packed again. */
  replace(rows: readonly SearchRow[]): boolean {
    for (const row of rows) {
      this.#changed.set(row.id, prepareRow(row));
      const document = this.#documents.find(row.id);
      if (document >= 0) this.#replaced.add(document);
    }
    return this.#changed.size > CHANGES_MAX;
  }

  get size(): number {
    return this.#documents.count - this.#replaced.size + this.#changed.size;
  }

  /** Memory beyond the names themselves. */
  get bytes(): number {
    return this.#bytes;
  }

  search({ text, limit, areaNumber = null }: SearchQuery): SearchResult {
    const query = prepareQuery(text);
    if (query.key === '') return { hits: [], total: 0 };
    const packed = this.#searchPacked(query, limit, areaNumber);
    if (this.#changed.size === 0)
      return { hits: packed.hits.map(({ id, matchedBy }) => ({ id, matchedBy })), total: packed.total };
    const changed = [...this.#changed.values()].flatMap((prepared) => rankOf(prepared, query, areaNumber) ?? []);
    const hits = [...packed.hits, ...changed].sort(compareHits).slice(0, limit);
    return {
      hits: hits.map(({ id, matchedBy }) => ({ id, matchedBy })),
      total: Math.min(TOTAL_CAP, packed.total + changed.length),
    };
  }

  #searchPacked(query: PreparedQuery, limit: number, areaNumber: number | null): { hits: RankedHit[]; total: number } {
    const collector = new Collector(this.#documents, this.#seen, ++this.#query, { limit, replaced: this.#replaced });
    const tiers = this.#finder.tiers(query);
    const own = areaNumber === null ? undefined : this.#documents.areas.get(areaNumber);
    for (let k = 0; k < tiers.length && !collector.full; ) {
      // Tiers of one class belong together: the own area comes before the others in all of them.
      let end = k + 1;
      while (end < tiers.length && tiers[end]?.class === tiers[k]?.class) end++;
      const group = tiers.slice(k, end);
      if (own !== undefined) for (const tier of group) collector.takeOwn(tier, own);
      for (const tier of group) collector.takeAll(tier);
      k = end;
    }
    return { hits: collector.hits, total: collector.total };
  }
}

interface CollectorOptions {
  readonly limit: number;
  readonly replaced: ReadonlySet<number>;
}

class Collector {
  readonly hits: RankedHit[] = [];
  total = 0;
  readonly #documents: Documents;
  readonly #seen: Uint32Array;
  readonly #stamp: number;
  readonly #options: CollectorOptions;

  constructor(documents: Documents, seen: Uint32Array, stamp: number, options: CollectorOptions) {
    this.#documents = documents;
    this.#seen = seen;
    this.#stamp = stamp;
    this.#options = options;
  }

  get full(): boolean {
    return this.total >= TOTAL_CAP;
  }

  get #pageFull(): boolean {
    return this.hits.length >= this.#options.limit;
  }

  /**
   * Hits of a tier inside one area, by whichever is shorter: the list of the tier or the list of the area. Stops when
   * the page is full; the count of the rest does not ask for their area.
   */
  takeOwn(tier: Tier, own: Uint32Array): void {
    if (tier.size > own.length) {
      for (let k = 0; k < own.length && !this.#pageFull; k++) this.#take(own[k] ?? 0, tier, true);
      return;
    }
    const stream = tier.open();
    for (let document = stream.next(); document >= 0 && !this.#pageFull; document = stream.next())
      if (listHolds(own, document)) this.#take(document, tier, true);
  }

  takeAll(tier: Tier): void {
    if (this.full) return;
    const stream = tier.open();
    for (let document = stream.next(); document >= 0 && !this.full; document = stream.next())
      this.#take(document, tier, false);
  }

  #take(document: number, tier: Tier, ownArea: boolean): void {
    if (this.#seen[document] === this.#stamp || !tier.matches(document)) return;
    this.#seen[document] = this.#stamp;
    if (this.#options.replaced.has(document)) return;
    this.total++;
    if (this.#pageFull) return;
    const matchedBy = KINDS[tier.kind] ?? 'name';
    this.hits.push({
      id: this.#documents.id(document),
      matchedBy,
      class: tier.class,
      ownArea,
      kind: tier.kind,
      key: this.#documents.keys[document] ?? '',
    });
  }
}

// The order of documents is the order in which equal hits are listed.
const compareRows = (a: PackedRow, b: PackedRow): number =>
  a.key.length - b.key.length || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) || (a.row.id < b.row.id ? -1 : 1);

/** Packs the index step by step; between the steps a server answers other requests. */
export function* packIndex(rows: readonly SearchRow[]): Generator<undefined, SearchIndex> {
  const packed: PackedRow[] = [];
  for (const row of rows) {
    packed.push({ row, key: searchKey(row.name) });
    if (packed.length % SLICE === 0) yield;
  }
  packed.sort(compareRows);
  yield;
  const documents = new Documents(packed);
  yield;
  const lists = yield* buildLists(documents, SLICE);
  const { names, formers, pinyin, initials, codeTails } = lists;
  const postings = [names, formers, pinyin, initials].flatMap(({ prefix, brand, inside }) => [prefix, brand, inside]);
  const bytes = [...postings, codeTails].reduce((total, each) => total + each.bytes, documents.bytes);
  return new SearchIndex(documents, new TierFinder(documents, lists), bytes);
}

/** The same at one go, for tests, tools and benchmarks. */
export function packedIndex(rows: readonly SearchRow[]): SearchIndex {
  const steps = packIndex(rows);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
