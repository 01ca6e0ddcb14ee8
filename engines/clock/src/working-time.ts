/** Questions about working time without pauses. Instants are epoch milliseconds, integers from 1900 to 2200. */
import { amountFault, instantFault, MOST_DAYS, MOST_MINUTES } from './bounds.ts';
import type { Calendar } from './calendar.ts';
import { DAY_MILLIS, MINUTE_MILLIS } from './days.ts';
import type { ClockRefusal } from './refusals.ts';
import {
  instantAt,
  isIncomplete,
  isWorked,
  localDay,
  workingCoordinate,
  workingDaysBefore,
  workingDayWithBefore,
} from './scale.ts';

/** An instant that was computed; `calendarIncomplete` when a year on the way is not covered by the calendar. */
export interface Reached {
  readonly ok: true;
  readonly at: number;
  readonly calendarIncomplete: boolean;
}

/** A count of days or milliseconds; `calendarIncomplete` as in {@link Reached}. */
export interface Counted {
  readonly ok: true;
  readonly count: number;
  readonly calendarIncomplete: boolean;
}

/** A stretch of working time, `from` included, `until` not. */
export interface WorkingBlock {
  readonly from: number;
  readonly until: number;
}

type AmountRefusal = ClockRefusal<'CLOCK_INSTANT' | 'CLOCK_AMOUNT'>;
type InstantRefusal = ClockRefusal<'CLOCK_INSTANT'>;

/**
 * Coordinate at which a limit in working days ends. The start day is not counted (民法典 art. 201: the first day of a
 * period is not included), and the last day ends when business ends (art. 203): the limit runs to the last working hour
 * of the n-th working day after the start day. Zero days means "the same day": the end of the first working day that
 * still has working time left.
 */
export function dayLimitCoordinate(start: number, workingDays: number, calendar: Calendar): number {
  const { dayMillis } = calendar;
  if (workingDays > 0) {
    return (workingDaysBefore(localDay(start, calendar) + 1, calendar) + workingDays) * dayMillis;
  }
  return (Math.floor(workingCoordinate(start, calendar) / dayMillis) + 1) * dayMillis;
}

/**
 * The end of the n-th working day after the day of `start`.
 *
 * @param start epoch milliseconds
 * @param workingDays 0 to 36,500; 0 is the same day, see {@link dayLimitCoordinate}
 * @returns the end of the last working hour of that day
 */
export function addWorkingDays(start: number, workingDays: number, calendar: Calendar): Reached | AmountRefusal {
  const fault = instantFault('start', start) ?? amountFault('workingDays', workingDays, { min: 0, max: MOST_DAYS });
  if (fault !== null) return fault;
  const at = instantAt(dayLimitCoordinate(start, workingDays, calendar), calendar);
  return { ok: true, at, calendarIncomplete: isIncomplete(start, at, calendar) };
}

/**
 * The earliest instant at which `minutes` of working time have passed since `start`. A sum that fills a block ends at
 * the end of that block, not at the start of the next. Zero minutes is `start` itself, working time or not.
 *
 * @param start epoch milliseconds
 * @param minutes 0 to 52,560,000
 */
export function addWorkingMinutes(start: number, minutes: number, calendar: Calendar): Reached | AmountRefusal {
  const fault = instantFault('start', start) ?? amountFault('minutes', minutes, { min: 0, max: MOST_MINUTES });
  if (fault !== null) return fault;
  const target = workingCoordinate(start, calendar) + minutes * MINUTE_MILLIS;
  const at = minutes === 0 ? start : instantAt(target, calendar);
  return { ok: true, at, calendarIncomplete: isIncomplete(start, at, calendar) };
}

const between = (from: number, until: number, calendar: Calendar): InstantRefusal | boolean =>
  instantFault('from', from) ??
  instantFault('until', until) ??
  isIncomplete(Math.min(from, until), Math.max(from, until), calendar);

/**
 * Working milliseconds from one instant to another; negative when `until` is the earlier one.
 *
 * @returns `count` in milliseconds
 */
export function workingMillisBetween(from: number, until: number, calendar: Calendar): Counted | InstantRefusal {
  const checked = between(from, until, calendar);
  if (typeof checked !== 'boolean') return checked;
  const count = workingCoordinate(until, calendar) - workingCoordinate(from, calendar);
  return { ok: true, count, calendarIncomplete: checked };
}

/**
 * Working days after the local day of `from` up to and including that of `until`: day 3 of a limit of 7 is 3.
 * Negative when `until` is the earlier one.
 *
 * @returns `count` in days
 */
export function workingDaysBetween(from: number, until: number, calendar: Calendar): Counted | InstantRefusal {
  const checked = between(from, until, calendar);
  if (typeof checked !== 'boolean') return checked;
  const passed = (at: number): number => workingDaysBefore(localDay(at, calendar) + 1, calendar);
  return { ok: true, count: passed(until) - passed(from), calendarIncomplete: checked };
}

/** Whether the local day of an instant is worked. */
export function isWorkingDay(
  at: number,
  calendar: Calendar,
): { readonly ok: true; readonly working: boolean; readonly calendarIncomplete: boolean } | InstantRefusal {
  const fault = instantFault('at', at);
  if (fault !== null) return fault;
  const working = isWorked(localDay(at, calendar), calendar);
  return { ok: true, working, calendarIncomplete: isIncomplete(at, at, calendar) };
}

/** Working blocks that meet [from, until), cut to it; blocks that touch are joined. Inputs were checked. */
export function blocksWithin(from: number, until: number, calendar: Calendar): WorkingBlock[] {
  const found: WorkingBlock[] = [];
  const offset = calendar.utcOffsetMinutes * MINUTE_MILLIS;
  const first = workingDaysBefore(localDay(from, calendar), calendar);
  const last = workingDaysBefore(localDay(until, calendar) + 1, calendar);
  for (let count = first; count < last; count += 1) {
    const midnight = workingDayWithBefore(count, calendar) * DAY_MILLIS - offset;
    for (const block of calendar.blocks) {
      const start = Math.max(from, midnight + block.from);
      const end = Math.min(until, midnight + block.until);
      if (start >= end) continue;
      const previous = found.at(-1);
      if (previous?.until === start) found[found.length - 1] = { from: previous.from, until: end };
      else found.push({ from: start, until: end });
    }
  }
  return found;
}

/**
 * The stretches of working time between two instants, in order, for drawing a scale of working time.
 *
 * @returns blocks cut to [from, until); none when `until` is not later than `from`
 */
export function workingBlocks(
  from: number,
  until: number,
  calendar: Calendar,
):
  | { readonly ok: true; readonly blocks: readonly WorkingBlock[]; readonly calendarIncomplete: boolean }
  | InstantRefusal {
  const checked = between(from, until, calendar);
  if (typeof checked !== 'boolean') return checked;
  return { ok: true, blocks: blocksWithin(from, until, calendar), calendarIncomplete: checked };
}
