/** Front door of matters 诉求: what other modules and the application may use. */

export { mattersByCell, openMattersInCells } from './by-cell.ts';
export { calendarOf, currentCalendar, wallClockMinutes } from './calendars.ts';
export { CATEGORIES, type Category } from './categories.ts';
export { checkMatters, checkOwnership } from './check.ts';
export type { MatterDeps } from './deps.ts';
export { runSweep } from './jobs.ts';
export { type MatterFile, type Subject, titleOf } from './matter.ts';
export { createNumbers, type Numbers, scatter } from './numbers.ts';
export { type MatterStanding, type OpenedMatter, type Opening, openMatters, standingOf } from './open.ts';
export { currentPolicy, type Level } from './policy.ts';
export { offerLapsesAt, promisesOf } from './promises.ts';
export { spokenInstant } from './refusals.ts';
export { insertHistories } from './store.ts';
export { disableAccount } from './succession.ts';
export { openCount, type TimelineMatter, timelineOf } from './timeline.ts';
