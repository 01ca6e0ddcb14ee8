/** Largest number of documents: key and document share one double while the lists are sorted (32 + 20 bits < 2^53). */
export const DOCUMENTS_MAX = 2 ** 20;

/** Documents in ascending order, one at a time; −1 at the end. */
export interface DocumentStream {
  next(): number;
}

/** The lists of a range of keys. */
export interface PostingRange {
  readonly from: number;
  readonly to: number;
  /** Bytes of all lists together: at least the number of documents in them, and no more than three times that. */
  readonly weight: number;
}

/** Collects (key, document) pairs before they are sorted. Keys are integers below 2^32. */
export class PostingBuilder {
  #pairs = new Float64Array(1024);
  #count = 0;

  add(key: number, document: number): void {
    if (this.#count === this.#pairs.length) {
      const wider = new Float64Array(this.#count * 2);
      wider.set(this.#pairs);
      this.#pairs = wider;
    }
    this.#pairs[this.#count++] = key * DOCUMENTS_MAX + document;
  }

  build(): Postings {
    const pairs = this.#pairs.subarray(0, this.#count).sort();
    this.#pairs = new Float64Array(0);
    return new Postings(pairs);
  }
}

/**
 * For each key the ascending documents that carry it, as differences in variable-length bytes: a list that many
 * documents share costs one byte for each. Keys are sorted, so a shorter word is a range of keys.
 */
export class Postings {
  readonly #keys: Uint32Array;
  readonly #offsets: Uint32Array;
  readonly #bytes: Uint8Array;

  constructor(pairs: Float64Array) {
    let distinct = 0;
    for (let k = 0; k < pairs.length; k++) if (k === 0 || keyOf(pairs, k) !== keyOf(pairs, k - 1)) distinct++;
    this.#keys = new Uint32Array(distinct);
    this.#offsets = new Uint32Array(distinct + 1);
    // A difference takes at most three bytes, since documents are below 2^20.
    const bytes = new Uint8Array(pairs.length * 3);
    let end = 0;
    let at = 0;
    for (let index = 0; index < distinct; index++) {
      const key = keyOf(pairs, at);
      let previous = -1;
      for (; at < pairs.length && keyOf(pairs, at) === key; at++) {
        const document = (pairs[at] ?? 0) % DOCUMENTS_MAX;
        if (document === previous) continue;
        end = writeVarint(bytes, end, document - previous);
        previous = document;
      }
      this.#keys[index] = key;
      this.#offsets[index + 1] = end;
    }
    this.#bytes = bytes.slice(0, end);
  }

  /** Lists of all keys from `low` to `high`, both included. */
  range(low: number, high: number): PostingRange {
    const from = lowerBound(this.#keys, low);
    const to = high === 0xffffffff ? this.#keys.length : lowerBound(this.#keys, high + 1);
    return { from, to, weight: (this.#offsets[to] ?? 0) - (this.#offsets[from] ?? 0) };
  }

  /** The documents of some ranges, ascending and without repetition. */
  documents(ranges: readonly PostingRange[]): DocumentStream {
    const cursors: Cursor[] = [];
    for (const { from, to } of ranges)
      for (let index = from; index < to; index++)
        cursors.push(new Cursor(this.#bytes, this.#offsets[index] ?? 0, this.#offsets[index + 1] ?? 0));
    const [single] = cursors;
    return cursors.length === 1 && single !== undefined ? new Single(single) : new Union(cursors);
  }

  get bytes(): number {
    return this.#keys.byteLength + this.#offsets.byteLength + this.#bytes.byteLength;
  }
}

const keyOf = (pairs: Float64Array, index: number): number => Math.floor((pairs[index] ?? 0) / DOCUMENTS_MAX);

function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let end = at;
  for (; rest > 127; rest >>>= 7) bytes[end++] = (rest & 127) | 128;
  bytes[end++] = rest;
  return end;
}

/** First position whose value is not below `value`. */
export function lowerBound(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

class Cursor {
  /** The document under the cursor; −1 when the list is at its end. */
  document = -1;
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
    this.advance();
  }

  advance(): void {
    if (this.#at >= this.#end) {
      this.document = -1;
      return;
    }
    let difference = 0;
    let shift = 0;
    for (;;) {
      const byte = this.#bytes[this.#at++] ?? 0;
      difference |= (byte & 127) << shift;
      if (byte < 128) break;
      shift += 7;
    }
    this.document += difference;
  }
}

class Single implements DocumentStream {
  readonly #cursor: Cursor;
  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }
  next(): number {
    const { document } = this.#cursor;
    if (document >= 0) this.#cursor.advance();
    return document;
  }
}

/** Merges many lists through a heap; a document that several lists carry comes once. */
class Union implements DocumentStream {
  readonly #heap: Cursor[];
  #last = -1;

  constructor(cursors: Cursor[]) {
    this.#heap = cursors;
    for (let k = (cursors.length >> 1) - 1; k >= 0; k--) this.#sink(k);
  }

  next(): number {
    const heap = this.#heap;
    for (;;) {
      const top = heap[0];
      if (top === undefined) return -1;
      const { document } = top;
      top.advance();
      if (top.document < 0) {
        const last = heap.pop();
        if (last !== undefined && last !== top) heap[0] = last;
      }
      this.#sink(0);
      if (document === this.#last) continue;
      this.#last = document;
      return document;
    }
  }

  #sink(start: number): void {
    const heap = this.#heap;
    let at = start;
    for (;;) {
      const left = heap[2 * at + 1];
      const here = heap[at];
      if (here === undefined || left === undefined) return;
      const right = heap[2 * at + 2];
      const child = right !== undefined && right.document < left.document ? 2 * at + 2 : 2 * at + 1;
      const lower = heap[child];
      if (lower === undefined || lower.document >= here.document) return;
      heap[at] = lower;
      heap[child] = here;
      at = child;
    }
  }
}
