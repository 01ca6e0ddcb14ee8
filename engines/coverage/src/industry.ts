/**
 * How near two industries are in GB/T 4754-2017: its codes are nested (section letter, division 2 digits, group 3, class
 * 4), so kinship is the depth at which two codes part. 行业相近 in the rule for joint branches is a principle and not a
 * list; this is the measure that a plan uses for it.
 */

/** First divisions of sections A to T (GB/T 4754-2017, table 1). */
const SECTION_STARTS = [1, 6, 13, 44, 47, 51, 53, 61, 63, 66, 70, 71, 73, 76, 80, 83, 84, 86, 91, 97];

/** Steps between two industries: 0 the same class, 1 group, 2 division, 3 section, 4 strangers. */
export const STRANGERS = 4;

/** A code taken apart; -1 where it does not reach so deep. */
export interface IndustryKey {
  readonly section: number;
  readonly division: number;
  readonly group: number;
  readonly full: number;
}

const UNKNOWN: IndustryKey = { section: -1, division: -1, group: -1, full: -1 };

const PATTERN = /^([A-T]?)(\d{2}|\d{3}|\d{4})?$/;

/** True when a text is a code of some level; the empty text stands for an unknown industry. */
export const isIndustry = (text: string): boolean => PATTERN.test(text);

/** Takes a code apart. A letter that contradicts the digits gives way to them: they are what people look up. */
export function industryKey(code: string): IndustryKey {
  const found = PATTERN.exec(code);
  const [letter, digits] = [found?.[1] ?? '', found?.[2] ?? ''];
  if (digits === '') return letter === '' ? UNKNOWN : { ...UNKNOWN, section: letter.charCodeAt(0) - 65 };
  const division = Number(digits.slice(0, 2));
  return {
    section: SECTION_STARTS.filter((start) => start <= division).length - 1,
    division,
    group: digits.length >= 3 ? Number(digits.slice(0, 3)) : -1,
    full: digits.length === 4 ? Number(digits) : -1,
  };
}

/** Steps between two industries, 0 to {@link STRANGERS}; an unknown one is a stranger to all. */
export function industrySteps(a: IndustryKey, b: IndustryKey): number {
  if (a.full >= 0 && a.full === b.full) return 0;
  if (a.group >= 0 && a.group === b.group) return 1;
  if (a.division >= 0 && a.division === b.division) return 2;
  return a.section >= 0 && a.section === b.section ? 3 : STRANGERS;
}
