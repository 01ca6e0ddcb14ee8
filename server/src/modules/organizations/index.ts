export { countOrganizations } from './ask.ts';
export type { Organization, OrganizationKind } from './organization.ts';
export { insertOrganizations } from './store.ts';
