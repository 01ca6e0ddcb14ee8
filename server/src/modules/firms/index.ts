export {
  type FirmCard,
  firmCard,
  firmCards,
  firmsOfAccount,
  insertMembership,
  isSiteOf,
  readGazetteer,
} from './ask.ts';
export type { Capital, FirmFacts, NewFirm, NewSite, Placing } from './firm.ts';
export { NO_CAPITAL } from './firm.ts';
export { type FileReport, type GivenFile, importFirmFile, tryFirmFile } from './import/whole-file.ts';
export {
  BLOCK_RESOLUTION,
  cellOf,
  type Gazetteer,
  type GazetteerEntry,
  gazetteerOf,
  type Place,
  type Point,
  place,
} from './place.ts';
export { createFirmSearch, type FirmSearch } from './search.ts';
export { insertFirms } from './store.ts';
