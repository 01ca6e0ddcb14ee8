import type { Bilingual, ClockStatus, ClockView } from '@banfei/contracts';
import { isoOrNull } from '../../platform/clock.ts';
import type { Subject } from './matter.ts';
import { policyOf } from './policy.ts';
import type { Promised, Promises } from './promises.ts';

const hours = (minutes: number): Bilingual => ({
  zh: `${minutes / 60} 小时内回应`,
  en: `Response within ${minutes / 60} working hours`,
});
const contactDays = (days: number): Bilingual => ({
  zh: `${days} 个工作日内联系`,
  en: `Contact within ${days} working day${days === 1 ? '' : 's'}`,
});
const resolveDays = (days: number): Bilingual => ({
  zh: `${days} 个工作日办结`,
  en: `Result within ${days} working days`,
});

/** Met promises keep the reading of that moment, open ones are read now. Amber from three quarters on, red when late. */
function view(id: ClockView['id'], { clock, dueAt, metAt }: Promised, limit: Bilingual, now: number): ClockView {
  const reading = clock.read(metAt ?? now);
  const status: ClockStatus =
    metAt !== null ? (reading.status === 'red' ? 'red' : 'done') : reading.paused ? 'paused' : reading.status;
  return { id, dueAt: isoOrNull(dueAt), metAt: isoOrNull(metAt), limit, status, leftMillis: reading.leftMillis };
}

/** The clock of the result: the one that lists show. */
export const resolveClock = (promises: Promises, now: number): ClockView =>
  view('resolve', promises.resolve, resolveDays(promises.resolveDays), now);

/** The three promises as the page shows them. */
export function clockViews(subject: Pick<Subject, 'policyVersion'>, promises: Promises, now: number): ClockView[] {
  const policy = policyOf(subject.policyVersion);
  return [
    view('respond', promises.respond, hours(policy.respondMinutes), now),
    view('contact', promises.contact, contactDays(policy.contactDays), now),
    resolveClock(promises, now),
  ];
}
