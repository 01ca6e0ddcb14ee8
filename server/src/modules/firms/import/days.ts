/** A day that was read, or why not: `impossible` names a day that the calendar does not have. */
export type DayResult =
  | { readonly ok: true; readonly day: string }
  | { readonly ok: false; readonly why: 'unreadable' | 'impossible' };

const YEAR_MIN = 1840;
const YEAR_MAX = 2200;

const DIGITS = /^(\d{4})(\d{2})(\d{2})$/;
// 2026-1-2, 2026/01/02, 2026.1.2, 2026年1月2日, each with or without a time behind it.
const PARTS =
  /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[T\s]*\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?|分)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const SERIAL = /^\d{4,6}(?:\.\d+)?$/;

const DAY_MILLIS = 86_400_000;

const iso = (millis: number): string => new Date(millis).toISOString().slice(0, 10);

function dayOf(year: number, month: number, day: number): DayResult {
  const millis = Date.UTC(year, month - 1, day);
  const back = new Date(millis);
  const exists = back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  if (!exists || year < YEAR_MIN || year > YEAR_MAX) return { ok: false, why: 'impossible' };
  return { ok: true, day: iso(millis) };
}

/**
 * Day of a spreadsheet number. In the 1900 system day 60 is 1900-02-29, which never was; numbers below it are one day
 * off for that reason. In the 1904 system day 0 is 1904-01-01. A fraction is the time of day and falls away.
 */
export function dayOfSerial(serial: number, epoch: 1900 | 1904): DayResult {
  const whole = Math.floor(serial);
  if (epoch === 1904)
    return whole < 0 || whole > 110_000
      ? { ok: false, why: 'unreadable' }
      : { ok: true, day: iso(Date.UTC(1904, 0, 1) + whole * DAY_MILLIS) };
  if (whole === 60) return { ok: false, why: 'impossible' };
  if (whole < 1 || whole > 110_000) return { ok: false, why: 'unreadable' };
  return { ok: true, day: iso(Date.UTC(1899, 11, whole < 60 ? 31 : 30) + whole * DAY_MILLIS) };
}

/** A day as lists write it. Day before month is never guessed: 03/04/2026 is unreadable, not March or April. */
export function readDay(text: string, epoch: 1900 | 1904): DayResult {
  const clean = text.normalize('NFKC').trim();
  const found = DIGITS.exec(clean) ?? PARTS.exec(clean);
  if (found !== null) return dayOf(Number(found[1]), Number(found[2]), Number(found[3]));
  if (SERIAL.test(clean) && Number(clean) >= 10_000) return dayOfSerial(Number(clean), epoch);
  return { ok: false, why: 'unreadable' };
}
