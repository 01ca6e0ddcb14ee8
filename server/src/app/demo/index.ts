export { demoAccounts } from './accounts.ts';
export { type DemoOptions, type DemoSummary, ensureDemoDistrict, loadDemo } from './load.ts';
export { type DemoCounts, resetDemo } from './store.ts';
