export { figureOperations } from './routes.ts';
export { type AreaCounts, areaCounts } from './views.ts';
