export type { ServicePoint } from './service-point.ts';
export { insertServicePoints } from './store.ts';
export { listServicePoints } from './views.ts';
