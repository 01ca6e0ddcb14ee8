import type { Documents } from './documents.ts';
import { PostingBuilder, type PostingRange, type Postings } from './postings.ts';

/** Where a company is found: at its beginning, at its own word, at any later position (its own word included). */
export interface Positions {
  readonly prefix: Postings;
  readonly brand: Postings;
  readonly inside: Postings;
}

export interface Lists {
  readonly names: Positions;
  readonly formers: Positions;
  readonly pinyin: Positions;
  readonly initials: Positions;
  readonly codeTails: Postings;
}

/** A word as numbers, and how many of them make a key of the lists. */
export interface Spelling {
  readonly width: number;
  /** Symbols are 1 … base − 1; 0 stands for the end of a word. */
  readonly base: number;
}

/** Characters in pairs; letters of pinyin by five and initials by three: as many lists as the words of a district fill. */
export const CHARACTERS: Spelling = { width: 2, base: 65536 };
export const LETTERS: Spelling = { width: 5, base: 37 };
export const INITIALS: Spelling = { width: 3, base: 37 };
export const CODE_TAIL: Spelling = { width: 4, base: 37 };

/** Documents whose word goes on with `word` from position `at`, by the first symbols: a range of keys when few are left. */
export function rangeAt(
  word: ArrayLike<number>,
  at: number,
  { width, base }: Spelling,
  postings: Postings,
): PostingRange {
  let low = 0;
  let high = 0;
  for (let k = 0; k < width; k++) {
    const symbol = word[at + k];
    low = low * base + (symbol ?? 0);
    high = high * base + (symbol ?? base - 1);
  }
  return postings.range(low, high);
}

/** Where a word stands in its document. */
interface Spot {
  position: number;
  /** Position of the company's own word; 0 when it is the first or unknown. */
  brand: number;
  document: number;
}

class PositionsBuilder {
  readonly #prefix = new PostingBuilder();
  readonly #brand = new PostingBuilder();
  readonly #inside = new PostingBuilder();
  readonly #spelling: Spelling;

  constructor(spelling: Spelling) {
    this.#spelling = spelling;
  }

  /** Adds the word that the first `length` symbols spell from `at` on. */
  add(symbols: ArrayLike<number>, length: number, at: number, { position, brand, document }: Spot): void {
    const { width, base } = this.#spelling;
    let key = 0;
    for (let k = at; k < at + width; k++) key = key * base + (k < length ? (symbols[k] ?? 0) : 0);
    if (position === 0) this.#prefix.add(key, document);
    else {
      this.#inside.add(key, document);
      if (position === brand) this.#brand.add(key, document);
    }
  }

  build(): Positions {
    return { prefix: this.#prefix.build(), brand: this.#brand.build(), inside: this.#inside.build() };
  }
}

export const charactersOf = (text: string): Uint16Array => {
  const units = new Uint16Array(text.length);
  for (let k = 0; k < text.length; k++) units[k] = text.charCodeAt(k);
  return units;
};

/** Adds documents to lists through buffers that it keeps: nothing is allocated for a single company. */
class DocumentReader {
  readonly #documents: Documents;
  readonly #spot: Spot = { position: 0, brand: 0, document: 0 };
  readonly #units: number[] = [];
  readonly #letters: number[] = [];
  readonly #starts: number[] = [];
  readonly #initials: number[] = [];

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  addText(text: string, brand: number, document: number, to: PositionsBuilder): void {
    const [units, spot] = [this.#units, this.#spot];
    spot.brand = brand;
    spot.document = document;
    for (let k = 0; k < text.length; k++) units[k] = text.charCodeAt(k);
    for (let position = 0; position < text.length; position++) {
      spot.position = position;
      to.add(units, text.length, position, spot);
    }
  }

  addSound(document: number, pinyin: PositionsBuilder, initials: PositionsBuilder): void {
    const [letters, starts, firsts, spot] = [this.#letters, this.#starts, this.#initials, this.#spot];
    const count = this.#documents.syllables(document, letters, starts);
    const brand = this.#documents.brandSound(document);
    let brandSyllable = 0;
    for (let k = 0; k < count.starts; k++) {
      firsts[k] = letters[starts[k] ?? 0] ?? 0;
      if (brand > 0 && starts[k] === brand) brandSyllable = k;
    }
    spot.document = document;
    for (let syllable = 0; syllable < count.starts; syllable++) {
      spot.position = starts[syllable] ?? 0;
      spot.brand = brand;
      pinyin.add(letters, count.letters, spot.position, spot);
      spot.position = syllable;
      spot.brand = brandSyllable;
      initials.add(firsts, count.starts, syllable, spot);
    }
  }
}

/** Builds every list, `slice` documents at a time, so that a server can answer between the slices. */
export function* buildLists(documents: Documents, slice: number): Generator<undefined, Lists> {
  const reader = new DocumentReader(documents);
  const names = new PositionsBuilder(CHARACTERS);
  const formers = new PositionsBuilder(CHARACTERS);
  const pinyin = new PositionsBuilder(LETTERS);
  const initials = new PositionsBuilder(INITIALS);
  const codeTails = new PositionsBuilder(CODE_TAIL);
  for (let document = 0; document < documents.count; document++) {
    reader.addText(documents.keys[document] ?? '', documents.brands[document] ?? 0, document, names);
    for (const former of documents.former.get(document) ?? []) reader.addText(former, 0, document, formers);
    reader.addSound(document, pinyin, initials);
    const tail = documents.codeTail(document);
    if (tail !== null) codeTails.add(tail, tail.length, 0, { position: 0, brand: 0, document });
    if (document % slice === slice - 1) yield;
  }
  const builtNames = names.build();
  yield;
  const builtPinyin = pinyin.build();
  yield;
  const builtInitials = initials.build();
  yield;
  return {
    names: builtNames,
    formers: formers.build(),
    pinyin: builtPinyin,
    initials: builtInitials,
    codeTails: codeTails.build().prefix,
  };
}
