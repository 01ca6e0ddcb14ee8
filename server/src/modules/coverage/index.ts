/** Front door of coverage: wiring, loading, endings and the check. */
export { checkStandings } from './check.ts';
export type { CoverageDeps } from './deps.ts';
export { createCoveragePlanner } from './planner.ts';
export { raiseAlarms } from './raise.ts';
export { rulesOn } from './rules.ts';
export { modeName, type StandingRow } from './standing.ts';
export {
  type CoverageGroup,
  type CoverageUnitRow,
  insertCoverageGroups,
  insertCoverageUnits,
  insertStandings,
} from './store.ts';
export { succeedGuide, succeedUnit } from './succession.ts';
export { insertSuggestions, suggest, suggestionsOf } from './suggest.ts';
