/** Front door of capital: loading, matching, the check, and what the end of a company means for it. */
export { checkCapital } from './check.ts';
export { closeNeedsWhenEnded } from './end.ts';
export { lapseIntroductions } from './jobs.ts';
export type { Investor } from './load.ts';
export { matchesFor } from './match.ts';
export {
  insertCapitalNeeds,
  insertIntroductions,
  insertInvestors,
  type NewCapitalNeed,
  type NewIntroduction,
} from './store.ts';
