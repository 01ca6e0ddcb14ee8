import { type Clock, due, type Limit, workingBlocks } from '@banfei/clock';
import type { Matter } from '@banfei/custody';
import { calendarOf } from './calendars.ts';
import { CATEGORIES } from './categories.ts';
import { type MatterFile, resolvedAt, type Subject } from './matter.ts';
import { policyOf } from './policy.ts';

/** One promise: its clock, and when it was kept. */
export interface Promised {
  readonly clock: Clock;
  /** Null while the clock stands. */
  readonly dueAt: number | null;
  readonly metAt: number | null;
}

export interface Promises {
  readonly respond: Promised & { readonly dueAt: number };
  readonly contact: Promised & { readonly dueAt: number };
  readonly resolve: Promised;
  /** Working days promised for the result, extensions included. */
  readonly resolveDays: number;
  readonly calendarIncomplete: boolean;
}

type Spans = readonly { readonly from: number; readonly until: number | null }[];

// What happened after the district had done its part cannot make it late: the clock is read as it stood then.
function pausesUntil(matter: Matter, end: number | null): Spans {
  if (end === null) return matter.pauses;
  return matter.pauses
    .filter(({ from }) => from < end)
    .map(({ from, until }) => ({ from, until: until === null || until > end ? end : until }));
}

// The inputs come from stored events and the policy, so a refusal here is a fault of the program.
function clockOf(startedAt: number, limit: Limit, pauses: Spans, subject: Pick<Subject, 'calendarVersion'>): Clock {
  const clock = due({ startedAt, limit, pauses, calendar: calendarOf(subject.calendarVersion) });
  if (!clock.ok) throw new Error(`the clock refused a stored matter: ${clock.code} ${JSON.stringify(clock.facts)}`);
  return clock;
}

export const daysFor = (category: string, policyVersion: string): number =>
  policyOf(policyVersion).resolveDays[CATEGORIES.get(category)?.level ?? 'ordinary'];

/** The three promises of a matter, from its events and the versions it was raised under: nothing else enters. */
export function promisesOf({ subject, matter }: Pick<MatterFile, 'subject' | 'matter'>): Promises {
  const policy = policyOf(subject.policyVersion);
  const startedAt = matter.raisedAt;
  const resolveDays =
    daysFor(subject.category, subject.policyVersion) +
    matter.extensions.reduce((sum, { extraWorkingDays }) => sum + extraWorkingDays, 0);
  const metAt = resolvedAt(matter);
  const respond = clockOf(startedAt, { workingMinutes: policy.respondMinutes }, [], subject);
  const contact = clockOf(startedAt, { workingDays: policy.contactDays }, [], subject);
  const resolve = clockOf(startedAt, { workingDays: resolveDays }, pausesUntil(matter, metAt), subject);
  return {
    respond: { clock: respond, dueAt: certain(respond.dueAt), metAt: matter.firstResponseAt },
    contact: { clock: contact, dueAt: certain(contact.dueAt), metAt: matter.firstContactAt },
    resolve: { clock: resolve, dueAt: resolve.dueAt, metAt },
    resolveDays,
    calendarIncomplete: respond.calendarIncomplete || contact.calendarIncomplete || resolve.calendarIncomplete,
  };
}

// Without pauses a limit always has an end.
function certain(dueAt: number | null): number {
  if (dueAt === null) throw new Error('a clock without pauses has no due time');
  return dueAt;
}

/** The instant at which an offer made now lapses, in working time. */
export function offerLapsesAt(
  subject: Pick<Subject, 'policyVersion' | 'calendarVersion'>,
  now: number,
): { readonly minutes: number; readonly at: number } {
  const minutes = policyOf(subject.policyVersion).offerMinutes;
  return { minutes, at: certain(clockOf(now, { workingMinutes: minutes }, [], subject).dueAt) };
}

/** Working blocks between two instants, for the scale of the custody track. */
export function blocksBetween(
  from: number,
  until: number,
  subject: Pick<Subject, 'calendarVersion'>,
): readonly { readonly from: number; readonly until: number }[] {
  const found = workingBlocks(from, until, calendarOf(subject.calendarVersion));
  if (!found.ok) throw new Error(`the clock refused a stored matter: ${found.code} ${JSON.stringify(found.facts)}`);
  return found.blocks;
}
