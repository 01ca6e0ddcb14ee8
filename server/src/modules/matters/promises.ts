import { due } from '@banfei/clock';
import type { Matter } from '@banfei/custody';
import { calendarOf } from './calendars.ts';
import { CATEGORIES } from './categories.ts';
import { type MatterFile, resolvedAt, type Subject } from './matter.ts';
import { policyOf } from './policy.ts';

/** One promise: until when, and when it was kept. `dueAt` is null while the clock stands. */
export interface Promised {
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
  return matter.pauses.filter(({ from }) => from < end).map(({ from, until }) => ({ from, until: until === null || until > end ? end : until }));
}

function settled<Due extends { readonly ok: boolean }>(answer: Due): Extract<Due, { ok: true }> {
  if (!answer.ok) throw new Error(`the clock refused a stored matter: ${JSON.stringify(answer)}`);
  return answer as Extract<Due, { ok: true }>; // narrowed by the line above, which generics do not see
}

export const daysFor = (category: string, policyVersion: string): number =>
  policyOf(policyVersion).resolveDays[CATEGORIES.get(category)?.level ?? 'ordinary'];

/** The three promises of a matter, from its events and the versions it was raised under: nothing else enters. */
export function promisesOf({ subject, matter }: Pick<MatterFile, 'subject' | 'matter'>): Promises {
  const policy = policyOf(subject.policyVersion);
  const calendar = calendarOf(subject.calendarVersion);
  const startedAt = matter.raisedAt;
  const resolveDays = daysFor(subject.category, subject.policyVersion) + matter.extensions.reduce((sum, { extraWorkingDays }) => sum + extraWorkingDays, 0);
  const metAt = resolvedAt(matter);
  const respond = settled(due({ startedAt, limit: { workingMinutes: policy.respondMinutes }, pauses: [], calendar }));
  const contact = settled(due({ startedAt, limit: { workingDays: policy.contactDays }, pauses: [], calendar }));
  const resolve = settled(due({ startedAt, limit: { workingDays: resolveDays }, pauses: pausesUntil(matter, metAt), calendar }));
  return {
    respond: { dueAt: certain(respond.dueAt), metAt: matter.firstResponseAt },
    contact: { dueAt: certain(contact.dueAt), metAt: matter.firstContactAt },
    resolve: { dueAt: resolve.dueAt, metAt },
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
export function offerLapsesAt(subject: Pick<Subject, 'policyVersion' | 'calendarVersion'>, now: number): { readonly minutes: number; readonly at: number } {
  const minutes = policyOf(subject.policyVersion).offerMinutes;
  const answer = settled(due({ startedAt: now, limit: { workingMinutes: minutes }, pauses: [], calendar: calendarOf(subject.calendarVersion) }));
  return { minutes, at: certain(answer.dueAt) };
}
