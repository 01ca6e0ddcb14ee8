import type { Authorization } from '../../platform/operation.ts';

export const maySeeInvestors = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'investors of the own district with what they look for and what came of introductions',
} as const satisfies Authorization;

export const mayKeepInvestors = {
  roles: ['officer', 'manager'],
  object: 'investors of the own district',
} as const satisfies Authorization;

export const maySeeCapitalNeeds = {
  roles: ['company', 'officer', 'manager', 'auditor'],
  object:
    'a company its own needs, with investors nameless until both sides agree; staff all of the own district with names',
} as const satisfies Authorization;

export const mayBringTogether = {
  roles: ['company', 'officer', 'manager'],
  object:
    'a company its own needs and its own side of an introduction; staff both sides, never of a company from which the caller is recused in the pool',
} as const satisfies Authorization;

export const mayConclude = {
  roles: ['officer', 'manager'],
  object: 'introductions of the own district, never of a company from which the caller is recused in the pool',
} as const satisfies Authorization;
