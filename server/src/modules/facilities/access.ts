import type { Authorization } from '../../platform/operation.ts';

export const mayChangeFacilities = {
  roles: ['manager'],
  object: 'facilities of the own district; every change names its day and its document',
} as const satisfies Authorization;
