/** How a reader looks at a long table, all of it in the address: words, a kind, an order, a page. */
export interface Sift {
  readonly q?: string;
  readonly kind?: string;
  /** Id of a column; with a minus in front, the other way round. */
  readonly sort?: string;
  /** From 1. */
  readonly page?: number;
}

export const PAGE_ROWS = 25;

/** How rows are searched, told apart and put in order. */
export interface Sifting<Row> {
  readonly wordsOf: (row: Row) => string;
  readonly kindOf?: (row: Row) => string;
  readonly by: Readonly<Record<string, (row: Row) => string | number>>;
  /** Column that orders the rows until somebody chooses. */
  readonly first: string;
}

export interface Sifted<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly sort: string;
}

// Figures begin with the largest, words with the first of the alphabet: what one looks for first in each.
function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return b - a;
  return String(a).localeCompare(String(b), 'zh');
}

/** One page of the rows that match; a page or a column that is not there falls back to the first. */
export function siftRows<Row>(
  all: readonly Row[],
  sift: Sift,
  { wordsOf, kindOf, by, first }: Sifting<Row>,
): Sifted<Row> {
  const wanted = (sift.q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const { kind } = sift;
  const found = all.filter((row) => {
    const words = wordsOf(row).toLowerCase();
    return wanted.every((word) => words.includes(word)) && (kind === undefined || kindOf?.(row) === kind);
  });
  const asked = sift.sort ?? first;
  const column = asked.replace(/^-/, '');
  const of = by[column];
  const sort = of === undefined ? first : asked;
  const key = of ?? by[first];
  const turn = sort.startsWith('-') ? -1 : 1;
  const ordered = key === undefined ? found : [...found].sort((a, b) => turn * compare(key(a), key(b)));
  const pages = Math.max(1, Math.ceil(found.length / PAGE_ROWS));
  const page = Math.min(Math.max(1, sift.page ?? 1), pages);
  return { rows: ordered.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS), total: found.length, page, pages, sort };
}

/** Reads a sift from an address; whatever does not look like one is left out. */
export function siftIn(search: Readonly<Record<string, unknown>>): Sift {
  const { q, kind, sort } = search;
  const page = Number(search.page);
  return {
    ...(typeof q === 'string' && q !== '' ? { q: q.slice(0, 80) } : {}),
    ...(typeof kind === 'string' && /^\w{1,40}$/.test(kind) ? { kind } : {}),
    ...(typeof sort === 'string' && /^-?\w{1,40}$/.test(sort) ? { sort } : {}),
    ...(Number.isInteger(page) && page > 1 && page <= 9999 ? { page } : {}),
  };
}
