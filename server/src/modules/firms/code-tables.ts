import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const FOLDER = join(import.meta.dirname, '../../../../data/codes');

const once = <Value>(make: () => Value): (() => Value) => {
  let held: { readonly value: Value } | undefined;
  return () => {
    held ??= { value: make() };
    return held.value;
  };
};

const rowsOf = (file: string): readonly string[][] =>
  parse(readFileSync(join(FOLDER, file)), { bom: true, from_line: 2 });

/** GB/T 2260: six digits → name of the province, city or county. */
export const regions = once(
  (): ReadonlyMap<string, string> => new Map(rowsOf('regions.csv').map(([code = '', name = '']) => [code, name])),
);

/** GB/T 4754-2017: code without its section letter (the sections themselves are letters) → name. */
export const industries = once(
  (): ReadonlyMap<string, string> =>
    new Map(rowsOf('industries.csv').map(([code = '', , , name = '']) => [code, name])),
);

/** Section letter of each two-digit division, so that both 6513 and I6513 are understood. */
export const sections = once(
  (): ReadonlyMap<string, string> =>
    new Map(
      rowsOf('industries.csv').flatMap(([code = '', parent = '', level]): [string, string][] =>
        level === '2' ? [[code, parent]] : [],
      ),
    ),
);

/** Divisions of GB/T 4754, two digits each, in their order. */
export const divisions = (): readonly string[] => [...sections().keys()].sort();

/** Name of a region with the city and province above it, for example 浙江省杭州市余杭区. */
export function regionName(code: string): string | undefined {
  const known = regions();
  const own = known.get(code);
  if (own === undefined) return undefined;
  const above = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`].filter((upper) => upper !== code);
  return [...above.flatMap((upper) => known.get(upper) ?? []), own].join('');
}

export interface PlaceWords {
  readonly words: ReadonlySet<string>;
  /** First two characters of a word → length of the longest word that begins so. */
  readonly longest: ReadonlyMap<string, number>;
}

/** Words by which names of companies say their place: full names and the same without 省, 市, 区, 县. */
export const placeWords = once((): PlaceWords => {
  const words = new Set<string>();
  for (const name of regions().values()) {
    words.add(name);
    const short = name.replace(/(?:省|市|区|县)$/u, '');
    // A county of one character (泰县 in old lists) would take a brand for a place.
    if (short.length >= 2) words.add(short);
  }
  const longest = new Map<string, number>();
  for (const word of words) longest.set(word.slice(0, 2), Math.max(longest.get(word.slice(0, 2)) ?? 0, word.length));
  return { words, longest };
});

/** Name of a class, group, division or section, with or without its section letter. */
export const industryName = (code: string): string | undefined =>
  industries().get(code) ?? industries().get(code.slice(1));
