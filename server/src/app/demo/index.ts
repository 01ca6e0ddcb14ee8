export { DEMO_PASSWORD, demoAccounts } from './accounts.ts';
export { DEMO_DISTRICT, type DemoOptions, type DemoSummary, ensureDemoDistrict, loadDemo } from './load.ts';
export { digestOf, type Population, type PopulationOptions, populationOf } from './population.ts';
export { type DemoCounts, resetDemo } from './store.ts';
