import type { Authorization } from '../../platform/operation.ts';

export const maySeeOrganizations = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'every organization of the own district; counts under five as <5',
} as const satisfies Authorization;

export const maySeeOrganization = {
  roles: ['company', 'officer', 'manager', 'auditor'],
  object: 'staff every organization of the own district; a company its own one, with the exact count',
} as const satisfies Authorization;

export const mayChangeOrganizations = {
  roles: ['manager'],
  object: 'organizations of the own district; every change names its day and document',
} as const satisfies Authorization;
