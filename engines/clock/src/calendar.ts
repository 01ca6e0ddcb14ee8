/**
 * A working calendar as versioned data. China moves working days by decree: the State Council's yearly notice gives
 * blocks of days off and, in exchange, Saturdays and Sundays that are worked (调休). Between those exceptions the plain
 * rule holds: Monday to Friday.
 */
import { dateOfDay, formatDay, isWeekday, parseDay, weekdaysBefore } from './days.ts';
import { type Block, compileHours, type Hours } from './hours.ts';
import { type ClockRefusal, quote, refuse } from './refusals.ts';

/** A calendar as it is written in a file. */
export interface CalendarData {
  /** Names this content for ever; a changed calendar takes a new version. */
  readonly version: string;
  /** Local time minus UTC in minutes, fixed for the whole calendar: 480 for China, which has no daylight saving time. */
  readonly utcOffsetMinutes: number;
  /** Years whose days off are known. Results that touch another year are computed and flagged. */
  readonly coveredYears: readonly number[];
  /** Dates `YYYY-MM-DD` or ranges `YYYY-MM-DD/YYYY-MM-DD`, both ends included; weekends may be among them. */
  readonly daysOff: readonly string[];
  /** Make-up working days, same form; they matter where they fall on a weekend. */
  readonly workingDays: readonly string[];
  /** Working hours of every working day, ascending, not overlapping, none over midnight. */
  readonly hours: readonly Hours[];
  readonly source?: string;
  readonly license?: string;
  readonly notices?: readonly string[];
}

/** A calendar that was checked and made ready for arithmetic. Plain data; made by {@link parseCalendar} only. */
export interface Calendar {
  readonly version: string;
  readonly utcOffsetMinutes: number;
  readonly coveredYears: readonly number[];
  /** Working hours in milliseconds of the local day. */
  readonly blocks: readonly Block[];
  /** Working time of one working day in milliseconds. */
  readonly dayMillis: number;
  /** Days that differ from the plain weekend rule, ascending: weekdays off and weekend days worked. */
  readonly exceptions: readonly number[];
  /** At i: working days gained (or, negative, lost) by the exceptions before number i; one longer than `exceptions`. */
  readonly shifts: readonly number[];
  /** At i: working days up to and including exception i. */
  readonly ranks: readonly number[];
}

/** Why a calendar was refused: the first thing wrong with it. */
export type CalendarRefusal = ClockRefusal<
  | 'CALENDAR_NOT_OBJECT'
  | 'CALENDAR_ATTRIBUTE_UNKNOWN'
  | 'CALENDAR_ATTRIBUTE_MISSING'
  | 'CALENDAR_VALUE'
  | 'CALENDAR_DATE_TWICE'
  | 'CALENDAR_DATE_NOT_COVERED'
  | 'CALENDAR_HOURS_ORDER'
>;

const REQUIRED = ['version', 'utcOffsetMinutes', 'coveredYears', 'daysOff', 'workingDays', 'hours'] as const;
const OPTIONAL = ['source', 'license', 'notices'] as const;
const KNOWN: readonly string[] = [...REQUIRED, ...OPTIONAL];

/** Longest range in one entry; a range of years is a slip in the year. */
const LONGEST_RANGE = 62;

const isInteger = (value: unknown, min: number, max: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

const wrong = (attribute: string, found: unknown, expected: string): ClockRefusal<'CALENDAR_VALUE'> =>
  refuse('CALENDAR_VALUE', { attribute, found: quote(found), expected });

type Attributes = ReadonlyMap<string, unknown>;

/** Attributes are all known and complete, or the first that is not. */
function attributesOf(data: unknown): { readonly ok: true; readonly attributes: Attributes } | CalendarRefusal {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return refuse('CALENDAR_NOT_OBJECT', { found: quote(data) });
  }
  const attributes = new Map<string, unknown>(Object.entries(data));
  for (const attribute of attributes.keys()) {
    if (!KNOWN.includes(attribute)) {
      return refuse('CALENDAR_ATTRIBUTE_UNKNOWN', { attribute, known: KNOWN.join(' ') });
    }
  }
  for (const attribute of REQUIRED) {
    if (!attributes.has(attribute)) return refuse('CALENDAR_ATTRIBUTE_MISSING', { attribute });
  }
  return { ok: true, attributes };
}

