/** Front door of the network: what the application may use of the exchange between units. */
export { needsOpenSince, type OpenNeed } from './ask.ts';
export type { Booking } from './booking.ts';
export { checkNetwork } from './check.ts';
export { lapseBookings } from './jobs.ts';
export {
  type Activity,
  endWithOrganization,
  insertActivities,
  insertPartnerships,
  type Partnership,
} from './partnerships.ts';
export type { Need, Resource } from './resource.ts';
export { slotsOf } from './slots.ts';
export { insertBookings, insertNeeds, insertResources } from './store.ts';
export { succeedInExchange, type UnitSuccession, unitSuccession } from './succession.ts';
export {
  actingUnit,
  insertOrganizationMember,
  insertUnits,
  UNIT_CARD,
  UNIT_JOIN,
  type UnitKey,
  unitOf,
} from './units.ts';
export { instantOf, spokenWhen, worded } from './words.ts';
