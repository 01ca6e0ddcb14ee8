/**
 * Why a calendar or a question is refused. The facts are flat, so that a sentence can be made of them in any language.
 * Lists are joined with blanks; values that were not understood are quoted as JSON, cut at 80 characters.
 */
export interface ClockRefusalFacts {
  /** The calendar is not an object. */
  CALENDAR_NOT_OBJECT: { readonly found: string };
  /** An attribute nobody knows: a slip of the pen here would silently move due times. */
  CALENDAR_ATTRIBUTE_UNKNOWN: { readonly attribute: string; readonly known: string };
  CALENDAR_ATTRIBUTE_MISSING: { readonly attribute: string };
  CALENDAR_VALUE: { readonly attribute: string; readonly found: string; readonly expected: string };
  /** One date listed twice, in one list or in both. */
  CALENDAR_DATE_TWICE: { readonly date: string; readonly first: string; readonly second: string };
  /** A date in a year that the calendar does not claim to cover. */
  CALENDAR_DATE_NOT_COVERED: { readonly date: string; readonly attribute: string; readonly coveredYears: string };
  /** Blocks of hours must follow one another within the day. */
  CALENDAR_HOURS_ORDER: { readonly first: string; readonly second: string };
  /** An instant is not an integer number of milliseconds between 1900 and 2200. */
  CLOCK_INSTANT: { readonly name: string; readonly found: string; readonly min: number; readonly max: number };
  /** A text that is not an ISO 8601 date and time. */
  CLOCK_INSTANT_TEXT: { readonly found: string };
  /** A number of days or minutes is not an integer within its bounds. */
  CLOCK_AMOUNT: { readonly name: string; readonly found: string; readonly min: number; readonly max: number };
  /** A limit must name exactly one of workingDays, workingMinutes, elapsedMinutes. */
  CLOCK_LIMIT: { readonly found: string };
  /** A pause that ends before it begins. */
  CLOCK_PAUSE_REVERSED: { readonly index: number; readonly from: number; readonly until: number };
  /** A pause that begins before the one before it has ended; pause and resume must alternate. */
  CLOCK_PAUSE_OVERLAP: { readonly index: number; readonly from: number; readonly previousUntil: number | null };
}

export type ClockRefusalCode = keyof ClockRefusalFacts;

/** A refusal with the facts of its code. */
export type ClockRefusal<Code extends ClockRefusalCode = ClockRefusalCode> = {
  readonly [C in Code]: { readonly ok: false; readonly code: C; readonly facts: ClockRefusalFacts[C] };
}[Code];

/** Build a refusal whose facts fit its code. */
export function refuse<Code extends ClockRefusalCode>(
  code: Code,
  facts: ClockRefusalFacts[Code],
): { readonly ok: false; readonly code: Code; readonly facts: ClockRefusalFacts[Code] } {
  return { ok: false, code, facts };
}

/** A value as it is quoted in facts. */
export function quote(value: unknown): string {
  // JSON has no text for undefined, functions and symbols, and refuses bigint; their name says enough.
  const text = typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
