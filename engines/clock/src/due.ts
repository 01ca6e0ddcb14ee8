/**
 * When a promise is due, and how much of its time is gone. A clock is a pure function of its start, its limit, its
 * pauses and a calendar version; replaying the same events gives the same due time, however often it is asked and
 * however the pauses came about (waiting for an answer, or the time between closing and reopening).
 *
 * A limit is turned once into a budget of time. Working time outside pauses uses the budget up; the promise is due when
 * it is empty. For a limit in working days the budget is the working time from the start to the end of the last day, so
 * every pause moves the due time by exactly the working time it took, and a pause at night moves nothing.
 */
import { amountFault, instantFault, MOST_DAYS, MOST_MINUTES } from './bounds.ts';
import type { Calendar } from './calendar.ts';
import { MINUTE_MILLIS } from './days.ts';
import { type ClockRefusal, quote, refuse } from './refusals.ts';
import { ELAPSED, isIncomplete, type Scale, workingScale } from './scale.ts';
import { blocksWithin, dayLimitCoordinate } from './working-time.ts';

/** A limit in exactly one unit. `elapsedMinutes` runs day and night; the others only in working hours. */
export type Limit =
  | { readonly workingDays: number }
  | { readonly workingMinutes: number }
  | { readonly elapsedMinutes: number };

/** Time in which the clock stands still, `from` included, `until` not; null while it lasts. */
export interface Pause {
  readonly from: number;
  readonly until: number | null;
}

/** What a clock is made of. Pauses in order, not overlapping; parts before `startedAt` have no effect. */
export interface ClockInput {
  readonly startedAt: number;
  readonly limit: Limit;
  readonly pauses: readonly Pause[];
  readonly calendar: Calendar;
}

/** Green below three quarters of the budget, amber from there on, red after the due time. */
export type ClockColor = 'green' | 'amber' | 'red';

/** A clock read at an instant. `elapsed = used + paused + offHours` holds exactly, in milliseconds. */
export interface Reading {
  readonly status: ClockColor;
  /** The instant lies in a pause. */
  readonly paused: boolean;
  readonly elapsedMillis: number;
  readonly usedMillis: number;
  /** Time that pauses took from the limit: working time inside pauses. */
  readonly pausedMillis: number;
  /** Time outside working hours, inside pauses or not; always 0 for a limit in elapsed minutes. */
  readonly offHoursMillis: number;
  /** Budget less used time; negative when overdue. */
  readonly leftMillis: number;
  /** A year between the start and this instant is not covered. */
  readonly calendarIncomplete: boolean;
}

/** A stretch of a clock's life, `from` included, `until` not. */
export interface Segment {
  readonly kind: 'used' | 'paused' | 'off';
  readonly from: number;
  readonly until: number;
}

/** A clock that can be read. */
export interface Clock {
  readonly ok: true;
  readonly startedAt: number;
  /** Null while an open pause stands between now and the end; {@link Reading.leftMillis} keeps what is left. */
  readonly dueAt: number | null;
  /** When three quarters are used and the color turns amber; null when an open pause comes first. */
  readonly amberAt: number | null;
  readonly budgetMillis: number;
  readonly calendarVersion: string;
  /** A year between the start and the due time (or the open pause) is not covered by the calendar. */
  readonly calendarIncomplete: boolean;
  /** Read the clock at an instant; before the start it stands at zero. Throws RangeError unless `at` is an instant. */
  readonly read: (at: number) => Reading;
  /**
   * The life of the clock from its start, without gaps, to `until`: by default to the due time, or to the open pause.
   * Throws RangeError unless `until` is an instant.
   */
  readonly segments: (until?: number) => readonly Segment[];
}

/** Why a clock was refused: the first thing wrong with its input. */
export type DueRefusal = ClockRefusal<
  'CLOCK_INSTANT' | 'CLOCK_AMOUNT' | 'CLOCK_LIMIT' | 'CLOCK_PAUSE_REVERSED' | 'CLOCK_PAUSE_OVERLAP'
