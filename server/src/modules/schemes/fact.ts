import type { FactStatement, FactValue } from '@banfei/contracts';
import { type EligibilityRefusal, type Facts, parseFacts } from '@banfei/eligibility';
import { schemeLibrary } from './library.ts';

/** A paper on record. */
export interface Fact extends FactStatement {
  readonly id: string;
  readonly firmId: string;
  readonly origin: 'company' | 'officer' | 'import';
  readonly state: 'stated' | 'confirmed';
  readonly version: number;
}

/** What only a person can judge, and points that an expert gives: an officer puts them on record, never the company. */
export const isByOfficer = (name: string): boolean => name.startsWith('finding.') || name.startsWith('score.');

export const factKey = ({ name, year }: Pick<FactStatement, 'name' | 'year'>): string => `${name}@${year ?? ''}`;

type Paper = Pick<FactStatement, 'name' | 'year' | 'value' | 'source' | 'issuedOn' | 'validUntil'>;

/** The papers that speak on a day: those issued by then, and of several about one thing the newest. */
export function papersOn<P extends Paper>(papers: readonly P[], day: string): readonly P[] {
  const newest = new Map<string, P>();
  for (const paper of papers) {
    if (paper.issuedOn > day) continue;
    const known = newest.get(factKey(paper));
    if (known === undefined || known.issuedOn < paper.issuedOn) newest.set(factKey(paper), paper);
  }
  return [...newest.values()];
}

interface Stated {
  readonly value: FactValue;
  readonly source: string;
  readonly validUntil?: string;
}

/** The engine's own form of facts, as a file of `banfei schemes check` has it. */
function formOf(firm: string, papers: readonly Paper[]) {
  const years: Record<string, Record<string, Stated>> = {};
  const now: Record<string, Stated> = {};
  for (const { name, year, value, source, validUntil } of papers) {
    const stated = validUntil === null ? { value, source } : { value, source, validUntil };
    if (year === null) now[name] = stated;
    else years[year] = { ...years[year], [name]: stated };
  }
  return { firm, currency: 'CNY', years, now };
}

type Read =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly faults: readonly EligibilityRefusal[] };

/** Papers as the engine understands them, or every fault. No fiscal year counts before it is over. */
export function factsOf(firm: string, papers: readonly Paper[], today: string): Read {
  const limits = { latestDay: today, latestYear: Number(today.slice(0, 4)) - 1 };
  return parseFacts(formOf(firm, papers), schemeLibrary().vocabulary, limits);
}

/** Papers on record, which were checked when they came in. */
export function checkedFacts(firm: string, papers: readonly Paper[], today: string): Facts {
  const read = factsOf(firm, papers, today);
  if (!read.ok) throw new Error(`facts on record of ${firm} cannot be read: ${JSON.stringify(read.faults)}`);
  return read.facts;
}
