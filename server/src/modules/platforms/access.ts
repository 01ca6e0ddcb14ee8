import type { Authorization } from '../../platform/operation.ts';

export const maySeePlatforms = {
  roles: ['company', 'officer', 'manager', 'auditor'],
  object: 'platforms and events of the own district; seats of single units for staff alone, a company its own',
} as const satisfies Authorization;

export const mayTakePart = {
  roles: ['company'],
  object: 'membership and seats of the own unit alone',
} as const satisfies Authorization;

export const mayRunEvents = {
  roles: ['officer', 'manager'],
  object: 'events of the platforms of the own district, and how many came',
} as const satisfies Authorization;
