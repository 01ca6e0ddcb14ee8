/** Payment days that fall on days off are moved by a rule; which days those are is data that the caller brings. */
import { dateOf } from './days.ts';

export type WorkingDayRule = 'none' | 'following' | 'modifiedFollowing' | 'preceding';

export const WORKING_DAY_RULES: readonly WorkingDayRule[] = ['none', 'following', 'modifiedFollowing', 'preceding'];

/** A rule and the days that it needs. */
export interface PaymentCalendar {
  readonly rule: WorkingDayRule;
  /** Days off besides weekends. */
  readonly daysOff: ReadonlySet<number>;
  /** Saturdays and Sundays that are worked (调休). */
  readonly workingDays: ReadonlySet<number>;
}

/** 1970-01-01 was a Thursday, so day 2 was a Saturday. */
const isWeekend = (day: number): boolean => (((day - 2) % 7) + 7) % 7 < 2;

const isWorked = (day: number, { daysOff, workingDays }: PaymentCalendar): boolean =>
  workingDays.has(day) || (!isWeekend(day) && !daysOff.has(day));

/** The nearest worked day in a direction, the day itself included. */
function step(day: number, direction: 1 | -1, calendar: PaymentCalendar): number {
  let moved = day;
  // Lists are bounded by the reader, so that a worked day is always found.
  while (!isWorked(moved, calendar)) moved += direction;
  return moved;
}

/** The day on which a payment that falls on `day` is made. */
export function paymentDay(day: number, calendar: PaymentCalendar): number {
  if (calendar.rule === 'none') return day;
  if (calendar.rule === 'preceding') return step(day, -1, calendar);
  const later = step(day, 1, calendar);
  // Modified following: a payment never leaves its month.
  const leaves = calendar.rule === 'modifiedFollowing' && dateOf(later).month !== dateOf(day).month;
  return leaves ? step(day, -1, calendar) : later;
}
