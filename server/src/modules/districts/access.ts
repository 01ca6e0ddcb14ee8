import type { Authorization } from '../../platform/operation.ts';

export const mayReadDemoAccounts = {
  public: true,
  object: 'the accounts of a demo district, which exist to be tried; a district that is not a demo answers 404',
} as const satisfies Authorization;
