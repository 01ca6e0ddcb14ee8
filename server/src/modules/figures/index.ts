export { recordExport } from './store.ts';
export { type AreaCounts, areaCounts } from './views.ts';
export { writeWorkbook } from './workbook.ts';
