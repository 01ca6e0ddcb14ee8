import type { Authorization } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';

export const maySeeResources = {
  roles: ['company', 'officer', 'manager', 'auditor'],
  object: 'resources that units of the own district offer to all others, with the times that are still free',
} as const satisfies Authorization;

export const mayExchange = {
  roles: ['company'],
  object: 'the own unit alone: its resources, needs, and bookings in which it gives or takes; any other does not exist',
} as const satisfies Authorization;

export const maySeeBookings = {
  roles: ['company', 'officer', 'manager', 'auditor'],
  object: 'a company the bookings in which its unit gives or takes; staff all of the own district',
} as const satisfies Authorization;

export const maySeeNeeds = {
  roles: ['company', 'officer', 'manager', 'auditor'],
  object: 'a company the needs of its own unit; staff the open ones of the own district',
} as const satisfies Authorization;

export const maySeeSharedNeeds = {
  roles: ['company'],
  object: 'open needs that units of the own district show to others, without the unit until both sides have agreed',
} as const satisfies Authorization;

export const mayAnswerNeeds = {
  roles: ['company'],
  object: 'shared needs of other units; answers that the own unit gave, or that were given to its own needs',
} as const satisfies Authorization;

export const maySeeOwnBalance = {
  roles: ['company'],
  object: 'what the own unit gave and took, from usages that both sides confirmed',
} as const satisfies Authorization;

export const maySeeBalances = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'balances of all units of the own district',
} as const satisfies Authorization;

/** What is no longer offered is seen by its owner and by staff; for others it is not there. */
export const maySeeResource = (
  principal: Principal,
  { open, unitId }: { readonly open: boolean; readonly unitId: string },
  ownUnit: string | null,
): boolean => open || principal.role !== 'company' || unitId === ownUnit;

export const maySeeNetwork = {
  roles: ['officer', 'manager', 'auditor'],
  object: 'the graph of the own district: organizations and partnerships, no counts of members',
} as const satisfies Authorization;

export const maySeePartnerships = {
  roles: ['company', 'officer', 'manager', 'auditor'],
  object: 'a company the partnerships of its own organization; staff all of the own district',
} as const satisfies Authorization;

export const mayPartner = {
  roles: ['manager'],
  object: 'partnerships of organizations of the own district',
} as const satisfies Authorization;
