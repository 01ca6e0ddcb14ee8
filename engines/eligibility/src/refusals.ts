/** A sentence in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Facts of each refusal, flat, so that a sentence can be made of them in any language. Values are quoted as JSON. */
export interface EligibilityRefusalFacts {
  /** An attribute that no reader knows would silently switch a rule off. */
  PACK_ATTRIBUTE_UNKNOWN: { readonly place: string; readonly attribute: string; readonly known: string };
  PACK_ATTRIBUTE_MISSING: { readonly place: string; readonly attribute: string };
  PACK_VALUE: { readonly place: string; readonly found: string; readonly expected: string };
  /** A name of a fact, a criterion or a score that nobody declared. */
  PACK_NAME_UNKNOWN: { readonly place: string; readonly name: string; readonly kind: string };
  /** A criterion or score that no standard uses is a rule without effect. */
  PACK_NAME_UNUSED: { readonly place: string; readonly name: string };
  /** Two versions of one scheme are in force on the same day. */
  PACK_OVERLAP: { readonly scheme: string; readonly first: string; readonly second: string };
  FACTS_NOT_OBJECT: { readonly place: string; readonly found: string };
  FACT_UNKNOWN: { readonly place: string; readonly name: string; readonly nearest: string };
  /** The fact stands under `now` and belongs under a year, or the other way about. */
  FACT_SCOPE: { readonly place: string; readonly name: string; readonly expected: string };
  FACT_MONEY: { readonly place: string; readonly found: string };
  FACT_COUNT: { readonly place: string; readonly found: string };
  FACT_SHARE: { readonly place: string; readonly found: string };
  FACT_DECIMAL: { readonly place: string; readonly found: string; readonly places: number };
  FACT_FLAG: { readonly place: string; readonly found: string };
  FACT_DATE: { readonly place: string; readonly found: string };
  FACT_DATE_AHEAD: { readonly place: string; readonly found: string; readonly latest: string };
  FACT_NEGATIVE: { readonly place: string; readonly found: string };
  FACT_TOO_LARGE: { readonly place: string; readonly found: string; readonly max: string };
  FACT_YEAR: { readonly found: string; readonly min: number; readonly max: number };
  FACT_CURRENCY: { readonly found: string };
  /** A part is larger than its whole, such as more research staff than staff. */
  FACT_PART: { readonly place: string; readonly part: string; readonly whole: string };
  AS_OF: { readonly found: string };
  SCHEME_UNKNOWN: { readonly scheme: string; readonly known: string };
}

export type EligibilityRefusalCode = keyof EligibilityRefusalFacts;

/** A refusal with the facts of its code. */
export type EligibilityRefusal<Code extends EligibilityRefusalCode = EligibilityRefusalCode> = {
  readonly [C in Code]: { readonly ok: false; readonly code: C; readonly facts: EligibilityRefusalFacts[C] };
}[Code];

/** Builds a refusal whose facts fit its code. */
export function refuse<Code extends EligibilityRefusalCode>(
  code: Code,
  facts: EligibilityRefusalFacts[Code],
): { readonly ok: false; readonly code: Code; readonly facts: EligibilityRefusalFacts[Code] } {
  return { ok: false, code, facts };
}

/** A value as it is quoted in facts, cut at 60 characters. */
export function quote(value: unknown): string {
  const text = typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Fills the facts of a refusal into a sentence. */
export const fillWords = ({ zh, en }: Words, facts: Readonly<Record<string, string | number>>): Words => {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));
  return { zh: fill(zh), en: fill(en) };
};
