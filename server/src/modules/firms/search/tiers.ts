import { type Documents, symbolsOf } from './documents.ts';
import { BRAND, EXACT, INSIDE, KINDS, type MatchClass, type MatchedBy, PREFIX, type PreparedQuery } from './match.ts';
import { type DocumentStream, PostingBuilder, type PostingRange, type Postings } from './postings.ts';

/** Letters in a key: 37^5 and 37^3 lists at most, as many as fit the words of one hundred thousand companies. */
const PINYIN_KEY = 5;
const INITIALS_KEY = 3;
const CODE_TAIL = 4;
const BASE = 37;

/** Where a company is found: at its beginning, at its own word, anywhere after the beginning. */
interface Positions {
  readonly prefix: Postings;
  readonly brand: Postings;
  readonly inside: Postings;
}

export interface Lists {
  readonly names: Positions;
  readonly formers: Pick<Positions, 'prefix' | 'inside'>;
  readonly pinyin: Positions;
  readonly initials: Positions;
  readonly codeTails: Postings;
}

/** Candidates of one class and way, in search order, and the test that makes them hits. */
export interface Tier {
  readonly class: MatchClass;
  readonly kind: number;
  /** How many candidates there may be; the smaller of this and the area decides which of them is walked. */
  readonly size: number;
  readonly open: () => DocumentStream;
  readonly matches: (document: number) => boolean;
}

const pairKey = (text: string, at: number): number =>
  text.charCodeAt(at) * 65536 + (at + 1 < text.length ? text.charCodeAt(at + 1) : 0);

const wordKey = (symbol: (k: number) => number, length: number): number => {
  let key = 0;
  for (let k = 0; k < length; k++) key = key * BASE + symbol(k);
  return key;
};

class PositionsBuilder {
  readonly prefix = new PostingBuilder();
  readonly brand = new PostingBuilder();
  readonly inside = new PostingBuilder();

  build(count: number): Positions {
    return { prefix: this.prefix.build(count), brand: this.brand.build(count), inside: this.inside.build(count) };
  }
}

function addName(key: string, brandAt: number, document: number, to: PositionsBuilder): void {
  if (key === '') return;
  to.prefix.add(pairKey(key, 0), document);
  if (brandAt > 0 && brandAt < key.length) to.brand.add(pairKey(key, brandAt), document);
  for (let at = 1; at < key.length; at++) to.inside.add(pairKey(key, at), document);
}

function addSound(documents: Documents, document: number, pinyin: PositionsBuilder, initials: PositionsBuilder): void {
  const { from, to } = documents.sound(document);
  const brandAt = documents.brandSound(document);
  const starts: number[] = [];
  for (let at = from; at < to; at++) if (documents.startsSyllable(at)) starts.push(at);
  starts.forEach((at, syllable) => {
    const place = at === from ? 'prefix' : brandAt > 0 && at === from + brandAt ? 'brand' : 'inside';
    pinyin[place].add(
      wordKey((k) => (at + k < to ? documents.symbol(at + k) : 0), PINYIN_KEY),
      document,
    );
    const initial = (k: number): number => {
      const start = starts[syllable + k];
      return start === undefined ? 0 : documents.symbol(start);
    };
    initials[place].add(wordKey(initial, INITIALS_KEY), document);
  });
}

