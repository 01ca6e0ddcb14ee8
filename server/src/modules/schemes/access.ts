import type { Authorization } from '../../platform/operation.ts';

export const maySeeReach = {
  roles: ['company', 'officer', 'manager', 'auditor'],
  object: 'a company its own facts and verdicts; staff those of companies of the own district',
} as const satisfies Authorization;

export const mayStateFacts = {
  roles: ['company', 'officer'],
  object: 'facts of the own company, or of any company of the own district for officers',
} as const satisfies Authorization;

export const mayConfirmFacts = {
  roles: ['officer'],
  object: 'facts of companies of the own district',
} as const satisfies Authorization;

export const maySurvey = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'verdicts of the own district',
} as const satisfies Authorization;
