/** Front door of key moments: wiring, loading, endings and the check. */
export { checkMoments } from './check.ts';
export type { MomentDeps } from './deps.ts';
export { insertKeyDates, type NewKeyDate } from './store.ts';
export { handKeyDates } from './succession.ts';
export { tellMoments } from './tell.ts';