/** Builds every list, `slice` documents at a time, so that a server can answer between the slices. */
export function* buildLists(documents: Documents, slice: number): Generator<undefined, Lists> {
  const [names, formers, pinyin, initials] = [
    new PositionsBuilder(),
    new PositionsBuilder(),
    new PositionsBuilder(),
    new PositionsBuilder(),
  ];
  const codeTails = new PostingBuilder();
  for (let document = 0; document < documents.count; document++) {
    addName(documents.keys[document] ?? '', documents.brands[document] ?? 0, document, names);
    for (const former of documents.former.get(document) ?? []) addName(former, 0, document, formers);
    addSound(documents, document, pinyin, initials);
    const tail = documents.codeTail(document);
    if (tail !== null)
      codeTails.add(
        wordKey((k) => tail[k] ?? 0, CODE_TAIL),
        document,
      );
    if (document % slice === slice - 1) yield;
  }
  const built: Partial<Record<'names' | 'pinyin' | 'initials', Positions>> = {};
  for (const [name, builder] of [
    ['names', names],
    ['pinyin', pinyin],
    ['initials', initials],
  ] as const) {
    built[name] = builder.build(documents.count);
    yield;
  }
  const { names: n, pinyin: p, initials: i } = built;
  if (n === undefined || p === undefined || i === undefined) throw new Error('every list was just built');
  return {
    names: n,
    formers: formers.build(documents.count),
    pinyin: p,
    initials: i,
    codeTails: codeTails.build(documents.count),
  };
}

/** Every document, one after the other: for words so common that listing them would cost more. */
class Walk implements DocumentStream {
  readonly #end: number;
  #at = 0;
  constructor(end: number) {
    this.#end = end;
  }
  next(): number {
    return this.#at < this.#end ? this.#at++ : -1;
  }
}

class Listed implements DocumentStream {
  readonly #documents: ArrayLike<number>;
  #at = 0;
  constructor(documents: ArrayLike<number>) {
    this.#documents = documents;
  }
  next(): number {
    return this.#documents[this.#at++] ?? -1;
  }
}

const rangeOf = (key: string, at: number, postings: Postings): PostingRange => {
  const low = pairKey(key, at);
  return key.length === 1 ? postings.range(low, low + 65535) : postings.range(low, low);
};

// A fragment is looked up by its rarest pair of characters; the test afterwards makes it exact.
function rarestRange(key: string, postings: Postings): PostingRange {
  let best = rangeOf(key, 0, postings);
  for (let at = 1; at + 1 < key.length; at++) {
    const range = rangeOf(key, at, postings);
    if (best.dense || (!range.dense && range.entries < best.entries)) best = range;
  }
  return best;
}

function wordRange(word: Uint8Array, length: number, postings: Postings): PostingRange {
  const low = wordKey((k) => word[k] ?? 0, length);
  const high = wordKey((k) => word[k] ?? (k < word.length ? 0 : BASE - 1), length);
  return postings.range(low, high);
}

/** The tiers that a query may find something in, best first. */
export class TierFinder {
  readonly #documents: Documents;
  readonly #lists: Lists;

  constructor(documents: Documents, lists: Lists) {
    this.#documents = documents;
    this.#lists = lists;
  }

  tiers({ key, latin }: PreparedQuery): readonly Tier[] {
    const all = [...this.#nameTiers(key), ...this.#formerTiers(key), ...(latin ? this.#latinTiers(key) : [])];
    return all.filter(({ size }) => size > 0).sort((a, b) => a.class - b.class || a.kind - b.kind);
  }

  #tier(
    matchClass: MatchClass,
    kind: MatchedBy,
    source: { postings: Postings; range: PostingRange },
    matches: Tier['matches'],
  ): Tier {
    const { postings, range } = source;
    const walk = range.dense;
    const count = this.#documents.count;
    return {
      class: matchClass,
      kind: KINDS.indexOf(kind),
      size: walk ? count : range.entries,
      open: () => (walk ? new Walk(count) : postings.documents(range)),
      matches,
    };
  }

