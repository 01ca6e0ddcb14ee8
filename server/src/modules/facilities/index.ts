export type { Facility, FacilityKind, Street } from './facility.ts';
export { insertFacilities, insertStreets } from './store.ts';
export { listFacilities } from './views.ts';
