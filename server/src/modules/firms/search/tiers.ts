import { type Documents, symbolsOf } from './documents.ts';
import {
  CHARACTERS,
  CODE_TAIL,
  charactersOf,
  INITIALS,
  LETTERS,
  type Lists,
  type Positions,
  rangeAt,
  type Spelling,
} from './lists.ts';
import { BRAND, EXACT, INSIDE, KINDS, type MatchClass, type MatchedBy, PREFIX, type PreparedQuery } from './match.ts';
import type { DocumentStream, PostingRange, Postings } from './postings.ts';

// Classes and plain loops instead of closures: this code runs at every key stroke, and a closure costs as much as a hit.

/** Candidates of one class and way, in search order, and the test that makes them hits. */
export abstract class Tier {
  readonly class: MatchClass;
  readonly kind: number;

  constructor(matchClass: MatchClass, kind: MatchedBy) {
    this.class = matchClass;
    this.kind = KINDS.indexOf(kind);
  }

  /** How many candidates there may be at most; the smaller of this and the area decides which of them is walked. */
  abstract get size(): number;
  abstract open(): DocumentStream;
  abstract matches(document: number): boolean;
}

/** Lists whose union holds every hit. */
interface Source {
  readonly postings: Postings;
  readonly ranges: readonly PostingRange[];
  readonly weight: number;
}

function sourceAt(word: ArrayLike<number>, at: number, spelling: Spelling, postings: Postings): Source {
  const range = rangeAt(word, at, spelling, postings);
  return { postings, ranges: [range], weight: range.weight };
}

const SYLLABLE_MAX = 6;

/** The rarest later part of a text: each of its parts begins at a character, so each must be in the list. */
function rarestFixed(word: ArrayLike<number>, spelling: Spelling, inside: Postings): Source | null {
  let best: Source | null = null;
  for (let at = 1; at + spelling.width <= word.length; at++) {
    const source = sourceAt(word, at, spelling, inside);
    if (best === null || source.weight < best.weight) best = source;
  }
  return best;
}

/** The same for typed pinyin: where its syllables begin is unknown, but among six positions in a row one begins. */
function rarestSpoken(word: ArrayLike<number>, inside: Postings): Source | null {
  let best: Source | null = null;
  for (let after = 0; after + SYLLABLE_MAX + 2 <= word.length; after += 3) {
    const ranges: PostingRange[] = [];
    let weight = 0;
    for (let at = after + 1; at <= after + SYLLABLE_MAX; at++) {
      const range = rangeAt(word, at, LETTERS, inside);
      if (range.weight > 0) ranges.push(range);
      weight += range.weight;
    }
    if (best === null || weight < best.weight) best = { postings: inside, ranges, weight };
  }
  return best;
}

/** Candidates at the beginning, or at the own word, or anywhere later: by the first part of the word or a rarer one. */
function rarer(first: Source, later: Source | null): Source {
  return later === null || first.weight <= later.weight ? first : later;
}

abstract class SourceTier extends Tier {
  readonly #source: Source;

  constructor(matchClass: MatchClass, kind: MatchedBy, source: Source) {
    super(matchClass, kind);
    this.#source = source;
  }

  get size(): number {
    return this.#source.weight;
  }

  open(): DocumentStream {
    return this.#source.postings.documents(this.#source.ranges);
  }
}

class NameTier extends SourceTier {
  readonly #documents: Documents;
  readonly #key: string;

  constructor(matchClass: MatchClass, source: Source, documents: Documents, key: string) {
    super(matchClass, 'name', source);
    this.#documents = documents;
    this.#key = key;
  }

