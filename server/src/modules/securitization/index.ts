/** Front door of the securitization desk: wiring, loading, the check, and the solver that the command uses too. */
export { checkDeals } from './check.ts';
export { type Computer, createComputer } from './computer.ts';
export type { DeskDeps } from './desk-deps.ts';
export { alertOfLatest } from './reports.ts';
export { choosePool } from './solver.ts';
export {
  insertCandidates,
  insertDeals,
  insertPapers,
  insertParticipations,
  insertProjections,
  insertProposal,
  insertReport,
  type NewCandidate,
  type NewDeal,
  type NewPaper,
  type NewParticipation,
  type NewProposal,
  type NewReport,
  neededPapers,
} from './store.ts';
export { type Claim, projectionsOf, structureDeal } from './structure.ts';
export { leaveDealsWhenEnded } from './succession.ts';
export { dealWorkbook } from './workbook.ts';
