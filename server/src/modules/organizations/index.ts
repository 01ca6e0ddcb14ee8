export { countOrganizations } from './ask.ts';
export type { Covered, Organization, OrganizationKind } from './organization.ts';
export { inOrder, lockLiving, type OnEnded, type Registering } from './register.ts';
export { insertCoverage, insertOrganizations } from './store.ts';
export { organizationOf } from './views.ts';