  matches(document: number): boolean {
    const name = this.#documents.keys[document] ?? '';
    if (this.class === PREFIX) return name.startsWith(this.#key);
    if (this.class === INSIDE) return name.includes(this.#key);
    const brand = this.#documents.brands[document] ?? 0;
    return brand > 0 && name.startsWith(this.#key, brand);
  }
}

class FormerNameTier extends SourceTier {
  readonly #documents: Documents;
  readonly #key: string;

  constructor(matchClass: MatchClass, source: Source, documents: Documents, key: string) {
    super(matchClass, 'formerName', source);
    this.#documents = documents;
    this.#key = key;
  }

  matches(document: number): boolean {
    for (const name of this.#documents.former.get(document) ?? []) {
      if (
        this.class === EXACT
          ? name === this.#key
          : this.class === PREFIX
            ? name.startsWith(this.#key)
            : name.includes(this.#key)
      )
        return true;
    }
    return false;
  }
}

class SoundTier extends SourceTier {
  readonly #documents: Documents;
  readonly #word: Uint8Array;
  readonly #spelled: boolean;

  constructor(
    matchClass: MatchClass,
    kind: 'initials' | 'pinyin',
    source: Source,
    typed: { documents: Documents; word: Uint8Array },
  ) {
    super(matchClass, kind, source);
    this.#documents = typed.documents;
    this.#word = typed.word;
    this.#spelled = kind === 'pinyin';
  }

  matches(document: number): boolean {
    const documents = this.#documents;
    const word = this.#word;
    if (this.class === INSIDE)
      return this.#spelled ? documents.spellsInside(word, document) : documents.abbreviatesInside(word, document);
    const offset = this.class === PREFIX ? 0 : documents.brandSound(document);
    if (this.class === BRAND && offset === 0) return false;
    return this.#spelled ? documents.spells(word, document, offset) : documents.abbreviates(word, document, offset);
  }
}

class CodeTailTier extends SourceTier {
  matches(): boolean {
    return true;
  }
}

/** A ready list of documents, ascending. */
class ListTier extends Tier {
  readonly #list: ArrayLike<number>;

  constructor(matchClass: MatchClass, kind: MatchedBy, list: ArrayLike<number>) {
    super(matchClass, kind);
    this.#list = list;
  }

  get size(): number {
    return this.#list.length;
  }

  open(): DocumentStream {
    return new Listed(this.#list);
  }

  matches(document: number): boolean {
    // The own area is walked instead of a longer list, so membership must be answered as well.
    const list = this.#list;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((list[middle] ?? 0) < document) low = middle + 1;
      else high = middle;
    }
    return list[low] === document;
  }
}

/** Codes of a district share their first ten characters; so many hits are met soon by walking all documents. */
class CodeWalkTier extends Tier {
  readonly #documents: Documents;
  readonly #prefix: string;

  constructor(documents: Documents, prefix: string) {
    super(PREFIX, 'code');
    this.#documents = documents;
    this.#prefix = prefix;
  }

  get size(): number {
    return this.#documents.count;
  }

  open(): DocumentStream {
    return new Walk(this.#documents.count);
  }

  matches(document: number): boolean {
    return this.#documents.codeStartsWith(document, this.#prefix);
  }
}

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

const CODES_LISTED_MAX = 1024;
const CODE_LENGTH = 18;

/** The tiers in which a query may find something. */
export class TierFinder {
  readonly #documents: Documents;
  readonly #lists: Lists;

  constructor(documents: Documents, lists: Lists) {
    this.#documents = documents;
    this.#lists = lists;
  }

  /** Best class first, within a class the best way first. */
  tiers({ key, latin }: PreparedQuery): readonly Tier[] {
    const found: Tier[] = [];
    const word = charactersOf(key);
    this.#addNames(key, word, found);
    if (this.#documents.former.size > 0) this.#addFormerNames(key, word, found);
    if (latin) {
      const symbols = symbolsOf(key);
      this.#addCodes(key, symbols, found);
      this.#addSounds('initials', symbols, found);
      this.#addSounds('pinyin', symbols, found);
    }
    return found.filter((tier) => tier.size > 0).sort((a, b) => a.class - b.class || a.kind - b.kind);
  }

  #addNames(key: string, word: ArrayLike<number>, to: Tier[]): void {
    const documents = this.#documents;
    const { prefix, brand, inside } = this.#lists.names;
    const later = rarestFixed(word, CHARACTERS, inside);
    to.push(new ListTier(EXACT, 'name', documents.exact(key)));
    if (later !== null && later.weight === 0) return;
    to.push(
      new NameTier(PREFIX, rarer(sourceAt(word, 0, CHARACTERS, prefix), later), documents, key),
      new NameTier(BRAND, rarer(sourceAt(word, 0, CHARACTERS, brand), later), documents, key),
      new NameTier(INSIDE, rarer(sourceAt(word, 0, CHARACTERS, inside), later), documents, key),
    );
  }

  #addFormerNames(key: string, word: ArrayLike<number>, to: Tier[]): void {
    const documents = this.#documents;
    const { prefix, inside } = this.#lists.formers;
    const later = rarestFixed(word, CHARACTERS, inside);
    const first = rarer(sourceAt(word, 0, CHARACTERS, prefix), later);
    to.push(
      new FormerNameTier(EXACT, first, documents, key),
      new FormerNameTier(PREFIX, first, documents, key),
      new FormerNameTier(INSIDE, rarer(sourceAt(word, 0, CHARACTERS, inside), later), documents, key),
    );
  }

  #addCodes(key: string, symbols: Uint8Array, to: Tier[]): void {
    const codes = this.#documents.withCode(key);
    if (codes.length > CODES_LISTED_MAX) to.push(new CodeWalkTier(this.#documents, key));
    else if (codes.length > 0)
      to.push(new ListTier(key.length === CODE_LENGTH ? EXACT : PREFIX, 'code', codes.slice().sort()));
    const tails = this.#lists.codeTails;
    if (symbols.length === CODE_TAIL.width)
      to.push(new CodeTailTier(PREFIX, 'codeTail', sourceAt(symbols, 0, CODE_TAIL, tails)));
  }

  #addSounds(kind: 'initials' | 'pinyin', word: Uint8Array, to: Tier[]): void {
    const spelling = kind === 'pinyin' ? LETTERS : INITIALS;
    const { prefix, brand, inside }: Positions = this.#lists[kind];
    const later = kind === 'pinyin' ? rarestSpoken(word, inside) : rarestFixed(word, spelling, inside);
    if (later !== null && later.weight === 0) return;
    const typed = { documents: this.#documents, word };
    to.push(
      new SoundTier(PREFIX, kind, rarer(sourceAt(word, 0, spelling, prefix), later), typed),
      new SoundTier(BRAND, kind, rarer(sourceAt(word, 0, spelling, brand), later), typed),
      new SoundTier(INSIDE, kind, rarer(sourceAt(word, 0, spelling, inside), later), typed),
    );
  }
}
