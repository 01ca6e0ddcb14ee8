import { searchKey } from '../names.ts';
import type { SearchRow } from './match.ts';
import { lowerBound } from './postings.ts';

/** A company on its way into the packed index. */
export interface PackedRow {
  readonly row: SearchRow;
  /** Search key of its name. */
  readonly key: string;
}

const CODE_LENGTH = 18;
const SPACE = 32;
const ID_BYTES = 16;
/** Marks the first letter of a syllable in the packed pinyin, so that initials need no storage of their own. */
const START = 64;
const SYMBOL = 63;

/** 1…26 letters, 27…36 digits, 0 nothing: the alphabet of pinyin, initials and query words. */
export const symbolOf = (unit: number): number => (unit >= 97 ? unit - 96 : unit - 48 + 27);

export const symbolsOf = (word: string): Uint8Array =>
  Uint8Array.from(word, (letter) => symbolOf(letter.charCodeAt(0)));

const compareTexts = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every company of a district in search order (shorter names first, then by name, then by id), packed. */
export class Documents {
  readonly keys: readonly string[];
  readonly brands: Uint8Array;
  readonly former = new Map<number, readonly string[]>();
  /** Documents of each area, ascending. */
  readonly areas = new Map<number, Uint32Array>();
  readonly #areaOf: Int32Array;
  #sounds: Uint8Array;
  readonly #soundAt: Uint32Array;
  readonly #brandSounds: Uint8Array;
  readonly #codes: Uint8Array;
  /** Documents with a code, ordered by it. */
  readonly #byCode: Uint32Array;
  readonly #ids: Buffer;
  readonly #byId: Uint32Array;

  constructor(rows: readonly PackedRow[]) {
    const count = rows.length;
    this.keys = rows.map(({ key }) => key);
    this.brands = Uint8Array.from(rows, ({ row }) => Math.min(row.brandAt, 255));
    this.#areaOf = Int32Array.from(rows, ({ row }) => row.areaNumber ?? -1);
    this.#brandSounds = new Uint8Array(count);
    this.#soundAt = new Uint32Array(count + 1);
    this.#sounds = new Uint8Array(rows.reduce((total, { row }) => total + row.pinyin.length, 0));
    this.#codes = new Uint8Array(count * CODE_LENGTH);
    this.#ids = Buffer.alloc(count * ID_BYTES);
    for (const [document, packed] of rows.entries()) this.#pack(packed, document);
    this.#sounds = this.#sounds.slice(0, this.#soundAt[count]);
    const documents = Uint32Array.from(rows.keys());
    const codes = rows.map(({ row }) => row.code ?? '');
    this.#byCode = documents
      .filter((document) => this.#codes[document * CODE_LENGTH] !== 0)
      .sort((a, b) => compareTexts(codes[a], codes[b]) || a - b);
    this.#byId = documents.sort((a, b) => compareTexts(rows[a]?.row.id, rows[b]?.row.id));
    this.#collectAreas();
  }

  #pack({ row, key }: PackedRow, document: number): void {
    const brandSyllables = row.brandAt > 0 ? [...key.slice(0, row.brandAt)].length : 0;
    let at = this.#soundAt[document] ?? 0;
    const from = at;
    let [syllables, start] = [0, START];
    for (let k = 0; k < row.pinyin.length; k++) {
      const unit = row.pinyin.charCodeAt(k);
      if (unit === SPACE) {
        start = START;
        continue;
      }
      if (start === START) {
        // A place name is never longer than a byte can say.
        if (syllables === brandSyllables && brandSyllables > 0) this.#brandSounds[document] = Math.min(at - from, 255);
        syllables++;
      }
      this.#sounds[at++] = symbolOf(unit) | start;
      start = 0;
    }
    this.#soundAt[document + 1] = at;
    const code = row.code?.toLowerCase() ?? '';
    if (code.length === CODE_LENGTH)
      for (let k = 0; k < CODE_LENGTH; k++) this.#codes[document * CODE_LENGTH + k] = code.charCodeAt(k);
    const formers = row.formerNames.map(searchKey).filter((former) => former !== '');
    if (formers.length > 0) this.former.set(document, formers);
    this.#ids.write(row.id.replaceAll('-', ''), document * ID_BYTES, 'hex');
  }

