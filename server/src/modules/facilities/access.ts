import type { Authorization } from '../../platform/operation.ts';

export const maySeeFacilities = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'facilities of the own district, with counts of what hangs on each',
} as const satisfies Authorization;

export const mayChangeFacilities = {
  roles: ['manager'],
  object: 'facilities of the own district; every change names its day and its document',
} as const satisfies Authorization;