>;

const LIMIT_BOUNDS = {
  workingDays: { min: 0, max: MOST_DAYS },
  workingMinutes: { min: 1, max: MOST_MINUTES },
  elapsedMinutes: { min: 1, max: MOST_MINUTES },
} as const;

/** The first thing wrong with a limit, null when it is in order. */
function limitFault(limit: Limit): ClockRefusal<'CLOCK_LIMIT' | 'CLOCK_AMOUNT'> | null {
  const [entry, ...rest] = Object.entries(limit);
  if (entry === undefined || rest.length > 0) return refuse('CLOCK_LIMIT', { found: quote(limit) });
  const [name, amount] = entry;
  if (name !== 'workingDays' && name !== 'workingMinutes' && name !== 'elapsedMinutes') {
    return refuse('CLOCK_LIMIT', { found: quote(limit) });
  }
  return amountFault(name, amount, LIMIT_BOUNDS[name]);
}

/** The first thing wrong with the pauses, null when pause and resume alternate. */
function pauseFault(pauses: readonly Pause[]): DueRefusal | null {
  let previousUntil: number | null = Number.NEGATIVE_INFINITY;
  for (const [index, { from, until }] of pauses.entries()) {
    const fault =
      instantFault(`pauses[${index}].from`, from) ??
      (until === null ? null : instantFault(`pauses[${index}].until`, until));
    if (fault !== null) return fault;
    // Nothing can follow a pause that has not ended.
    if (previousUntil === null || from < previousUntil) {
      return refuse('CLOCK_PAUSE_OVERLAP', { index, from, previousUntil });
    }
    if (until !== null && until < from) return refuse('CLOCK_PAUSE_REVERSED', { index, from, until });
    previousUntil = until;
  }
  return null;
}

/** Pauses as far as they lie after the start. */
function clip(pauses: readonly Pause[], startedAt: number): readonly Pause[] {
  return pauses
    .filter(({ until }) => until === null || until > startedAt)
    .map(({ from, until }) => ({ from: Math.max(from, startedAt), until }));
}

/** What a clock is computed from, after checking. */
interface Works {
  readonly startedAt: number;
  readonly pauses: readonly Pause[];
  readonly scale: Scale;
}

/** The earliest instant at which `amount` (more than zero) is used; null when an open pause comes first. */
function reachedAt({ startedAt, pauses, scale }: Works, amount: number): number | null {
  let target = scale.measure(startedAt) + amount;
  for (const { from, until } of pauses) {
    // Without the later pauses the amount would be used by then; a pause that begins at that very instant is too late.
    if (from >= scale.reach(target)) break;
    if (until === null) return null;
    target += scale.measure(until) - scale.measure(from);
  }
  return scale.reach(target);
}

/** How much of the scale lies inside pauses up to `at`. */
function pausedUntil({ pauses, scale }: Works, at: number): number {
  let paused = 0;
  for (const { from, until } of pauses) {
    if (from >= at) break;
    paused += scale.measure(until === null ? at : Math.min(until, at)) - scale.measure(from);
  }
  return paused;
}

/** Cut the counting stretches at the pauses and fill the gaps between them, so that nothing is missing or twice. */
function cut(
  works: Works,
  counting: readonly { readonly from: number; readonly until: number }[],
  end: number,
): Segment[] {
  const segments: Segment[] = [];
  const push = (kind: Segment['kind'], from: number, until: number): void => {
    if (from >= until) return;
    // A pause of no length, or two that touch, must not leave a seam.
    const previous = segments.at(-1);
    if (previous?.kind === kind) segments[segments.length - 1] = { kind, from: previous.from, until };
    else segments.push({ kind, from, until });
  };
  let at = works.startedAt;
  let next = 0;
  for (const block of counting) {
    push('off', at, block.from);
    at = block.from;
    while (at < block.until) {
      const pause = works.pauses[next];
      const until = pause?.until ?? Number.POSITIVE_INFINITY;
      if (pause === undefined || pause.from >= block.until) {
        push('used', at, block.until);
        at = block.until;
      } else if (until <= at) {
        next += 1;
      } else {
        push('used', at, pause.from);
        const stop = Math.min(until, block.until);
        push('paused', Math.max(at, pause.from), stop);
        at = stop;
      }
    }
  }
  push('off', at, end);
  return segments;
}

