/**
 * 行政区划代码, region codes of GB/T 2260: two digits each for province, city and county; three more for a street or
 * town (GB/T 10114). Which codes exist changes every year, so the list is data that the caller passes in.
 */
import { firstForeign, normalizeIdentifier } from './normalize.ts';
import type { Fault, Warning } from './outcomes.ts';

/** How far down a region code goes: province, city, county or street. */
export type RegionLevel = 'province' | 'city' | 'county' | 'street';

/** One region of a table. */
export interface Region {
  readonly name: string;
  /** Day or year since which the code is no longer issued, for example `2021`; absent while it is current. */
  readonly retiredOn?: string;
  /** Codes that took its place. */
  readonly successors?: readonly string[];
}

/** The codes of one edition of the standard. */
export interface RegionTable {
  /** Edition, for example `2024-11-28`. */
  readonly version: string;
  readonly regions: Readonly<Record<string, Region>>;
}

/** A code of the right form and, when a table was given, one that it holds. */
export interface RegionCode {
  readonly ok: true;
  readonly kind: 'regionCode';
  readonly normalized: string;
  readonly code: string;
  readonly level: RegionLevel;
  /** Code of the region above; null for a province. */
  readonly parent: string | null;
  /** From the table; null without one. */
  readonly name: string | null;
  readonly warnings: readonly Warning<'REGION_CODE_RETIRED'>[];
}

/** Why a text is not a region code. */
export type RegionCodeFault = Fault<
  'regionCode',
  'REGION_CODE_LENGTH' | 'REGION_CODE_CHARACTER' | 'REGION_CODE_LEVEL' | 'REGION_CODE_UNKNOWN'
>;

const place = (code: string): { readonly level: RegionLevel; readonly parent: string | null } => {
  if (code.length === 9) return { level: 'street', parent: code.slice(0, 6) };
  if (code.endsWith('0000')) return { level: 'province', parent: null };
  if (code.endsWith('00')) return { level: 'city', parent: `${code.slice(0, 2)}0000` };
  return { level: 'county', parent: `${code.slice(0, 4)}00` };
};

/** A level may only be filled when the level above it is: 330010 would be a county of no city. */
function levelFault(code: string): { position: number; found: string; expected: string } | null {
  if (code.slice(2, 4) === '00' && code.slice(4) !== '0'.repeat(code.length - 4)) {
    return { position: 3, found: '00', expected: '01-99' };
  }
  if (code.length < 9) return null;
  if (code.slice(4, 6) === '00') return { position: 5, found: '00', expected: '01-99' };
  return code.slice(6) === '000' ? { position: 7, found: '000', expected: '001-999' } : null;
}

/**
 * Check a region code as typed.
 *
 * A retired code passes with a warning, because what was registered under it keeps it (下城 330103 and 江干 330104 were
 * merged in 2021 and still stand in credit codes).
 *
 * @param raw text as typed, six digits or nine for a street or town
 * @param table the codes that exist; without it only the form is checked
 */
export function checkRegionCode(raw: string, table?: RegionTable): RegionCode | RegionCodeFault {
  const normalized = normalizeIdentifier(raw);
  const refused = { ok: false, kind: 'regionCode', normalized } as const;
  const found = [...normalized].length;
  if (found !== 6 && found !== 9) {
    return { ...refused, code: 'REGION_CODE_LENGTH', facts: { found, expected: '6 / 9' } };
  }
  // The first digit is the greater region, 1 (north) to 8 (Hong Kong, Macao).
  const foreign = firstForeign(normalized, (position) => (position === 1 ? '12345678' : '0123456789'));
  if (foreign !== null) {
    const expected = foreign.position === 1 ? '1-8' : '0-9';
    return { ...refused, code: 'REGION_CODE_CHARACTER', facts: { ...foreign, expected } };
  }
  const level = levelFault(normalized);
  if (level !== null) return { ...refused, code: 'REGION_CODE_LEVEL', facts: level };

  const answer = { ok: true, kind: 'regionCode', normalized, code: normalized, ...place(normalized) } as const;
  if (table === undefined) return { ...answer, name: null, warnings: [] };
  const region = Object.hasOwn(table.regions, normalized) ? table.regions[normalized] : undefined;
  if (region === undefined) {
    return { ...refused, code: 'REGION_CODE_UNKNOWN', facts: { found: normalized, version: table.version } };
  }
  if (region.retiredOn === undefined) return { ...answer, name: region.name, warnings: [] };
  const successors = (region.successors ?? []).join(' ');
  const facts = { found: normalized, retiredOn: region.retiredOn, successors };
  return { ...answer, name: region.name, warnings: [{ code: 'REGION_CODE_RETIRED', facts }] };
}
