export { type AreaCounts, CELL_RESOLUTION, type ServiceArea } from './area.ts';
export { type Areas, createAreas } from './ask.ts';
export { isContiguous, neighborCells, neighborsOfAreas } from './cells.ts';
export { insertAreas } from './store.ts';
export { tintAreas } from './tints.ts';
