/**
 * Why a deal, a scenario or a pool is refused: always with the field, as a path from the top of the file
 * (`tranches[1].rate`), so that whoever wrote it finds the place. Facts are flat, ready for a sentence in any language.
 */
export interface DealRefusalFacts {
  /** Not a value of the kind or range that the field takes. */
  DEAL_VALUE: { readonly field: string; readonly found: string; readonly expected: string };
  /** A field nobody knows: a slip of the pen here would silently move money. */
  DEAL_FIELD_UNKNOWN: { readonly field: string; readonly known: string };
  DEAL_FIELD_MISSING: { readonly field: string };
  /** An id that two things share. */
  DEAL_ID_TWICE: { readonly field: string; readonly id: string };
  /** An id that nothing has. */
  DEAL_ID_UNHEARD: { readonly field: string; readonly id: string };
  /** A date that must come after another. */
  DEAL_DATE_ORDER: { readonly field: string; readonly date: string; readonly after: string; readonly limit: string };
  /** Tranches that wait for one another in a circle, or for a class that is paid after them. */
  DEAL_CIRCLE: { readonly field: string; readonly circle: string };
  /** Two amounts that must agree do not. */
  DEAL_AMOUNTS: { readonly field: string; readonly found: number; readonly limit: number; readonly rule: string };
  /** The fast method computes only what fits its model. */
  DEAL_NOT_FAST: { readonly field: string; readonly found: string };
}

export type DealRefusalCode = keyof DealRefusalFacts;

/** A refusal with the facts of its code. */
export type DealRefusal<Code extends DealRefusalCode = DealRefusalCode> = {
  readonly [C in Code]: { readonly ok: false; readonly code: C; readonly facts: DealRefusalFacts[C] };
}[Code];

/** Builds a refusal whose facts fit its code. */
export function refuse<Code extends DealRefusalCode>(
  code: Code,
  facts: DealRefusalFacts[Code],
): { readonly ok: false; readonly code: Code; readonly facts: DealRefusalFacts[Code] } {
  return { ok: false, code, facts };
}

/** A value as it is quoted in facts. */
export function quote(value: unknown): string {
  // JSON has no text for undefined and refuses bigint; their name says enough.
  const text = typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
