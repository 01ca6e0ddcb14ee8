import type { Authorization } from '../../platform/operation.ts';

export const maySeePool = {
  roles: ['officer', 'manager', 'auditor'],
  object:
    'candidates of the own district with stage, papers and plan; what is confidential shows that it exists and nothing more',
} as const satisfies Authorization;

export const mayWorkOnPool = {
  roles: ['officer', 'manager'],
  object:
    'candidates of the own district whose post the caller holds, any of them for the management; never one from which the caller is recused',
} as const satisfies Authorization;

export const mayReadConfidential = {
  roles: ['officer', 'manager'],
  object:
    'confidential facts of candidates whose post the caller holds, any for the management, none after a recusal; each reading is taken down',
} as const satisfies Authorization;
