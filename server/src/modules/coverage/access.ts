import type { Authorization } from '../../platform/operation.ts';

export const maySeeCoverage = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'units of the own district, counts and never persons',
} as const satisfies Authorization;

export const mayWorkOnCoverage = {
  roles: ['officer', 'manager'],
  object: 'units of the own district',
} as const satisfies Authorization;
