/** Opening hours: one or more blocks a day, the same on every working day. */
import { MINUTE_MILLIS } from './days.ts';
import { type ClockRefusal, quote, refuse } from './refusals.ts';

/** One block of working hours in local time, `HH:MM`; `to` may be `24:00`. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** A block in milliseconds of the day, with the working time that lies before it on the same day. */
export interface Block {
  readonly from: number;
  readonly until: number;
  readonly before: number;
}

type HoursRefusal = ClockRefusal<'CALENDAR_VALUE' | 'CALENDAR_ATTRIBUTE_UNKNOWN' | 'CALENDAR_HOURS_ORDER'>;

const EXPECTED = 'HH:MM-HH:MM';

function minuteOfDay(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  if (text === '24:00') return 1440;
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}

/**
 * Read hours as they are typed on a command line, for example `09:00-12:00,13:00-17:30`.
 *
 * @returns blocks for {@link CalendarData.hours}, or CALENDAR_VALUE naming the part that was not understood; order and
 * overlap are judged by `parseCalendar`
 */
export function parseHours(
  text: string,
): { readonly ok: true; readonly hours: readonly Hours[] } | ClockRefusal<'CALENDAR_VALUE'> {
  const hours: Hours[] = [];
  for (const part of text.split(',')) {
    const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(part.trim()) ?? [];
    if (from === undefined || to === undefined) {
      return refuse('CALENDAR_VALUE', { attribute: 'hours', found: quote(part), expected: EXPECTED });
    }
    hours.push({ from, to });
  }
  return { ok: true, hours };
}

/**
 * Compile hours to milliseconds of the day.
 *
 * @returns blocks in ascending order and the working time of one day, or the first thing that is wrong
 */
export function compileHours(
  value: unknown,
): { readonly ok: true; readonly blocks: readonly Block[]; readonly dayMillis: number } | HoursRefusal {
  if (!Array.isArray(value) || value.length === 0) {
    return refuse('CALENDAR_VALUE', { attribute: 'hours', found: quote(value), expected: `[${EXPECTED}, …]` });
  }
  const blocks: Block[] = [];
  let dayMillis = 0;
  const entries: readonly unknown[] = value;
  for (const [index, entry] of entries.entries()) {
    const attribute = `hours[${index}]`;
    const wrong = { attribute, found: quote(entry), expected: '{ from: "HH:MM", to: "HH:MM" }' };
    if (typeof entry !== 'object' || entry === null) return refuse('CALENDAR_VALUE', wrong);
    const stranger = Object.keys(entry).find((key) => key !== 'from' && key !== 'to');
    if (stranger !== undefined) {
      return refuse('CALENDAR_ATTRIBUTE_UNKNOWN', { attribute: `${attribute}.${stranger}`, known: 'from to' });
    }
    const from = minuteOfDay('from' in entry ? entry.from : undefined);
    const to = minuteOfDay('to' in entry ? entry.to : undefined);
    // A block over midnight would belong to two days; it has to be written as two.
    if (from === null || to === null || from >= to) return refuse('CALENDAR_VALUE', wrong);
    const previous = blocks.at(-1);
    if (previous !== undefined && from * MINUTE_MILLIS < previous.until) {
      return refuse('CALENDAR_HOURS_ORDER', { first: quote(entries[index - 1]), second: quote(entry) });
    }
    blocks.push({ from: from * MINUTE_MILLIS, until: to * MINUTE_MILLIS, before: dayMillis });
    dayMillis += (to - from) * MINUTE_MILLIS;
  }
  return { ok: true, blocks, dayMillis };
}
