export {
  type FirmCard,
  firmCard,
  firmsOfAccount,
  insertMembership,
} from './ask.ts';
export { divisions, industryName } from './code-tables.ts';
export { type Ended, mustHaveCome, mustLive, type OnSubjectEnded } from './endings.ts';
export type { Capital, FirmFacts, NewFirm, NewSite, Placing } from './firm.ts';
export { NO_CAPITAL } from './firm.ts';
export { readFirmFile as readTableFile } from './import/read-file.ts';
export { refusalOf as remarkRefusal } from './import/remarks.ts';
export { type Cell as TableCell, cellText, type Table } from './import/table.ts';
export { type FileReport, type GivenFile, importFirmFile, tryFirmFile } from './import/whole-file.ts';
export {
  type Gazetteer,
  type GazetteerEntry,
  gazetteerOf,
  type Place,
  type Point,
  place,
} from './place.ts';
export { createFirmSearch, type FirmSearch } from './search.ts';
export { type FirmInCell, type FirmStaff, type FirmsOfCell, firmsByCell, firmsInCells, insertStaff } from './staff.ts';
export { insertFirms } from './store.ts';
export { moveHoused, rehouse } from './tenants.ts';