const demandInstant = (name: string, at: number): void => {
  const fault = instantFault(name, at);
  if (fault !== null) throw new RangeError(`${name} must be epoch milliseconds from 1900 to 2200, got ${at}`);
};

/**
 * Start a clock.
 *
 * @param input start and pauses in epoch milliseconds, a limit in one unit, a calendar of {@link parseCalendar}
 * @returns the clock, or why there is none: CLOCK_INSTANT, CLOCK_AMOUNT, CLOCK_LIMIT, CLOCK_PAUSE_REVERSED,
 * CLOCK_PAUSE_OVERLAP
 */
export function due({ startedAt, limit, pauses, calendar }: ClockInput): Clock | DueRefusal {
  const fault = instantFault('startedAt', startedAt) ?? limitFault(limit) ?? pauseFault(pauses);
  if (fault !== null) return fault;

  const elapsed = 'elapsedMinutes' in limit;
  const works: Works = {
    startedAt,
    pauses: clip(pauses, startedAt),
    scale: elapsed ? ELAPSED : workingScale(calendar),
  };
  const { scale } = works;
  const origin = scale.measure(startedAt);
  const budgetMillis = budgetOf(limit, origin, startedAt, calendar);
  const dueAt = reachedAt(works, budgetMillis);
  // The smallest whole millisecond at which used / budget is at least three quarters.
  const amberFrom = Math.ceil((3 * budgetMillis) / 4);
  const incomplete = (until: number): boolean => !elapsed && isIncomplete(startedAt, until, calendar);
  const endKnown = dueAt ?? works.pauses.at(-1)?.from ?? startedAt;

  const read = (asked: number): Reading => {
    demandInstant('at', asked);
    const at = Math.max(asked, startedAt);
    const counted = scale.measure(at) - origin;
    const pausedMillis = pausedUntil(works, at);
    const usedMillis = counted - pausedMillis;
    const status = dueAt !== null && at > dueAt ? 'red' : usedMillis >= amberFrom ? 'amber' : 'green';
    return {
      status,
      paused: works.pauses.some(({ from, until }) => from <= asked && (until === null || asked < until)),
      elapsedMillis: at - startedAt,
      usedMillis,
      pausedMillis,
      offHoursMillis: at - startedAt - counted,
      leftMillis: budgetMillis - usedMillis,
      calendarIncomplete: incomplete(at),
    };
  };
  const segments = (until: number = endKnown): readonly Segment[] => {
    demandInstant('until', until);
    const end = Math.max(until, startedAt);
    return cut(works, elapsed ? [{ from: startedAt, until: end }] : blocksWithin(startedAt, end, calendar), end);
  };
  return {
    ok: true,
    startedAt,
    dueAt,
    amberAt: reachedAt(works, amberFrom),
    budgetMillis,
    calendarVersion: calendar.version,
    calendarIncomplete: incomplete(endKnown),
    read,
    segments,
  };
}

/** The budget of a limit in milliseconds of its own scale; more than zero for every limit that passed the check. */
function budgetOf(limit: Limit, origin: number, startedAt: number, calendar: Calendar): number {
  if ('workingDays' in limit) return dayLimitCoordinate(startedAt, limit.workingDays, calendar) - origin;
  return ('workingMinutes' in limit ? limit.workingMinutes : limit.elapsedMinutes) * MINUTE_MILLIS;
}
