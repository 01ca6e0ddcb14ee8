import type { Authorization } from '../../platform/operation.ts';

export const mayReadFigures = {
  roles: ['manager', 'auditor', 'officer'],
  object:
    'figures and rows of the own district, all areas: officers see the matters of their district (whoever is asked must be able to answer); companies and the three administrators see none',
} as const satisfies Authorization;

export const mayExportFigures = {
  roles: ['manager', 'auditor'],
  object: 'rows of the own district as a file; every file is recorded with the account that took it',
} as const satisfies Authorization;
