export type { ServicePoint } from './service-point.ts';
export { insertServicePoints } from './store.ts';