/** Version, offset, years and the remarks, without the dates. */
function readHead(attributes: Attributes): HeadAnswer {
  const version = attributes.get('version');
  if (typeof version !== 'string' || !/^\S(?:.{0,98}\S)?$/.test(version)) {
    return wrong('version', version, '1-100 characters');
  }
  const utcOffsetMinutes = attributes.get('utcOffsetMinutes');
  if (!isInteger(utcOffsetMinutes, -720, 840)) return wrong('utcOffsetMinutes', utcOffsetMinutes, '-720..840');
  for (const remark of ['source', 'license']) {
    const text = attributes.get(remark);
    if (text !== undefined && typeof text !== 'string') return wrong(remark, text, 'text');
  }
  const notices = attributes.get('notices');
  if (notices !== undefined && !(Array.isArray(notices) && notices.every((one) => typeof one === 'string'))) {
    return wrong('notices', notices, '[text, …]');
  }
  const years = attributes.get('coveredYears');
  if (!Array.isArray(years)) return wrong('coveredYears', years, '[1900..2200, …]');
  const coveredYears: number[] = [];
  for (const [index, year] of years.entries()) {
    if (!isInteger(year, 1900, 2200) || coveredYears.includes(year)) {
      return wrong(`coveredYears[${index}]`, year, '1900..2200, once');
    }
    coveredYears.push(year);
  }
  return { ok: true, head: { version, utcOffsetMinutes, coveredYears: coveredYears.sort((a, b) => a - b) } };
}

type HeadAnswer =
  | { readonly ok: true; readonly head: Pick<Calendar, 'version' | 'utcOffsetMinutes' | 'coveredYears'> }
  | ClockRefusal<'CALENDAR_VALUE'>;

/** First and last day of an entry, or null when it is neither a date nor a range of dates. */
function readEntry(entry: unknown): readonly [number, number] | null {
  if (typeof entry !== 'string') return null;
  const [first = '', last = first, ...rest] = entry.split('/');
  const from = parseDay(first);
  const until = parseDay(last);
  if (from === null || until === null || rest.length > 0) return null;
  return until < from || until - from >= LONGEST_RANGE ? null : [from, until];
}

/** Where a listed day was written, to be quoted when it is written again. */
type Listed = Map<number, { readonly attribute: string; readonly working: boolean }>;

/** Read one list of dates into `listed`; null when all is well. */
function readDates(list: unknown, working: boolean, years: readonly number[], listed: Listed): CalendarRefusal | null {
  const name = working ? 'workingDays' : 'daysOff';
  const expected = 'YYYY-MM-DD / YYYY-MM-DD/YYYY-MM-DD';
  if (!Array.isArray(list)) return wrong(name, list, `[${expected}, …]`);
  const entries: readonly unknown[] = list;
  for (const [index, entry] of entries.entries()) {
    const attribute = `${name}[${index}]`;
    const range = readEntry(entry);
    if (range === null) return wrong(attribute, entry, expected);
    for (let day = range[0]; day <= range[1]; day += 1) {
      const date = formatDay(day);
      if (!years.includes(dateOfDay(day).year)) {
        return refuse('CALENDAR_DATE_NOT_COVERED', { date, attribute, coveredYears: years.join(' ') });
      }
      const before = listed.get(day);
      if (before !== undefined) {
        return refuse('CALENDAR_DATE_TWICE', { date, first: before.attribute, second: attribute });
      }
      listed.set(day, { attribute, working });
    }
  }
  return null;
}

/**
 * Check a calendar and make it ready. Everything that could silently move a due time is refused: attributes nobody
 * knows, dates that do not exist, are listed twice or lie outside the covered years, hours that overlap.
 *
 * @param data the parsed JSON of a calendar file, see {@link CalendarData}
 * @returns the calendar, or the first fault with its place and value
 */
export function parseCalendar(data: unknown): { readonly ok: true; readonly calendar: Calendar } | CalendarRefusal {
  const shape = attributesOf(data);
  if (!shape.ok) return shape;
  const { attributes } = shape;
  const head = readHead(attributes);
  if (!head.ok) return head;
  const hours = compileHours(attributes.get('hours'));
  if (!hours.ok) return hours;
  const listed: Listed = new Map();
  const fault =
    readDates(attributes.get('daysOff'), false, head.head.coveredYears, listed) ??
    readDates(attributes.get('workingDays'), true, head.head.coveredYears, listed);
  if (fault !== null) return fault;

  // Only days that depart from the plain rule are kept: a Saturday inside a holiday block changes nothing.
  const exceptions = [...listed].filter(([day, { working }]) => working !== isWeekday(day)).map(([day]) => day);
  exceptions.sort((a, b) => a - b);
  const shifts = [0];
  const ranks: number[] = [];
  let shift = 0;
  for (const day of exceptions) {
    shift += isWeekday(day) ? -1 : 1;
    shifts.push(shift);
    ranks.push(weekdaysBefore(day + 1) + shift);
  }
  const { blocks, dayMillis } = hours;
  return { ok: true, calendar: { ...head.head, blocks, dayMillis, exceptions, shifts, ranks } };
}
