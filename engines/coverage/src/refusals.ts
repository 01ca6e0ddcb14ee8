/** Why units, organizations or a rule pack are refused: always with the place and the value, as flat facts. */
export interface CoverageRefusalFacts {
  /** A value that the column does not take; `row` is the line of the file, the heading being line 1. */
  COVERAGE_VALUE: { readonly row: number; readonly column: string; readonly found: string; readonly expected: string };
  /** A column that must be there is not. */
  COVERAGE_COLUMN_MISSING: { readonly column: string; readonly known: string };
  /** Two rows with one code. */
  COVERAGE_CODE_TWICE: { readonly row: number; readonly code: string; readonly first: number };
  /** Something in the rule pack that cannot be read. */
  COVERAGE_RULE: { readonly field: string; readonly found: string; readonly expected: string };
  /** No version of the rules is in force on the day that was asked for. */
  COVERAGE_RULE_DATE: { readonly asOf: string };
  /** The current plan is not a plan. */
  COVERAGE_CURRENT: { readonly field: string; readonly found: string; readonly expected: string };
  /** A change of mode that the table does not know. */
  COVERAGE_MODE_MOVE: { readonly from: string; readonly to: string };
  /** A mode whose condition is not met. */
  COVERAGE_MODE_CONDITION: {
    readonly to: string;
    readonly condition: string;
    readonly found: string;
    readonly expected: string;
  };
}

export type CoverageRefusalCode = keyof CoverageRefusalFacts;

/** A refusal with the facts of its code. */
export type CoverageRefusal<Code extends CoverageRefusalCode = CoverageRefusalCode> = {
  readonly [C in Code]: { readonly ok: false; readonly code: C; readonly facts: CoverageRefusalFacts[C] };
}[Code];

/** Builds a refusal whose facts fit its code. */
export function refuse<Code extends CoverageRefusalCode>(
  code: Code,
  facts: CoverageRefusalFacts[Code],
): { readonly ok: false; readonly code: Code; readonly facts: CoverageRefusalFacts[Code] } {
  return { ok: false, code, facts };
}

/** A value as it is quoted in facts. */
export function quote(value: unknown): string {
  // JSON has no text for undefined and refuses bigint; their name says enough.
  const text = typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
