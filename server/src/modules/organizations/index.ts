export { countOrganizations, type TermEnd, termEnds } from './ask.ts';
export { checkOrganizations } from './check.ts';
export type { Covered, Organization, OrganizationKind } from './organization.ts';
export { inOrder, lockLiving, type OnEnded, type Registering } from './register.ts';
export { insertCoverage, insertOrganizations } from './store.ts';
export { succeedFacility, succeedFirm } from './succession.ts';
export { memberOrganization, organizationOf } from './views.ts';
