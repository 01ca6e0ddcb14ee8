/** Front door of the platforms: loading, the check, and what becomes of a unit that ends. */
export { checkPlatforms } from './check.ts';
export {
  insertEvents,
  insertMembers,
  insertPlatforms,
  insertSeats,
  type NewEvent,
  type NewMember,
  type NewPlatform,
  type NewSeats,
} from './store.ts';
export { succeedInPlatforms } from './succession.ts';
