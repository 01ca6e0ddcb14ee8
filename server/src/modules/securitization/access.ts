import type { Authorization } from '../../platform/operation.ts';

export const maySeeDeals = {
  roles: ['officer', 'manager', 'auditor'],
  object:
    'products of the own district with candidates, amounts and reports; companies see the requests that concern them, not the product',
} as const satisfies Authorization;

export const mayOpenDeals = {
  roles: ['officer'],
  object: 'a new product of the own district, under the first post that the caller holds',
} as const satisfies Authorization;

export const mayWorkOnDeals = {
  roles: ['officer'],
  object: 'products of the own district whose desk post the caller holds',
} as const satisfies Authorization;

export const mayDecideAmounts = {
  roles: ['officer', 'manager'],
  object:
    'amounts of the own district that somebody else proposed: two persons; officers those of the desk post they hold',
} as const satisfies Authorization;

export const mayTakeDeals = {
  roles: ['officer', 'manager', 'auditor'],
  object:
    'cash flows of approved or proposed terms of the own district as a file without names of companies; every file is recorded with the account that took it',
} as const satisfies Authorization;
