export { type AreaCounts, CELL_RESOLUTION, type ServiceArea } from './area.ts';
export { type Areas, createAreas } from './ask.ts';
export { isContiguous, neighborCells, neighborsOfAreas } from './cells.ts';
export { checkAreas } from './check.ts';
export type { PlanDeps } from './plan-deps.ts';
export { createPlanner, type Planner } from './planner.ts';
export { insertAreas } from './store.ts';
export { takeEffect } from './take-effect.ts';
export { tintAreas } from './tints.ts';
