import { type Calendar, due } from '@banfei/clock';
import type { BookingCommand, BookingState, ErrorCode } from '@banfei/contracts';
import type { Slot } from './slots.ts';

/** A booking 预约 of one resource by one unit. */
export interface Booking extends Slot {
  readonly id: string;
  readonly resourceId: string;
  /** The unit that takes. */
  readonly unitId: string;
  readonly purpose: string;
  readonly state: BookingState;
  readonly reason: string;
  readonly askedAt: number;
  readonly calendarVersion: string;
  readonly giverMinutes: number | null;
  readonly takerMinutes: number | null;
  readonly version: number;
}

export type Side = 'giver' | 'taker';

/** What a side asks to be done. `lapse` is the clock's own. */
export type BookingStep =
  | { readonly type: 'acceptance' }
  | { readonly type: 'refusal'; readonly reason: string }
  | { readonly type: 'withdrawal' }
  | { readonly type: 'usage'; readonly minutes: number }
  | { readonly type: 'lapse' };

export type BookingChange = Partial<Pick<Booking, 'state' | 'reason' | 'giverMinutes' | 'takerMinutes'>>;

interface BookingRefusal {
  readonly ok: false;
  readonly code: Extract<
    ErrorCode,
    'BOOKING_ENDED' | 'BOOKING_BEGUN' | 'USAGE_EARLY' | 'USAGE_TOO_LONG' | 'USAGE_SETTLED'
  >;
  readonly facts: Readonly<Record<string, string | number>>;
}

type Decided = { readonly ok: true; readonly change: BookingChange } | BookingRefusal;

/** The owner answers within one working day (EXPERIENCE S6). */
const ANSWER_DAYS = 1;

/** When an unanswered question lapses: after one working day, or with its slot. */
export function answerBy(
  { askedAt, until }: Pick<Booking, 'askedAt' | 'until'>,
  calendar: Calendar,
): { readonly at: number; readonly calendarIncomplete: boolean } {
  const clock = due({ startedAt: askedAt, limit: { workingDays: ANSWER_DAYS }, pauses: [], calendar });
  if (!clock.ok || clock.dueAt === null) throw new Error('the clock refused a booking that is stored');
  return { at: Math.min(clock.dueAt, until), calendarIncomplete: clock.calendarIncomplete };
}

const change = (given: BookingChange): Decided => ({ ok: true, change: given });
const refuse = (code: BookingRefusal['code'], facts: BookingRefusal['facts'] = {}): Decided => ({
  ok: false,
  code,
  facts,
});

const minutesOf = ({ from, until }: Slot): number => Math.round((until - from) / 60_000);

function confirmUsage(booking: Booking, side: Side, minutes: number, now: number): Decided {
  const { giverMinutes, takerMinutes } = booking;
  if (booking.state !== 'accepted') return refuse('BOOKING_ENDED', { state: booking.state });
  if (now < booking.from) return refuse('USAGE_EARLY', { when: booking.from });
  if (minutes > minutesOf(booking)) return refuse('USAGE_TOO_LONG', { booked: minutesOf(booking) });
  // What both have said stands: a balance that could be edited afterwards would prove nothing.
  if (giverMinutes !== null && giverMinutes === takerMinutes) return refuse('USAGE_SETTLED', { minutes: giverMinutes });
  return change(side === 'giver' ? { giverMinutes: minutes } : { takerMinutes: minutes });
}

/** Whose each step is; who stands on the other side is told that there is no such booking to answer. */
const SIDES: Readonly<Record<BookingCommand, readonly Side[]>> = {
  acceptance: ['giver'],
  refusal: ['giver'],
  withdrawal: ['taker'],
  usage: ['giver', 'taker'],
};

export const isFor = (step: BookingCommand, side: Side): boolean => SIDES[step].includes(side);

/** What a step makes of a booking, or why it cannot be done. */
export function decideBooking(
  booking: Booking,
  step: BookingStep,
  { side, now, lapsesAt }: { readonly side: Side; readonly now: number; readonly lapsesAt: number },
): Decided {
  const { state, from } = booking;
  const alive = state === 'asked' || state === 'accepted';
  switch (step.type) {
    case 'acceptance':
      if (state !== 'asked') return refuse('BOOKING_ENDED', { state });
      // A minute late is late: the slot is free again from that instant, whether or not the sweep has run.
      return now >= lapsesAt ? refuse('BOOKING_ENDED', { state: 'lapsed' }) : change({ state: 'accepted' });
    case 'refusal':
      if (!alive) return refuse('BOOKING_ENDED', { state });
      if (state === 'accepted' && now >= from) return refuse('BOOKING_BEGUN', { when: from });
      return change({ state: state === 'asked' ? 'declined' : 'canceled', reason: step.reason });
    case 'withdrawal':
      if (!alive) return refuse('BOOKING_ENDED', { state });
      if (state === 'accepted' && now >= from) return refuse('BOOKING_BEGUN', { when: from });
      return change({ state: 'withdrawn' });
    case 'usage':
      return confirmUsage(booking, side, step.minutes, now);
    case 'lapse':
      if (state !== 'asked' || now < lapsesAt) return refuse('BOOKING_ENDED', { state });
      return change({ state: 'lapsed' });
  }
}

/** Steps that the side could take now, for the buttons of a page. */
export function stepsOpen(
  booking: Booking,
  context: { readonly side: Side; readonly now: number; readonly lapsesAt: number },
): BookingCommand[] {
  const tried: readonly (BookingStep & { readonly type: BookingCommand })[] = [
    { type: 'acceptance' },
    { type: 'refusal', reason: '' },
    { type: 'withdrawal' },
    { type: 'usage', minutes: 0 },
  ];
  return tried
    .filter((step) => isFor(step.type, context.side) && decideBooking(booking, step, context).ok)
    .map(({ type }) => type);
}
