/** Modes of coverage for a whole district under dated set-up rules, joint groups included; counts only, never persons. */
export { type CoverageCheck, type CoverageFault, type CoverageFaultCode, checkCoverage } from './check.ts';
export {
  type Alarm,
  type AlarmCode,
  alarmsOf,
  enterMode,
  incubationDue,
  reviewDue,
  type Standing,
  termEnd,
} from './modes.ts';
export { type CoverageQuestion, formOf, planCoverage } from './plan.ts';
export { readCurrent, readOrganizations, readUnits, type Table } from './read.ts';
export type { CoverageRefusal, CoverageRefusalCode } from './refusals.ts';
export { type LimitName, rulesAt, type SetupRule, type SetupRules } from './rules.ts';
export { COVERAGE_SENTENCES, sayReason } from './sentences.ts';
export type {
  CoveragePlan,
  CurrentPlan,
  JointGroup,
  Mode,
  Organization,
  OrganizationForm,
  OrganizationKind,
  Place,
  PlannedUnit,
  PlanTotals,
  Reason,
  Unit,
} from './unit.ts';
