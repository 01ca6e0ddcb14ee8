/** Divides a weighted graph into whole, even parts with short borders, and moves a plan of today as little as it must. */
export type { Bound } from './bound.ts';
export { type Certificate, certificateOf, gapsOf } from './certificate.ts';
export { type Checked, type CheckOptions, checkPlan, type Verdict } from './check.ts';
export { type Graph, type GraphFault, graphOf } from './graph.ts';
export { type Balance, wrongTarget } from './limits.ts';
export { type Current, type Plan, type PlanOptions, type PlanRefusal, planAreas } from './plan.ts';