  #collectAreas(): void {
    const lists = new Map<number, number[]>();
    this.#areaOf.forEach((area, document) => {
      if (area < 0) return;
      const list = lists.get(area);
      if (list === undefined) lists.set(area, [document]);
      else list.push(document);
    });
    for (const [area, list] of lists) this.areas.set(area, Uint32Array.from(list));
  }

  get count(): number {
    return this.keys.length;
  }

  areaOf(document: number): number {
    return this.#areaOf[document] ?? -1;
  }

  id(document: number): string {
    const hex = this.#ids.toString('hex', document * ID_BYTES, (document + 1) * ID_BYTES);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** Document of an id, or −1. */
  find(id: string): number {
    const wanted = Buffer.from(id.replaceAll('-', ''), 'hex');
    let low = 0;
    let high = this.#byId.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#idAt(this.#byId[middle] ?? 0).compare(wanted) < 0) low = middle + 1;
      else high = middle;
    }
    const document = this.#byId[low];
    return document !== undefined && this.#idAt(document).equals(wanted) ? document : -1;
  }

  /** Documents whose name is exactly the key: neighbors in the search order. */
  exact(key: string): readonly number[] {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.keys[middle] ?? '';
      if (other.length < key.length || (other.length === key.length && other < key)) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (; this.keys[low] === key; low++) found.push(low);
    return found;
  }

  /** Documents whose code begins with `prefix`, in the order of codes. */
  withCode(prefix: string): Uint32Array {
    return this.#byCode.subarray(this.#codeBound(prefix, 0), this.#codeBound(prefix, 1));
  }

  codeStartsWith(document: number, prefix: string): boolean {
    return this.#compareCode(document, prefix) === 0;
  }

  /** The last four characters of a code as symbols, or null without a code. */
  codeTail(document: number): Uint8Array | null {
    const end = (document + 1) * CODE_LENGTH;
    return (this.#codes[end - 1] ?? 0) === 0 ? null : this.#codes.subarray(end - 4, end).map(symbolOf);
  }

  // First place among the codes whose comparison with the prefix is not below `least`.
  #codeBound(prefix: string, least: number): number {
    let low = 0;
    let high = this.#byCode.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compareCode(this.#byCode[middle] ?? 0, prefix) < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compareCode(document: number, prefix: string): number {
    for (let k = 0; k < prefix.length; k++) {
      const difference = (k < CODE_LENGTH ? (this.#codes[document * CODE_LENGTH + k] ?? 0) : 0) - prefix.charCodeAt(k);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #idAt(document: number): Buffer {
    return this.#ids.subarray(document * ID_BYTES, (document + 1) * ID_BYTES);
  }

  /**
   * Writes the letters of the pinyin and the places where syllables begin into buffers that the caller keeps, and says
   * how many there are: this runs for every company while the index is packed.
   */
  syllables(
    document: number,
    letters: number[],
    starts: number[],
  ): { readonly letters: number; readonly starts: number } {
    const from = this.#soundAt[document] ?? 0;
    const count = (this.#soundAt[document + 1] ?? 0) - from;
    let begun = 0;
    for (let k = 0; k < count; k++) {
      const packed = this.#sounds[from + k] ?? 0;
      letters[k] = packed & SYMBOL;
      if ((packed & START) !== 0) starts[begun++] = k;
    }
    return { letters: count, starts: begun };
  }

  /** Letter at which the company's own word begins; 0 when it is the first or unknown. */
  brandSound(document: number): number {
    return this.#brandSounds[document] ?? 0;
  }

  /** True when `word` is spelled from letter `offset` on. */
  spells(word: Uint8Array, document: number, offset: number): boolean {
    return this.#spellsAt(word, (this.#soundAt[document] ?? 0) + offset, this.#soundAt[document + 1] ?? 0);
  }

  /** True when `word` is spelled from the beginning of any syllable on. */
  spellsInside(word: Uint8Array, document: number): boolean {
    const to = this.#soundAt[document + 1] ?? 0;
    const first = (word[0] ?? 0) | START;
    for (let at = this.#soundAt[document] ?? 0; at + word.length <= to; at++)
      if (this.#sounds[at] === first && this.#spellsAt(word, at, to)) return true;
    return false;
  }

  /** True when the syllables from letter `offset` on begin with the letters of `word`. */
  abbreviates(word: Uint8Array, document: number, offset: number): boolean {
    return this.#abbreviatesAt(word, (this.#soundAt[document] ?? 0) + offset, this.#soundAt[document + 1] ?? 0);
  }

  abbreviatesInside(word: Uint8Array, document: number): boolean {
    const to = this.#soundAt[document + 1] ?? 0;
    const first = (word[0] ?? 0) | START;
    for (let at = this.#soundAt[document] ?? 0; at + word.length <= to; at++)
      if (this.#sounds[at] === first && this.#abbreviatesAt(word, at, to)) return true;
    return false;
  }

  #spellsAt(word: Uint8Array, at: number, to: number): boolean {
    if (at + word.length > to) return false;
    for (let k = 0; k < word.length; k++) if (((this.#sounds[at + k] ?? 0) & SYMBOL) !== word[k]) return false;
    return true;
  }

  #abbreviatesAt(word: Uint8Array, at: number, to: number): boolean {
    let matched = 0;
    for (let k = at; k < to && matched < word.length; k++) {
      const letter = this.#sounds[k] ?? 0;
      if ((letter & START) === 0) continue;
      if ((letter & SYMBOL) !== word[matched]) return false;
      matched++;
    }
    return matched === word.length;
  }

  get bytes(): number {
    const arrays = [
      this.brands,
      this.#areaOf,
      this.#sounds,
      this.#soundAt,
      this.#brandSounds,
      this.#codes,
      this.#byCode,
      this.#ids,
      this.#byId,
    ];
    return (
      arrays.reduce((total, array) => total + array.byteLength, 0) +
      [...this.areas.values()].reduce((total, list) => total + list.byteLength, 0)
    );
  }
}

/** True when the ascending list holds the document. */
export const listHolds = (list: Uint32Array, document: number): boolean =>
  list[lowerBound(list, document)] === document;
