/** Front door of schemes: the rule packs, facts of companies, verdicts, and the check. */

export { certificatesEnding } from './certificates.ts';
export { checkSchemeVerdicts } from './check.ts';
export { type FactFileReport, importFacts } from './import-facts.ts';
export { judgeByTime } from './jobs.ts';
export { type SchemeLibrary, schemeLibrary, schemeTitle } from './library.ts';
export { insertFacts, type NewFact } from './store.ts';
export { keepFacts } from './succession.ts';
export { judgeFirms } from './verdicts.ts';
