export { type AreaCounts, areaCounts } from './views.ts';
