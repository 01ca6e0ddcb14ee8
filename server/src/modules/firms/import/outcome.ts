import type { ImportTotals, RowOutcome } from '@banfei/contracts';
import type { FactChange } from '../changes.ts';
import type { Capital, Placing } from '../firm.ts';
import { nameKey } from '../names.ts';
import type { FirmRecord, Reading } from './reading.ts';
import type { Remark } from './table.ts';

export interface KnownSite {
  readonly id: string;
  readonly address: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly placedBy: Placing | null;
}

/** A company of the register as far as an import compares it. */
export interface KnownFirm {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly status: string;
  readonly establishedOn: string | null;
  readonly capital: Capital;
  readonly industryCode: string | null;
  readonly regionCode: string | null;
  readonly provisional: boolean;
  readonly head: KnownSite | null;
}

/** What becomes of a row, and for an update which facts change. */
export interface Judged {
  readonly line: number;
  readonly name: string;
  readonly code: string;
  readonly outcome: RowOutcome;
  readonly reasons: readonly Remark[];
  readonly record: FirmRecord | null;
  /** The company that the row speaks of; null for a new one. */
  readonly known: KnownFirm | null;
  readonly changes: readonly FactChange[];
}

/** Remarks that come from the register and from other rows, not from the row itself; they are made anew at the commit. */
const OF_JUDGMENT = new Set([
  'ROW_CODE_TWICE',
  'ROW_NAME_TWICE',
  'ROW_NAME_AMBIGUOUS',
  'ROW_NAME_SHARED',
  'ROW_CODE_MISSING',
]);

/** A stored row as it was read, before anything was judged. */
export function unjudged(reading: Reading): Reading {
  if (reading.record === null) return reading;
  return {
    ...reading,
    reasons: reading.reasons.filter(({ code }) => !OF_JUDGMENT.has(code) && code !== 'ROW_NAME_MISSING'),
  };
}

const codeMissing = ({ code }: FirmRecord): Remark[] =>
  code === null ? [{ code: 'ROW_CODE_MISSING', facts: {} }] : [];

/** Judges rows one after the other against the register and against the rows before them. */
export class Judge {
  readonly #byCode = new Map<string, KnownFirm>();
  readonly #byName = new Map<string, KnownFirm[]>();
  /** Line that has spoken for a code, for a name, for a company. */
  readonly #codeLines = new Map<string, number>();
  readonly #nameLines = new Map<string, { line: number; code: string | null }>();
  readonly #firmLines = new Map<string, number>();
  readonly totals = { read: 0, new: 0, update: 0, unchanged: 0, duplicate: 0, rejected: 0 } satisfies ImportTotals;

  constructor(known: Iterable<KnownFirm>) {
    for (const firm of known) {
      if (firm.code !== null) this.#byCode.set(firm.code, firm);
      const key = nameKey(firm.name);
      const namesakes = this.#byName.get(key);
      if (namesakes === undefined) this.#byName.set(key, [firm]);
      else namesakes.push(firm);
    }
  }

  judge(reading: Reading): Judged {
    const judged = this.#judge(reading);
    this.totals.read++;
    this.totals[judged.outcome]++;
    return judged;
  }

  #judge(reading: Reading): Judged {
    const { record } = reading;
    const result = (outcome: RowOutcome, more: Partial<Judged> = {}): Judged => ({
      ...reading,
      outcome,
      known: null,
      changes: [],
      ...more,
    });
    if (record === null) return result('rejected');
    const repeated = this.#repeated(record);
    if (repeated !== null) return result('duplicate', { reasons: [repeated, ...reading.reasons] });
    const namesakes = record.name === null ? [] : (this.#byName.get(nameKey(record.name)) ?? []);
    const known = this.#known(record, namesakes);
    if (known === 'ambiguous')
      return result('rejected', { reasons: [{ code: 'ROW_NAME_AMBIGUOUS', facts: { count: namesakes.length } }] });
    if (known === null && record.name === null)
      return result('rejected', { reasons: [{ code: 'ROW_NAME_MISSING', facts: {} }] });
    const claimed = known === null ? undefined : this.#firmLines.get(known.id);
    if (claimed !== undefined)
      return result('duplicate', { reasons: [{ code: 'ROW_NAME_TWICE', facts: { line: claimed } }] });
    this.#claim(record, reading.line, known);
    if (known !== null) {
      const changes = changesOf(known, record);
      const reasons = known.code === null ? [...reading.reasons, ...codeMissing(record)] : reading.reasons;
      return result(changes.length > 0 ? 'update' : 'unchanged', { known, changes, reasons });
    }
    const other = namesakes.find(({ code }) => code !== null);
    const shared: Remark[] = other === undefined ? [] : [{ code: 'ROW_NAME_SHARED', facts: { code: other.code } }];
    return result('new', { reasons: [...reading.reasons, ...codeMissing(record), ...shared] });
  }