  #listed(matchClass: MatchClass, kind: MatchedBy, found: ArrayLike<number>, matches: Tier['matches']): Tier {
    return { class: matchClass, kind: KINDS.indexOf(kind), size: found.length, open: () => new Listed(found), matches };
  }

  #nameTiers(key: string): Tier[] {
    const { keys, brands } = this.#documents;
    const { prefix, brand, inside } = this.#lists.names;
    const name = (document: number): string => keys[document] ?? '';
    const exact = this.#documents.exact(key);
    return [
      this.#listed(EXACT, 'name', exact, () => true),
      this.#tier(PREFIX, 'name', { postings: prefix, range: rangeOf(key, 0, prefix) }, (d) => name(d).startsWith(key)),
      this.#tier(
        BRAND,
        'name',
        { postings: brand, range: rangeOf(key, 0, brand) },
        (d) => (brands[d] ?? 0) > 0 && name(d).startsWith(key, brands[d]),
      ),
      this.#tier(INSIDE, 'name', { postings: inside, range: rarestRange(key, inside) }, (d) => name(d).includes(key)),
    ];
  }

  #formerTiers(key: string): Tier[] {
    const { former } = this.#documents;
    if (former.size === 0) return [];
    const { prefix, inside } = this.#lists.formers;
    const start = { postings: prefix, range: rangeOf(key, 0, prefix) };
    const some = (document: number, test: (name: string) => boolean): boolean =>
      (former.get(document) ?? []).some(test);
    return [
      this.#tier(EXACT, 'formerName', start, (d) => some(d, (name) => name === key)),
      this.#tier(PREFIX, 'formerName', start, (d) => some(d, (name) => name.startsWith(key))),
      this.#tier(INSIDE, 'formerName', { postings: inside, range: rarestRange(key, inside) }, (d) =>
        some(d, (name) => name.includes(key)),
      ),
    ];
  }

  #latinTiers(key: string): Tier[] {
    const documents = this.#documents;
    const word = symbolsOf(key);
    const codes = documents.withCode(key);
    // Codes come in their own order; few of them are sorted, many are found again by walking.
    const codeTier =
      codes.length <= 1024
        ? this.#listed(key.length === 18 ? EXACT : PREFIX, 'code', codes.slice().sort(), () => true)
        : {
            ...this.#listed(PREFIX, 'code', codes, (d) => documents.codeStartsWith(d, key)),
            open: () => new Walk(documents.count),
          };
    const tails = this.#lists.codeTails;
    const tail =
      key.length === CODE_TAIL
        ? [
            this.#tier(PREFIX, 'codeTail', { postings: tails, range: wordRange(word, CODE_TAIL, tails) }, (d) =>
              this.#endsWith(d, word),
            ),
          ]
        : [];
    return [codeTier, ...tail, ...this.#soundTiers('initials', word), ...this.#soundTiers('pinyin', word)];
  }

  #endsWith(document: number, word: Uint8Array): boolean {
    const tail = this.#documents.codeTail(document);
    return tail !== null && tail.every((symbol, k) => symbol === word[k]);
  }

  #soundTiers(kind: 'initials' | 'pinyin', word: Uint8Array): Tier[] {
    const documents = this.#documents;
    const { prefix, brand, inside } = this.#lists[kind];
    const length = kind === 'pinyin' ? PINYIN_KEY : INITIALS_KEY;
    const agrees = (at: number, to: number): boolean =>
      kind === 'pinyin' ? documents.spells(word, at, to) : documents.abbreviates(word, at, to);
    const anywhere = (document: number): boolean => {
      const { from, to } = documents.sound(document);
      for (let at = from; at < to; at++) if (documents.startsSyllable(at) && agrees(at, to)) return true;
      return false;
    };
    const atOffset = (document: number, offset: number): boolean => {
      const { from, to } = documents.sound(document);
      return agrees(from + offset, to);
    };
    const source = (postings: Postings) => ({ postings, range: wordRange(word, length, postings) });
    return [
      this.#tier(PREFIX, kind, source(prefix), (d) => atOffset(d, 0)),
      this.#tier(
        BRAND,
        kind,
        source(brand),
        (d) => documents.brandSound(d) > 0 && atOffset(d, documents.brandSound(d)),
      ),
      this.#tier(INSIDE, kind, source(inside), anywhere),
    ];
  }
}
