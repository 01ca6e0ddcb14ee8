/**
 * A second, slow way to the same answers: look at every minute, one after the other, with the platform's own Date for
 * dates and weekdays and the raw lists of the calendar file. Shares no code with the engine.
 */
import type { CalendarData, Limit, Pause } from '../src/index.ts';

const MINUTE = 60_000;

function datesOf(entries: readonly string[]): Set<string> {
  const dates = new Set<string>();
  for (const entry of entries) {
    const [first = '', last = first] = entry.split('/');
    for (let time = Date.parse(`${first}T00:00Z`); time <= Date.parse(`${last}T00:00Z`); time += 1440 * MINUTE) {
      dates.add(new Date(time).toISOString().slice(0, 10));
    }
  }
  return dates;
}

export interface Oracle {
  /** Whether the local date of an instant is worked. */
  readonly works: (at: number) => boolean;
  /** Whether the minute that begins at `at` is working time. */
  readonly open: (at: number) => boolean;
  /** Working minutes between two whole minutes. */
  readonly minutesBetween: (from: number, until: number) => number;
  /** End of the last block of the n-th working day after the day of `start`. */
  readonly addDays: (start: number, days: number) => number;
  /** Due time by counting minutes, null when an open pause stops the count. All inputs on whole minutes. */
  readonly dueAt: (startedAt: number, limit: Limit, pauses: readonly Pause[]) => number | null;
}

export function oracleOf(data: CalendarData): Oracle {
  const off = datesOf(data.daysOff);
  const worked = datesOf(data.workingDays);
  const local = (at: number): Date => new Date(at + data.utcOffsetMinutes * MINUTE);
  const works = (at: number): boolean => {
    const date = local(at).toISOString().slice(0, 10);
    if (worked.has(date)) return true;
    return !off.has(date) && local(at).getUTCDay() % 6 !== 0;
  };
  const clockText = (at: number): string => local(at).toISOString().slice(11, 16);
  const inHours = (at: number): boolean =>
    data.hours.some(({ from, to }) => from <= clockText(at) && clockText(at) < to);
  // Each minute of the day and each date is looked at once and remembered; dates turn with local midnight.
  const minutes = Array.from({ length: 1440 }, (_, minute) => inHours((minute - data.utcOffsetMinutes) * MINUTE));
  const dates = new Map<number, boolean>();
  const open = (at: number): boolean => {
    const minute = at / MINUTE + data.utcOffsetMinutes;
    const date = Math.floor(minute / 1440);
    if (minutes[minute - date * 1440] !== true) return false;
    const seen = dates.get(date) ?? works(at);
    dates.set(date, seen);
    return seen;
  };

  const minutesBetween = (from: number, until: number): number => {
    let count = 0;
    for (let at = from; at < until; at += MINUTE) if (open(at)) count += 1;
    return count;
  };
  const addDays = (start: number, days: number): number => {
    let at = start;
    let left = days;
    while (left > 0) {
      at += 1440 * MINUTE;
      if (works(at)) left -= 1;
    }
    const midnight = local(at).toISOString().slice(0, 10);
    const [hour = 0, minute = 0] = (data.hours.at(-1)?.to ?? '').split(':').map(Number);
    return Date.parse(`${midnight}T00:00Z`) + (hour * 60 + minute - data.utcOffsetMinutes) * MINUTE;
  };
  const dueAt = (startedAt: number, limit: Limit, pauses: readonly Pause[]): number | null => {
    const counts = 'elapsedMinutes' in limit ? () => true : open;
    let left =
      'elapsedMinutes' in limit
        ? limit.elapsedMinutes
        : 'workingMinutes' in limit
          ? limit.workingMinutes
          : minutesBetween(startedAt, addDays(startedAt, limit.workingDays));
    for (let at = startedAt; ; at += MINUTE) {
      const pause = pauses.find(({ from, until }) => from <= at && (until === null || at < until));
      if (pause?.until === null) return null;
      if (pause !== undefined || !counts(at)) continue;
      left -= 1;
      if (left === 0) return at + MINUTE;
    }
  };
  return { works, open, minutesBetween, addDays, dueAt };
}
