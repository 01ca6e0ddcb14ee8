/** Working-time arithmetic over versioned calendars: due times, pauses, and the color of a promise. */
export { type Calendar, type CalendarData, type CalendarRefusal, parseCalendar } from './calendar.ts';
export {
  type Clock,
  type ClockColor,
  type ClockInput,
  type DueRefusal,
  due,
  type Limit,
  type Pause,
  type Reading,
  type Segment,
} from './due.ts';
export { type Hours, parseHours } from './hours.ts';
export { formatInstant, parseInstant } from './instants.ts';
export type { ClockRefusal, ClockRefusalCode, ClockRefusalFacts } from './refusals.ts';
export { CLOCK_SENTENCES } from './sentences.ts';
export {
  addWorkingDays,
  addWorkingMinutes,
  type Counted,
  isWorkingDay,
  type Reached,
  type WorkingBlock,
  workingBlocks,
  workingDaysBetween,
  workingMillisBetween,
} from './working-time.ts';
