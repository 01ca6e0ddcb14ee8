/** Front door of the cultivation pool: loading, the check, and what the end of a company means for it. */
export { isRecused, mustNotBeRecused } from './ask.ts';
export { checkPool } from './check.ts';
export { givenDay } from './days.ts';
export { pathTo } from './machine.ts';
export { rulesOn } from './rules.ts';
export { isUnderway, type PoolRules, stageName, stageRule } from './stages.ts';
export {
  type Engagement,
  type Intermediary,
  insertCandidates,
  insertEngagements,
  insertFacts,
  insertIntermediaries,
  insertTasks,
  type NewCandidate,
  type NewFact,
  type NewTask,
} from './store.ts';
export { leavePoolWhenEnded } from './succession.ts';
