export { facilityByName } from './ask.ts';
export type { Facility, FacilityKind, Street } from './facility.ts';
export { insertFacilities, insertStreets } from './store.ts';
export { listFacilities, listStreets } from './views.ts';
