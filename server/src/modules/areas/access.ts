import type { Authorization } from '../../platform/operation.ts';

export const maySeeAreas = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'all areas of the own district with counts, never the matters themselves',
} as const satisfies Authorization;

export const maySeePlans = {
  roles: ['officer', 'manager', 'auditor'],
  object:
    'plans of the own district with the companies and open matters that they touch: teams must know who comes and who goes before it happens',
} as const satisfies Authorization;

export const mayDrawPlans = {
  roles: ['manager'],
  object: 'a draft of the caller’s own in the own district; areas themselves are untouched',
} as const satisfies Authorization;

export const mayChangePlans = {
  roles: ['manager'],
  object: 'drafts and proposals of the caller’s own; once approved, any plan of the own district may be withdrawn',
} as const satisfies Authorization;

export const mayDecidePlans = {
  roles: ['manager'],
  object: 'proposals of somebody else in the own district: whoever proposes does not approve',
} as const satisfies Authorization;

export const mayExportAreas = {
  roles: ['manager', 'auditor'],
  object: 'areas and plans of the own district as a file; every file is recorded with the account that took it',
} as const satisfies Authorization;
