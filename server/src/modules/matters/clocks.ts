import { workingMillisBetween } from '@banfei/clock';
import type { Bilingual, ClockStatus, ClockView } from '@banfei/contracts';
import { isPausedAt } from '@banfei/custody';
import { isoOrNull } from '../../platform/clock.ts';
import { calendarOf } from './calendars.ts';
import type { MatterFile } from './matter.ts';
import { policyOf } from './policy.ts';
import type { Promised, Promises } from './promises.ts';

const hours = (minutes: number): Bilingual => ({ zh: `${minutes / 60} 小时内回应`, en: `Response within ${minutes / 60} working hours` });
const contactDays = (days: number): Bilingual => ({ zh: `${days} 个工作日内联系`, en: `Contact within ${days} working day${days === 1 ? '' : 's'}` });
const resolveDays = (days: number): Bilingual => ({ zh: `${days} 个工作日办结`, en: `Result within ${days} working days` });

interface Frame {
  readonly file: MatterFile;
  readonly now: number;
}

// Amber from three quarters of the promised working time on, red from the due instant on (EXPERIENCE S9).
function statusOf(promised: Promised, frame: Frame, paused: boolean): { status: ClockStatus; leftMillis: number } {
  const calendar = calendarOf(frame.file.subject.calendarVersion);
  if (promised.metAt !== null) {
    const late = promised.dueAt !== null && promised.metAt > promised.dueAt;
    const left = promised.dueAt === null ? 0 : signed(promised.metAt, promised.dueAt, calendar);
    return { status: late ? 'red' : 'done', leftMillis: left };
  }
  if (paused || promised.dueAt === null) return { status: 'paused', leftMillis: 0 };
  const left = signed(frame.now, promised.dueAt, calendar);
  if (frame.now > promised.dueAt) return { status: 'red', leftMillis: left };
  const whole = workingMillisBetween(frame.file.matter.raisedAt, promised.dueAt, calendar);
  return { status: left * 4 <= whole ? 'amber' : 'green', leftMillis: left };
}

const signed = (from: number, until: number, calendar: ReturnType<typeof calendarOf>): number =>
  from <= until ? workingMillisBetween(from, until, calendar) : -workingMillisBetween(until, from, calendar);

function view(id: ClockView['id'], promised: Promised, limit: Bilingual, frame: Frame & { paused: boolean }): ClockView {
  return { id, dueAt: isoOrNull(promised.dueAt), metAt: isoOrNull(promised.metAt), limit, ...statusOf(promised, frame, frame.paused) };
}

/** The clock of the result: the one that lists show. */
export function resolveClock(file: MatterFile, promises: Promises, now: number): ClockView {
  const paused = isPausedAt(file.matter, now);
  return view('resolve', promises.resolve, resolveDays(promises.resolveDays), { file, now, paused });
}

/** The three promises as the page shows them. */
export function clockViews(file: MatterFile, promises: Promises, now: number): ClockView[] {
  const policy = policyOf(file.subject.policyVersion);
  const frame = { file, now, paused: false };
  return [
    view('respond', promises.respond, hours(policy.respondMinutes), frame),
    view('contact', promises.contact, contactDays(policy.contactDays), frame),
    resolveClock(file, promises, now),
  ];
}
