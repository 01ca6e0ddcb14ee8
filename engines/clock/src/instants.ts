/** Instants as text, in a calendar's own offset; the time zone of the machine plays no part. */
import { DAY_MILLIS, formatDay, MINUTE_MILLIS, parseDay } from './days.ts';
import { type ClockRefusal, quote, refuse } from './refusals.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * An instant as ISO 8601 local time with its offset, for example `2026-02-24T17:30:00+08:00`. Milliseconds appear only
 * when there are any.
 *
 * @param at epoch milliseconds
 * @param utcOffsetMinutes offset of the calendar
 */
export function formatInstant(at: number, utcOffsetMinutes: number): string {
  const local = at + utcOffsetMinutes * MINUTE_MILLIS;
  const day = Math.floor(local / DAY_MILLIS);
  const ofDay = local - day * DAY_MILLIS;
  const [hour, minute] = [Math.floor(ofDay / 3_600_000), Math.floor(ofDay / MINUTE_MILLIS) % 60];
  const [second, milli] = [Math.floor(ofDay / 1000) % 60, ofDay % 1000];
  const fraction = milli === 0 ? '' : `.${String(milli).padStart(3, '0')}`;
  const offset = Math.abs(utcOffsetMinutes);
  const sign = utcOffsetMinutes < 0 ? '-' : '+';
  return `${formatDay(day)}T${two(hour)}:${two(minute)}:${two(second)}${fraction}${sign}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
}

const FORM =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/**
 * Read an ISO 8601 date and time, for example `2026-02-12T10:00+08:00`. Without an offset the time is local to the
 * calendar; `Date.parse` would take it as local to the machine.
 *
 * @param text date, `T` or a blank, hours and minutes, perhaps seconds, milliseconds and offset
 * @param utcOffsetMinutes offset to assume when the text has none
 */
export function parseInstant(
  text: string,
  utcOffsetMinutes: number,
): { readonly ok: true; readonly at: number } | ClockRefusal<'CLOCK_INSTANT_TEXT'> {
  const [, date, hour, minute, second = '0', fraction = '0', zone] = FORM.exec(text.trim()) ?? [];
  const day = date === undefined ? null : parseDay(date);
  if (day === null) return refuse('CLOCK_INSTANT_TEXT', { found: quote(text) });
  const ofDay = (Number(hour) * 60 + Number(minute)) * MINUTE_MILLIS + Number(second) * 1000;
  const offset = zone === undefined ? utcOffsetMinutes : offsetOf(zone);
  return { ok: true, at: day * DAY_MILLIS + ofDay + Number(fraction.padEnd(3, '0')) - offset * MINUTE_MILLIS };
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith('-') ? -minutes : minutes;
}
