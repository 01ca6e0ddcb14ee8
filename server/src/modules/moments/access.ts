import type { Authorization } from '../../platform/operation.ts';

export const maySeeMoments = {
  roles: ['company', 'officer', 'manager', 'auditor'],
  object: 'a company the moments of its own company; staff those of the own district',
} as const satisfies Authorization;

export const mayKeepDates = {
  roles: ['company', 'officer'],
  object: 'key dates of the own company, or of any company of the own district for officers',
} as const satisfies Authorization;
