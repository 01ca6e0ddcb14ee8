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

class PositionsBuilder {
  readonly #prefix = new PostingBuilder();
  readonly #brand = new PostingBuilder();
  readonly #inside = new PostingBuilder();
  readonly #spelling: Spelling;

  constructor(spelling: Spelling) {
    this.#spelling = spelling;
  }

  /** Adds the word that `symbols` spell from `at` on; `brand` is the position of the company's own word, 0 if none. */
  add(
    symbols: ArrayLike<number>,
    at: number,
    to: { readonly position: number; readonly brand: number; readonly document: number },
  ): void {
    const { width, base } = this.#spelling;
    let key = 0;
    for (let k = 0; k < width; k++) key = key * base + (symbols[at + k] ?? 0);
    if (to.position === 0) this.#prefix.add(key, to.document);
    else {
      this.#inside.add(key, to.document);
      if (to.position === to.brand) this.#brand.add(key, to.document);
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

function addText(text: string, brand: number, document: number, to: PositionsBuilder): void {
  const units = charactersOf(text);
  for (let position = 0; position < units.length; position++) to.add(units, position, { position, brand, document });
}

function addSound(documents: Documents, document: number, pinyin: PositionsBuilder, initials: PositionsBuilder): void {
  const { letters, starts } = documents.syllables(document);
  const first = Uint8Array.from(starts, (start) => letters[start] ?? 0);
  const brand = documents.brandSound(document);
  const brandSyllable = brand > 0 ? starts.indexOf(brand) : 0;
  for (const [syllable, start] of starts.entries()) {
    pinyin.add(letters, start, { position: start, brand, document });
    initials.add(first, syllable, { position: syllable, brand: brandSyllable, document });
  }
}

/** Builds every list, `slice` documents at a time, so that a server can answer between the slices. */
export function* buildLists(documents: Documents, slice: number): Generator<undefined, Lists> {
  const names = new PositionsBuilder(CHARACTERS);
  const formers = new PositionsBuilder(CHARACTERS);
  const pinyin = new PositionsBuilder(LETTERS);
  const initials = new PositionsBuilder(INITIALS);
  const codeTails = new PositionsBuilder(CODE_TAIL);
  for (let document = 0; document < documents.count; document++) {
    addText(documents.keys[document] ?? '', documents.brands[document] ?? 0, document, names);
    for (const former of documents.former.get(document) ?? []) addText(former, 0, document, formers);
    addSound(documents, document, pinyin, initials);
    const tail = documents.codeTail(document);
    if (tail !== null) codeTails.add(tail, 0, { position: 0, brand: 0, document });
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