  /** The same code, or the same name where one of the two rows has no code: two codes are two companies. */
  #repeated({ code, name }: FirmRecord): Remark | null {
    const codeLine = code === null ? undefined : this.#codeLines.get(code);
    if (codeLine !== undefined) return { code: 'ROW_CODE_TWICE', facts: { line: codeLine } };
    const earlier = name === null ? undefined : this.#nameLines.get(nameKey(name));
    if (earlier === undefined || (code !== null && earlier.code !== null)) return null;
    return { code: 'ROW_NAME_TWICE', facts: { line: earlier.line } };
  }

  #known({ code }: FirmRecord, namesakes: readonly KnownFirm[]): KnownFirm | 'ambiguous' | null {
    if (code !== null) {
      const own = this.#byCode.get(code);
      if (own !== undefined) return own;
      // A company that the counter took down under this name is verified by the row that brings its code.
      const provisional = namesakes.filter((firm) => firm.provisional && firm.code === null);
      return provisional.length === 1 ? (provisional[0] ?? null) : null;
    }
    return namesakes.length > 1 ? 'ambiguous' : (namesakes[0] ?? null);
  }

  #claim({ code, name }: FirmRecord, line: number, known: KnownFirm | null): void {
    if (code !== null) this.#codeLines.set(code, line);
    if (name !== null) this.#nameLines.set(nameKey(name), { line, code });
    if (known !== null) this.#firmLines.set(known.id, line);
  }
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));

/** Former names after a row: what was known, what the row adds, and the present name when it gives way to another. */
export function formerNamesAfter(known: KnownFirm, record: FirmRecord): readonly string[] {
  const name = record.name ?? known.name;
  const renamed = nameKey(name) === nameKey(known.name) ? [] : [known.name];
  const all = [...known.formerNames, ...renamed, ...record.formerNames];
  const current = nameKey(name);
  return [...new Map(all.filter((each) => nameKey(each) !== current).map((each) => [nameKey(each), each])).values()];
}

/** A row moves a site by its coordinates, unless an officer has said where this very address lies. */
export function movesSite(head: KnownSite | null, { address, lon, lat }: FirmRecord): boolean {
  if (lon === null || lat === null || (head?.lon === lon && head.lat === lat)) return false;
  return head?.placedBy !== 'officer' || (address !== null && address !== head.address);
}

/** Facts that a row changes. What the row does not say stays as it is. */
export function changesOf(known: KnownFirm, record: FirmRecord): FactChange[] {
  const changes: FactChange[] = [];
  const compare = (fact: FactChange['fact'], from: string | null, to: string | null): void => {
    if (to !== null && (from ?? '') !== to) changes.push({ fact, from: from ?? '', to });
  };
  compare('name', known.name, record.name);
  const formerNames = formerNamesAfter(known, record);
  if (!sameNames(known.formerNames, formerNames))
    compare('formerNames', known.formerNames.join('、'), formerNames.join('、'));
  compare('code', known.code, record.code);
  compare('status', known.status, record.status);
  compare('establishedOn', known.establishedOn, record.establishedOn);
  compare('capital', known.capital.text, record.capital?.text ?? null);
  compare('industryCode', known.industryCode, record.industryCode);
  compare('regionCode', known.regionCode, record.regionCode);
  compare('address', known.head?.address ?? '', record.address);
  if (movesSite(known.head, record)) {
    const point = (lon: number | null | undefined, lat: number | null | undefined): string =>
      lon == null || lat == null ? '' : `${lon}, ${lat}`;
    compare('coordinates', point(known.head?.lon, known.head?.lat), point(record.lon, record.lat));
  }
  return changes;
}
