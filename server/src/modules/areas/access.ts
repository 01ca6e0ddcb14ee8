import type { Authorization } from '../../platform/operation.ts';

export const maySeeAreas = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'all areas of the own district with counts, never the matters themselves',
} as const satisfies Authorization;
