import type { Authorization } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';

export const maySearchFirms = {
  roles: ['officer', 'manager', 'auditor'],
  object:
    'every company of the own district, since staff must find whoever asks; companies have no use for a list of others',
} as const satisfies Authorization;

export const maySeeFirm = {
  roles: ['company', 'officer', 'manager', 'auditor'],
  object: 'staff every company of the own district; a company its own page alone',
} as const satisfies Authorization;

export const mayTakeDownFirms = {
  roles: ['officer'],
  object: 'a company that is not in the register yet, in the own district',
} as const satisfies Authorization;

export const mayPlaceFirms = {
  roles: ['officer', 'manager'],
  object: 'sites of every company of the own district, since they decide who is in charge',
} as const satisfies Authorization;

export const mayEndFirms = {
  roles: ['manager'],
  object: 'companies of the own district; the end names its day, its document and what becomes of every link',
} as const satisfies Authorization;

export const maySeeUnplaced = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'sites of the own district that have no place yet',
} as const satisfies Authorization;

export const mayImportFirms = {
  roles: ['officer', 'manager'],
  object: 'the register of the own district; each import is recorded with its file and who brought it',
} as const satisfies Authorization;

export const maySeeImports = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'imports of the own district with their rows',
} as const satisfies Authorization;

/** A company sees itself and nobody else; staff see every company of their district. */
export const maySee = (principal: Principal, firmId: string): boolean =>
  principal.role === 'company'
    ? principal.scopes.includes(firmId)
    : maySeeFirm.roles.some((role) => role === principal.role);

/** The number is kept to call a company back, so only those who call see it whole. */
export const maySeePhone = (principal: Principal): boolean => principal.role === 'officer';
